"""Which language texts are in: by their script, then by the words that each language uses already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from generator.catalog.entries import Catalog
from generator.translate.letters import in_another_script

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
