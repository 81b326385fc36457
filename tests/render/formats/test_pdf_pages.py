"""How many pages a PDF takes: none for little more than the small print at its end."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from generator.blocks.nodes import Cell, Heading, Pair, Paper, Paragraph, Table
from generator.render.formats import pdf
from generator.render.formats.pdf import PdfFormat
from generator.render.formats.typst_source import typst_source
from tests.render.formats.samples import PAPERS, phrase


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """By how many steps closer each try is set, in order."""
    tried: list[int] = []
    compiled = pdf._compiled

    def noted(name: str, source: str) -> bytes:
        tried.extend(int(step) for step in re.findall(r"^#let closer = (\d)$", source, re.MULTILINE))
        return compiled(name, source)

    monkeypatch.setattr(pdf, "_compiled", noted)
    return tried


def of_paragraphs(count: int, *last: Heading | Paragraph) -> Paper:
    said = (Paragraph(phrase(f"Paragraph {number} has few words.", "en")) for number in range(count))
    return replace(PAPERS["en"], blocks=(*said, *last))


def pages(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


def usual(paper: Paper) -> int:
    return pages(pdf._compiled(paper.name, typst_source(paper, "a4").silent().text))


@cache
def fits() -> int:
    """How many paragraphs stand on a page."""
    return next(count for count in range(20, 99) if usual(of_paragraphs(count + 1)) > 1)


def test_a_page_with_next_to_nothing_is_saved(steps: list[int]) -> None:
    paper = of_paragraphs(fits() + 2)
    assert usual(paper) == 2
    steps.clear()
    assert pages(PdfFormat().render(paper, "a4-print.pdf")) == 1
    assert steps == [0, 1]


def test_what_fills_its_pages_is_set_as_usual(steps: list[int]) -> None:
    counts = fits(), fits() + fits() // 2
    steps.clear()
    for count in counts:
        PdfFormat().render(of_paragraphs(count), "a4-print.pdf")
    assert steps == [0, 0]


def test_what_cannot_be_shorter_is_set_as_usual(steps: list[int]) -> None:
    """Its last page begins with a title that asks for it; nothing is said of that in the file."""
    paper = of_paragraphs(
        20, Heading(2, phrase("Cards", "en"), "cards", new_page=True), Paragraph(phrase("Few.", "en"))
    )
    made = PdfFormat().render(paper, "a4-print.pdf")
    assert pages(made) == 2
    assert steps == [0, 1, 2, 0]
    assert b"closer" not in made


@pytest.mark.parametrize(
    ("paper", "count", "suffix", "first"),
    [
        ("fr-en", 380, "a4-print.pdf", 1),
        ("fr-en", 200, "a4-print.pdf", 0),
        ("fr-en", 380, "a4-large.pdf", 0),
        ("ar-en", 380, "a4-print.pdf", 0),
    ],
)
def test_a_long_paper_in_two_languages_is_set_closer_at_once(
    steps: list[int], paper: str, count: int, suffix: str, first: int
) -> None:
    """Large print never is, for its readers need room; what is short saves no page; Arabic letters are tall."""
    words = of_paragraphs(count).blocks
    twins = (Pair((block,), (block,), paper[:2], "en") for block in words)
    PdfFormat().render(replace(PAPERS[paper], blocks=tuple(twins)), suffix)
    assert steps[0] == first


@pytest.mark.parametrize(("large", "same"), [(True, True), (False, False)])
def test_the_lines_of_large_print_stay_apart(large: bool, same: bool) -> None:
    """Only its paragraphs come closer."""
    long = replace(PAPERS["en"], blocks=(Paragraph(phrase("Few words. " * 60, "en")),))
    few = of_paragraphs(10)

    def ends(paper: Paper, step: int) -> float:
        made = pdf._compiled(paper.name, typst_source(paper, "a4", large=large).silent().closer(step).text)
        first = pypdfium2.PdfDocument(made)[0]
        lines = sorted({round(each.get_bounds()[1]) for each in first.get_objects() if each.get_bounds()[1] > 97})
        return float(lines[-2] - lines[0])

    assert (ends(long, 2) == ends(long, 0)) is same
    assert ends(few, 2) < ends(few, 0)


def test_a_page_with_two_lines_of_large_print_is_saved() -> None:
    def tried(count: int) -> tuple[int, int]:
        paper = of_paragraphs(count)
        alone = pdf._compiled(paper.name, typst_source(paper, "a4", large=True).silent().text)
        return pages(alone), pages(PdfFormat().render(paper, "a4-large.pdf"))

    assert (2, 1) in map(tried, range(20, 32, 2))


def test_parts_of_a_table_on_one_page_share_a_head(steps: list[int]) -> None:
    made = PdfFormat().render(replace(PAPERS["en"], blocks=(of_rows(24),)), "a4-print.pdf")
    assert len(steps) > 1
    assert heads(made) == [1]
    assert b"Keywords" not in made


def test_joined_parts_move_nothing_to_another_page() -> None:
    """What stands below them keeps its page, whatever height their heads had."""
    for count in range(12, 30, 3):
        said = (Paragraph(phrase(f"Paragraph {number} has few words.", "en")) for number in range(40))
        paper = replace(PAPERS["en"], blocks=(of_rows(count), *said))
        made = PdfFormat().render(paper, "a4-print.pdf")
        before = pdf._compiled(paper.name, typst_source(paper, "a4").silent().text)
        assert pages(made) == pages(before) > 1
        assert first_words(made) == first_words(before)


def first_words(made: bytes) -> list[str]:
    """The first paragraph of each page."""
    said = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    return [next(iter(re.findall(r"Paragraph \d+", page)), "") for page in said]


def test_each_page_of_a_table_has_a_head_that_is_read_out() -> None:
    made = PdfFormat().render(replace(PAPERS["en"], blocks=(of_rows(120),)), "a4-print.pdf")
    assert heads(made) == [1] * pages(made)


def test_every_row_of_a_table_stands_once_and_in_order() -> None:
    made = PdfFormat().render(replace(PAPERS["en"], blocks=(of_rows(60),)), "a4-print.pdf")
    said = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    assert re.findall(r"Row \d+", said) == [f"Row {number}" for number in range(60)]


def of_rows(count: int) -> Table:
    head = tuple(Cell((Paragraph(phrase(words, "en")),), "column") for words in ("Head", "Answer"))
    body = (
        (Cell((Paragraph(phrase(f"Row {number}", "en")),), "row"), Cell((Paragraph(phrase("Words", "en")),)))
        for number in range(count)
    )
    return Table(phrase("Title", "en"), (head, *body))


def heads(made: bytes) -> list[int]:
    """How often the head of the table stands on each page."""
    return [page.get_textpage().get_text_range().count("Head") for page in pypdfium2.PdfDocument(made)]
