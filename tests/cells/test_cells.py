"""Small numbers in tables, against an exact solver."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from generator.cells.flow import Cell, ranges, rounded_ranges, solved, to_nearest
from generator.cells.hiding import hide, rounded
from generator.cells.report import checked, checked_rounded, lines, shown
from generator.cells.table import CountTable, opened_table, read_table
from generator.cli.papers import cells
from generator.diagnostics import ToolkitError
from tests.conftest import examples
from tests.timing import least, seconds_of

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 7, 9, 12, 30, 250])
ENDLESS = 10**6
"""Far more than any table here holds."""
Inner = list[list[int]]


@st.composite
def tables(draw: st.DrawFn) -> Inner:
    """The inside of a table, of two to five rows and columns."""
    columns = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(COUNTS, min_size=columns, max_size=columns), min_size=2, max_size=5))


def with_totals(inner: Sequence[Sequence[int]]) -> Inner:
    rows = [[*line, sum(line)] for line in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def exact(grid: Inner, hidden: list[Cell], cell: Cell, base: int = 0) -> tuple[int, int | None]:
    """The bounds of a hidden cell by integer programming: every row and column adds up to its total.

    With a base, each of them is known to round to what its number rounds to.
    """
    index = {each: number for number, each in enumerate(hidden)}
    lines, wanted = [], []
    for along in ("rows", "columns"):
        for number in range(len(grid) if along == "rows" else len(grid[0])):
            length = len(grid[0]) if along == "rows" else len(grid)
            cells = [(number, at) if along == "rows" else (at, number) for at in range(length)]
            line, rest = np.zeros(len(hidden)), 0
            for at, each in enumerate(cells):
                sign = -1 if at == length - 1 else 1
                if each in index:
                    line[index[each]] += sign
                else:
                    rest += sign * grid[each[0]][each[1]]
            lines.append(line)
            wanted.append(-rest)
    aim = np.zeros(len(hidden))
    aim[index[cell]] = 1
    from scipy.optimize import Bounds, LinearConstraint, milp

    sums = LinearConstraint(np.array(lines), wanted, wanted)
    low, high = [0.0] * len(hidden), [float(ENDLESS)] * len(hidden)
    if base:
        near = [
            [each for each in range(value + base + 1) if to_nearest(each, base) == to_nearest(value, base)]
            for value in (grid[row][column] for row, column in hidden)
        ]
        low, high = [each[0] for each in near], [each[-1] for each in near]
    box = {"constraints": sums, "integrality": np.ones(len(hidden)), "bounds": Bounds(low, high)}
    least, most = (round(milp(sign * aim, **box).fun * sign) for sign in (1, -1))
    return least, None if most >= ENDLESS / 10 else most


@settings(max_examples=examples(60))
@given(tables(), st.data())
def test_the_bounds_are_those_of_an_exact_solver(inner: Inner, data: st.DataObject) -> None:
    grid = with_totals(inner)
    cells = [(row, column) for row in range(len(grid)) for column in range(len(grid[0]))]
    hidden = sorted(data.draw(st.sets(st.sampled_from(cells), min_size=1, max_size=8)))
    for cell, found in ranges(grid, hidden).items():
        assert (found.least, found.most) == exact(grid, hidden, cell)


@settings(max_examples=examples(60))
@given(tables(), st.integers(3, 12))
def test_the_bounds_of_what_is_rounded_are_those_of_an_exact_solver(inner: Inner, base: int) -> None:
    grid = with_totals(inner)
    cells = [(row, column) for row in range(len(grid)) for column in range(len(grid[0]))]
    for cell, found in rounded_ranges(grid, base, cells[:: len(cells) // 4]).items():
        assert (found.least, found.most) == exact(grid, cells, cell, base)


@settings(max_examples=examples(60))
@given(tables(), st.integers(3, 12))
def test_what_is_hidden_stays_hidden(inner: Inner, limit: int) -> None:
    """Whoever reads the table as it is shown finds no small number, and none more exactly than the limit allows."""
    done = hide(grid := with_totals(inner), limit)
    for row, line in enumerate(grid):
        for column, value in enumerate(line):
            assert not 0 < value < limit or (row, column) in done.small
    try:
        table = read_table(text_of(inner), "T")
    except ToolkitError:  # most lines add up by chance: the last column looks like totals of which one is wrong
        reject()
    if [list(line) for line in table.grid] != grid:  # all add up by chance: the last line is read as the totals
        reject()
    try:
        again = checked(read_table(shown(checked(table, limit)), "T"), limit)
    except ToolkitError as error:  # what is left adds up by chance
        if "is the sum of" not in str(error):
            raise
        reject()
    for cell in done.small:
        assert again.ranges[cell].width >= limit or cell in done.open
    assert not again.small


def text_of(inner: Inner) -> str:
    head = ",".join(["", *(f"c{number}" for number, _ in enumerate(inner[0]))])
    return "\n".join([head, *(",".join([f"r{number}", *map(str, line)]) for number, line in enumerate(inner))])


@given(tables(), st.data())
def test_some_table_fits_what_is_shown(inner: Inner, data: st.DataObject) -> None:
    """Numbers that are not known are filled in so that rows and columns add up, and the shown ones are kept."""
    grid = with_totals(inner)
    cells = [(row, column) for row in range(len(grid)) for column in range(len(grid[0]))]
    unknown = data.draw(st.sets(st.sampled_from(cells)))
    found = solved(
        [
            [None if (row, column) in unknown else value for column, value in enumerate(line)]
            for row, line in enumerate(grid)
        ]
    )
    assert found is not None
    assert with_totals([line[:-1] for line in found[:-1]]) == found
    assert all(found[row][column] == grid[row][column] for row, column in set(cells) - unknown)


def test_what_is_still_shown_is_protected_beside_what_is_hidden_already() -> None:
    """One mark in the table does not mean that somebody has hidden all that must be."""
    done = checked(read_table("v,a,b,c\nw,30,*,40\nx,3,40,50\ny,60,70,80", "T"), 10)
    assert done.small == ((1, 0),) and done.weak == ()
    assert done.ranges[1, 0].width >= 10 and set(done.others) == set(done.ranges) - {(1, 0), *_unknown(done.table)}
    with pytest.raises(ToolkitError, match="round the table from before"):
        checked_rounded(done.table, 5, 5)


def test_rounding_does_not_hide_what_totals_tell() -> None:
    """Nine times two is eighteen, which rounds up: nobody can have counted less than two anywhere."""
    small = "v,a,b,c,d,e,f,g,h,i\nw" + ",2" * 9 + "\nx" + ",20" * 9
    done = checked_rounded(read_table(small, "T"), 3, 5)
    assert len(done.weak) == 9 and {(each.least, each.most) for each in done.ranges.values()} == {(2, 2)}
    assert shown(done).splitlines()[1:3] == ["w" + ",0" * 9 + ",20", "x" + ",20" * 9 + ",180"]
    assert "Not safe: w / a can be told among fewer than 2 values." in list(lines(done))


def _unknown(table: CountTable) -> list[Cell]:
    return [(row, column) for row, line in enumerate(table.grid) for column, value in enumerate(line) if value is None]


@pytest.mark.slow
def test_a_table_as_large_as_may_be_takes_seconds() -> None:
    """With many small numbers, which take the most work."""
    table = read_table("\n".join(",".join(str(row * column % 13) for column in range(22)) for row in range(22)), "T")

    def check() -> None:
        assert len(checked(table, 10).small) > 250

    assert least(lambda: seconds_of(check), 8) <= 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b,c\nx,-3,4\ny,5,6", "'-3' in row 1 is no count: write whole numbers"),
        ("a;b;c\nx;3,5;4\ny;5;6", "'3,5' in row 1"),
        ("a,b,c\nx,=1+1,4\ny,5,6", "'=1[+]1' in row 1"),
        ("a\n3\n4", "no table"),
        ("a,b,c\nx,-,4\ny,5,6", "'-' in row 1 is no count"),
        ("a,b,c\nx,\u2013,4\ny,5,6", "in row 1 is no count"),
        ("Region,Place,w,m\nNorth,A,24,19\nSouth,Bay,12,3", "'A' in row 1 is no count"),
        ("a,b,c\nd,e,f\ng,h,i", "no table"),
        (",".join(["1"] * 10**6) + "\n" + ",".join(["1"] * 10**6), "check it in parts"),
        (f'a,"{"b" * 200_000}",c\nx,3,4\ny,5,6', "save it again as CSV"),
    ],
)
def test_what_is_no_count_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ToolkitError, match=words):
        read_table(text, "T")


def test_names_write_nothing_but_words_to_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither marks of the terminal's library, nor colours, nor what turns the direction of reading."""
    file = tmp_path / "t.csv"
    file.write_text("v,[/b]x,\x1b[31mc\n\u202e[red]y,24,19\nz,12,3", encoding="utf-8")
    cells(file, limit=5)
    said = capsys.readouterr().out
    assert "[/b]x" in said and "[red]y" in said
    assert "\x1b" not in said and "\u202e" not in said


def test_a_table_that_can_not_be_is_said() -> None:
    with pytest.raises(ToolkitError, match="no numbers fit"):
        checked(read_table("a,b,c,T\nx,3,*,2\ny,1,1,2\nT,4,*,4", "T"), 5)


def test_rounding_goes_to_the_nearest() -> None:
    assert rounded([[0, 2, 3, 7, 8], [12, 13, 100, 5, 1]], 5) == [[0, 0, 5, 5, 10], [10, 15, 100, 5, 0]]


@pytest.mark.parametrize(
    "text",
    [
        "Village,Women,Men\nA,24,19\nB,12,3\n",
        "Village;Women;Men;All\nA;24;19;43\nB;12;3;15\nAll;36;22;58\n",
        "sep=;\r\nVillage;Women;Men\r\nA;24;19\r\nB;12;3\r\n",
        "Village\tWomen\tMen\nA\t24\t19\nB\t12\t3\n",
        '"Village","Women","Men"\n"A","24","19"\n"B"," 12","3"\n',
        "\ufeffVillage,Women,Men\nA,٢٤,١٩\nB,١٢,٣",
        "Table 1,,,,\nVillage,Women,Men,,\nA,24,19,,\n,,,,\nB,12,3,,\nSource: our count,,,,\n",
    ],
)
def test_a_table_is_read_as_it_was_saved(text: str) -> None:
    table = read_table(text, "All")
    assert table.grid == ((24, 19, 43), (12, 3, 15), (36, 22, 58))
    assert (table.columns, table.rows) == (("Women", "Men", "All"), ("A", "B", "All"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no table"),
        ("a,b\nc", "line 2 has 1 cell,"),
        ("a,b,c\nx,1,2.5\ny,1,2", "'2.5' in row 1 is no count"),
        ("a,b,c,T\nx,1,2,3\ny,1,2,3\nz,1,2,4", "row 3 adds up to 3, and its total is 4"),
        ("\n".join(["a,b,c", *(f"r{number},1,2" for number in range(900))]), "check it in parts"),
        ('a,b,c\nx,"1,2\ny,1,2', "cells"),
        ("a,b,c\nx,,2\ny,1,2", "'' in row 1 is no count"),
        ("v,w,m\nA,24,19\nB,12,3\nNorth,36,22\nC,30,20", "'North' is the sum of lines beside it"),
        ("v,all,w,m\nA,43,24,19\nB,15,12,3", "'all' is the sum of lines beside it"),
        ("v,w,m\nall,36,22\nA,24,19\nB,12,3\nall,72,44", "'all' is the sum of lines beside it"),
        ("v,w,m,ALL\nA,24,19,44\nB,12,3,16", "row 1 adds up to 43, and its total is 44"),
        ("v,sum,w,m\nA,43,24,19\nB,15,12,x\nC,26,17,9", "'sum' is the sum of lines beside it"),
        ("v,All,w,m\nA,43,24,19\nB,15,12,x", "'All' is the sum of lines beside it"),
        ("v,w,m\nA,24,19\nB,12,30\n\nu,w,m\nC,24,19", "'u' begins another table"),
    ],
)
def test_a_table_that_is_none_says_why(text: str, words: str) -> None:
    with pytest.raises(ToolkitError, match=words):
        read_table(text, "All")


def test_the_table_to_show_opens_as_no_formula() -> None:
    """Names that a spreadsheet would run stay names."""
    done = checked(read_table("v,=cmd(),Men\n@x,24,19\n-y,12,30", "All"), 5)
    cells = [cell for line in csv.reader(io.StringIO(shown(done))) for cell in line]
    assert {"'=cmd()", "'@x", "'-y"} <= set(cells)


def test_the_command_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("Village;Women;Men\nA;24;19\nB;12;3".encode("utf-16"))
    assert next(lines(checked(opened_table(file), 5))) == "Small: B / Men is 3."
    file.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ToolkitError, match="Save As"):
        opened_table(file)
