"""Which language texts are in: by their script, then by the words that each language uses already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.catalog.entries import Catalog
from generator.translate.letters import in_another_script

_EVERY = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”|«[^«»]*»|`[^`]*`|\]\([^()]*\)|\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_KNOWN, _CLEAR = 0.35, 0.85
"""How many of its words must be known, and how far behind the second language must be."""
_VOCABULARY = 1000
"""With fewer words than this, that one is unknown says nothing."""


def likely_language(
    texts: Sequence[str], tags: Iterable[str], catalog: Callable[[str], Catalog], english: Iterable[str] = ()
) -> str:
    """The tag of the language that the texts are in; "" when none or more than one is likely."""
    together = [" ".join(texts)]
    possible = [tag for tag in tags if not in_another_script(together, tag)]
    words = _words(texts)
    if not possible or not words:
        return ""
    shares = {tag: _share(words, _words(each.text for each in catalog(tag).active.values())) for tag in possible}
    ranked = sorted(shares, key=lambda tag: -shares[tag])
    best, second = shares[ranked[0]], shares[ranked[1]] if ranked[1:] else 0.0
    if min(shares.values()) < 0:  # one of them has no words yet to compare with
        return ranked[0] if len(ranked) == 1 else ""
    return ranked[0] if best >= _KNOWN and second <= best * _CLEAR and _share(words, _words(english)) < best else ""


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}


def _share(words: set[str], vocabulary: set[str]) -> float:
    return len(words & vocabulary) / len(words) if len(vocabulary) >= _VOCABULARY else -1.0


_LONGER, _SURE, _MORE = 8, 3, 2
"""Fewer words say nothing; so many of another language must stand there, and so many times those of its own."""


def in_another_language(text: str, tag: str, frequent: Mapping[str, frozenset[str]]) -> str:
    """The tag of the language that a longer text seems to be in, by the words that each says often; "" for its own.

    What is quoted counts for nothing: it may stay in English.
    """
    words = _EVERY.findall(_QUOTED.sub(" ", text).casefold())
    own = frequent.get(tag.split("-", maxsplit=1)[0])
    if own is None or len(words) < _LONGER:
        return ""
    ours, strange = [word for word in words if word in own], [word for word in words if word not in own]
    theirs = {other: _held(strange, known) for other, known in frequent.items() if known is not own}
    if max(theirs.values(), default=0) < _SURE:  # as in most texts
        return ""
    own_alone = {other: len(ours) - _held(ours, frequent[other]) for other in theirs}
    best = max(theirs, key=lambda other: theirs[other] - _MORE * own_alone[other])
    return best if theirs[best] >= _SURE and theirs[best] > _MORE * own_alone[best] else ""


def _held(words: Sequence[str], known: frozenset[str]) -> int:
    # Each text is asked about each language: this counts without a step of Python for a word.
    return sum(map(known.__contains__, words))


def mostly_in_another_language(texts: Sequence[str], others: Sequence[str], tag: str) -> str:
    """Why these texts can't be of the language: most of the longer ones are in another of its script; else empty.

    `others` says what `in_another_language` says of each text.
    """
    foreign = Counter(filter(None, others))
    if not foreign:  # as in most files
        return ""
    longer = sum(len(_EVERY.findall(text)) >= _LONGER for text in texts)
    if longer < _SURE or foreign.total() * 2 <= longer:
        return ""
    other, number = foreign.most_common(1)[0]
    return f"{number} of its {longer} longer texts read as '{other}', not as '{tag}'"


_ENOUGH, _HARDLY = 5, 0.04
"""In so many longer texts, a larger share of all words is among those that their language says most often."""


def hardly_its_own(texts: Sequence[str], tag: str, frequent: Mapping[str, frozenset[str]]) -> str:
    """Why these texts can't be of the language, also where nothing is known of the one they are in; else empty."""
    own = frequent.get(tag.split("-", maxsplit=1)[0], frozenset())
    said = [_EVERY.findall(_QUOTED.sub(" ", text).casefold()) for text in texts]
    longer = [words for words in said if len(words) >= _LONGER]
    known = sum(word in own for words in longer for word in words)
    if not own or len(longer) < _ENOUGH or known >= _HARDLY * sum(map(len, longer)):
        return ""
    return f"its {len(longer)} longer texts have hardly one of the words that '{tag}' says most often"
