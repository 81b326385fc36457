"""The letters in which somebody's program has saved a file: Unicode, or the old code page of a country.

A code page is nowhere named in a table. It is told by how its letters lie: an accented letter stands alone among plain
ones, Arabic and Cyrillic words are runs of such letters, and Cyrillic read as Arabic mixes two scripts in one word.
Chinese is pairs of bytes throughout, most of them of its commonest signs.
Read in the page of another system, words hold signs and capitals in their midst.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN = re.compile(
    r"(?:utf-(?:8|16|32)|iso-?8859-\d+|latin-?1|(?:windows-|cp)125\d|koi8-[rtu]|gb18030|gbk|big5)", re.IGNORECASE
)
"""What a file may say of itself; Python knows codes that are no letters, and some that undo themselves slowly."""
_RUN = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = ("cp1252", "mac_roman", "cp850"), ("cp1251", "cp866")
"""Pages of one script: of Windows, which counts where nothing tells, and of other systems."""
_ODD = frozenset({"So", "Sm", "Sc", "Cf", "Cc", "Cn", "Co"})
_MIDST = re.compile(r"(?<=[^\W\d_])[^\w\s'’./&-](?=[^\W\d_])")


def shown(held: bytes) -> str:
    """The text as its writer saw it, to show a line of it; a mark stands for each byte that is no letter.

    Among good letters of UTF-8, a bad byte is a slip; where there are more bad than good ones, they are of a code page.
    """
    text = held.decode("utf-8-sig", "replace")
    bad = text.count("\ufffd")
    good = sum(letter > "\x7f" for letter in text) - bad if bad else 0
    try:
        return read_as(held)[0] if bad > good else text
    except UnicodeDecodeError:  # damaged UTF-16
        return text


def read_as(held: bytes, declared: str = "") -> tuple[str, str]:
    """The words, and the code page if they were in one; UnicodeDecodeError for damaged Unicode."""
    for mark, code in _MARKS:
        if held.startswith(mark):
            return held.decode(code), ""
    if code := _bare_utf_16(held):
        return held.decode(code), ""
    try:
        return held.decode("utf-8"), ""
    except UnicodeDecodeError:
        page = declared if _KNOWN.fullmatch(declared) and declared.lower() != "utf-8" else _code_page(held)
        return held.decode(page, "replace"), page


def _bare_utf_16(held: bytes) -> str:
    """UTF-16 without its mark: of plain letters, every second byte is nothing."""
    head = held[:2000]
    half = len(head) // 2
    if half and head[1::2].count(0) * 2 > half and not head[0::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if half and head[0::2].count(0) * 2 > half and not head[1::2].count(0) else ""


def _code_page(held: bytes) -> str:
    if _is_chinese(held):
        return "gb18030"
    runs = _RUN.findall(held)
    if sum(len(run) for run in runs if len(run) > 2) * 2 < sum(map(len, runs)):
        return _likeliest(held, _LATIN)
    words = _WORD.findall(held.decode("cp1256", "replace"))
    scripts = [{unicodedata.name(letter, "?").split()[0] for letter in word} for word in words]
    mixed = sum("ARABIC" in each and "LATIN" in each for each in scripts)
    return _likeliest(held, _CYRILLIC) if mixed * 5 > sum("ARABIC" in each for each in scripts) else "cp1256"


def _is_chinese(held: bytes) -> bool:
    try:
        signs = [each.encode("gb18030") for each in held.decode("gb18030") if each > "\x7f"]
    except UnicodeDecodeError:
        return False
    # The first pages of GB 2312: marks of sentences, and what 99 in 100 texts are written with.
    common = sum((0xB0 <= each[0] <= 0xD7 or each[0] in (0xA1, 0xA3)) and each[1] >= 0xA1 for each in signs)
    return common * 5 > len(signs) * 4


def _likeliest(held: bytes, pages: Sequence[str]) -> str:
    """The page in which fewest letters lie as no language has them."""
    return min(pages, key=lambda page: _odd(held.decode(page, "replace")))


def _odd(text: str) -> int:
    """How many capitals stand behind small letters, signs within words, and pictures, soft hyphens and lost bytes."""
    capitals = sum(first.islower() and second.isupper() for first, second in pairwise(text))
    return capitals + len(_MIDST.findall(text)) + sum(unicodedata.category(each) in _ODD for each in text)
