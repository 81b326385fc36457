"""A PDF in fewer bytes: what is left out is what nobody sees, and the rest is as Typst wrote it."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter

import pikepdf
import pypdf
import pypdfium2
import pytest

from generator.render.formats.pdf_drawn import _plain as plain
from generator.render.formats.pdf_lean import make_lean
from generator.render.formats.pdf_objects import PdfObjects
from tests.render.formats.real import as_typst_writes


@pytest.fixture(scope="module", params=["en", "ar"])
def written(request: pytest.FixtureRequest) -> bytes:
    """A paper with tables, ticks and lists, as Typst writes it."""
    return as_typst_writes("recording-consent", request.param, fillable=False)


def lean(written: bytes) -> bytes:
    objects = PdfObjects(written)
    make_lean(objects)
    return objects.packed()


def looks(document: bytes) -> list[bytes]:
    """Each page in small and grey: what is moved by a hundredth of a point is at the same place."""
    pages = pypdfium2.PdfDocument(document)
    return [page.render(scale=0.5, grayscale=True).to_pil().resize((60, 84)).tobytes() for page in pages]


def letters_by_page(document: bytes) -> list[Counter[str]]:
    """What another reader finds on each page: it puts lines in another order where the pen moves by itself."""
    pages = pypdf.PdfReader(io.BytesIO(document)).pages
    return [Counter(letter for letter in page.extract_text() if not letter.isspace()) for page in pages]


def test_it_looks_and_reads_the_same(written: bytes) -> None:
    before, after = PdfObjects(written).packed(), lean(written)
    assert len(after) < 0.93 * len(before)
    assert letters_by_page(after) == letters_by_page(before)
    copied = [
        [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(each)] for each in (before, after)
    ]
    assert copied[0] == copied[1]
    for old, new in zip(looks(before), looks(after), strict=True):
        assert max(abs(here - there) for here, there in zip(old, new, strict=True)) <= 24


def test_letters_whose_numbers_read_as_others_stay_as_they_are() -> None:
    """In a font of many thousand letters, the numbers of two may be `<A` and `B>`, and of three `1.`, `23` and `45`."""
    assert plain(b"(<AB>)Tj 1.23456 w <28415C0A>Tj", many=True) == rb"(<AB>)Tj 1.2345 w (\(A\\\n)Tj"
    assert plain(b"[(1.23456)]TJ", many=True) == b"[(1.23456)]TJ"


def test_letters_stay_where_they_were_to_the_end_of_a_line(written: bytes) -> None:
    """What is left out of their places does not add up, however many words a line has."""
    before, after = (
        [
            text.get_charbox(number)[:2]
            for page in pypdfium2.PdfDocument(each)
            for text in [page.get_textpage()]
            for number in range(text.count_chars())
        ]
        for each in (PdfObjects(written).packed(), lean(written))
    )
    moved = [
        max(abs(old - new) for old, new in zip(*places, strict=True)) for places in zip(before, after, strict=True)
    ]
    assert max(moved) < 0.07


def test_fonts_are_whole_files_without_what_a_pdf_does_not_read(written: bytes) -> None:
    """Each table is where the list of tables says, with the sum that stands there."""
    document = pikepdf.open(io.BytesIO(lean(written)))
    fonts = [
        each["/FontFile2"].read_bytes()
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each
    ]
    assert fonts
    for font in fonts:
        count = int.from_bytes(font[4:6], "big")
        rows = [font[12 + 16 * number : 28 + 16 * number] for number in range(count)]
        assert {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"} <= {row[:4] for row in rows}
        assert not {b"name", b"post"} & {row[:4] for row in rows}
        for row in rows:
            start, length = (int.from_bytes(row[at : at + 4], "big") for at in (8, 12))
            table = bytearray(font[start : start + length])
            if row[:4] == b"head":
                table[8:12] = bytes(4)
            assert added_up(bytes(table)) == int.from_bytes(row[4:8], "big")
        assert added_up(font) == 0xB1B0AFBA


def added_up(content: bytes) -> int:
    padded = content + bytes(-len(content) % 4)
    words = (int.from_bytes(padded[at : at + 4], "big") for at in range(0, len(padded), 4))
    return sum(words) % 2**32


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_heads_and_feet_are_drawn_once_for_all_pages(tag: str) -> None:
    """A drawing that pages share is called on each of them, inside what screen readers leave out."""
    pages = pikepdf.open(io.BytesIO(lean(as_typst_writes("adult-consent", tag, fillable=False)))).pages
    called = [re.findall(rb"(/Type/Pagination>>BDC)\n[^E]*?(/m\d+) Do", page.Contents.read_bytes()) for page in pages]
    assert len(pages) > 2
    assert all(called[1:])  # the first may have fonts of its own
    assert called[1] == called[2]


def test_a_word_that_follows_another_says_no_place(written: bytes) -> None:
    """Arabic words stand by themselves in what Typst writes: each with its font and its place."""
    before, after = (
        b"".join(page.Contents.read_bytes() for page in pikepdf.open(io.BytesIO(each)).pages)
        for each in (PdfObjects(written).packed(), lean(written))
    )
    shown = re.compile(rb"\]TJ|\)Tj|>Tj")
    assert before.count(b" Tm") >= len(shown.findall(before))
    assert after.count(b" Tm") == 0
    if b"/ReversedChars" in before:
        assert after.count(b" Td") < 0.6 * before.count(b" Tm")


def test_streams_are_packed_tighter_than_by_zlib(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(lean(written))) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Filter" in each]
        packed = sum(len(each.read_raw_bytes()) for each in streams)
        assert packed < 0.97 * sum(len(zlib.compress(each.read_bytes(), 9)) for each in streams)


def test_it_is_done_once(written: bytes) -> None:
    """Twice gives the same: nothing is cut that was cut before."""
    objects = PdfObjects(written)
    make_lean(objects)
    once = objects.packed()
    make_lean(objects)
    assert objects.packed() == once
