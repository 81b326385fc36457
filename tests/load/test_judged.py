"""What was judged of translations is read as it stands, and a table that says nothing is a mistake with a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.counts import BACK_FILE, READ_FILE, Judgement, count_judged, judged
from generator.editions import Editions
from generator.library.text import Text
from generator.load.judged import load_judgements

HEAD = "key,translation,back,judgement,remark\r\n"


def arabic(root: Path) -> tuple[Editions, Path]:
    return Editions(root), root / "translations/ar"


def read(root: Path, table: str) -> tuple[list[Judgement], list[tuple[str, int | None]]]:
    editions, folder = arabic(root)
    (folder / READ_FILE).write_text(table, encoding="utf-8", newline="")
    (language,) = editions.languages(("ar",))
    rows, found = load_judgements(root, language, READ_FILE)
    return list(rows), [(each.code, each.position.line) for each in found]


def test_the_columns_may_stand_in_any_order_with_others_between(tiny: Path) -> None:
    rows, found = read(tiny, "\ufeffjudgement,remark,translation,key\r\nminor,late,قل,a#b\r\n")
    assert rows == [Judgement("a#b", "قل", "minor")] and not found


@pytest.mark.parametrize(
    ("row", "line"), [("a#b,قل,say,good,", 2), (",قل,say,right,", 2), ("a#b,,,right,", 2), ('a#b,"قل', 2)]
)
def test_a_row_that_judges_nothing_is_named(tiny: Path, row: str, line: int) -> None:
    rows, found = read(tiny, HEAD + row)
    assert not rows and found == [("JUDGED001", line)]


def test_a_text_is_mended_when_it_says_something_else_now() -> None:
    given = [Judgement("a#b", "old", "meaning"), Judgement("a#c", "same", "major"), Judgement("a#d", "x", "right")]
    texts = {key: Text(key=key, value=value, source="s", lang="ar") for key, value in (("a#b", "new"), ("a#c", "same"))}
    found = count_judged(judged(given), texts)
    assert (found.total, found.mended) == (3, 1)
    assert found.by_judgement == {"right": 1, "minor": 0, "major": 1, "meaning": 1}


def test_the_counts_of_a_language_have_both(tiny: Path) -> None:
    editions, folder = arabic(tiny)
    (folder / BACK_FILE).write_text(HEAD + "a#b,قل,say,meaning,lost\r\n", encoding="utf-8", newline="")
    counts, _ = editions.counts(*editions.languages(("ar",)))
    assert (counts.back.total, counts.back.mended, counts.read.total) == (1, 1, 0)


def test_a_table_that_changed_is_counted_anew(tiny: Path) -> None:
    for judgement, number in (("meaning", 1), ("right", 0), ("meaning", 1)):
        editions, folder = arabic(tiny)
        (folder / BACK_FILE).write_text(HEAD + f"a#b,قل,say,{judgement},\r\n", encoding="utf-8", newline="")
        counts, _ = editions.counts(*editions.languages(("ar",)))
        editions.save()
        assert counts.back.by_judgement["meaning"] == number
