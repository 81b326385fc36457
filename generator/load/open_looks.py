"""How cells of an OpenDocument sheet look, as far as that says whether their words stand and can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.load.cell_places import CellCondition, CellRange, ranges_in
from generator.load.returned.looks import SMALLEST, is_like
from generator.load.returned.xml import name_of, value_of

Look = Mapping[str, str]
"""Properties by their names."""
_MOST_STEPS = 20
"""How many styles may build on each other."""
_NARROWEST, _LOWEST, _FAINTEST = 3.0, 5.0, 10.0
"""In points and hundredths: the least in which words can be read."""
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)(pt|in|cm|mm|pc)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0}
_VALUES = frozenset({
    "number", "scientific-number", "fraction", "text-content", "boolean", "year", "month", "day", "hours", "minutes",
    "seconds", "era", "quarter", "day-of-week", "am-pm", "week-of-year",
})  # fmt: skip
"""What of a format shows something of the value."""
_THROUGH = "text-line-through-"
_SIZES = ("font-size", "font-size-asian", "font-size-complex")
_CONDITION = re.compile(r"(?:cell-content\(\)|value\(\))?\s*(<=|>=|!=|<>|=|<|>)\s*(.+)", re.DOTALL)
_BETWEEN = re.compile(r"(?:cell-content-is-)?(not-)?between\((.+),(.+)\)", re.DOTALL)
_EVERYWHERE = (CellRange(0, 1, 10**6, 10**9),)


@dataclass(frozen=True, slots=True)
class OpenCondition:
    """A look of its own while a condition holds; without a look, only the value is left out."""

    when: CellCondition
    look: Look | None


class OpenLooks:
    """The styles of a file, as they are met in it: first those that are shared."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._formats: dict[str, Element] = {}
        self._whole: dict[tuple[str, str], Look] = {}

    def note(self, element: Element) -> None:
        """Keeps a style."""
        kind, family = name_of(element), value_of(element, "family")
        if kind == "default-style":
            self._styles[family, ""] = element
        elif kind == "style":
            # A condition names a style as people see it.
            for name in filter(None, (value_of(element, "name"), value_of(element, "display-name"))):
                self._styles.setdefault((family, name), element)
        elif kind.endswith("-style") and value_of(element, "name"):
            self._formats.setdefault(value_of(element, "name"), element)

    def of(self, family: str, name: str) -> Look:
        """The look of a style, with what it builds on."""
        if (family, name) not in self._whole:
            chain: list[Element] = []
            at = name
            while at and len(chain) < _MOST_STEPS and (family, at) in self._styles:
                chain.append(self._styles[family, at])
                at = value_of(chain[-1], "parent-style-name")
            usual = self._styles.get((family, "")) if family == "table-cell" else None
            look: Look = {}
            for each in (*(() if usual is None else (usual,)), *reversed(chain)):
                look = over(look, _own(each))
            self._whole[family, name] = look
        return self._whole[family, name]

    def conditions_of(self, name: str) -> Iterator[OpenCondition]:
        """What the style of a cell says of conditions itself."""
        style = self._styles.get(("table-cell", name))
        for each in () if style is None else style:
            if name_of(each) == "map":
                yield OpenCondition(
                    _condition(value_of(each, "condition"), _EVERYWHERE), self.own(value_of(each, "apply-style-name"))
                )

    def own(self, name: str) -> Look:
        """What the style of a cell says by itself."""
        style = self._styles.get(("table-cell", name))
        return {} if style is None else _own(style)

    def conditions_in(self, element: Element) -> Iterator[OpenCondition]:
        """What a `conditional-format` says of its cells."""
        ranges = tuple(ranges_in(value_of(element, "target-range-address")))
        for each in element:
            if name_of(each) == "condition":
                when = _condition(value_of(each, "value"), ranges)
                yield OpenCondition(when, self.own(value_of(each, "apply-style-name")))
            elif value_of(each, "show-value") == "false":
                yield OpenCondition(CellCondition(ranges), None)
            elif name_of(each) == "color-scale":
                for entry in each:
                    yield OpenCondition(CellCondition(ranges), {"background-color": value_of(entry, "color")})

    def shows(self, look: Look, value: str, *, words: bool) -> bool:
        """Whether the format of a cell shows its value, where it has one."""
        style = self._formats.get(look.get("data-style-name", ""))
        for _ in range(_MOST_STEPS):
            if style is None:
                return True
            held = next(
                (
                    each
                    for each in style
                    if name_of(each) == "map"
                    and not words
                    and _condition(value_of(each, "condition"), _EVERYWHERE).may_hold(1, 0, value, words=False)
                ),
                None,
            )
            if held is None:
                break
            style = self._formats.get(value_of(held, "apply-style-name"))
        return style is None or (words and name_of(style) != "text-style") or any(name_of(e) in _VALUES for e in style)


def over(look: Look, own: Look) -> Look:
    """A look, with what a style in it says of its own."""
    if not own:
        return look
    again = any(name.startswith(_THROUGH) for name in own)
    kept = {name: value for name, value in look.items() if not (again and name.startswith(_THROUGH))}
    # A colour of its own counts, also where those around are automatic.
    return kept | ({"use-window-font-color": "false"} if "color" in own else {}) | dict(own)


def _own(style: Element) -> dict[str, str]:
    look = {name: value for part in style if name_of(part).endswith("-properties") for name, value in _named(part)}
    return look | {name: value for name, value in _named(style) if name == "data-style-name"}


def _named(element: Element) -> Iterator[tuple[str, str]]:
    return ((key.rpartition("}")[2], value) for key, value in element.attrib.items())


def _condition(words: str, ranges: Iterable[CellRange]) -> CellCondition:
    words = words.strip()
    if between := _BETWEEN.fullmatch(words):
        return CellCondition(tuple(ranges), f"{between[1] or ''}between", (between[2], between[3]))
    compares = _CONDITION.fullmatch(words)
    return CellCondition(tuple(ranges), *((compares[1], (compares[2],)) if compares else ()))


def is_crossed(look: Look) -> bool:
    """Whether the words are crossed out."""
    return any(value != "none" for name, value in look.items() if name in (f"{_THROUGH}style", f"{_THROUGH}type"))


def is_unseen(look: Look) -> bool:
    """Whether no reader sees words that look so."""
    if look.get("display") == "none" or look.get("cell-protect") == "hidden-and-protected":
        return True
    small = any(0 <= length(look.get(name)) * 2 < SMALLEST for name in _SIZES)
    opacity = look.get("opacity", "").removesuffix("%")
    faint = bool(re.fullmatch(r"[0-9]{1,3}(\.[0-9]*)?", opacity)) and float(opacity) < _FAINTEST
    behind = look.get("background-color", "").removeprefix("#")
    letters = look.get("color", "#000000").removeprefix("#")
    automatic = look.get("use-window-font-color") == "true"
    clear = letters == "transparent"
    return small or faint or clear or (not automatic and is_like(letters, behind if len(behind) == 6 else "FFFFFF"))


def is_narrow(look: Look) -> bool:
    """Whether a column has no room for words."""
    return 0 <= length(look.get("column-width")) < _NARROWEST


def is_low(look: Look) -> bool:
    """Whether a row has no room for words."""
    return 0 <= length(look.get("row-height")) < _LOWEST


def length(said: str | None) -> float:
    """A length in points; -1 for what is none."""
    held = _LENGTH.fullmatch(said or "")
    return float(held[1]) * _POINTS[held[2]] if held else -1
