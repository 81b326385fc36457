"""Which cells of a workbook show nothing of what stands in them, by the letters or by the format of their look.

What counts is what a reader sees, as in a Word document: its rules for colours and for small letters hold here too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.load.cell_places import CellCondition, holds, ranges_in
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
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_UNREAD_WORDS = re.compile(r'"[^"]*"|\\.')
_OF_NUMBERS = re.compile("[0#?@ymdhs]|general", re.IGNORECASE)


_COMPARES = {
    "equal": "=", "notEqual": "<>", "lessThan": "<", "greaterThan": ">", "lessThanOrEqual": "<=",
    "greaterThanOrEqual": ">=", "between": "between", "notBetween": "not-between",
}  # fmt: skip
_OF_NO_WORDS = ("containsBlanks", "containsErrors")
"""Conditions that hold for no cell in which somebody wrote."""


@dataclass(frozen=True, slots=True)
class ConditionalLook:
    """How cells look while a condition holds: by the number of that look, by its own, in a colour, or without value."""

    when: CellCondition
    number: str
    own: Element | None
    colours: Sequence[str]
    without_value: bool


class CellLooks:
    """The looks of a workbook, by their numbers."""

    def __init__(self, styles: Element) -> None:
        self._fonts, self._fills, self._looks = (_within(styles, name) for name in ("fonts", "fills", "cellXfs"))
        self._conditional = _within(styles, "dxfs")
        named = (each for held in styles if name_of(held) == "numFmts" for each in held)
        formats = {each.get("numFmtId"): each.get("formatCode", "") for each in named}
        self._unseen = frozenset(
            number for number in range(len(self._looks)) if is_unseen(self._font(number), self._fill(number))
        )
        self._formats: Mapping[int, list[str]] = {
            number: sections
            for number, look in enumerate(self._looks)
            if (sections := _sections(formats.get(look.get("numFmtId"), "")))
        }

    def hide(self, look: int, value: str, *, words: bool) -> bool:
        """Whether a cell of this look shows nothing of its value."""
        return look in self._unseen or (look in self._formats and not _is_shown(self._formats[look], value, words))

    def hide_under(self, under: ConditionalLook, look: int, value: str, *, words: bool) -> bool:
        """Whether a cell of this look shows nothing of its value while its condition holds."""
        if not words and (under.without_value or any(is_unseen(self._font(look), each) for each in under.colours)):
            return True
        other = _at(self._conditional, under.number) if under.own is None else under.own
        said = {name_of(each): each for each in (() if other is None else other)}
        font, before = Element("font"), self._font(look)
        font.extend([*(() if before is None else before), *said.get("font", ())])
        behind = _behind(said["fill"], "bgColor") if "fill" in said else self._fill(look)
        sections = _sections(said["numFmt"].get("formatCode", "")) if "numFmt" in said else []
        return is_unseen(font, behind) or bool(sections and not _is_shown(sections, value, words))

    def _font(self, look: int) -> Element | None:
        return _at(self._fonts, self._looks[look].get("fontId", "0")) if look < len(self._looks) else None

    def _fill(self, look: int) -> str:
        return _behind(_at(self._fills, self._looks[look].get("fillId", "0"))) if look < len(self._looks) else _WHITE


def conditional_looks(element: Element) -> list[ConditionalLook]:
    """The looks of a `conditionalFormatting`, of either of the two kinds that a sheet can have."""
    beside = (part.text or "" for part in element if name_of(part) == "sqref")
    ranges = [*ranges_in(" ".join((element.get("sqref", ""), *beside)))]
    found: list[ConditionalLook] = []
    for rule in (each for each in element if name_of(each) == "cfRule"):
        kind = rule.get("type", "")
        if kind in _OF_NO_WORDS:
            continue
        parts = list(rule.iter())
        values = [part.text or "" for part in parts if name_of(part) in ("formula", "f")] if kind == "cellIs" else []
        scale = [_colour(part) for part in parts if name_of(part) == "color"] if kind == "colorScale" else []
        silent = any(part.get("showValue") in ("0", "false") for part in parts)
        own = next((part for part in rule if name_of(part) == "dxf"), None)
        when = CellCondition(ranges, _COMPARES.get(rule.get("operator", ""), ""), values)
        found.append(ConditionalLook(when, rule.get("dxfId", ""), own, scale, silent))
    return found


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


def _behind(fill: Element | None, named: str = "fgColor") -> str:
    """The colour of a fill; what changes under a condition names it the other way round, and needs no kind of it."""
    for pattern in () if fill is None else fill:
        inside = {name_of(each): each for each in pattern}
        kind = pattern.get("patternType", "solid" if named == "bgColor" else "")
        if kind == "solid" and named in inside:
            return _colour(inside[named]) or _WHITE
    return _WHITE


def _sections(code: str) -> list[str]:
    return _SECTION.split(code) if code else []


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
    shown = _under_condition(sections, value) or sections[at if at < len(sections) else 0]
    return bool(_OF_NUMBERS.search(_UNREAD.sub("", shown)))


def _under_condition(sections: list[str], value: str) -> str:
    """The part for a number where parts have conditions of their own; "" where none has."""
    conditions = [_CONDITION.search(_UNREAD_WORDS.sub("", each)) for each in sections[:3]]
    for section, condition in zip(sections, conditions, strict=False):
        if condition and holds(condition[1], value, condition[2]):
            return section
    others = [section for section, condition in zip(sections, conditions, strict=False) if not condition]
    return (others or ["0"])[-1] if any(conditions) else ""
