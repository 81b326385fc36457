"""A PDF that comes back: the fields of our forms, as any viewer saved them. Nothing in it is run, drawn or followed."""

from __future__ import annotations

import html
import io
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from generator.library.answers import Said
from generator.load.returned.base import MOST_BYTES, Returned, Unreadable, box, each_once
from generator.load.returned.drawn_words import DrawnWords

ON = "Yes"
"""The state in which our papers draw a box as ticked."""
MOST_FIELDS = 5_000
MOST_PAGES = 100
"""How many pages a paper may have; ours have 20."""
MOST_DEEP = 20
MOST_UNPACKED = 8_000_000
_MOST_STEPS = 300_000
"""How many signs and commands the first page may have; ours have 20,000."""
_FOOT = 400_000
"""How many bytes a page may have in which the line at its foot is looked for; ours have 60,000."""
_ACTIVE = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition")
_CARRIERS = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")
"""What may stand on a page and hold another file."""
_OUR_MARKS = ("", "Widget", "Link", "Popup", "PrinterMark", "TrapNet")
"""What stands on a page and says nothing of its own."""
_HIDDEN = 2 | 32
"""The flags of a place that is not shown, or not on a screen (ISO 32000-1, 12.5.3)."""
_TAG = re.compile(r"<[^<>]*>")
_CLEAN = "do not open it in a program that runs scripts; ask for the paper as you published it, filled in once more"


def read_pdf(content: bytes) -> Returned:
    """The title, the line at the foot of the first page, and what stands in the fields, by their names."""
    import pypdf  # late: only a PDF needs it
    from pypdf.errors import DependencyError, LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said below

    try:
        with _limits():
            return _read(pypdf.PdfReader(io.BytesIO(content), strict=False), len(content))
    except Unreadable:
        raise
    except LimitReachedError as error:
        raise Unreadable("it holds far more than any paper once it is unpacked", _CLEAN) from error
    except DependencyError as error:
        raise Unreadable(
            "it is locked with a password, or holds what no paper holds", "save it without a password"
        ) from error
    except Exception as error:
        # Damaged in a way of its own: the library has errors of its own for some, and any of Python's for others.
        raise Unreadable("the file is damaged or not complete", "ask for it again") from error


def _limits() -> AbstractContextManager[Any]:
    """What the library may unpack; its own limits are ten times higher."""
    from pypdf import Configuration, apply_configuration

    return apply_configuration(
        Configuration(
            maximum_declared_stream_length=MOST_BYTES,
            array_based_stream_maximum_output_length=MOST_UNPACKED,
            lzw_maximum_output_length=MOST_UNPACKED,
            run_length_maximum_output_length=MOST_UNPACKED,
            zlib_maximum_output_length=MOST_UNPACKED,
            stream_decoding_work_maximum_length=3 * MOST_UNPACKED,
            stream_parsing_work_maximum_count=_MOST_STEPS,
            jbig2dec_binary=None,
        )
    )


def _read(pdf: Any, size: int) -> Returned:
    if pdf.is_encrypted:
        raise Unreadable("it is locked with a password", "save it without a password")
    root = pdf.root_object
    _refuse_active(root)
    _refuse_active_pages(pdf)
    form = _of(root.get("/AcroForm"))
    if "/XFA" in form:
        raise Unreadable("it is a form of another kind (XFA)", _CLEAN)
    found = _Fields(size, frozenset(_shown(pdf)), DrawnWords(pdf, form))
    named = [*found.of(form.get("/Fields"))]
    named += found.of([*_left_over(pdf, found.seen)])
    fields = found.seen_only(each_once(named, "field", Said("")))
    title = str((pdf.metadata or {}).get("/Title") or "")
    return Returned(
        title=title,
        foot=_foot(pdf),
        fields=fields,
        notes=(*found.notes, *islice(_notes(pdf), MOST_FIELDS)),
        printed=True,
    )


def _of(value: Any) -> Any:
    """The dictionary that a reference leads to; an empty one for anything else."""
    held = value.get_object() if hasattr(value, "get_object") else value
    return held if isinstance(held, dict) else {}


def _list(value: Any) -> list[Any]:
    held = value.get_object() if hasattr(value, "get_object") else value
    return held if isinstance(held, list) else []


def _refuse_active(root: Any) -> None:
    """Unreadable for a document that does something when it is opened, or carries another."""
    names = _of(root.get("/Names"))
    if "/JavaScript" in names or "/AA" in root or _does_something(root.get("/OpenAction")):
        raise Unreadable("it runs a script when it is opened", _CLEAN)
    if "/EmbeddedFiles" in names or "/AF" in root:
        raise _packed()


def _refuse_active_pages(pdf: Any) -> None:
    """The same for what its pages do when they are turned, and what stands on them."""
    for number, page in enumerate(pdf.pages):
        if number >= MOST_PAGES:
            raise Unreadable(f"it has more than {MOST_PAGES} pages", "look whether it is the right file")
        if "/AA" in page:
            raise Unreadable("it runs a script when a page is opened", _CLEAN)
        for each in _list(page.get("/Annots"))[:MOST_FIELDS]:
            mark = _of(each)
            if str(mark.get("/Subtype", "")) in _CARRIERS:
                raise _packed()
            if "/AA" in mark or _does_something(mark.get("/A")):
                raise Unreadable("something on a page of it runs a script or a program", _CLEAN)


def _notes(pdf: Any) -> Iterator[str]:
    """What was written or drawn upon the pages, beside the fields: nobody knows which place it fills."""
    for number, page in enumerate(pdf.pages, 1):
        for each in _list(page.get("/Annots"))[:MOST_FIELDS]:
            mark = _of(each)
            kind = str(mark.get("/Subtype", "")).removeprefix("/")
            if kind not in _OUR_MARKS:
                words = _text(mark.get("/Contents")) or _rich(mark)
                yield " ".join(f"page {number}: {kind} {words}".split())


def _left_over(pdf: Any, seen: Mapping[int, Any]) -> Iterator[Any]:
    """The fields on the pages that the form does not name: where files were joined, it may be that of the first."""
    for page in pdf.pages:
        for each in _list(page.get("/Annots"))[:MOST_FIELDS]:
            field = _of(each)
            if str(field.get("/Subtype", "")) == "/Widget" and id(field) not in seen:
                yield _topmost(field)


def _topmost(field: Any) -> Any:
    """The field that this one is a part of, if it is one."""
    for _ in range(MOST_DEEP):
        above = _of(field.get("/Parent"))
        if not above:
            break
        field = above
    return field


def _packed() -> Unreadable:
    return Unreadable("another file is packed into it", "take that out, and send it by itself")


def _does_something(action: Any, after: int = 0) -> bool:
    """Whether an action, or one that follows it, does more than lead to a place."""
    said = _of(action)
    if str(said.get("/S", "")) in _ACTIVE or "/JS" in said or after > MOST_DEEP:
        return True
    following = said.get("/Next")
    return any(_does_something(each, after + 1) for each in _list(following) or [following] if each is not None)


def _shown(pdf: Any) -> Iterator[int]:
    """Every place on a page that a reader sees, by its number in this process."""
    for page in pdf.pages:
        box = page.mediabox
        for each in _list(page.get("/Annots"))[:MOST_FIELDS]:
            mark = _of(each)
            left, low, right, high = _corners(_list(mark.get("/Rect")))
            inside = (
                left < float(box.right)
                and right > float(box.left)
                and low < float(box.top)
                and high > float(box.bottom)
            )
            hidden = int(mark.get("/F", 0)) & _HIDDEN or "/OC" in mark
            if inside and right - left > 1 and high - low > 1 and not hidden:
                yield id(mark)


def _corners(place: list[Any]) -> tuple[float, float, float, float]:
    """Left, low, right and high; nothing at all for what is no rectangle."""
    if len(place) != 4:
        return 0, 0, 0, 0
    x, y, other_x, other_y = (float(each) for each in place)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


@dataclass(slots=True)
class _Fields:
    """Every field once, with its name: our own says it as it is, since a dot in a name would part it.

    What it says in another way only, or where nobody sees it, is added to `notes`.
    """

    size: int
    shown: frozenset[int]
    looks: DrawnWords
    seen: dict[int, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)
    """The names of fields that a reader sees."""

    def of(self, kids: Any, above: str = "", depth: int = 0) -> Iterator[tuple[str, Said]]:
        """The fields in the list, and those in each."""
        for each in _list(kids):
            one = _of(each)
            if id(one) in self.seen:
                continue
            self.seen[id(one)] = one
            if len(self.seen) > MOST_FIELDS or depth > MOST_DEEP:
                raise Unreadable(f"it has more than {MOST_FIELDS} fields", "look whether it is the right file")
            if "/AA" in one or _does_something(one.get("/A")):
                raise Unreadable("a field in it runs a script", _CLEAN)
            own = str(one.get("/T", ""))
            name = str(one.get("/TM") or ".".join(filter(None, (above, own))))
            if str(one.get("/FT", "")) == "/Sig":
                self._signed(name, _of(one.get("/V")))
            elif own or not above:
                yield name, self._said(name, one)
            yield from self.of(one.get("/Kids"), name, depth + 1)

    def _said(self, name: str, one: Any) -> Said:
        said, rich = _said(one), _rich(one)
        if rich and "".join(rich.split()) != "".join(said.text.split()):
            self.notes.append(f"{name}: {rich}")
        places = [each for each in _drawn(one) if id(each) in self.shown]
        if places:
            self.visible.add(name)
        drawn = None if str(one.get("/FT", "")) == "/Btn" else self._drawn_otherwise(places, said.text)
        if drawn is not None:
            self.notes.append(" ".join(f"{name}: {said.text} (drawn as “{drawn}”)".split()))
        return said if drawn is None else Said("")

    def _drawn_otherwise(self, places: Iterable[Any], said: str) -> str | None:
        return next((drawn for each in places if (drawn := self.looks.otherwise(each, said)) is not None), None)

    def seen_only(self, fields: Mapping[str, Said]) -> dict[str, Said]:
        """The fields, without what stands on no page, or where no reader sees it."""
        unseen = {
            name: said for name, said in fields.items() if said.text and name.partition(" (")[0] not in self.visible
        }
        self.notes += [f"{name}: {said.text} (on no page, or where nobody sees it)" for name, said in unseen.items()]
        return {name: Said("") if name in unseen else said for name, said in fields.items()}

    def _signed(self, name: str, value: Any) -> None:
        """Nobody checks a signature here; but that more was written into the file later, is plain."""
        if value:
            ends = [int(each) for each in _list(value.get("/ByteRange"))][-2:]
            later = ", and more was written into the file after it" if sum(ends) < self.size else ""
            self.notes.append(f"{name}: a digital signature, which is not checked here{later}")


def _drawn(one: Any) -> list[Any]:
    """The places in which a field is drawn: itself, or those of its parts that have no name of their own."""
    return [one, *(each for each in map(_of, _list(one.get("/Kids"))) if "/T" not in each)]


def _said(one: Any) -> Said:
    if str(one.get("/FT", "")) == "/Btn":
        value = one.get("/V")
        held = value.get_object() if hasattr(value, "get_object") else value
        places = _drawn(one)
        looks = [str(each.get("/AS", "")) for each in places]
        return _box(str(held or ""), [*looks, *("drawn as empty" for each in places if _looks_empty(each))])
    return Said(_text(one.get("/V")))


def _looks_empty(place: Any) -> bool:
    """Whether a ticked box is drawn with no more than an empty one."""
    looks = _of(_of(place.get("/AP")).get("/N"))
    on, off = (_of(looks.get(state)) for state in (f"/{ON}", "/Off"))
    drawn, empty = (each.get_data() if hasattr(each, "get_data") else b"" for each in (on, off))
    return f"/{ON}" in looks and str(place.get("/AS", "")) == f"/{ON}" and len(drawn) <= len(empty)


def _text(value: Any) -> str:
    """What a field or a note says in plain letters."""
    held = value.get_object() if hasattr(value, "get_object") else value
    if hasattr(held, "get_data"):
        held = held.get_data().decode("utf-8", "replace")
    elif isinstance(held, list):
        held = ", ".join(map(str, held[:MOST_FIELDS]))
    elif isinstance(held, dict):
        held = str(held.get("/Type", ""))
    return str(held or "").replace("\r\n", "\n").replace("\r", "\n")


def _rich(held: Any) -> str:
    """The words that stand in it with their looks (XHTML), as Acrobat writes them."""
    return " ".join(html.unescape(_TAG.sub(" ", _text(held.get("/RV")))).split())


def _box(value: str, shown: Iterable[str]) -> Said:
    """What a box says: ticked only if its value is the one that we gave it, and what is seen says the same.

    Anything else is what stands there, in letters, so that it is named and never taken for a tick (ISO 32000-1,
    12.7.4.2.3: a box has a state of its own for on; the value and the look that is shown are the same).
    """
    states = [state for each in (value, *shown) if (state := each.removeprefix("/"))]
    if any(each not in ("Off", ON) for each in states) or len(set(states)) > 1:
        return Said(", ".join(dict.fromkeys(states)))
    return box(states[:1] == [ON])


def _foot(pdf: Any) -> str:
    """The words of the first page, among which the paper says what it is; "" where they would take long."""
    page = pdf.pages[0]
    drawn = page.get_contents()
    if drawn is None or len(drawn.get_data()) > _FOOT:
        return ""
    words: str = page.extract_text()
    return words
