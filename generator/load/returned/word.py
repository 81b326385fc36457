"""A Word document that comes back, as the lines that a reader sees, with the places to write that it still knows.

Word keeps our content controls with their names; LibreOffice keeps the controls and drops the names, or makes fields of
them that ask (by way of an ODT), and Word itself moves one around a whole paragraph where nothing else stands in it. So
names of controls are taken where they are, and `match.py` finds the rest by the words around it. Nothing in the file is
followed or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.diagnostics import counted
from generator.load.returned.base import Cell, Line, LinePiece, Returned, Unreadable, WordControl
from generator.load.returned.container import Container
from generator.load.returned.fields import MOST_TOLD, Fields, Steps, once
from generator.load.returned.looks import CROSSED_OUT, HIDDEN, OFF, child, looks, taken_back, with_styles
from generator.load.returned.office import CLEAN, refuse_active
from generator.load.returned.ticks import EMPTY, TICKED, sign_of
from generator.load.returned.xml import name_of, parsed, value_of

MOST_LINES = 3_000
"""How many lines with words a paper may have; ours have 400."""
_MOST_PLACES = 10_000
"""How many lines and cells it may have at all; ours have 900."""

_WRAPPERS = frozenset({"ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "sdtContent", "bdo", "dir"})
"""What stands around words and says nothing itself. What was deleted (`del`, `moveFrom`) is not among them."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_BESIDE = re.compile(r"(?!docProps/|customXml/|word/glossary/).*\.xml")
"""Parts in which words may stand that a reader sees beside those of the main part."""
_MOST_BESIDE = 50_000
"""How many elements such a part may have; the largest that Word writes have some thousands."""
_AROUND, _NOTES = ("hdr", "ftr"), ("comments", "footnotes", "endnotes")
_DRAWN = frozenset({"drawing", "pict", "object", "contentPart"})


def read_word(content: bytes) -> Returned:
    """The title, the line at the foot, and every line; Unreadable for what holds programs or leads elsewhere."""
    held = Container(content)
    refuse_active(held)
    main = _main_part(held)
    body = next((each for each in parsed(held.read(main), main).iter() if name_of(each) == "body"), None)
    if body is None:
        raise Unreadable("it has no text", "look whether it is the right file")
    with_styles(body, _styles(held, main))
    reader = _Reader()
    lines = reader.lines(body)
    told, feet, around = list[str](), list[str](), list[str]()
    for name in sorted(each for each in held.names - {main} if _BESIDE.fullmatch(each)):
        # One after the other: together they could fill the memory.
        part = parsed(held.read(name), name, most=_MOST_BESIDE)
        if name_of(part) in _AROUND:
            around += filter(None, map(_words_in, part))
            feet += [_all_words(part)] if name_of(part) == "ftr" else []
        else:
            told += _told(part)
    paragraphs = (each.iter() for each in body.iter() if name_of(each) == "p")
    hidden = ("".join(_said(run) for run in runs if looks(run, HIDDEN)).strip() for runs in paragraphs)
    elsewhere = " ".join(_unread(body, reader.fields.passed)).strip()[:MOST_TOLD]
    return Returned(
        title=_title(held),
        foot=" ".join(feet),
        lines=lines,
        notes=(*told, *filter(None, [*hidden, elsewhere]), *reader.fields.strange, *_drawings(body)),
        around=tuple(around),
        taken_back=tuple(taken_back(body)),
    )


def _styles(held: Container, main: str) -> Element:
    """The part with the styles, by whatever name the main part calls it."""
    folder, _, own = main.rpartition("/")
    name = f"{folder}/_rels/{own}.rels"
    for each in parsed(held.read(name), name) if name in held.names else ():
        target = each.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if each.get("Type", "").endswith("/styles") and path in held.names:
            return parsed(held.read(path), path)
    return Element("nothing")


def _drawings(body: Element) -> Iterator[str]:
    """Somebody may have put in a photograph of what was written by hand, or drawn a line through words."""
    count = sum(name_of(each) in _DRAWN for each in body.iter())
    if count:
        yield f"{counted(count, 'drawing')} (a picture, a line or ink), which nobody can read here"


def _told(part: Element) -> Iterator[str]:
    """What another part says: each comment and note, and the words that stand before lines of a list."""
    for each in part if name_of(part) in _NOTES else (part,):
        if words := _words_in(each):
            yield words[:MOST_TOLD]
    for each in part.iter():
        if name_of(each) == "lvlText" and re.search(r"[^\W\d_]{4}", value_of(each)):
            yield value_of(each)[:MOST_TOLD]


def _words_in(element: Element) -> str:
    return " ".join("".join(_unread(element, set())).split())


def _unread(element: Element, passed: set[int]) -> Iterator[str]:
    """Words that stand where no line is read: in formulas, in drawn letters, and in what only newer programs show."""
    for each in element:
        match name_of(each):
            case "del" | "moveFrom":
                continue
            case "AlternateContent":
                shown, otherwise = (
                    "".join(_unread(part, passed)) for part in (_only(each, "Choice"), _only(each, "Fallback"))
                )
                yield shown
                yield "" if otherwise in shown else otherwise
            case "t" if id(each) not in passed:
                yield each.text or ""
            case "textpath":
                yield value_of(each, "string")
            case "p":
                yield from _unread(each, passed)
                yield " "
            case _:
                yield from _unread(each, passed)


def _only(element: Element, name: str) -> Element:
    """The parts of this name, in one."""
    held = Element("held")
    held.extend(each for each in element if name_of(each) == name)
    return held


def _main_part(held: Container) -> str:
    root = parsed(held.read("_rels/.rels"), "_rels/.rels") if "_rels/.rels" in held.names else ()
    for each in root:
        if each.get("Type", "").endswith("/officeDocument"):
            name = each.get("Target", "").lstrip("/")
            if name in held.names and name.endswith(".xml") and name.startswith("word/"):
                return name
    raise Unreadable("it is a zip file, but no Word document", "save it as .docx")


def _title(held: Container) -> str:
    core = held.read("docProps/core.xml")
    parts = parsed(core, "docProps/core.xml").iter() if core else ()
    return next((each.text or "" for each in parts if name_of(each) == "title"), "")


def _all_words(element: Element) -> str:
    paragraphs = (each for each in element.iter() if name_of(each) == "p")
    return " ".join("".join(each.text or "" for each in p.iter() if name_of(each) == "t") for p in paragraphs)


class _Reader:
    """Collects lines, and numbers tables."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.tables = 0
        self.written = 0
        self.steps = Steps()
        self.fields = Fields()

    def lines(self, body: Element) -> tuple[Line, ...]:
        self._blocks(body, None, WordControl(""))
        return tuple(self.found)

    def _blocks(self, element: Element, cell: Cell | None, around: WordControl) -> None:
        for each in element:
            match name_of(each):
                case "p":
                    self._paragraph(each, cell, around)
                case "tbl":
                    self._table(each)
                case "sdt":
                    self._blocks(_content(each), cell, _control(each, around))
                case name if name in _WRAPPERS:
                    self._blocks(each, cell, around)

    def _table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        for row, each in enumerate(_inside(table, "tr")):
            for column, place in enumerate(_inside(each, "tc")):
                before = len(self.found)
                self._blocks(place, (number, row, column), WordControl(""))
                if len(self.found) == before:
                    self._keep(Line((), (number, row, column)))

    def _paragraph(self, paragraph: Element, cell: Cell | None, around: WordControl) -> None:
        pieces = once(_joined(_pieces(paragraph, None, around, self.fields)), self.steps)
        marks = tuple(value_of(each, "name") for each in paragraph.iter() if name_of(each) == "bookmarkStart")
        self._keep(Line(pieces, cell, marks))
        for box in _boxes(paragraph):
            self._blocks(box, None, WordControl(""))

    def _keep(self, line: Line) -> None:
        self.written += bool(line.words.strip())
        self.found.append(line)
        if self.written > MOST_LINES or len(self.found) > _MOST_PLACES:
            raise Unreadable(f"it has more than {MOST_LINES} lines", "look whether it is the right file")


def _content(control: Element) -> Element:
    found = child(control, "sdtContent")
    return found if found is not None else Element("none")


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where a control or a tracked change stands around them."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) == "sdt" or name_of(each) in _WRAPPERS:
            yield from _inside(each, name)


def _control(element: Element, around: WordControl) -> WordControl:
    """What a control says of itself; one without a name has that of the control around it."""
    properties = child(element, "sdtPr")
    said = {} if properties is None else {name_of(each): each for each in properties}
    if "dataBinding" in said:
        raise Unreadable("a place in it shows what stands in another part of the file", CLEAN)
    box = said.get("checkbox")
    checked = None if box is None else child(box, "checked")
    return WordControl(
        name=value_of(said["tag"]) if "tag" in said else around.name,
        label=value_of(said["alias"]) if "alias" in said else around.label,
        tick=box is not None,
        ticked=checked is not None and value_of(checked) in ("1", "true", "on"),
        empty="showingPlcHdr" in said,
    )


def _pieces(element: Element, inside: WordControl | None, around: WordControl, fields: Fields) -> Iterator[LinePiece]:
    last: WordControl | None = None
    for each in element:
        name = name_of(each)
        if name == "r":
            last = None
            unseen = looks(each, HIDDEN | CROSSED_OUT)
            for sign in each:
                in_code = fields.in_code
                fields.pass_by(sign)
                if in_code and _words(sign).strip():
                    fields.strange.append(_words(sign))
                elif (words := _words(sign)) and not unseen:
                    yield LinePiece(words, inside or fields.asking)
        elif name == "sdt":
            control = _control(each, around)
            # LibreOffice 7 writes a control once for each script in it, every time with all that stands in it.
            again = last is not None and not control.name and control.label and control.label == last.label
            if not again or control.tick:
                yield from _pieces(_content(each), control, around, fields)
            else:
                fields.passed.update(id(sign) for sign in each.iter())
            last = control
        elif name in _WRAPPERS:
            yield from _pieces(each, inside or fields.around(each), around, fields)


def _said(run: Element) -> str:
    return "".join(map(_words, run))


def _words(sign: Element) -> str:
    match name_of(sign):
        case "t":
            return sign.text or ""
        case "sym":
            return sign_of(value_of(sign, "font"), value_of(sign, "char"))
        case "fldChar":
            return _of_form(sign)
        case name:
            return _SIGNS.get(name, "")


def _of_form(field: Element) -> str:
    """What a field of an old form says that has no words of its own: its box, or what was chosen of its list."""
    for each in field.iter():
        said = {name_of(part): value_of(part) for part in each}
        match name_of(each):
            case "checkBox":
                state = said.get("checked", said.get("default", "0"))
                return EMPTY if state in OFF else TICKED
            case "ddList":
                entries = [value_of(part) for part in each if name_of(part) == "listEntry"]
                chosen = said.get("result", said.get("default", "0"))
                return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""
    return ""


def _joined(pieces: Iterator[LinePiece]) -> tuple[LinePiece, ...]:
    found: list[LinePiece] = []
    for each in pieces:
        if found and found[-1].control is each.control:
            found[-1] = LinePiece(found[-1].words + each.words, each.control)
        else:
            found.append(each)
    return tuple(found)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes; what stands in one twice, for old programs, is read once."""
    for each in paragraph:
        name = name_of(each)
        if name == "txbxContent":
            yield each
        elif name not in ("Fallback", "sdt"):
            yield from _boxes(each)
