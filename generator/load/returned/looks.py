"""How words of a Word document look, as far as that says whether they still stand: unseen, crossed out, or deleted.

What counts is what a reader sees. So each run gets a mark of its own where its words are taken back or can't be seen,
whether that is said by the run, by a style, by its row, or by the field in whose code it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from generator.load.returned.xml import name_of, value_of

HIDDEN, CROSSED_OUT = frozenset({"vanish", "webHidden", "specVanish"}), frozenset({"strike", "dstrike"})
"""How a run is marked whose words no reader sees, or that somebody has taken back."""
OFF = ("0", "false", "off")
"""What a mark says that is switched off."""
_DELETED = frozenset({"del", "cellDel"})
"""Marks of a tracked change on a row or a cell; around runs, one of them is `del`."""
_MOST_STEPS = 20
"""How many styles may build on each other."""
SMALLEST = 8
"""Half points, below which no words can be read: ours have 17 and more."""
_NARROWEST = 20
"""How wide letters are at the least, in hundredths."""
_LOWEST = 100
"""Twentieths of a point: the least height of a line or a row in which words can be read."""
_ALIKE = 32
"""How far two colours are apart, of 255, that nobody can tell from each other."""
_PENS: Mapping[str, str] = {
    "black": "000000", "white": "FFFFFF", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The colours of a marker pen."""
_PAPER = ("background1", "light1")
"""How a theme calls the colour of the paper."""

_Said = Mapping[str, Element]
"""Properties by their names."""


def is_on(mark: Element) -> bool:
    """Whether a property is there, and not switched off."""
    return value_of(mark).lower() not in OFF


def looks(run: Element, marked: frozenset[str]) -> bool:
    """Whether the run has one of these properties; what is said around it, `with_styles` has told it."""
    found = child(run, "rPr") if name_of(run) == "r" else None
    return found is not None and any(is_on(each) for each in found if name_of(each) in marked)


def child(element: Element, name: str) -> Element | None:
    """The first element of this name in it."""
    return next((each for each in element if name_of(each) == name), None)


def with_styles(body: Element, styles: Element) -> None:
    """Each run has a mark in itself where its words can't be seen, or where they are crossed out or deleted."""
    _mark(body, _Styles(styles), _Around())


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for the runs in an element: looks of its table and paragraph, what lies behind, and its fate."""

    table: _Said = field(default_factory=dict)
    paragraph: _Said = field(default_factory=dict)
    behind: str = "FFFFFF"
    unseen: bool = False
    gone: bool = False


def _mark(element: Element, styles: _Styles, around: _Around) -> None:
    for each in element:
        match name_of(each):
            case "r":
                _mark_run(each, styles, around)
                _mark(each, styles, around)
            case "p":
                said = _properties(each, "pPr")
                own = styles.of(said.get("pStyle"), "paragraph")
                inner = replace(around, paragraph=own.letters, behind=_behind(said, around.behind))
                low = _is_low(said.get("spacing", own.spacing), "line", "lineRule")
                _mark(each, styles, replace(inner, unseen=inner.unseen or low))
            case "tbl":
                table = styles.of(_properties(each, "tblPr").get("tblStyle"), "table")
                _mark(each, styles, replace(around, table=table.letters))
            case "tr" | "tc" as name:
                _mark(each, styles, _in_part(around, _properties(each, f"{name}Pr")))
            case "del":
                _mark(each, styles, replace(around, gone=True))
            case _:
                _mark(each, styles, around)


def _in_part(around: _Around, said: _Said) -> _Around:
    """What holds in a row or a cell of a table."""
    unseen = ("hidden" in said and is_on(said["hidden"])) or _is_low(said.get("trHeight"), "val", "hRule")
    return replace(
        around,
        unseen=around.unseen or unseen,
        gone=around.gone or any(name in said for name in _DELETED),
        behind=_behind(said, around.behind),
    )


def _mark_run(run: Element, styles: _Styles, around: _Around) -> None:
    own = _properties(run, "rPr")
    letters = styles.of(own.get("rStyle"), "character").letters
    said = {**styles.usual, **around.table, **around.paragraph, **letters, **own}
    marks = [
        name
        for name, holds in (
            ("vanish", around.unseen or _is_unseen(said, around.behind)),
            ("strike", around.gone or any(is_on(said[name]) for name in CROSSED_OUT if name in said)),
        )
        if holds
    ]
    if marks:
        held = child(run, "rPr")
        if held is None:
            held = Element("}rPr")
            run.insert(0, held)
        held.extend(Element(f"}}{name}") for name in marks)


def _properties(element: Element, name: str) -> dict[str, Element]:
    held = child(element, name)
    return {} if held is None else {name_of(each): each for each in held}


# -- what can't be seen -----------------------------------------------------------------------------------


def _is_unseen(said: _Said, behind: str) -> bool:
    """Whether no reader sees words that look so before this colour."""
    small = any(_number(said.get(name), SMALLEST) < SMALLEST for name in ("sz", "szCs"))
    narrow = _number(said.get("w"), _NARROWEST) < _NARROWEST
    hidden = any(is_on(said[name]) for name in HIDDEN if name in said)
    filled = said.get("textFill")
    clear = filled is not None and any(name_of(each) in ("noFill", "alpha") for each in filled.iter())
    return hidden or small or narrow or clear or is_like(_colour(said.get("color")), _behind(said, behind))


def _number(element: Element | None, usual: int) -> int:
    said = "" if element is None else value_of(element).removesuffix("%")
    return int(said) if said.isdecimal() and len(said) < 9 else usual


def _is_low(element: Element | None, name: str, rule: str) -> bool:
    said = "" if element is None else value_of(element, name)
    exact = element is not None and value_of(element, rule) == "exact"
    return exact and said.isdecimal() and len(said) < 9 and int(said) < _LOWEST


def _colour(element: Element | None) -> str:
    """The colour of letters; "" for one that suits what lies behind."""
    if element is None:
        return ""
    paper = value_of(element, "themeColor") in _PAPER and not value_of(element, "themeShade")
    return "FFFFFF" if paper else value_of(element)


def _behind(said: _Said, around: str) -> str:
    """The colour that lies behind words."""
    pen, shade = said.get("highlight"), said.get("shd")
    if pen is not None and value_of(pen) in _PENS:
        return _PENS[value_of(pen)]
    filled = "" if shade is None else value_of(shade, "color" if value_of(shade) == "solid" else "fill")
    return filled if _channels(filled) else around


def is_like(one: str, other: str) -> bool:
    """Whether nobody can tell two colours from each other."""
    left, right = _channels(one), _channels(other)
    return bool(left and right) and all(abs(a - b) < _ALIKE for a, b in zip(left, right, strict=True))


def _channels(colour: str) -> tuple[int, ...]:
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else ()
    except ValueError:
        return ()


# -- styles -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    """How letters look in a style, with what it builds on, and how high its lines are."""

    letters: _Said = field(default_factory=dict)
    spacing: Element | None = None


class _Styles:
    """The styles of a document by their ids, and how letters look where nothing else is said."""

    def __init__(self, styles: Element) -> None:
        self._own: dict[str, tuple[str, _Style]] = {}
        self._usual: dict[str, str] = {}
        self._whole: dict[str, _Style] = {}
        self.usual: _Said = {}
        for each in styles.iter():
            if name_of(each) == "rPrDefault":
                self.usual = _properties(each, "rPr")
            elif name_of(each) == "style":
                self._add(each)

    def _add(self, style: Element) -> None:
        id, based, kind = value_of(style, "styleId"), child(style, "basedOn"), value_of(style, "type")
        letters = _properties(style, "rPr")
        if kind == "table":  # one that looks so in its first row, may look so anywhere
            letters = {name: each for part in style.iter() for name, each in _properties(part, "rPr").items()}
        self._own[id] = (
            "" if based is None else value_of(based),
            _Style(letters, _properties(style, "pPr").get("spacing")),
        )
        if value_of(style, "default") in ("1", "true", "on"):
            self._usual[kind] = id

    def of(self, named: Element | None, kind: str) -> _Style:
        """The style of this name, or the one that its kind has without a name."""
        id = self._usual.get(kind, "") if named is None else value_of(named)
        if id not in self._whole:
            whole, at = _Style(), id
            for _ in range(_MOST_STEPS):
                at, own = self._own.get(at, ("", _Style()))
                spacing = own.spacing if whole.spacing is None else whole.spacing
                whole = _Style({**own.letters, **whole.letters}, spacing)
            self._whole[id] = whole
        return self._whole[id]


def taken_back(body: Element) -> Iterator[str]:
    """What is crossed out in each paragraph, and what a tracked change has deleted."""
    for paragraph in (each for each in body.iter() if name_of(each) == "p"):
        runs = [each for each in paragraph.iter() if name_of(each) == "r"]
        crossed = _words((run for run in runs if looks(run, CROSSED_OUT)), "t")
        yield from (words for words in (crossed, _words(runs, "delText")) if words)


def _words(runs: Iterable[Element], name: str) -> str:
    return "".join(each.text or "" for run in runs for each in run if name_of(each) == name).strip()
