"""Workbooks of LibreOffice's own kind, made by hand: what stands in their cells, and what of it nobody sees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.load.received.shapes import received
from generator.load.returned.container import Container
from generator.load.sheet_cells import Computed, Crossed, Unseen
from generator.load.spreadsheet import Spreadsheet
from tests.returned import sheet


def lines(content: bytes, *, as_seen: bool = True) -> list[tuple[int, Sequence[str]]]:
    (only,) = Spreadsheet(Container(content), as_seen=as_seen).sheets
    return list(only[1])


def row(*cells: str, about: str = "") -> str:
    return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"


def cell(words: str = "1", about: str = "") -> str:
    return f"<table:table-cell {about}><text:p>{words}</text:p></table:table-cell>"


def number(value: str, shown: str, about: str = "") -> str:
    return cell(shown, f'office:value-type="float" office:value="{value}" {about}')


def look(name: str, properties: str, family: str = "table-cell", about: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {about}>{properties}</style:style>'


LETTERS = "style:text-properties"


def test_words_numbers_and_days_stand_where_the_sheet_has_them() -> None:
    repeated = '<table:table-cell table:number-columns-repeated="{}"/>'
    words = "a<text:s text:c='2'/>b<text:line-break/><text:span>c</text:span><text:tab/>d"
    twice, thrice = 'table:number-columns-repeated="2"', 'table:number-rows-repeated="3"'
    made = sheet(
        row(cell(words), repeated.format(2), cell())
        + row(repeated.format(16_384), about=thrice)
        + row(number("1234.5", "1 234,50"), cell("x", twice), about='table:number-rows-repeated="2"')
        + row(
            cell("1.2.27", 'office:value-type="date" office:date-value="2027-02-01"'),
            cell("VRAI", 'office:value-type="boolean" office:boolean-value="true"'),
        )
    )
    assert lines(made) == [
        (1, ("a  b\nc\td", "", "", "1")),
        (5, ("1234.5", "x", "x")),
        (6, ("1234.5", "x", "x")),
        (7, ("2027-02-01", "TRUE")),
    ]


def test_a_formula_is_never_worked_out_and_what_is_crossed_out_is_taken_back() -> None:
    out = look("out", f'<{LETTERS} style:text-line-through-style="solid"/>', "text")
    made = sheet(
        row(number("3", "3", 'table:formula="of:=1+2"'), cell('2<text:span text:style-name="out">1</text:span>')),
        styles=out,
    )
    ((_, (computed, crossed)),) = lines(made)
    assert isinstance(computed, Computed) and (computed, computed.formula) == ("3", "=1+2")
    assert isinstance(crossed, Crossed) and (crossed, crossed.out) == ("2", "1")


WHITE = f'<{LETTERS} fo:color="#fefefe"/>'
NOTHING = '<number:text-style style:name="none"><number:text/></number:text-style>'
BELOW = (
    '<number:number-style style:name="above"><number:number/></number:number-style>'
    '<number:number-style style:name="low"><number:text>1</number:text>'
    '<style:map style:condition="value()&gt;2" style:apply-style-name="above"/></number:number-style>'
)
STYLED = 'table:style-name="ce"'
CONDITION = '<conditional-format target-range-address="One.A1:One.B9"><{} apply-style-name="ce2"/></conditional-format>'
UNSEEN: dict[str, bytes] = {
    "in white": sheet(row(cell(about=STYLED)), styles=look("ce", WHITE)),
    "in white of a style below": sheet(
        row(cell(about=STYLED)), styles=look("top", WHITE) + look("ce", "", about='style:parent-style-name="top"')
    ),
    "in white of its column": sheet(
        row(cell()), styles=look("ce", WHITE), before='<table:table-column table:default-cell-style-name="ce"/>'
    ),
    "partly white": sheet(row(cell('2<text:span text:style-name="t">1</text:span>')), styles=look("t", WHITE, "text")),
    "black on black": sheet(
        row(cell(about=STYLED)), styles=look("ce", '<style:table-cell-properties fo:background-color="#101010"/>')
    ),
    "in tiny letters": sheet(row(cell(about=STYLED)), styles=look("ce", f'<{LETTERS} fo:font-size="1pt"/>')),
    "in letters that are not shown": sheet(
        row(cell('<text:span text:style-name="t">1</text:span>')),
        styles=look("t", f'<{LETTERS} text:display="none"/>', "text"),
    ),
    "in a hidden row": sheet(row(cell(), about='table:visibility="collapse"')),
    "in a filtered row": sheet(row(cell(), about='table:visibility="filter"')),
    "in a low row": sheet(
        row(cell(), about='table:style-name="ro"'),
        styles=look("ro", '<style:table-row-properties style:row-height="0.01cm"/>', "table-row"),
    ),
    "in a hidden column": sheet(row(cell()), before='<table:table-column table:visibility="collapse"/>'),
    "in a narrow column": sheet(
        row(cell()),
        before='<table:table-column table:style-name="co"/>',
        styles=look("co", '<style:table-column-properties style:column-width="0.02in"/>', "table-column"),
    ),
    "in a hidden sheet": sheet(
        row(cell()), styles=look("ta", '<style:table-properties table:display="false"/>', "table")
    ),
    "below another cell": sheet(row("<table:covered-table-cell><text:p>1</text:p></table:covered-table-cell>")),
    "in a format that shows nothing": sheet(
        row(number("1", "", STYLED)), styles=NOTHING + look("ce", "", about='style:data-style-name="none"')
    ),
    "in a format that shows something else": sheet(
        row(number("2", "1", STYLED)), styles=BELOW + look("ce", "", about='style:data-style-name="low"')
    ),
    "in white while a condition holds": sheet(
        row(number("1", "1")), styles=look("ce2", WHITE), behind=CONDITION.format('condition value="=1"')
    ),
    "in white while something nobody works out holds": sheet(
        row(cell()), styles=look("ce2", WHITE), behind=CONDITION.format('condition value="formula-is([.A1]=2)"')
    ),
    "in white while its own style says so": sheet(
        row(number("1", "1", STYLED)),
        styles=look("ce2", WHITE)
        + look("ce", '<style:map style:condition="cell-content()&lt;3" style:apply-style-name="ce2"/>'),
    ),
    "as a bar only": sheet(row(number("1", "1")), behind=CONDITION.format('data-bar show-value="false"')),
}


@pytest.mark.parametrize("way", UNSEEN)
def test_what_nobody_sees_is_marked(way: str) -> None:
    ((_, cells),) = lines(UNSEEN[way])
    assert [type(each) for each in cells] == [Unseen], cells
    ((_, cells),) = lines(UNSEEN[way], as_seen=False)
    assert [type(each) for each in cells] == [str]


@pytest.mark.parametrize(
    "made",
    [
        sheet(row(number("3", "3", STYLED)), styles=BELOW + look("ce", "", about='style:data-style-name="low"')),
        sheet(
            row(number("2", "2")),
            styles=look("ce2", WHITE),
            behind=CONDITION.format('condition value="between(3,4)"'),
        ),
        sheet(
            row(cell(about=STYLED)),
            styles=look("ce", f'<{LETTERS} fo:color="#ffffff" style:use-window-font-color="true"/>'),
        ),
        sheet(row(cell(about=STYLED)), styles=look("ce", f'<{LETTERS} fo:color="#777777" fo:font-size="8pt"/>')),
    ],
)
def test_what_is_seen_counts_however_it_looks(made: bytes) -> None:
    ((_, cells),) = lines(made)
    assert [type(each) for each in cells] == [str]


def test_translations_come_back_in_it(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>Is that right?</text:p></office:annotation>"
    (tmp_path / "back.ods").write_bytes(
        sheet(
            row(cell("key"), cell("translation"))
            + row(cell("a#b"), f"<table:table-cell>{comment}<text:p>Bonjour</text:p></table:table-cell>")
        )
    )
    rows, found = received(tmp_path / "back.ods", ("fr",))
    assert [(each.key, each.text, each.place) for each in rows] == [("a#b", "Bonjour", "cell B2 of 'One'")]
    assert [each.message for each in found] == ["nothing is done with the comment “Is that right?” at cell B2"]
