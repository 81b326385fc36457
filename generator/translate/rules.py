"""The checks of a translation as data: what a page on a stick needs to say of a text what `check` and `receive` say.

`templates/desk/rules.js` follows the same steps with these patterns, classes and limits: tests/cases/desk.json holds
both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from generator.blocks.marks import PLACEHOLDER
from generator.catalog.entries import Rendering, Termbase, TermConcept
from generator.catalog.sent import SentText
from generator.library.fonts import printable, without_font
from generator.library.language import Language
from generator.library.text import UNSPACED
from generator.translate import inline, wording
from generator.translate.letters import own_letter
from generator.translate.notes import terms_in

_CODES = range(0x110000)


def rules(language: Language, termbase: Termbase, items: Sequence[SentText]) -> Mapping[str, Any]:
    """Everything by which the texts are checked; `texts` has for each, in order, the numbers of its terms."""
    numbers: dict[str, int] = {}
    terms: list[Mapping[str, Any]] = []
    texts = []
    for item in items:
        held = []
        for concept in terms_in(wording.said(item.text), termbase):
            if (rendering := concept.in_language.get(language.tag)) is not None:
                if concept.id not in numbers:
                    numbers[concept.id] = len(terms)
                    terms.append(_term(concept, rendering))
                held.append(numbers[concept.id])
        texts.append(held)
    return {
        "rtl": language.direction == "rtl",
        "own": _own(language.tag),
        "terms": terms,
        "texts": texts,
        **inline.PATTERNS,
        **wording.PATTERNS,
        "placeholder": PLACEHOLDER.pattern,
        "unspaced": UNSPACED,
        **_classes(),
    }


def _term(concept: TermConcept, rendering: Rendering) -> Mapping[str, Any]:
    accepted = rendering.stems or (rendering.preferred,)
    return {
        "term": concept.term,
        "write": rendering.preferred,
        "stems": [wording.folded(stem).split() for stem in accepted],
        "avoid": [wording.folded(form) for form in rendering.avoid],
    }


@cache
def _classes() -> Mapping[str, list[int]]:
    """Unicode's classes, which the scripts of old browsers can't name, and the letters that can be printed."""
    kinds = [unicodedata.category(chr(code)) for code in _CODES]
    return {
        "letters": _runs(lambda code: kinds[code][0] == "L"),
        "numerals": _runs(lambda code: kinds[code] in ("Nl", "No") and chr(code).isalnum()),
        "zeros": [code for code in _CODES if kinds[code] == "Nd" and unicodedata.decimal(chr(code)) == 0],
        "refused": _runs(lambda code: inline.is_refused(chr(code), kinds[code])),
        "pictured": _runs(
            lambda code: chr(code) in printable() or (kinds[code] in ("Cf", "Cc", "Mn") and not without_font(chr(code)))
        ),
        "stacked": _runs(lambda code: kinds[code] in ("Mn", "Me")),
        "combining": _runs(lambda code: kinds[code][0] == "M" and unicodedata.combining(chr(code)) > 0),
        "punctuation": _runs(lambda code: kinds[code][0] in "PS" and (isMdAsciiPunct(code) or isPunctChar(chr(code)))),
        "white": _runs(lambda code: kinds[code][0] in "ZC" and isWhiteSpace(code)),
    }


@cache
def _own(tag: str) -> list[int]:
    """The letters of the language's script; none where Unicode does not say which it is."""
    is_own = own_letter(tag)
    return _runs(lambda code: chr(code).isalpha() and is_own(chr(code))) if is_own else []


def _runs(holds: Callable[[int], bool]) -> list[int]:
    """Gaps and lengths in turn: how many characters are none, then how many are."""
    found, last, inside = [], 0, False
    for code in _CODES:
        if holds(code) is not inside:
            found.append(code - last)
            last, inside = code, not inside
    return [*found, len(_CODES) - last] if inside else found
