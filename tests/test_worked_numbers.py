"""The numbers that guides work out are right: each is worked out again here, beside the words that say it."""

from __future__ import annotations

import re
from itertools import pairwise
from math import sqrt

import pytest

from generator.cells.flow import Range, rounded_ranges
from tests.conftest import ROOT

GUIDES = ROOT / "content/guides"
SMALL = (GUIDES / "topics/small-numbers.md").read_text(encoding="utf-8")
LIMIT, BASE = 10, 10

SAID = [
    ("examples/water-points", "58 need more than 30 minutes for water. That is 44 percent", round(58 / 132 * 100), 44),
    ("examples/water-points", "with a margin of 9 points", round(100 / sqrt(132)), 9),
    ("examples/water-points", "with a margin of about 8 points", round(100 / sqrt(150)), 8),
    (
        "examples/water-points",
        "it is 31 of 91 homes. In the upper parts, it is 27 of 41",
        (31 + 27, 91 + 41),
        (58, 132),
    ),
    ("examples/water-points", "29 work, 11 work in part, 4 have no water now, 8 do not work", 29 + 11 + 4 + 8, 52),
    (
        "examples/water-points",
        "Now 31 points work, 11 work in part, 4 have no water now and 6 do not",
        31 + 11 + 4 + 6,
        52,
    ),
    ("examples/water-points", "So 52 points remained: 38 on the list and 14 others", 38 + 14, 52),
    ("examples/water-points", "133 answered, 9 refused, and at 8 nobody was ever at home", 133 + 9 + 8, 150),
    ("examples/water-points", "26 of 1,584 answers", 132 * 12, 1584),
    ("examples/water-points", "the work cost 3,020 coins", 230 + 1992 + 246 + 190 + 60 + 302, 3020),
    (
        "examples/water-points",
        "1,992 coins. Wages took 1,344, and the coordinator 180",
        1344 + 180 + 292 + 80 + 96,
        1992,
    ),
    ("examples/water-points", "120 were left", 3140 - 3020, 120),
    (
        "examples/clinic-access",
        "73 people gave up a visit in the last 12 months (35 percent)",
        round(73 / 210 * 100),
        35,
    ),
    ("examples/clinic-access", "| Town | 102 | 24 | 24 percent |", round(24 / 102 * 100), 24),
    ("examples/clinic-access", "| Lowland | 108 | 49 | 45 percent |", round(49 / 108 * 100), 45),
    ("examples/clinic-access", "| 41 | 22 | 54 percent |", round(22 / 41 * 100), 54),
    ("examples/clinic-access", "| All others | 169 | 51 | 30 percent |", round(51 / 169 * 100), 30),
    (
        "examples/clinic-access",
        "What remains.** 210 answers",
        (102 + 108, 41 + 169, 24 + 49, 22 + 51),
        (210, 210, 73, 73),
    ),
    ("examples/clinic-access", "The simple margin for the town is 10 points", round(100 / sqrt(102)), 10),
    ("examples/clinic-access", "It is 22 points, with a margin of 18", round((49 / 108 - 24 / 102) * 100), 22),
    ("examples/clinic-access", "306 answered, 31 refused and 23 were never reached", 306 + 31 + 23, 360),
    ("examples/clinic-access", "Wages were 3,456, cars and fares 1,800", 3456 + 1800 + 750 + 444 + 400 + 600, 7450),
    ("topics/small-numbers", "20 percent of 15 answers is 3 people", 0.2 * 15, 3),
    (
        "topics/small-numbers",
        "Two traders earn 500 on average. One earns 300, so she knows that the other earns 700",
        2 * 500 - 300,
        700,
    ),
]


@pytest.mark.parametrize(("guide", "words", "worked_out", "said"), SAID, ids=[each[1][:40] for each in SAID])
def test_a_number_is_as_the_guide_says(guide: str, words: str, worked_out: object, said: object) -> None:
    assert words in (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    assert worked_out == said


def tables() -> list[dict[str, list[int | None]]]:
    """The tables of villages: row → women, men, total; None where a number is hidden."""
    found = []
    for block in re.findall(r"\| Village \|.*?\n\n", SMALL, re.DOTALL):
        rows = [[cell.strip() for cell in line.strip("| \n").split("|")] for line in block.strip().split("\n")[2:]]
        found.append({name: [None if cell == "hidden" else int(cell) for cell in cells] for name, *cells in rows})
    return found


def true_table() -> dict[str, list[int]]:
    return {name: [number or 0 for number in cells] for name, cells in tables()[0].items()}


def test_the_table_before_adds_up() -> None:
    table = true_table()
    for women, men, total in table.values():
        assert women + men == total
    for column in range(3):
        assert sum(cells[column] for name, cells in table.items() if name != "Total") == table["Total"][column]


def test_every_small_number_is_hidden_and_none_can_be_worked_out() -> None:
    """The hidden cells could hold many numbers, and those that the guide names are the ends of their ranges."""
    true, hidden = true_table(), tables()[1]
    for name, cells in true.items():
        for shown, number in zip(hidden[name], cells, strict=True):
            assert (shown is None) if 0 < number < LIMIT else shown in (None, number)
    both, row, other = true["B"][1] + true["C"][1], true["B"][2], true["C"][2]
    possible = [(men, row - men, both - men, other - (both - men)) for men in range(both + 1) if row >= men]
    assert all(min(cells) >= 0 for cells in possible)
    ends = [(min(column), max(column)) for column in zip(*possible, strict=True)]
    assert ends == [(0, 12), (3, 15), (0, 12), (14, 26)]
    # A reader who knows the limit also knows that one of them is small.
    known = [cells[0] for cells in possible if any(0 < number < LIMIT for number in cells)]
    assert (known[0], known[-1], len(known)) == (1, 12, 12)
    for words in ("from 0 to 12", "from 3 to 15", "between 0 and 12", "between 14 and 26", "so it is 1 to 12"):
        assert words in SMALL


def test_each_number_is_rounded_by_itself() -> None:
    true, rounded = true_table(), tables()[2]
    for name, cells in true.items():
        assert rounded[name] == [(number + BASE // 2) // BASE * BASE for number in cells]
    villages = [cells for name, cells in rounded.items() if name != "Total"]
    assert (sum(each[1] or 0 for each in villages), rounded["Total"][1]) == (40, 50)
    assert "The men make 40 and the table says 50." in SMALL
    men = (list(true).index("B"), 1)
    assert rounded_ranges(list(true.values()), BASE, [men])[men] == Range(1, 4)
    assert "The 0 for men in B is 1 to 4: the total is at least 15, and the women are at most 14." in SMALL


def test_groups_are_large_enough() -> None:
    true, joined = true_table(), tables()[3]
    assert joined["B and C"] == [one + other for one, other in zip(true["B"], true["C"], strict=True)]
    assert all(number is None or number >= LIMIT for cells in joined.values() for number in cells)


def test_the_limits_of_the_guide_are_those_of_its_example() -> None:
    assert "We advise at least five, and ten for sensitive topics" in SMALL
    assert "so our limit here is ten" in SMALL
    places = [SMALL.index(f"{{ #{id} }}") for id in ("before", "limit", "hide", "round", "group")]
    assert all(one < other for one, other in pairwise(places))
