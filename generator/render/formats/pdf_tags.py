"""What a PDF says beside its pages, in fewer objects: the same words, headings, lists, tables, fields and languages.

Typst puts a group around each block that it lays out, and names each line of a paragraph by itself; who reads by the
tree hears neither. Titles of headings stand there twice, places with digits that no screen has, and the widths of
letters with each number written two times.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.render.formats.pdf_objects import PdfObjects, packed_stream, references, string

_GROUP = re.compile(rb"<</Type/StructElem/S/Div/P (\d+) 0 R(/Lang\([^)]*\))?/K\[((?:\d+ 0 R ?)*)\]>>")
_KIND = re.compile(rb"<</Type/StructElem/S/(\w+)/P \d+ 0 R")
_PART = re.compile(rb"(?<=[\[ ])(\d+) 0 R(?=[\] ])")
_BLOCKS = frozenset((b"Div", b"P", b"H1", b"H2", b"H3", b"H4", b"H5", b"H6", b"L", b"Table", b"TOC"))
"""Kinds that stand by themselves. Any other is read as one with its neighbours unless a group holds it."""
_HOLDERS = frozenset((b"Document", b"Div", b"TD", b"TH", b"LBody"))
"""Kinds in which a block may stand without a group."""
_PAGE = re.compile(rb"<</Type/Page/.*/StructParents (\d+)/.*/Contents (\d+) 0 R", re.DOTALL)
_LISTED = re.compile(rb"(\d+) (\d+) 0 R")
_LISTS = re.compile(rb"/Nums\[([^\]]*)\]")
_MARK = re.compile(rb"(?:EMC/|/)(?:Span<</MCID (\d+)([^>]*)>>|Artifact<<(?:[^<>]|<<[^<>]*>>)*>>)BDC")
_TITLE = re.compile(rb"/Title<FEFF([0-9A-F]+)>")
_NAMED = re.compile(rb"/T(?:\((?:[^()\\]|\\.)*\)|<[0-9A-F]*>)(?=/)", re.DOTALL)
_PLACE = re.compile(rb"/Rect\[[^\]]*\]|/XYZ [\d. ]*")
_SPARE_DIGITS = re.compile(rb"(?<=\.\d\d)\d+")
_DESTINATION = re.compile(rb"/Dest (\d+) 0 R")
_WIDTHS = re.compile(rb"(?<=/W\[)[\d. ]+(?=\])")
_LINES_OF_TABLES = re.compile(
    rb"<</O/Layout/(?:BorderStyle/Solid|BBox\[[^\]]*\]/BorderColor\[[^\]]*\]/BorderThickness [\d.]+)>>"
)
_NOTHING_SAID = b"/A[]"
_METADATA = re.compile(rb"<</Length \d+/Type/Metadata/Subtype/XML>>\s*stream\n(.*)\nendstream", re.DOTALL)


def make_few(pdf: PdfObjects) -> None:
    """The PDF says the same in fewer objects: what is read out, found and filled in is unchanged."""
    _ungroup(pdf)
    for number, body in pdf.items():
        if body.startswith(b"<</Type/StructElem/S/H"):
            pdf[number] = _NAMED.sub(b"", body, count=1)
        elif body.startswith(b"<</Type/StructElem/S/T"):  # which lines are drawn around cells is seen, not read out
            pdf[number] = _LINES_OF_TABLES.sub(b"", body).replace(_NOTHING_SAID, b"", 1)
        elif body.startswith(b"<</Parent "):
            pdf[number] = _bookmark(pdf, body)
        elif body.startswith((b"<</Type/Annot", b"[")):
            pdf[number] = _PLACE.sub(lambda found: _SPARE_DIGITS.sub(b"", found[0]), body)
        elif body.startswith(b"<</Type/Font/"):
            pdf[number] = _WIDTHS.sub(lambda found: _widths(found[0]), body)
        elif found := _METADATA.fullmatch(body):
            pdf[number] = packed_stream(found[1], b"/Type/Metadata/Subtype/XML")


def _bookmark(pdf: PdfObjects, body: bytes) -> bytes:
    """A bookmark with its title in few bytes, and with the place where it leads in itself."""
    body = _TITLE.sub(lambda found: b"/Title" + string(bytes.fromhex(found[1].decode()).decode("utf-16-be")), body)
    if (found := _DESTINATION.search(body)) is None:
        return body
    place, pdf[int(found[1])] = pdf[int(found[1])], b""
    return body.replace(found[0], b"/Dest" + _SPARE_DIGITS.sub(b"", place), 1)


def _widths(listed: bytes) -> bytes:
    """The widths of letters one after the other, where each stood with its own number twice."""
    rows, runs, following = listed.split(), list[list[bytes]](), -1
    for first, end, width in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        for number in range(int(first), int(end) + 1):
            if number != following:
                runs.append([b"%d" % number])
            runs[-1].append(width)
            following = number + 1
    return b"".join(b"%s[%s]" % (run[0], b" ".join(run[1:])) for run in runs)


# -- groups -------------------------------------------------------------------------------------------


def _ungroup(pdf: PdfObjects) -> None:
    """A group that holds only what stands by itself gives way to it, and leaves it its language."""
    parts: dict[int, list[int]] = {}  # of each group that went

    def now(parts_before: list[int]) -> list[int]:
        return [part for each in parts_before for part in (now(parts[each]) if each in parts else [each])]

    parents = set()
    for number, body in pdf.items():
        if (found := _GROUP.fullmatch(body)) and _kind(pdf, parent := int(found[1])) in _HOLDERS:
            kept = now(references(found[3]))
            if all(_kind(pdf, part) in _BLOCKS for part in kept):
                for part in kept:
                    pdf[part] = _moved(pdf[part], number, parent, found[2] or b"")
                parts[number], pdf[number] = kept, b""
                parents.add(parent)
    for parent in parents:
        if pdf[parent]:
            pdf[parent] = _PART.sub(
                lambda found: b" ".join(b"%d 0 R" % part for part in now([int(found[1])])), pdf[parent]
            )


def _moved(body: bytes, old: int, new: int, language: bytes) -> bytes:
    """The element below another parent, in the language of the old one if it has none of its own."""
    before, after = b"/P %d 0 R" % old, b"/P %d 0 R" % new
    return body.replace(before, after if before + b"/Lang(" in body else after + language, 1)


def _kind(pdf: PdfObjects, number: int) -> bytes:
    found = _KIND.match(pdf[number])
    return found[1] if found else b""


# -- lines --------------------------------------------------------------------------------------------


def owners(pdf: PdfObjects) -> dict[int, int]:
    """For what is drawn on each page, the list of the elements that its pieces belong to."""
    root = next((body for _, body in pdf.items() if body.startswith(b"<</Type/StructTreeRoot")), b"")
    found = _LISTS.search(root)
    lists = {int(page): int(number) for page, number in _LISTED.findall(found[1])} if found else {}
    pages = (_PAGE.match(body) for _, body in pdf.items() if body.startswith(b"<</Type/Page/"))
    return {int(page[2]): lists[int(page[1])] for page in pages if page and int(page[1]) in lists}


def lines_joined(pdf: PdfObjects, page: int, content: bytes, listed: int) -> bytes:
    """What is drawn on the page, where the lines of a paragraph that follow one another are one piece of it."""
    owner = [int(number) for number in pdf[listed][1:-1].replace(b" 0 R", b"").replace(b"null", b"0").split()]
    joined: set[int] = set()
    content = _MARK.sub(_joining(owner, joined), content)
    for number in joined:
        before, pieces, after = pdf[owner[number]].rpartition(b"/K[")
        if after.endswith(b"/Pg %d 0 R>>" % page):
            after = re.sub(rb" %d(?! 0 R)(?=[ \]<])" % number, b"", after, count=1)
        else:  # the paragraph began on a page before, and names pieces of this one with their page
            after = after.replace(b"<</Type/MCR/MCID %d/Pg %d 0 R>>" % (number, page), b"", 1)
        pdf[owner[number]] = before + pieces + after
    if joined:
        rows = (b"%d 0 R" % each if each and number not in joined else b"null" for number, each in enumerate(owner))
        pdf[listed] = b"[%s]" % b" ".join(rows)
    return content


def _joining(owner: list[int], joined: set[int]) -> Callable[[re.Match[bytes]], bytes]:
    last: tuple[int, bytes] | None = None

    def mark(found: re.Match[bytes]) -> bytes:
        nonlocal last
        before, last = last, (int(found[1]), found[2]) if found[1] else None
        if before and last == (before[0] + 1, before[1]) and owner[before[0]] == owner[last[0]]:
            joined.add(last[0])
            return b""
        return found[0]

    return mark
