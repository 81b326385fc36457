"""The index of a language as classic scripts that load from file://, in parts: a phone fetches what a question needs.

`start.js` has the titles, the headings and their words: enough for a first list. `answers.js` has the short answers,
`vocabulary.js` the other words, `asked.js` where the other words for a question stand, `words-N.js` where a share of
the words stands in the texts, `texts-N.js` how some of the places begin. Every reader fetches all of them in one order, so
that no server learns from the parts what somebody looks for. The ranking stands in `search.js` alone; this module only
counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.blocks.artifact import Answer, Site
from generator.blocks.nodes import Phrase
from generator.library.search_words import SearchWords
from generator.render.script import literal
from generator.render.search.places import Place, places_of
from generator.render.search.words import RULES, keys, stem, words_in

FOLDER = "assets/search"
WORD_PARTS = 4
TEXT_PART = 500
"""Into how many parts the words are dealt, and how many places' beginnings stand in one part."""
SHOWN = 170
"""How many letters of a place's text are shown."""

Postings = dict[int, list[tuple[int, int]]]


def search_scripts(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each script of the search: its path below the language's folder, and its bytes."""
    places = places_of(site)
    vocabulary = _Vocabulary()
    titled = [_counted(vocabulary, (place.title, place.heading), place.lang) for place in places]
    of_titles = vocabulary.size
    asked = [_counted(vocabulary, (place.words,), place.lang) for place in places]
    texts = [_counted(vocabulary, (place.text,), place.lang) for place in places]
    spread = _spread(titled, asked, texts)
    parts = ["answers", "vocabulary", "asked", *(f"words-{part}" for part in range(WORD_PARTS))]
    parts += [f"texts-{part}" for part in range(-(-len(places) // TEXT_PART))]
    yield f"{FOLDER}/start.js", _start(site, places, _words(vocabulary, spread, 0, of_titles), [*parts, "end"])
    yield f"{FOLDER}/answers.js", _script("answers", [_answer(each) for each in site.answers])
    more = _words(vocabulary, spread, of_titles, vocabulary.size) | {"text": _lengths(texts), "words": _lengths(asked)}
    yield f"{FOLDER}/vocabulary.js", _script("vocabulary", more)
    yield (
        f"{FOLDER}/asked.js",
        _script("words", "words", {term: _coded(at) for term, at in sorted(_postings(asked).items())}),
    )
    yield f"{FOLDER}/end.js", _script("end")
    stands = _postings(texts)
    for part in range(WORD_PARTS):
        held = {term: _coded(stands[term]) for term in sorted(stands) if term % WORD_PARTS == part}
        yield f"{FOLDER}/words-{part}.js", _script("words", "text", held)
    for part, start in enumerate(range(0, len(places), TEXT_PART)):
        shown = [_opening(place.text) for place in places[start : start + TEXT_PART]]
        yield f"{FOLDER}/texts-{part}.js", _script("texts", start, shown)


class _Vocabulary:
    """Every folded word of the site, in groups of those that share a stem; a group's number is its term."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str], int] = {}
        self._forms: list[set[str]] = []
        self._known: dict[tuple[str, str], int] = {}

    def terms(self, text: str, tag: str) -> Iterator[int]:
        """The terms of a text's words, one for each word."""
        for word in words_in(text):
            for key in keys(word):
                found = self._known.get((key, tag))
                yield self._new(key, tag) if found is None else found

    def _new(self, key: str, tag: str) -> int:
        term = self._terms.setdefault((stem(key, tag), tag), len(self._forms))
        if term == len(self._forms):
            self._forms.append(set())
        self._forms[term].add(key)
        self._known[key, tag] = term
        return term

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self._forms)

    def written(self, first: int, end: int) -> str:
        """The groups of these terms in the order of their numbers, parted by `|`; their words by blanks."""
        return "|".join(" ".join(sorted(forms)) for forms in self._forms[first:end])


def _counted(vocabulary: _Vocabulary, texts: Iterable[str], tag: str) -> list[Counter[int]]:
    return [Counter(vocabulary.terms(text, tag)) for text in texts]


def _lengths(counted: Sequence[Sequence[Counter[int]]]) -> list[int]:
    return [sum(counts.values()) for (counts,) in counted]


def _postings(counted: Sequence[Sequence[Counter[int]]]) -> Postings:
    stands: Postings = defaultdict(list)
    for number, (counts,) in enumerate(counted):
        for term, times in counts.items():
            stands[term].append((number, times))
    return stands


def _coded(stands: Iterable[tuple[int, int]]) -> list[int]:
    """Steps from place to place; a count above one follows its step, negated."""
    coded, last = [], 0
    for number, times in stands:
        coded += [number - last, -times] if times > 1 else [number - last]
        last = number
    return coded


def _spread(*fields: Sequence[Sequence[Counter[int]]]) -> Counter[int]:
    """In how many places each term stands."""
    spread: Counter[int] = Counter()
    for counted in zip(*fields, strict=True):
        spread.update({term for field in counted for counts in field for term in counts})
    return spread


def _words(vocabulary: _Vocabulary, spread: Counter[int], first: int, end: int) -> dict[str, Any]:
    return {"vocabulary": vocabulary.written(first, end), "spread": [spread[term] for term in range(first, end)]}


def _start(site: Site, places: Sequence[Place], words: Mapping[str, Any], parts: Sequence[str]) -> bytes:
    tags = [site.language.tag, *sorted({place.lang for place in places} - {site.language.tag})]
    return _script(
        "start",
        {
            **words,
            "tags": tags,
            "rules": RULES,
            "common": _common(site.search_words, tags),
            "everyday": _everyday(site.search_words, tags),
            "places": list(_placed(places, tags)),
            "parts": parts,
        },
    )


def _placed(places: Sequence[Place], tags: Sequence[str]) -> Iterator[list[Any]]:
    """Page by page: path, title, weight, then each place on it: anchor, heading, its language's number where not 0."""
    page: list[Any] = []
    for place in places:
        if not page or page[0] != place.path:
            if page:
                yield page
            page = [place.path, place.title, place.weight]
        page.append([place.anchor, place.heading, *([tags.index(place.lang)] if place.lang != tags[0] else [])])
    if page:
        yield page


def _common(words: Mapping[str, SearchWords], tags: Iterable[str]) -> str:
    """The folded words that say nothing about what somebody looks for."""
    said = (key for tag in tags if tag in words for word in words_in(words[tag].common) for key in keys(word))
    return " ".join(sorted(set(said)))


def _everyday(words: Mapping[str, SearchWords], tags: Iterable[str]) -> dict[str, str]:
    """Everyday word → the words of our texts that mean the same, all of them folded."""
    return {
        " ".join(_folded(everyday)): " ".join(_folded(ours))
        for tag in tags
        if tag in words
        for everyday, ours in words[tag].everyday.items()
    }


def _folded(text: str) -> list[str]:
    return [key for word in words_in(text) for key in keys(word)]


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "u": f"{answer.path}.html#{answer.anchor}",
        "a": _said(answer.answer),
        "s": _said(answer.source),
        "l": [[_page_address(address), _said(name)] for address, name in answer.links],
    }


def _page_address(route: str) -> str:
    path, mark, anchor = route.partition("#")
    return f"{path}.html{mark}{anchor}"


def _said(phrase: Phrase) -> list[str]:
    """The words and their language."""
    return [phrase.plain, phrase.lang]


def _opening(text: str) -> str:
    """How the text begins, cut between words."""
    if len(text) <= SHOWN:
        return text
    return text[: text.rfind(" ", 0, SHOWN) if " " in text[:SHOWN] else SHOWN] + " …"


def _script(kind: str, *parts: Any) -> bytes:
    """A script that hands its data to the search, in whatever order the scripts arrive."""
    said = ",".join([literal(kind), *map(literal, parts)])
    return f"(window.citizenDataSearch=window.citizenDataSearch||[]).push([{said}]);\n".encode()
