"""Word documents: content controls, styles, languages and directions, read back and opened by LibreOffice."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from generator.blocks.nodes import Cell, FieldRow, Items, Paper, Paragraph, Table
from generator.blocks.walk import phrases_in
from generator.render.formats import docx as word
from generator.render.formats.docx import DocxFormat
from tests import machine
from tests.render.formats.samples import FIELDS, PAPERS, WORDS, field, phrase
from tests.render.formats.test_pdf import words
from tests.render.kinds import BLOCK_TYPES, INLINE_TYPES

MAKER = DocxFormat()


def opened(name: str) -> Any:
    return docx.Document(io.BytesIO(MAKER.render(PAPERS[name], "docx")))


def test_every_node_type_has_a_renderer() -> None:
    assert set(word.BLOCKS) == set(BLOCK_TYPES)
    assert set(word.INLINE) == set(INLINE_TYPES)


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_is_there(name: str) -> None:
    said = words(" ".join(text.text or "" for text in opened(name).element.iter(qn("w:t"))))
    wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(PAPERS[name].blocks)))
    assert wanted - said == set()


@pytest.mark.parametrize("name", PAPERS)
def test_each_field_is_one_content_control(name: str) -> None:
    controls = {
        control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")): control
        for control in opened(name).element.iter(qn("w:sdt"))
    }
    assert set(controls) == set(FIELDS)
    lang = name.partition("-")[0]
    assert controls["who"].find(qn("w:sdtPr")).find(qn("w:alias")).get(qn("w:val")) == f"{WORDS[lang][3]} who"
    assert controls["agree"].find(".//{http://schemas.microsoft.com/office/word/2010/wordml}checkbox") is not None
    assert controls["who"].find(qn("w:sdtPr")).find(qn("w:text")) is not None
    ids = [control.find(qn("w:sdtPr")).find(qn("w:id")).get(qn("w:val")) for control in controls.values()]
    assert len(set(ids)) == len(ids)


def test_arabic_runs_and_tables_are_right_to_left() -> None:
    body = opened("ar").element
    assert all(table.tblPr.find(qn("w:bidiVisual")) is not None for table in body.iter(qn("w:tbl")))
    runs = [
        run
        for run in body.iter(qn("w:r"))
        if re.search("[\u0600-\u06ff]", "".join(text.text or "" for text in run.iter(qn("w:t"))))
    ]
    assert len(runs) > 10
    assert all(run.find(qn("w:rPr")).find(qn("w:rtl")) is not None for run in runs)
    assert {run.find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:bidi")) for run in runs} == {"ar-SA"}
    assert all(
        paragraph.pPr.find(qn("w:bidi")).get(qn("w:val")) == "1"
        for paragraph in body.iter(qn("w:p"))
        if paragraph.find(f".//{qn('w:rtl')}") is not None
    )


def test_the_second_language_keeps_its_own_direction_and_tag() -> None:
    english = [
        run
        for run in opened("ar-en").element.iter(qn("w:r"))
        if "You may refuse" in "".join(text.text or "" for text in run.iter(qn("w:t")))
    ]
    assert english
    assert all(run.find(qn("w:rPr")).find(qn("w:rtl")) is None for run in english)
    assert {run.find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:val")) for run in english} == {"en-GB"}


def test_headings_are_headings_and_rows_stay_whole() -> None:
    document = opened("en")
    assert [
        paragraph.style.name
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ] == ["Title", "Heading 1", "Heading 2"]
    grid = next(table for table in document.tables if len(table.rows) == 3)
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)


@pytest.mark.parametrize(("name", "stamped"), [("en", False), ("fr-en", True), ("ar-en", True)])
def test_only_a_draft_is_stamped(name: str, stamped: bool) -> None:
    header = "\n".join(paragraph.text for paragraph in opened(name).sections[0].header.paragraphs)
    assert ("DRAFT of a translation" in header) is stamped


def test_pages_are_numbered_and_the_title_is_said() -> None:
    document = opened("fr")
    instructions = [each.text for each in document.sections[0].footer._element.iter(qn("w:instrText"))]
    assert instructions == ["PAGE", "NUMPAGES"]
    assert document.core_properties.title == WORDS["fr"][1]
    assert document.core_properties.language == "fr-FR"


@pytest.mark.parametrize("name", PAPERS)
def test_same_bytes_and_no_date_of_the_day(name: str) -> None:
    package = MAKER.render(PAPERS[name], "docx")
    assert package == MAKER.render(PAPERS[name], "docx")
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _through_libreoffice(documents: dict[str, Paper], folder: Path) -> dict[str, bytes]:
    office = machine.office()
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(MAKER.render(document, "docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(office),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / f"{name}.docx") for name in documents),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in documents}


@pytest.mark.slow
def test_libreoffice_opens_them_and_mirrors_arabic_tables(tmp_path: Path) -> None:
    converted = _through_libreoffice(PAPERS, tmp_path)
    for name in ("en", "fr"):
        wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(PAPERS[name].blocks)))
        pages = pypdfium2.PdfDocument(converted[name])
        assert wanted <= words("\n".join(page.get_textpage().get_text_range() for page in pages))
    # Beside Arabic the English column stands at the left; beside French it stands at the right.
    assert (
        _left_edge(converted["ar-en"], "We keep your answers safe")
        < 200
        < _left_edge(converted["fr-en"], "We keep your answers safe")
    )


def _left_edge(pdf: bytes, sought: str) -> float:
    """Where the last place of the words begins, in points from the left edge of the page."""
    edges = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        search = text.search(sought)
        while (found := search.get_next()) is not None:
            edges.append(text.get_charbox(found[0])[0])
    return float(edges[-1])


def test_an_english_paragraph_of_an_arabic_paper_runs_left_to_right() -> None:
    for name in ("ar-en", "ar"):
        document = replace(PAPERS[name], blocks=(*PAPERS[name].blocks, Paragraph(phrase("Not translated yet.", "en"))))
        body = docx.Document(io.BytesIO(MAKER.render(document, "docx"))).element
        english = [
            paragraph
            for paragraph in body.iter(qn("w:p"))
            if re.search("[a-z]{3}", said := "".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
            and not re.search("[\u0600-\u06ff]", said)
        ]
        assert english
        assert all(paragraph.pPr is None or paragraph.pPr.find(qn("w:bidi")) is None for paragraph in english)


def test_what_was_typed_is_held_apart_and_may_hold_any_character() -> None:
    number = replace(field("who", "ar"), value="+254 (0)7\x0b\n<b>&")
    document = replace(PAPERS["ar"], blocks=(FieldRow(number, phrase("x", "ar")),))
    control = next(docx.Document(io.BytesIO(MAKER.render(document, "docx"))).element.iter(qn("w:sdt")))
    run = next(control.iter(qn("w:r")))
    assert run.find(qn("w:rPr")).find(qn("w:rtl")) is None
    assert [text.text for text in run.iter(qn("w:t"))] == [
        "\u200f\u200e+254 (0)7\u200e\u200f", "\u200f\u200e<b>&\u200e\u200f",
    ]  # fmt: skip


def test_numbers_begin_anew_in_each_list_and_cells_span() -> None:
    items = Items(((Paragraph(phrase("One", "en")),),), ordered=True)
    cells = [[Cell((Paragraph(phrase(words, "en")),)) for words in row] for row in (["a", "b"], ["c"], ["d", "e"])]
    cells[0][0] = replace(cells[0][0], rows=2)
    table = Table(phrase("Said", "en"), tuple(map(tuple, cells)))
    document = docx.Document(io.BytesIO(MAKER.render(replace(PAPERS["en"], blocks=(items, items, table)), "docx")))
    numbers = [each.get(qn("w:val")) for each in document.element.iter(qn("w:numId"))]
    assert len(set(numbers)) == 2
    read = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in read.rows] == [["a", "b"], ["a", "c"], ["d", "e"]]


@pytest.mark.parametrize("name", PAPERS)
def test_drawings_are_in_the_file_and_only_decorate(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(MAKER.render(PAPERS[name], "docx"))) as package:
        assert package.read("word/media/drawing0.png").startswith(b"\x89PNG")
    drawn = list(opened(name).element.iter(qn("wp:docPr")))
    assert len(drawn) == 1
    assert drawn[0].get("descr") == ""
    assert len(opened(name).inline_shapes) == 1
