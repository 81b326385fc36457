"""Remarks on a translation's wording: terms, length, numbers, punctuation, spaces, text that was left in English."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.blocks.marks import PLACEHOLDER, nodes_in, parse
from generator.blocks.nodes import Emphasis, Strong
from generator.catalog.entries import Rendering, Termbase
from generator.library.text import UNSPACED
from generator.translate.extract import Unit
from generator.translate.inline import marked_with
from generator.translate.notes import terms_in

_TARGET = re.compile(r"\]\([^()\s]*\)")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^“”]*”")
_WORD = re.compile(r"[^\W\d_]+(?:['’\u0640-][^\W\d_]+)*")
_APART = re.compile("['’-]")
_NUMBER = re.compile(r"\d+")
_EMPHASIS = re.compile(r"[*_]")
# A space at which a line may break; French writes one there at which none may, most languages none.
_BREAK = re.compile(" ([;:?!»؛؟])|(«) ")
# What may stand before an Arabic word's stem: and/so, in/as/for, the.
_CLITICS = re.compile(r"^[وف]?(?:[بك]?ال|لل|[بكلس])?(?=\w{2})")
_ENDINGS = {"؟": "?", "；": ";", "。": ".", "؛": ";", "…": "…", "：": ":", "？": "?", "！": "!"}
_CLOSERS = "\"'”’»›)]}*_` \u00a0\u202f\u200e\u200f」』）》】"
_SHORT, _SHORT_LIMIT = 30, 3.0
_LEAST, _MOST = 0.4, 2.2
_LEAST_UNSPACED = 0.15
"""Where a sign says a syllable or a word, good translations have a quarter of the letters."""
_UNSPACED = re.compile(UNSPACED)
PATTERNS = {
    "target": _TARGET.pattern,
    "quoted": _QUOTED.pattern,
    "clitics": _CLITICS.pattern,
    "endings": _ENDINGS,
    "closers": _CLOSERS,
    "short": _SHORT,
    "shortMost": _SHORT_LIMIT,
    "least": _LEAST,
    "most": _MOST,
    "leastUnspaced": _LEAST_UNSPACED,
    "break": _BREAK.pattern,
}
"""What the script of a translator's page takes from here."""


@dataclass(frozen=True, slots=True)
class WordingRemark:
    """Something to look at."""

    code: str
    message: str
    help: str


def remarks(unit: Unit, translation: str, termbase: Termbase, tag: str) -> Iterator[WordingRemark]:
    """Every remark on a translation that is safe to show."""
    if _is_copy(unit, translation):
        yield WordingRemark(
            "WORD005", "the translation repeats the English", "translate it, or say in a comment why it stays"
        )
        return
    yield from _terms(said(unit.text), translation, termbase, tag)
    yield from _length(unit.text, translation)
    yield from _numbers(unit.text, translation)
    yield from _punctuation(unit.text, translation)
    yield from _marks(unit.text, translation)
    yield from _spaces(unit.text, translation)


def _is_copy(unit: Unit, translation: str) -> bool:
    return translation.strip() == unit.text and len(_WORD.findall(PLACEHOLDER.sub(" ", unit.text))) >= 3


def said(text: str) -> str:
    """The words that are read: without link targets and placeholders, and without what is quoted from the English."""
    return _QUOTED.sub(" ", PLACEHOLDER.sub(" ", _TARGET.sub("]", text)))


def _terms(source: str, translation: str, termbase: Termbase, tag: str) -> Iterator[WordingRemark]:
    agreed = [(each, each.in_language[tag]) for each in terms_in(source, termbase) if tag in each.in_language]
    if not agreed:  # as in most texts
        return
    whole = folded(said(translation))
    words = _forms(whole)
    for concept, rendering in agreed:
        avoided = next((form for form in rendering.avoid if _stands_in(folded(form), whole)), None)
        if avoided is not None:
            message = f"'{avoided}' is not the term for '{concept.term}'"
            yield WordingRemark("WORD002", message, f"write '{rendering.preferred}'")
        elif not _is_rendered(rendering, words, whole):
            message = f"the term '{concept.term}' is not rendered as agreed"
            yield WordingRemark("WORD001", message, f"write '{rendering.preferred}' (translations/termbase.yml)")


def _is_rendered(rendering: Rendering, words: frozenset[str], text: str) -> bool:
    """True when every part of one accepted stem begins some word; or stands anywhere, where words are not parted."""
    accepted = rendering.stems or (rendering.preferred,)
    return any(all(_begins(part, words, text) for part in folded(stem).split()) for stem in accepted)


def _stands_in(form: str, text: str) -> bool:
    """True when the form, or its plural in s or x, stands in the text as words of its own."""
    if _UNSPACED.search(form):
        return form in text
    words = r"[sx]?\s+".join(map(re.escape, form.split()))
    return re.search(rf"(?<!\w){words}[sx]?(?!\w)", text) is not None


def _begins(part: str, words: frozenset[str], text: str) -> bool:
    return part in text if _UNSPACED.search(part) else any(word.startswith(part) for word in words)


def _forms(text: str) -> frozenset[str]:
    """The words of a folded text and their parts, each also without what Arabic writes together with it."""
    words = set(_WORD.findall(text))
    words |= {part for each in words if not each.isalpha() for part in _APART.split(each)}
    return frozenset(words | {_CLITICS.sub("", word) for word in words})


def folded(text: str) -> str:
    """Lower case without accents, vowel marks and the hamza, so that spelling variants are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    # No accent is numbered below these, and nearly all letters of nearly all texts are.
    return "".join([each for each in apart if each < "\u0300" or not (unicodedata.combining(each) or each == "\u0640")])


def longest(source: str) -> int:
    """How many letters a translation may have before somebody is asked whether something was added."""
    return int(_SHORT_LIMIT * len(source) + 10 if len(source) < _SHORT else _MOST * len(source))


def _length(source: str, translation: str) -> Iterator[WordingRemark]:
    ratio = len(translation) / max(len(source), 1)
    least = _LEAST_UNSPACED if _UNSPACED.search(translation) else _LEAST
    if len(translation) > longest(source) or (len(source) >= _SHORT and ratio < least):
        message = f"the translation is {ratio:.1f} times as long as the English"
        yield WordingRemark("WORD003", message, "make sure that nothing is missing or added")


def _numbers(source: str, translation: str) -> Iterator[WordingRemark]:
    if not _NUMBER.search(source):  # as in most texts
        return
    missing = digits(source) - digits(translation)
    if missing:
        numbers = ", ".join(sorted(missing))
        yield WordingRemark("WORD004", f"the English has {numbers}, the translation has not", "give the same numbers")


def digits(text: str) -> Counter[str]:
    """The numbers of a text, whatever digits it writes them in."""
    bare = re.sub(r"\]\([^()]*\)", "]", text)
    return Counter("".join(str(unicodedata.decimal(each)) for each in number) for number in _NUMBER.findall(bare))


def _punctuation(source: str, translation: str) -> Iterator[WordingRemark]:
    wanted, given = ending(source), ending(translation)
    if wanted != given:
        ends = f"ends with '{wanted}'" if wanted else "ends without punctuation"
        yield WordingRemark("WORD006", f"the English {ends}, the translation does not", "end it in the same way")


def ending(text: str) -> str:
    """The sign that ends a text, as it is in English; "" for none."""
    last = text.rstrip(_CLOSERS)[-1:]
    last = _ENDINGS.get(last, last)
    return last if last in tuple(".?!:;…") else ""


def _marks(source: str, translation: str) -> Iterator[WordingRemark]:
    if not _EMPHASIS.search(source):  # as in most texts
        return
    wanted, given = list(nodes_in(parse(source))), list(nodes_in(parse(translation)))
    for mark, sign in ((Emphasis, "*"), (Strong, "**")):
        if marked_with(wanted, mark) > marked_with(given, mark):
            message = f"words marked {sign}so{sign} in the English are not marked"
            yield WordingRemark(
                "WORD007", message, f"put {sign} before and after the same words, if the language allows it"
            )


def _spaces(source: str, translation: str) -> Iterator[WordingRemark]:
    """At most one remark: whoever mends one space sees the others."""
    for space in _BREAK.finditer(translation):
        if space[0] not in source:
            where = f"before '{space[1]}'" if space[1] else f"after '{space[2]}'"
            message = f"a line may break at the space {where}"
            yield WordingRemark(
                "WORD009", message, "write a no-break space (U+00A0) there, or none, as the language does"
            )
            return
