"""Which cells of a workbook show nothing of what stands in them, by the letters or by the format of their look.

What counts is what a reader sees, as in a Word document: its rules for colours and for small letters hold here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from generator.load.returned.looks import SMALLEST, is_like
from generator.load.returned.xml import name_of, value_of

_BLACK, _WHITE = "000000", "FFFFFF"
_THEME = {"0": _WHITE, "1": _BLACK}
"""The two colours of a theme that every workbook has: of the paper, and of letters."""
_INDEXED = {"0": _BLACK, "1": _WHITE, "8": _BLACK, "9": _WHITE, "64": _BLACK, "65": _WHITE}
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""What parts the formats of numbers above, below and at nothing, and of words."""
_UNREAD = re.compile(r'"[^"]*"|[\\_*].|\[[^\]hms]*\]', re.IGNORECASE)
"""What stands in a format and is shown whatever the value is, or is a colour."""
_HAS_CONDITIONS = re.compile(r"\[[<>=]")
_OF_NUMBERS = re.compile("[0#?@ymdhs]|general", re.IGNORECASE)


class CellLooks:
    """The looks of a workbook, by their numbers."""

    def __init__(self, styles: Element) -> None:
        fonts, fills, looks = (_within(styles, name) for name in ("fonts", "fills", "cellXfs"))
        named = (each for each in styles.iter() if name_of(each) == "numFmt")
        formats = {each.get("numFmtId"): each.get("formatCode", "") for each in named}
        self._unseen = frozenset(
            number
            for number, look in enumerate(looks)
            if is_unseen(_at(fonts, look.get("fontId", "0")), _behind(_at(fills, look.get("fillId", "0"))))
        )
        self._formats: Mapping[int, list[str]] = {
            number: _SECTION.split(code)
            for number, look in enumerate(looks)
            if (code := formats.get(look.get("numFmtId"), "")) and not _HAS_CONDITIONS.search(code)
        }

    def hide(self, look: int, value: str, *, words: bool) -> bool:
        """Whether a cell of this look shows nothing of its value."""
        return look in self._unseen or (look in self._formats and not _is_shown(self._formats[look], value, words))


def is_unseen(font: Element | None, behind: str = _WHITE) -> bool:
    """Whether no reader sees letters of this font before this colour."""
    said = {name_of(each): each for each in (() if font is None else font)}
    size = value_of(said["sz"]) if "sz" in said else ""
    small = bool(re.fullmatch(r"[0-9]{1,4}(\.[0-9]*)?", size)) and float(size) * 2 < SMALLEST
    return small or is_like(_colour(said["color"]) if "color" in said else _BLACK, behind)


def _within(styles: Element, name: str) -> list[Element]:
    return [each for held in styles if name_of(held) == name for each in held]


def _at(held: list[Element], number: str) -> Element | None:
    return held[int(number)] if number.isdecimal() and len(number) < 9 and int(number) < len(held) else None


def _behind(fill: Element | None) -> str:
    for pattern in () if fill is None else fill:
        inside = {name_of(each): each for each in pattern}
        if pattern.get("patternType") == "solid" and "fgColor" in inside:
            return _colour(inside["fgColor"]) or _WHITE
    return _WHITE


def _colour(element: Element) -> str:
    """Six hexadecimal figures; "" for a colour that only the theme knows, or that is lighter or darker than named."""
    if element.get("tint", "0").strip("-0."):
        return ""
    if "rgb" in element.attrib:
        return element.get("rgb", "")[-6:]
    return _THEME.get(element.get("theme", ""), "") or _INDEXED.get(element.get("indexed", ""), "")


def _is_shown(sections: list[str], value: str, words: bool) -> bool:
    if words:
        return len(sections) < 4 or "@" in _UNREAD.sub("", sections[3])
    try:
        number = float(value)
    except ValueError:
        return True
    at = 1 if number < 0 else 2 if number == 0 else 0
    bare = _UNREAD.sub("", sections[at if at < len(sections) else 0])
    return bool(_OF_NUMBERS.search(bare))
