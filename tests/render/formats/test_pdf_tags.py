"""What a PDF says beside its pages, in fewer objects: who reads by the tree is told the same."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
import pytest

from generator.render.formats.pdf_lean import make_lean
from generator.render.formats.pdf_objects import PdfObjects
from generator.render.formats.pdf_tags import make_few
from tests.render.formats.real import as_typst_writes

_INLINE = {"/Span", "/Strong", "/Em", "/Form", "/Link"}


@pytest.fixture(scope="module", params=["en", "fr", "ar", "large"])
def written(request: pytest.FixtureRequest) -> bytes:
    """A paper with headings, tables, ticks and lists, as Typst writes it; in one language, in two, over many pages."""
    if request.param == "large":
        return as_typst_writes("adult-consent", "en", fillable=False, large=True)
    return as_typst_writes("information-sheet", request.param, fillable=True)


@pytest.fixture(scope="module")
def before(written: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(PdfObjects(written).packed()))


@pytest.fixture(scope="module")
def after(written: bytes) -> pikepdf.Pdf:
    objects = PdfObjects(written)
    make_lean(objects)
    make_few(objects)
    return pikepdf.open(io.BytesIO(objects.packed()))


def drawn(document: pikepdf.Pdf) -> dict[tuple[int, int], bytes]:
    """The letters of each named piece of each page."""
    pieces: dict[tuple[int, int], bytes] = defaultdict(bytes)
    for page in document.pages:
        marks: list[int | None] = []
        this = int(page.objgen[0])
        for instruction in pikepdf.parse_content_stream(page):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operands, operator = instruction.operands, instruction.operator
            if str(operator) in ("BDC", "BMC"):
                named = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
                marks.append(int(operands[1].MCID) if named else None)
                if named:
                    pieces[this, int(operands[1].MCID)] += b""  # what holds a drawing alone is a piece too
            elif str(operator) == "EMC":
                marks.pop()
            elif str(operator) == "TJ" and marks and marks[-1] is not None:
                words = (bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
                pieces[this, marks[-1]] += b"".join(words)
    return pieces


def told(document: pikepdf.Pdf) -> list[tuple[tuple[str, ...], str, str, bytes]]:
    """What is read out, in order: for each element its kinds but groups, its language, its label, and its words."""
    pieces = drawn(document)

    def walk(
        element: pikepdf.Object, kinds: tuple[str, ...], language: str
    ) -> Iterator[tuple[tuple[str, ...], str, str, bytes]]:
        kind = str(element.S)
        kinds, language = (kinds if kind == "/Div" else (*kinds, kind)), str(element.get("/Lang", language))
        words = b""
        for part in element.get("/K", []):
            if isinstance(part, pikepdf.Dictionary) and "/S" in part:
                assert part.P.objgen == element.objgen
                if words:
                    yield kinds, language, "", words
                    words = b""
                yield from walk(part, kinds, language)
            elif not isinstance(part, pikepdf.Dictionary):
                words += pieces.pop((element.Pg.objgen[0], int(part)))
            elif "/MCID" in part:
                words += pieces.pop((part.Pg.objgen[0], int(part.MCID)))
            else:
                yield kinds, language, str(part.Obj.get("/Contents", "")), b"a field or a link"
        if words:
            yield kinds, language, str(element.get("/Alt", "")), words

    root = document.Root.StructTreeRoot.K[0]
    out = list(walk(root, (), str(document.Root.Lang)))
    assert not any(pieces.values()), "words that no element names"
    return out


def test_the_same_is_read_out(before: pikepdf.Pdf, after: pikepdf.Pdf) -> None:
    assert len(told(before)) > 40
    assert told(after) == told(before)


def test_what_is_read_as_one_is_still_apart(before: pikepdf.Pdf, after: pikepdf.Pdf) -> None:
    """Words that no paragraph holds stay in their group: else they would run into their neighbours'."""

    def alone_in(document: pikepdf.Pdf) -> list[list[str]]:
        elements = [
            each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/P" in each and "/S" in each
        ]
        groups = [each for each in elements if str(each.S) == "/Div"]
        kids = [[part for part in each.K if isinstance(part, pikepdf.Dictionary) and "/S" in part] for each in groups]
        return sorted([str(part.S) for part in each] for each in kids if any(str(part.S) in _INLINE for part in each))

    assert alone_in(after) == alone_in(before)


def test_it_names_each_piece_once(after: pikepdf.Pdf) -> None:
    """From a piece of a page one finds its element, and from a bookmark its place."""
    lists = {int(n): each for n, each in zip(*[iter(after.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True)}
    for page, number in drawn(after):
        owner = lists[int(next(each for each in after.pages if each.objgen[0] == page).StructParents)][number]
        named = [
            (owner.Pg, part) if not isinstance(part, pikepdf.Dictionary) else (part.Pg, part.get("/MCID"))
            for part in owner.K
            if not isinstance(part, pikepdf.Dictionary) or "/Pg" in part
        ]
        assert (page, number) in [(each.objgen[0], int(piece)) for each, piece in named if piece is not None]
    with after.open_outline() as outline:
        assert outline.root
        places = [item.destination for item in outline.root]
        assert all(isinstance(each, pikepdf.Array) and str(each[0].Type) == "/Page" for each in places)


def test_it_takes_fewer_bytes(written: bytes) -> None:
    lean, few = PdfObjects(written), PdfObjects(written)
    make_lean(lean)
    make_lean(few)
    make_few(few)
    assert len(few.packed()) < 0.97 * len(lean.packed())


@pytest.mark.parametrize("large", [False, True])
def test_no_title_in_two_languages_stands_within_a_paragraph(large: bool) -> None:
    """PDF/UA wants it to stand by itself."""
    objects = PdfObjects(as_typst_writes("consent-sheet", "fr", fillable=False, large=large))
    kinds = [kinds for kinds, _, _, _ in told(pikepdf.open(io.BytesIO(objects.packed())))]
    titles = [each for each in kinds if any(re.fullmatch("/H[1-6]", kind) for kind in each)]
    assert len(titles) > 3
    assert [each for each in titles if "/P" in each] == []
