"""The index of a language as classic scripts that load from file://, in parts: a phone fetches what a question needs.

`start.js` has the titles, the headings and their words: enough for a first list. `answers.js` has the short answers,
`vocabulary.js` the other words, everyday words for ours, which words are said for one another, and where the other
words for a question stand, `words-N.js` where a share of the words stands in the texts, `texts-N.js` how some of the
places begin. Every reader fetches all of them in one order, so that no server learns from the parts what somebody looks
for. The ranking stands in `search-rank.js` alone; this module only counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import sub
from typing import Any

from generator.blocks.artifact import Answer, SearchPlace, Site
from generator.blocks.nodes import Phrase
from generator.library.questions import FOLDER as QUESTIONS
from generator.library.routes import route
from generator.library.search_words import SearchWords
from generator.render.place import PagePlace, page_address
from generator.render.script import literal
from generator.render.search.numbers import BETWEEN, FAR, NEAR, SIGNS, more, number, numbers
from generator.render.search.words import RULES, keys, keys_in, small_words_in, stem, words_in

FOLDER = "assets/search"
WORD_PARTS = 2
TEXT_PART = 1500
"""Into how many parts the words are dealt, and how many places' beginnings stand in one part."""
WEIGHTS = {QUESTIONS: 0.9, "guides": 1.1, "standards": 0.5, "references": 0.5, "glossary": 0.7}
"""How likely a kind of page is what somebody looks for, where the usual is 1; by the beginning of the path."""

Postings = dict[int, str]


def search_scripts(site: Site, places: Sequence[SearchPlace]) -> Iterator[tuple[str, bytes]]:
    """Each script of the search: its path below the language's folder, and its bytes."""
    vocabulary = _Vocabulary({tag: words.forms for tag, words in site.search_words.items()})
    others = {(each.path, each.anchor): _counts(each.words) for each in site.answers}
    called = list(_called(places, site.search_words))
    named = [vocabulary.counted(place.named, place.name_lang) for place in places]
    of_names = vocabulary.size
    above = PagePlace("index", site.language, {})
    asked = [
        vocabulary.counted(others.get((place.path, place.anchor)) or _counts(" ".join(names)), place.lang)
        for place, names in zip(places, called, strict=True)
    ]
    told = [vocabulary.counted(place.told, place.lang) for place in places]
    spoken = _spoken(site, places)
    alike = list(_alike(site.search_words, spoken, vocabulary))
    names = list(_names(called, places, vocabulary, site.search_words))
    kinds = _kinds(site, vocabulary)
    vocabulary.complete()
    spread = _spread(named, asked, told)
    parts = ["answers", "vocabulary", *(f"words-{part}" for part in range(WORD_PARTS))]
    parts += [f"texts-{part}" for part in range(-(-len(places) // TEXT_PART))]
    yield f"{FOLDER}/start.js", _start(site, places, _words(vocabulary, spread, 0, of_names), parts)
    yield f"{FOLDER}/answers.js", _script("answers", [_answer(each, above) for each in site.answers])
    others_words = _words(vocabulary, spread, of_names, vocabulary.size)
    others_words |= {"text": _lengths(told), "words": _lengths(asked)}
    others_words |= {"alike": alike, "names": names, "kinds": kinds, "leads": list(_leads(site, places))}
    others_words["everyday"] = _everyday(site.search_words, spoken)
    others_words["asked"] = _written(_postings(asked))
    yield f"{FOLDER}/vocabulary.js", _script("vocabulary", others_words)
    stands = _postings(told)
    for part in range(WORD_PARTS):
        held = {term: stands[term] for term in stands if term % WORD_PARTS == part}
        yield f"{FOLDER}/words-{part}.js", _script("words", "text", _written(held))
    for part, start in enumerate(range(0, len(places), TEXT_PART)):
        shown = [place.opening for place in places[start : start + TEXT_PART]]
        last = _script("end") if start + TEXT_PART >= len(places) else b""
        yield f"{FOLDER}/texts-{part}.js", _script("texts", start, shown) + last


class _Vocabulary:
    """Every word of the site, in groups of those that share a stem or are forms of one word by what was said.

    A group's number is its term; what a group holds are the folded forms under which its words are found.
    """

    def __init__(self, forms: Mapping[str, Mapping[str, str]]) -> None:
        self._bases = {
            (word, tag): base.lower()
            for tag, bases in forms.items()
            for base, said in bases.items()
            for word in small_words_in(said)
        }
        roots = {(stem(base, tag), tag) for (_, tag), base in self._bases.items()}
        stems = {(stem(word, tag), tag): stem(base, tag) for (word, tag), base in self._bases.items()}
        # A form brings along what shares its stem, but no word that has forms of its own: “leyó” is no “ley”.
        self._stems = {told: base for told, base in stems.items() if told not in roots}
        self._terms: dict[tuple[str, str], int] = {}
        self._forms: list[set[str]] = []
        self._known: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)

    def counted(self, words: Mapping[str, int], tag: str) -> dict[int, int]:
        """Term → how often it stands there, for words of a language, in small letters, that were counted."""
        # A site has some hundred thousand of these, which all the others of this module wait for.
        found: dict[int, int] = {}
        known = self._known[tag]
        for word, times in words.items():
            for term in known[word] if word in known else self._new(word, tag):
                found[term] = found[term] + times if term in found else times
        return found

    def terms(self, text: str, tag: str) -> Iterator[int]:
        """The terms of a text, in the order of its words."""
        return chain.from_iterable(self.counted({word: 1}, tag) for word in small_words_in(text))

    def _new(self, word: str, tag: str) -> tuple[int, ...]:
        found = keys(word)
        # Parts of a word that is written without spaces have no endings of their own.
        roots = (self._root(word, tag),) if len(found) == 1 else found
        self._known[tag][word] = tuple(map(self._term, found, roots, repeat(tag)))
        return self._known[tag][word]

    def _root(self, word: str, tag: str) -> str:
        """What a word shares with its forms. One that was given to a word belongs there, whatever shares its stem."""
        if (word, tag) in self._bases:
            return stem(self._bases[word, tag], tag)
        root = stem(word, tag)
        return self._stems.get((root, tag), root)

    def _term(self, key: str, root: str, tag: str) -> int:
        term = self._terms.setdefault((root, tag), len(self._forms))
        if term == len(self._forms):
            self._forms.append(set())
        self._forms[term].add(key)
        return term

    def complete(self) -> None:
        """Forms that were given to a word of the texts are known, also where they stand nowhere."""
        for (word, tag), base in self._bases.items():
            if (stem(base, tag), tag) in self._terms:
                self.counted({word: 1}, tag)

    @property
    def size(self) -> int:
        """How many terms there are."""
        return len(self._forms)

    def written(self, first: int, end: int) -> str:
        """The groups of these terms in the order of their numbers, parted by `|`; their words by blanks."""
        return "|".join(" ".join(sorted(forms)) for forms in self._forms[first:end])


def _counts(text: str) -> Counter[str]:
    return Counter(small_words_in(text))


def _lengths(counted: Sequence[Mapping[int, int]]) -> str:
    return numbers(sum(counts.values()) for counts in counted)


def _postings(counted: Sequence[Mapping[int, int]]) -> Postings:
    """Where each term stands, as steps from place to place; after a step how much more often than once."""
    stands: dict[int, list[str]] = defaultdict(list)
    last: dict[int, int] = defaultdict(int)
    for place, counts in enumerate(counted):
        for term, times in counts.items():
            steps = stands[term]
            steps.append(number(place - last[term]))
            if times > 1:
                steps.append(more(times))
            last[term] = place
    return {term: "".join(stands[term]) for term in sorted(stands)}


def _written(postings: Postings) -> str:
    """Each term, as a step from the one before, and where it stands."""
    steps = map(sub, postings, chain([0], postings))
    return BETWEEN.join(number(step) + stands for step, stands in zip(steps, postings.values(), strict=True))


def _spread(*fields: Sequence[Mapping[int, int]]) -> Counter[int]:
    """In how many places each term stands."""
    return Counter(chain.from_iterable(set().union(*counted) for counted in zip(*fields, strict=True)))


def _words(vocabulary: _Vocabulary, spread: Counter[int], first: int, end: int) -> dict[str, Any]:
    return {"vocabulary": vocabulary.written(first, end), "spread": numbers(spread[term] for term in range(first, end))}


def _start(site: Site, places: Sequence[SearchPlace], words: Mapping[str, Any], parts: Sequence[str]) -> bytes:
    tags = _tags(site, places)
    behind = list(dict.fromkeys(place.behind for place in places))
    return _script(
        "start",
        {
            **words,
            "tags": tags,
            "rules": {**RULES, "letters": RULES["letters"] | _signs(site.search_words, tags)},
            "latin": _latin(site.search_words, tags[0]),
            "numbers": {"signs": SIGNS, "near": NEAR, "far": FAR, "between": BETWEEN},
            "common": _common(site.search_words, tags),
            "behind": behind,
            "places": list(_placed(places, tags, behind)),
            "questions": f"{QUESTIONS}/",
            "parts": parts,
        },
    )


def _tags(site: Site, places: Sequence[SearchPlace]) -> list[str]:
    """The languages in which something can be found, the site's own first."""
    own = site.language.tag
    return [own, *sorted({tag for place in places for tag in (place.lang, place.name_lang)} - {own})]


def _spoken(site: Site, places: Sequence[SearchPlace]) -> list[str]:
    """The languages of pages' titles; in others only works are cited, for which nobody has everyday words."""
    titles = {place.name_lang for place in places if not place.anchor}
    return [tag for tag in _tags(site, places) if tag in titles]


def _weight(path: str) -> float:
    return next((weight for start, weight in WEIGHTS.items() if path.startswith(start)), 1)


def _placed(
    places: Sequence[SearchPlace], tags: Sequence[str], behind: Sequence[tuple[str, str]]
) -> Iterator[list[Any]]:
    """Page by page: path, title, weight, number of what is before it, then each place on it.

    Of a place: anchor, heading, and the numbers of the languages of its text and its name where one is not 0.
    """
    page: list[Any] = []
    for place in places:
        if not page or page[0] != place.path:
            if page:
                yield page
            page = [place.path, place.title, _weight(place.path), behind.index(place.behind)]
        langs = [tags.index(place.lang), tags.index(place.name_lang)]
        page.append([place.anchor, place.heading, *(langs if any(langs) else [])])
    if page:
        yield page


def _common(words: Mapping[str, SearchWords], tags: Iterable[str]) -> str:
    """The folded words that say nothing about what somebody looks for."""
    said = (key for tag in tags if tag in words for word in words_in(words[tag].common) for key in keys(word))
    return " ".join(sorted(set(said)))


def _signs(words: Mapping[str, SearchWords], tags: Iterable[str]) -> dict[str, str]:
    """Sign that people type → the sign that our texts have for it: only what is asked must be folded."""
    return {pair[0]: pair[1] for tag in tags if tag in words for pair in words[tag].signs.split()}


def _latin(words: Mapping[str, SearchWords], tag: str) -> list[str]:
    """The sounds of the site's own script, each with its spellings in Latin letters and our letters for it."""
    return words[tag].latin.split() if tag in words else []


def _everyday(words: Mapping[str, SearchWords], tags: Iterable[str]) -> dict[str, str]:
    """Everyday word → the words of our texts that mean the same, all of them folded."""
    return {
        " ".join(keys_in(everyday)): " ".join(keys_in(ours))
        for tag in tags
        if tag in words
        for everyday, ours in words[tag].everyday.items()
    }


def _called(places: Sequence[SearchPlace], words: Mapping[str, SearchWords]) -> Iterator[list[str]]:
    """For each place the names that people have for that very page."""
    said = {(route(target), tag): names for tag, held in words.items() for target, names in held.called.items()}
    for place in places:
        names = "" if place.anchor else said.get((place.path, place.lang), "")
        yield [name for name in names.split(",") if name.strip()]


def _names(
    called: Sequence[Sequence[str]],
    places: Sequence[SearchPlace],
    vocabulary: _Vocabulary,
    words: Mapping[str, SearchWords],
) -> Iterator[list[Any]]:
    """The number of each place that people have names for, and each name as terms parted by blanks."""
    common = {tag: frozenset(_common(words, [tag]).split()) for tag in words}
    for at, (place, said) in enumerate(zip(places, called, strict=True)):
        if said:
            yield [at, *(_phrase(_telling(name, common[place.lang]), place.lang, vocabulary) for name in said)]


def _telling(name: str, common: frozenset[str]) -> str:
    """A name without the words that say nothing, unless it has no other."""
    return " ".join(word for word in words_in(name) if not common.issuperset(keys(word))) or name


def _kinds(site: Site, vocabulary: _Vocabulary) -> dict[str, list[int]]:
    """The terms for what people call a kind of page (“form”, “template”), by the folder of its pages."""
    tag = site.language.tag
    held = site.search_words[tag].kinds if tag in site.search_words else {}
    return {folder: sorted(set(vocabulary.terms(said, tag))) for folder, said in held.items()}


def _leads(site: Site, places: Sequence[SearchPlace]) -> Iterator[list[int]]:
    """The number of each question, and those of the pages to which its answer leads."""
    numbers = {(place.path, place.anchor): number for number, place in enumerate(places)}
    for answer in site.answers:
        pages = [(address.partition("#")[0], "") for address, _ in answer.links]
        yield [numbers[place] for place in ((answer.path, answer.anchor), *pages) if place in numbers]


def _alike(words: Mapping[str, SearchWords], tags: Iterable[str], vocabulary: _Vocabulary) -> Iterator[str]:
    """Each group of words alike: its phrases parted by commas, each as terms parted by blanks.

    Words that stand in no text become terms as well, so that slips in them are forgiven too.
    """
    for tag in tags:
        for group in words[tag].alike if tag in words else ():
            yield ",".join(dict.fromkeys(_phrase(phrase, tag, vocabulary) for phrase in group.split(",")))


def _phrase(said: str, tag: str, vocabulary: _Vocabulary) -> str:
    return " ".join(map(str, vocabulary.terms(said, tag)))


def _answer(answer: Answer, place: PagePlace) -> dict[str, Any]:
    return {
        "u": page_address(f"{answer.path}#{answer.anchor}"),
        "a": _said(answer.answer),
        "s": _said(answer.source),
        "l": [[place.from_top(address), _said(name)] for address, name in answer.links],
    }


def _said(phrase: Phrase) -> list[str]:
    """The words and their language."""
    return [phrase.plain, phrase.lang]


def _script(kind: str, *parts: Any) -> bytes:
    """A script that hands its data to the search, in whatever order the scripts arrive."""
    said = ",".join([literal(kind), *map(literal, parts)])
    return f"(window.citizenDataSearch=window.citizenDataSearch||[]).push([{said}]);\n".encode()
