"""Workbooks that come back: the scoring sheet as spreadsheets save it, and what phones sent as KoBo gives it out."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from generator.compose.data.scoring import score_sheet
from generator.diagnostics import Diagnostic, has_errors
from generator.editions import Editions
from generator.library.answers import Said
from generator.load.returned.workbook import read_workbook
from generator.reading.scored import level_of
from generator.render.data.score_book import score_book
from tests.conftest import ROOT
from tests.test_reading import OFFICE, read

ID, LEVEL = 4, 5


@pytest.fixture
def tiny(known: Path) -> Path:
    return known


def empty(root: Path, tag: str = "en") -> Workbook:
    """The scoring sheet of a project, as the site offers it."""
    editions = Editions(root)
    (language,) = editions.languages([tag])
    made = score_book(score_sheet(editions.edition(language).library, editions.source.usable))
    return load_workbook(io.BytesIO(made))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(page: Worksheet) -> dict[str, int]:
    """The row of each criterion by its id."""
    return {str(page.cell(row, ID).value): row for row in range(1, page.max_row + 1) if page.cell(row, ID).value}


def returned(tiny: Path, change: Callable[[Worksheet], None], tag: str = "en") -> tuple[object, list[Diagnostic]]:
    book = empty(tiny, tag)
    change(book.worksheets[0])
    said, found = read(tiny, "back.xlsx", saved(book))
    return said.get("answers"), found


def fill_in(page: Worksheet) -> None:
    page.cell(rows(page)["truth"], LEVEL).value = 1
    page.cell(rows(page)["safety"], LEVEL).value = "0"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_levels_are_read_by_number_in_each_language(tiny: Path, tag: str) -> None:
    book = empty(tiny, tag)
    fill_in(book.worksheets[0])
    said, found = read(tiny, "back.xlsx", saved(book))
    assert found == []
    assert said == {
        "schema": "citizen-data-answers/1", "checklist": "small-score", "version": "1.0.0", "edition": "1.0",
        "conditions": {}, "answers": {"truth": "shown", "safety": "none"},
    }  # fmt: skip


def test_a_sorted_sheet_is_read_by_the_hidden_ids_and_a_copied_one_by_what_is_seen(tiny: Path) -> None:
    def turned(page: Worksheet) -> None:
        fill_in(page)
        first, second = sorted(list(rows(page).values())[-2:])
        for column in range(1, page.max_column + 1):
            one, other = page.cell(first, column), page.cell(second, column)
            one.value, other.value = other.value, one.value

    assert returned(tiny, turned) == ({"truth": "shown", "safety": "none"}, [])

    def copied(page: Worksheet) -> None:
        turned(page)
        page.delete_cols(ID)
        page.insert_cols(1)

    answers, found = returned(tiny, copied)
    assert answers == {"truth": "shown", "safety": "none"} and found == []


def test_formulas_are_never_worked_out(tiny: Path) -> None:
    """What the spreadsheet had last made of one is read and said; where there is nothing, nothing is taken."""

    def computed(page: Worksheet) -> None:
        page.cell(rows(page)["truth"], LEVEL).value = "=1-0"

    answers, found = returned(tiny, computed)
    assert not answers
    assert {each.code for each in found} >= {"RET004"} and any("truth: =" in each.message for each in found)


def test_a_tick_is_no_level_and_comments_are_not_lost(tiny: Path) -> None:
    """A spreadsheet keeps TRUE as a 1, which is a level of its own."""

    def change(page: Worksheet) -> None:
        fill_in(page)
        page.cell(rows(page)["truth"], LEVEL).value = True
        page.cell(rows(page)["safety"], LEVEL).comment = Comment("We do not agree.", "A")

    said, found = returned(tiny, change)
    assert said == {"safety": "none"}
    named = [each.message for each in found if each.code == "RET002"]
    assert named == ["not understood: E10: We do not agree.", "not understood: truth: TRUE"]


def crossed_out(page: Worksheet) -> None:
    """A level that was taken back, one that was mended in its cell, and words beside that were taken back."""
    fill_in(page)
    page.cell(rows(page)["truth"], LEVEL).font = Font(strike=True)
    level = page.cell(rows(page)["safety"], LEVEL)
    level.value = CellRichText(TextBlock(InlineFont(strike=True), "2"), TextBlock(InlineFont(strike=False), "0"))
    level.font = Font(strike=True)
    page.cell(page.max_row + 3, 1).value = "We met twice"
    page.cell(page.max_row, 1).font = Font(strike=True)


CROSSED_OUT = ["E9, crossed out: 1", "E10, crossed out: 2", "A13, crossed out: We met twice"]


def test_what_is_crossed_out_does_not_count_and_is_said(tiny: Path) -> None:
    """As in a Word document: somebody has taken it back."""
    answers, found = returned(tiny, crossed_out)
    assert answers == {"safety": "none"}
    assert [each.message for each in found if each.code == "RET002"] == [
        f"not understood: {each}" for each in CROSSED_OUT
    ]


def test_a_look_that_does_not_cross_out_changes_nothing(tiny: Path) -> None:
    """Some programs write of every font that it is not crossed out."""

    def plain(page: Worksheet) -> None:
        fill_in(page)
        page.cell(rows(page)["truth"], LEVEL).font = Font(strike=False, bold=True)

    assert returned(tiny, plain) == ({"truth": "shown", "safety": "none"}, [])


def test_what_belongs_nowhere_is_named(tiny: Path) -> None:
    def more(page: Worksheet) -> None:
        fill_in(page)
        page.cell(rows(page)["truth"], LEVEL).value = "very"
        page.cell(rows(page)["safety"], LEVEL + 4).value = "Asked Ms Aa"
        page.cell(page.max_row + 3, 1).value = "We met twice"

    answers, found = returned(tiny, more)
    assert answers == {"safety": "none"}
    said = "\n".join(each.message for each in found)
    assert "after “Safety”: Asked Ms Aa" in said and "We met twice" in said and "truth: very" in said
    assert not has_errors(found)


def test_a_row_that_stands_twice_counts_once(tiny: Path) -> None:
    def twice(page: Worksheet) -> None:
        fill_in(page)
        page.append([page.cell(rows(page)["truth"], column).value for column in range(1, LEVEL)] + [0])

    answers, found = returned(tiny, twice)
    assert answers == {"truth": "shown", "safety": "none"}
    assert any("after “truth”: 0" in each.message for each in found)


XLSX, ODS = "xlsx:Calc MS Excel 2007 XML", "ods"


def in_calc(folder: Path, book: bytes, kind: str = XLSX) -> bytes:
    """The workbook as LibreOffice saves it again."""
    (folder / "made.xlsx").write_bytes(book)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE or "", "--headless", profile, "--convert-to", kind, "--outdir", "saved"]
    subprocess.run([*command, "made.xlsx"], cwd=folder, check=True, capture_output=True)
    made = folder / f"saved/made.{kind.partition(':')[0]}"
    if not made.is_file():
        pytest.skip("LibreOffice is here without Calc")
    return made.read_bytes()


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
def test_what_calc_saved_is_read(tiny: Path) -> None:
    book = empty(tiny, "ar")
    page = book.worksheets[0]
    fill_in(page)
    page.cell(rows(page)["truth"], LEVEL).value = "=3-2"
    said, found = read(tiny, "back.xlsx", in_calc(tiny, saved(book)))
    assert said["answers"] == {"truth": "shown", "safety": "none"}
    assert [each.code for each in found] == ["RET004"] and "(truth)" in found[0].message


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), [("back.xlsx", XLSX), ("back.ods", ODS)])
def test_what_is_crossed_out_stays_so_in_calc(tiny: Path, name: str, kind: str) -> None:
    book = empty(tiny)
    crossed_out(book.worksheets[0])
    said, found = read(tiny, name, in_calc(tiny, saved(book), kind))
    assert said["answers"] == {"safety": "none"}
    assert [each.message for each in found if each.code == "RET002"] == [
        f"not understood: {each}" for each in CROSSED_OUT
    ]


def in_a_hidden_sheet(page: Worksheet) -> None:
    book = page.parent
    assert book is not None
    book.create_sheet("Seen")
    book.active = 1
    page.sheet_state = "veryHidden"


def with_format(code: str) -> Callable[[Worksheet], None]:
    return lambda page: setattr(page.cell(rows(page)["truth"], LEVEL), "number_format", code)


def with_font(font: Font) -> Callable[[Worksheet], None]:
    return lambda page: setattr(page.cell(rows(page)["truth"], LEVEL), "font", font)


def in_a_black_cell(page: Worksheet) -> None:
    page.cell(rows(page)["truth"], LEVEL).fill = PatternFill("solid", fgColor="FF101010")


def partly_white(page: Worksheet) -> None:
    level = page.cell(rows(page)["truth"], LEVEL)
    level.value = CellRichText(TextBlock(InlineFont(color=Color("FFFFFFFF")), "1"), TextBlock(InlineFont(), "0"))


WHITE, BLACK = Font(color="FFFFFFFF"), PatternFill(bgColor="FF000000")


def rule(make: Any, *given: Any, **looks: Any) -> Rule:
    """A rule of this kind: the library does not say of which types these are."""
    made: Rule = make(*given, **looks)
    return made


def while_it_holds(rule: Rule, cells: str = "E1:E40") -> Callable[[Worksheet], None]:
    return lambda page: page.conditional_formatting.add(cells, rule)


def with_nothing_but_a_bar(page: Worksheet) -> None:
    page.conditional_formatting.add("A5:E20", rule(DataBarRule, "min", None, "max", None, "FF638EC6", showValue=False))


def in_grey_while_it_holds(page: Worksheet) -> None:
    """Seen before the colour of its cell, until a condition gives its letters the same."""
    page.cell(rows(page)["truth"], LEVEL).fill = PatternFill("solid", fgColor="FF808080")
    while_it_holds(rule(FormulaRule, ["TRUE"], font=Font(color="FF808080")))(page)


UNSEEN: dict[str, Callable[[Worksheet], None]] = {
    "in white while it is one": while_it_holds(rule(CellIsRule, "equal", ["1"], font=WHITE)),
    "in white while it is between": while_it_holds(rule(CellIsRule, "between", ["3", "0"], font=WHITE)),
    "in white while something nobody works out holds": while_it_holds(rule(FormulaRule, ["A1=B2"], font=WHITE)),
    "in black while it is more than a cell": while_it_holds(rule(CellIsRule, "greaterThan", ["$A$1"], fill=BLACK)),
    "in a format that shows nothing while it is one": while_it_holds(
        rule(
            Rule,
            "cellIs",
            operator="lessThan",
            formula=["2"],
            dxf=DifferentialStyle(numFmt=NumberFormat(200, ";;;")),
        )
    ),
    "in the colour of its cell while something holds": in_grey_while_it_holds,
    "as a bar only": with_nothing_but_a_bar,
    "black in black of a scale": while_it_holds(rule(ColorScaleRule, "min", None, "FF000000", "max", None, "FFFFFFFF")),
    "in a hidden row": lambda page: setattr(page.row_dimensions[rows(page)["truth"]], "hidden", True),
    "in a row without height": lambda page: setattr(page.row_dimensions[rows(page)["truth"]], "height", 1),
    "in a hidden column": lambda page: setattr(page.column_dimensions["E"], "hidden", True),
    "in a column without width": lambda page: setattr(page.column_dimensions["E"], "width", 0.1),
    "in a hidden sheet": in_a_hidden_sheet,
    "in white": with_font(Font(color="FFFEFEFE")),
    "in the colour of the paper": with_font(Font(color=Color(theme=0))),
    "in tiny letters": with_font(Font(sz=1)),
    "black on black": in_a_black_cell,
    "partly white": partly_white,
    "in a format that shows nothing": with_format(";;;"),
    "in a format that shows a space": with_format('" ";" ";" ";" "'),
    "in a format that shows something else": with_format('"0"'),
    "in a format that shows nothing for it": with_format('[=1]"";0'),
    "in a format that shows nothing but for others": with_format('[>5]0;[<0]0;"x"'),
}


@pytest.mark.parametrize("way", UNSEEN)
def test_a_level_that_nobody_sees_is_named_and_does_not_count(tiny: Path, way: str) -> None:
    def change(page: Worksheet) -> None:
        page.cell(rows(page)["truth"], LEVEL).value = 1
        UNSEEN[way](page)

    said, found = returned(tiny, change)
    assert not said
    assert any("where nobody sees it" in each.message for each in found), found


@pytest.mark.parametrize(
    "change",
    [
        with_format("0"), with_format("General"), with_format("0;-0;;@"), with_format('[Red]0" of 3"'),
        with_format('[>5]"";0'), with_format('[=1]0;"[=1]"'),
        with_font(Font(color="FF333333")), with_font(Font(sz=8)), with_font(Font(color=Color(theme=0, tint=-0.5))),
        while_it_holds(rule(CellIsRule, "equal", ["2"], font=WHITE)),
        while_it_holds(rule(FormulaRule, ["TRUE"], font=WHITE), "A1:D40"),
        while_it_holds(rule(FormulaRule, ["TRUE"], font=Font(bold=True), fill=PatternFill(bgColor="FFFFC7CE"))),
        while_it_holds(rule(ColorScaleRule, "min", None, "FFFFFFFF", "max", None, "FF63BE7B")),
        while_it_holds(rule(Rule, "containsBlanks", dxf=DifferentialStyle(font=WHITE))),
    ],
)  # fmt: skip
def test_a_level_that_is_seen_counts_however_it_looks(tiny: Path, change: Callable[[Worksheet], None]) -> None:
    def both(page: Worksheet) -> None:
        page.cell(rows(page)["truth"], LEVEL).value = 1
        change(page)

    assert returned(tiny, both) == ({"truth": "shown"}, [])


def test_an_answer_of_an_export_that_nobody_sees_is_named_and_does_not_count(tiny: Path) -> None:
    """What joins its rows may be hidden: people put it away to see more."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["start", "form___paper", "organisation", "people", "_index"])
    sheet.append(["2027-01-01", "small-consent 1.0.0 1.0 abcd-abcd", "River Watch", "Ten", 1])
    for letter in "BDE":
        sheet.column_dimensions[letter].hidden = True
    said, found = read(tiny, "export.xlsx", saved(book))
    assert said["answers"] == {"organisation": "River Watch"}
    assert "not understood: D2: Ten (where nobody sees it)" in [each.message for each in found]


def test_levels_in_words_and_in_other_figures() -> None:
    levels, labels = ("none", "some", "all"), ("No", "Some of it", "All")
    given = {"2": "all", "2.0": "all", "٢": "all", "Some of it": "some", "3": "3", "1.5": "1.5", "-1": "-1", "no": "no"}
    assert {words: level_of(words, levels, labels) for words in given} == given


def test_the_real_sheet_in_french(tmp_path: Path) -> None:
    """A draft stands beside English, so that a column more is seen."""
    from generator.reading.returned import Reading

    book = empty(ROOT, "fr")
    page = book.worksheets[0]
    own = [id for id in rows(page) if " " not in id]
    for number, id in enumerate(own):
        page.cell(rows(page)[id], LEVEL).value = number % 4
    (tmp_path / "fr.xlsx").write_bytes(saved(book))
    (entry,), found = Reading(ROOT).entries(tmp_path / "fr.xlsx", None)
    assert found == [] and len(entry.answers.values) == 15
    assert entry.mark.library.language.tag == "fr"


def test_what_kobo_gives_out_as_a_workbook(tiny: Path) -> None:
    """Its default: a workbook, with one sheet for the forms."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["start", "form___paper", "organisation", "_index"])
    sheet.append(["2027-01-01", "small-consent 1.0.0 1.0 abcd-abcd", "River Watch", 1])
    said, found = read(tiny, "export.xlsx", saved(book))
    assert said["document"] == "small-consent" and said["answers"] == {"organisation": "River Watch"}
    assert not has_errors(found)


def test_what_is_crossed_out_in_an_export(tiny: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["start", "form___paper", "organisation", "people", "_index"])
    sheet.append(["2027-01-01", "small-consent 1.0.0 1.0 abcd-abcd", "River Watch", "Ten", 1])
    sheet["D2"].font = Font(strike=True)
    said, found = read(tiny, "export.xlsx", saved(book))
    assert said["answers"] == {"organisation": "River Watch"}
    assert "not understood: D2, crossed out: Ten" in [each.message for each in found]


def test_rows_on_a_sheet_of_their_own_come_to_their_form() -> None:
    book = Workbook()
    forms, rows = book.worksheets[0], book.create_sheet("people")
    forms.append(["form___paper", "organisation", "_index"])
    forms.append(["small-consent 1.0.0 1.0", "River Watch", 1])
    forms.append(["small-consent 1.0.0 1.0", "Hill Watch", 2])
    rows.append(["cell___people___name", "_index", "_parent_table_name", "_parent_index"])
    for number, (name, form) in enumerate([("Aa", 2), ("Bb", 1), ("Cc", 2)], 1):
        rows.append([name, number, "forms", form])
    sent = [each.sent for each in read_workbook(saved(book))]
    values = [{name: raw.text for name, raw in each.values.items() if isinstance(raw, Said)} for each in sent if each]
    assert values == [
        {"organisation": "River Watch", "1/cell___people___name": "Bb"},
        {"organisation": "Hill Watch", "1/cell___people___name": "Aa", "2/cell___people___name": "Cc"},
    ]


def test_a_workbook_of_somebody_else(tiny: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name", "Phone"])
    _, found = read(tiny, "list.xlsx", saved(book))
    assert [each.code for each in found] == ["RET001"] and "no scoring sheet of ours" in found[0].message
