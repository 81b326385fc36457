"""PDFs: tagged, readable by a machine, fillable, and alike on every machine."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pypdf
import pypdfium2
import pytest

from generator.blocks.nodes import (
    Cell,
    FieldRow,
    Heading,
    Paper,
    Paragraph,
    Phrase,
    Plain,
    Table,
    TickRow,
    Typed,
)
from generator.blocks.walk import fields_of, phrases_in
from generator.library.fonts import without_font
from generator.library.text import UNSPACED
from generator.render.formats import typst_blocks, typst_writer
from generator.render.formats.pdf import PdfFormat
from tests.render.formats.samples import EN, FIELDS, PAPERS, WORDS, paper, phrase
from tests.render.kinds import BLOCK_TYPES, INLINE_TYPES

ROOT = Path(__file__).parents[3]
MAKER = PdfFormat()
ENOUGH = 0.9


def words(text: str) -> set[str]:
    """The distinct words, as letters alone: shapes of Arabic letters and ligatures folded; each sign without spaces."""
    said = re.sub(UNSPACED, r" \g<0> ", unicodedata.normalize("NFKC", text))
    return set(re.findall(r"\w+", said))


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def recovered(pdf: bytes, document: Paper) -> float:
    """The share of the document's distinct words that text extraction gives back."""
    wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(document.blocks)))
    return len(wanted & words(text_of(pdf))) / len(wanted)


def checked(pdf: bytes, folder: Path) -> outloud.Result:
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    return outloud.check(str(file))


def test_every_node_type_has_a_renderer() -> None:
    assert set(typst_blocks.BLOCKS) == set(BLOCK_TYPES)
    assert set(typst_writer.INLINE) == set(INLINE_TYPES)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("suffix", MAKER.suffixes)
def test_no_accessibility_error(name: str, suffix: str, tmp_path: Path) -> None:
    result = checked(MAKER.render(PAPERS[name], suffix), tmp_path)
    assert result.errors == 0, [finding for finding in result.findings if finding.severity == "error"]


@pytest.mark.parametrize("name", PAPERS)
def test_words_come_back(name: str) -> None:
    assert recovered(MAKER.render(PAPERS[name], "a4-print.pdf"), PAPERS[name]) >= ENOUGH


@pytest.mark.parametrize("name", ["en", "fr", "fr-en"])
def test_fields_are_read_back_with_names_and_labels(name: str) -> None:
    fields = pypdf.PdfReader(io.BytesIO(MAKER.render(PAPERS[name], "a4-print.pdf"))).get_fields() or {}
    assert {field["/TM"] for field in fields.values()} == set(FIELDS)
    by_name = {str(field["/TM"]): field for field in fields.values()}
    lang = name.partition("-")[0]
    for field_name in FIELDS:
        assert by_name[field_name]["/TU"] == f"{WORDS[lang][3]} {field_name}"
    assert by_name["agree"]["/FT"] == "/Btn"
    assert by_name["who"]["/FT"] == "/Tx"
    assert by_name["who"]["/Ff"] & 2, "a required field says so"
    assert by_name["story"]["/Ff"] & 4096, "a tall field takes many lines"


def test_a_field_can_be_filled_and_read_again() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(MAKER.render(PAPERS["en"], "a4-print.pdf")))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"who": "Amina", "agree": "/Yes"}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    fields = pypdf.PdfReader(out).get_fields() or {}
    assert (fields["who"]["/V"], fields["agree"]["/V"]) == ("Amina", "/Yes")


def test_large_print_has_no_fields_and_a_pair_has_each_once() -> None:
    assert not pypdf.PdfReader(io.BytesIO(MAKER.render(PAPERS["en"], "a4-large.pdf"))).get_fields()
    names = [name for name, _ in fields_of(PAPERS["ar-en"])]
    assert sorted(names) == sorted(FIELDS)


def test_what_was_answered_stands_printed_and_the_rest_can_be_typed() -> None:
    answered = tuple(
        replace(block, field=replace(block.field, value="Amina"))
        if isinstance(block, FieldRow | TickRow) and block.field.name in ("who", "agree")
        else block
        for block in PAPERS["en"].blocks
    )
    made = MAKER.render(replace(PAPERS["en"], blocks=answered), "a4-print.pdf")
    left = {str(field["/TM"]) for field in (pypdf.PdfReader(io.BytesIO(made)).get_fields() or {}).values()}
    assert left == set(FIELDS) - {"who", "agree"}
    assert "Amina" in text_of(made)


def test_no_field_needs_a_font_of_the_machine() -> None:
    root: Any = pypdf.PdfReader(io.BytesIO(MAKER.render(PAPERS["en"], "a4-print.pdf"))).trailer["/Root"]
    form = root["/AcroForm"]
    assert form["/NeedAppearances"]
    fonts = form["/DR"]["/Font"]
    asked = {str(field.get_object()["/DA"]).split()[0] for field in form["/Fields"] if "/DA" in field.get_object()}
    assert asked == set(fonts)
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts.values())


def letters_of_fields(document: Paper) -> set[str]:
    """Those that the font of what is typed has."""
    root: Any = pypdf.PdfReader(io.BytesIO(MAKER.render(document, "a4-print.pdf"))).trailer["/Root"]
    (font,) = root["/AcroForm"]["/DR"]["/Font"].values()
    meanings = re.findall(r"\[([^\]]*)\]", font["/ToUnicode"].get_data().decode())
    return {chr(int(code, 16)) for listed in meanings for code in re.findall("<([0-9A-F]{4})>", listed)}


LATIN = {*map(chr, range(0x20, 0x7F)), *"éœłŞñ“€”"}


@pytest.mark.parametrize("name", ["en", "fr", "fr-en"])
def test_the_font_of_fields_has_every_letter_that_people_type(name: str) -> None:
    """In a draft the bold letters of the stamp come first, in a font of the same name."""
    assert LATIN - letters_of_fields(PAPERS[name]) == set()


@pytest.mark.parametrize(("name", "letters"), [("Ελληνικά", "Ωώςϐ"), ("Русский", "Жёқ")])
def test_it_has_those_of_another_script_too(name: str, letters: str) -> None:
    document = replace(PAPERS["en"], language=PAPERS["en"].language.model_copy(update={"name": name}))
    assert {*LATIN, *letters} - letters_of_fields(document) == set()


@pytest.mark.parametrize(("rows", "named"), [(3, 3), (1, 0)])
def test_a_cell_that_names_its_row_is_a_head_of_the_row(rows: int, named: int) -> None:
    """Not in a table of one row, where heads would outnumber what they explain."""
    said = (Paragraph(phrase("Said", "en")),)
    row = (Cell(said, "row"), Cell(said), Cell(said))
    table = Table(phrase("Said", "en"), ((Cell(said, "column"),) * 3, *(row for _ in range(rows))))
    with pikepdf.open(io.BytesIO(MAKER.render(replace(PAPERS["en"], blocks=(table,)), "a4-print.pdf"))) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        heads = [each for each in elements if each.S == "/TH"]
        cells = [each for each in elements if each.S == "/TD"]
        scopes = sorted(str(next(a.Scope for a in each.A if "/Scope" in a)) for each in heads)
        assert scopes == ["/Column"] * 3 + ["/Row"] * named
        assert len(cells) == 3 * rows - named
        assert any("/Headers" in attribute for cell in cells for attribute in cell.A) == (not named)


@pytest.mark.parametrize("suffix", MAKER.suffixes)
def test_a_pdf_of_ours_is_well_formed(suffix: str) -> None:
    with pikepdf.open(io.BytesIO(MAKER.render(PAPERS["ar-en"], suffix))) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_title_language_direction_and_bookmarks() -> None:
    reader = pypdf.PdfReader(io.BytesIO(MAKER.render(PAPERS["ar"], "a4-print.pdf")))
    root: Any = reader.trailer["/Root"].get_object()
    assert reader.metadata is not None
    assert reader.metadata.title == WORDS["ar"][1]
    assert str(root["/Lang"]).startswith("ar")
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True or root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [str(mark.title) for mark in reader.outline if not isinstance(mark, list)] == [WORDS["ar"][1]]


def test_large_print_in_two_languages_has_no_small_words() -> None:
    """But for the stamps of a draft and the foot of a page, which are as small as the head of a table may be."""
    with pikepdf.open(io.BytesIO(MAKER.render(PAPERS["fr-en"], "a4-large.pdf"))) as pdf:
        drawn = [each for page in pdf.pages for each in pikepdf.parse_content_stream(page)]
    sizes = {round(float(each.operands[1]), 1) for each in drawn if str(each.operator) == "Tf"}
    assert min(sizes) == 14.0
    assert min(sizes - {14.0}) == 18.0


def test_a_table_without_rows_still_has_its_head() -> None:
    head = (Cell((Paragraph(phrase("Who came", "en")),), "column"),)
    table = Table(phrase("Who was there", "en"), (head,))
    said = text_of(MAKER.render(replace(PAPERS["en"], blocks=(table,)), "a4-print.pdf"))
    assert "Who came" in said
    assert "Who was there" in said


def test_sizes() -> None:
    for suffix, size in (("a4-print.pdf", (595, 842)), ("letter-print.pdf", (612, 792))):
        box = pypdf.PdfReader(io.BytesIO(MAKER.render(PAPERS["en"], suffix))).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize("name", ["fr-en", "ar-en"])
@pytest.mark.parametrize("suffix", ["a4-print.pdf", "letter-large.pdf"])
def test_a_draft_is_stamped_on_every_page(name: str, suffix: str) -> None:
    long = replace(PAPERS[name], blocks=(*PAPERS[name].blocks, *[Paragraph(phrase("More.", "en"))] * 30))
    pages = list(pypdfium2.PdfDocument(MAKER.render(long, suffix)))
    assert len(pages) > 1
    for page in pages:
        # The extractor guesses the order of words on a page that is mostly Arabic; the words themselves are sure.
        assert words("DRAFT of a translation") <= words(page.get_textpage().get_text_range())


def test_what_needs_no_stamp_has_none() -> None:
    assert "DRAFT" not in text_of(MAKER.render(PAPERS["en"], "a4-print.pdf"))


def test_names_and_signs_of_the_world_are_printed() -> None:
    said = "→ ✓ ☐ ★ ≥ ☑ ✗ ≤ € № ⚠ 🎉 রহিমা ไพลิน አበበ सीता தமிழ் សុខា ဆန်း სოფო Ներսես דוד"
    pdf = MAKER.render(replace(PAPERS["en"], blocks=(Paragraph(phrase(said, "en")),)), "a4-print.pdf")
    assert without_font(said) == ()
    assert "\N{WHITE SQUARE}" not in text_of(pdf)
    assert {"→", "✓", "☐", "★", "≥", "დ"} - set(text_of(pdf)) <= {"დ"}


def test_a_letter_that_no_font_has_is_a_square_and_stops_nothing() -> None:
    for lacking, shown in (("𒀀", "a\N{WHITE SQUARE}b"), ("\x0b", "ab")):
        pdf = MAKER.render(replace(PAPERS["en"], blocks=(Paragraph(phrase(f"a{lacking}b", "en")),)), "a4-print.pdf")
        assert shown in text_of(pdf)


def test_words_are_never_code() -> None:
    document = paper(EN)
    hostile = '"] #panic("no") \\u{41} $x$ *b* <label> @ref // c'
    odd = Paper(
        **{name: getattr(document, name) for name in Paper.__slots__} | {"blocks": (Paragraph(phrase(hostile, "en")),)}
    )
    assert hostile in text_of(MAKER.render(odd, "a4-print.pdf")).replace("\r\n", " ")


def test_same_bytes_from_another_folder_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import hashlib; from tests.render.formats.samples import PAPERS;"
        "from generator.render.formats.pdf import PdfFormat;"
        "print(hashlib.sha256(PdfFormat().render(PAPERS['fr-en'], 'a4-print.pdf')).hexdigest())"
    )
    digests = set()
    for zone, seed, folder in (("UTC", "1", tmp_path), ("Pacific/Auckland", "2", ROOT)):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


@pytest.mark.parametrize(("name", "english_at_the_left"), [("ar-en", True), ("fr-en", False)])
def test_the_first_language_stands_where_reading_starts(name: str, english_at_the_left: bool) -> None:
    """In a right-to-left pair the first column is the right one."""
    page = pypdfium2.PdfDocument(MAKER.render(PAPERS[name], "a4-print.pdf"))[0]
    text = page.get_textpage()
    search = text.search("answers")
    edges = []
    while (found := search.get_next()) is not None:
        edges.append(text.get_charbox(found[0])[0])
    # The title is said in English too, at the side where the paper's own language starts; pairs come after it.
    assert (edges[1] < page.get_width() / 2) is english_at_the_left


def test_english_in_a_paper_from_right_to_left_starts_at_the_left() -> None:
    said = "This sentence (one of many) has not been translated yet, and it is long enough for two lines. Is it?"
    odd = replace(PAPERS["ar"], blocks=(Heading(2, phrase(said, "en"), "a"), Paragraph(phrase(said, "en"))))
    page = pypdfium2.PdfDocument(MAKER.render(odd, "a4-print.pdf"))[0]
    text = page.get_textpage()
    search = text.search("This")
    starts = [text.get_charbox(found[0])[0] for found in iter(search.get_next, None)]
    assert len(starts) == 2
    assert all(start < 60 for start in starts)


def test_what_was_typed_keeps_its_signs_in_place() -> None:
    """A telephone number in Arabic, and an Arabic name before a number in English."""
    for name, typed, after in (("ar", "+254 (0)7", "بعد"), ("en", "نهر 12", "5 km")):
        odd = replace(
            PAPERS[name],
            blocks=(Paragraph(Phrase((Plain("x "), Typed(typed), Plain(f" {after}")), PAPERS[name].language.tag)),),
        )
        page = pypdfium2.PdfDocument(MAKER.render(odd, "a4-print.pdf"))[0]
        text = page.get_textpage()
        edges = {}
        for sought in ("254", "7", "12", "5"):
            if found := text.search(sought).get_next():
                edges[sought] = text.get_charbox(found[0])[0]
        assert edges["254"] < edges["7"] if name == "ar" else edges["12"] < edges["5"]
