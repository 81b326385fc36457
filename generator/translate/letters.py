"""Whether a text is written in the letters of its language: a program that lacks them leaves `?` or other signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from babel.core import get_global

from generator.blocks.marks import Refusal

# What stands in every language as it is: names in curly brackets, targets of links, code.
_SHARED = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|`[^`]*`")

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = ("LATIN", "GREEK", "CYRILLIC")
_LOOKS_LATIN = frozenset("АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν")
"""Cyrillic and Greek letters that nobody can tell from Latin ones."""
_LONGER = 20
"""Letters of a text that is more than a name or two."""

_NAMES = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW", "Armn": "ARMENIAN",
    "Geor": "GEORGIAN", "Ethi": "ETHIOPIC", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Guru": "GURMUKHI",
    "Gujr": "GUJARATI", "Orya": "ORIYA", "Taml": "TAMIL", "Telu": "TELUGU", "Knda": "KANNADA", "Mlym": "MALAYALAM",
    "Sinh": "SINHALA", "Thai": "THAI", "Laoo": "LAO", "Tibt": "TIBETAN", "Mymr": "MYANMAR", "Khmr": "KHMER",
    "Hans": "CJK", "Hant": "CJK", "Jpan": "CJK|HIRAGANA|KATAKANA", "Kore": "HANGUL|CJK", "Mong": "MONGOLIAN",
    "Tfng": "TIFINAGH", "Nkoo": "NKO", "Thaa": "THAANA", "Syrc": "SYRIAC", "Vaii": "VAI", "Cher": "CHEROKEE",
}  # fmt: skip
"""How the Unicode names of a script's letters begin, by the script's ISO 15924 code."""


def refuse_foreign_letters(source: str, translation: str, tag: str) -> None:
    """Refusal when the translation has no letter of its language's script, although the English has words.

    A text that stays as it is in English, a name for example, may.
    """
    script = script_of(tag)
    own = _NAMES.get(script, "")
    words = _SHARED.sub("", translation)
    if disguised := next((each for each in _disguised(words, own) if each not in source), ""):
        reason = f"letters of two alphabets look alike in “{disguised}”"
        raise Refusal(reason, "type the word again with the keyboard of its language")
    wanted = _letters(_SHARED.sub("", source))
    if own and wanted and _letters(words) != wanted and not any(_begins(letter, own) for letter in _letters(words)):
        if re.fullmatch(r"[\d\s.,:/-]+", translation):
            reason = "a number or a date stands there, and no words; a spreadsheet may have made it of them"
            raise Refusal(reason, "make the cell one of text, and write the words again")
        reason = "it holds no letter of its language; a program has lost them on the way"
        raise Refusal(reason, "save the file as UTF-8 (in Excel: CSV UTF-8), and write the text again")


def _disguised(text: str, own: str) -> Iterator[str]:
    """Words in which Latin, Greek and Cyrillic letters are mixed, or that only look Latin in a language that is."""
    if text.isascii():
        return
    for word in _WORD.findall(text):
        alphabets = {name for name in _ALIKE for letter in word if _begins(letter, name)}
        looks_own = own == "LATIN" and alphabets and "LATIN" not in alphabets and _LOOKS_LATIN.issuperset(word)
        if len(alphabets) > 1 or looks_own:
            yield word


def in_another_script(texts: Iterable[str], tag: str) -> str:
    """Why these texts can't be of the language: more than half of the longer ones are not in its script; else empty.

    Names and short words may stay as they are in any language; whole sentences may not.
    """
    script = script_of(tag)
    own = _NAMES.get(script, "")
    longer = [letters for text in texts if len(letters := _letters(_SHARED.sub("", text))) >= _LONGER] if own else []
    ours = {letter for letter in set[str]().union(*longer) if _begins(letter, own)}
    foreign = sum(sum(map(ours.__contains__, letters)) * 2 < len(letters) for letters in longer)
    if foreign * 2 <= len(longer):
        return ""
    return f"{foreign} of its {len(longer)} longer texts are not written in the script of '{tag}' ({script})"


def own_letter(tag: str) -> Callable[[str], bool] | None:
    """Whether a letter is of the language's script; None where its script is not known."""
    own = _NAMES.get(script_of(tag), "")
    return (lambda letter: _begins(letter, own)) if own else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


@cache
def _begins(letter: str, names: str) -> bool:
    return unicodedata.name(letter, "").startswith(tuple(names.split("|")))


@cache
def script_of(tag: str) -> str:
    """The script that a language is written in, by its ISO 15924 code; "" where Unicode does not say."""
    parts = tag.split("-")
    named = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    full = likely.get("_".join(parts)) or likely.get(parts[0], "")
    return named or next((part for part in full.split("_")[1:] if len(part) == 4), "")
