"""The tables: their names hold together, and each record says what it is, in which language and how far checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.blocks.dataset import Collection, Dataset, Holds
from generator.compose.data.records import BOTH, OURS, QUOTED, collection
from generator.compose.data.tables import CLOSING, LEADING, TABLES
from generator.editions import Editions
from generator.library.text import State
from tests.conftest import ROOT, loaded


@pytest.fixture(scope="module")
def real() -> Collection:
    return collection(loaded(ROOT))


@pytest.fixture
def arabic(tiny: Path) -> Collection:
    editions = Editions(tiny)
    (language,) = editions.languages(("ar",))
    return collection(editions.edition(language).library)


def rows(held: Collection, name: str) -> list[dict[str, object]]:
    dataset = next(each for each in held.datasets if each.name == name)
    return [dict(zip([column.name for column in dataset.columns], record, strict=True)) for record in dataset.records]


def test_a_column_means_and_holds_the_same_in_every_table() -> None:
    held: dict[str, Holds] = {}
    for table in TABLES:
        for column in (*LEADING, *table.columns, *CLOSING):
            assert held.setdefault(column.name, column.holds) is column.holds, (table.name, column.name)
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name)


def test_every_table_and_column_has_words_and_no_words_are_spare() -> None:
    columns = {f"column-{column.name}" for table in TABLES for column in (*LEADING, *table.columns, *CLOSING)}
    wanted = {each.replace("_", "-") for each in columns} | {f"table-{table.name}" for table in TABLES}
    assert set(loaded(ROOT).data.by_id) == wanted | {
        "data-about", "vocabulary-title", "vocabulary-about", "vocabulary-categories", "vocabulary-gsbpm",
    }  # fmt: skip


def test_ids_are_unique_and_what_must_be_filled_is(real: Collection) -> None:
    for dataset in real.datasets:
        ids = [record[0] for record in dataset.records]
        assert ids
        assert len(set(ids)) == len(ids), dataset.name
        for place, column in enumerate(dataset.columns):
            if column.filled:
                assert all(record[place] not in (None, "") for record in dataset.records), (dataset.name, column.name)


def test_words_in_one_cell_can_be_told_apart(real: Collection) -> None:
    for dataset in real.datasets:
        for place, column in enumerate(dataset.columns):
            for value in (record[place] for record in dataset.records):
                if column.holds is Holds.WORDS:
                    assert isinstance(value, tuple)
                    assert not any(" " in each or not each for each in value), (dataset.name, column.name, value)
                if column.holds is Holds.TEXTS:
                    assert isinstance(value, dict)
                    assert not any("\n" in text for text in value.values())


def test_what_the_records_name_exists(real: Collection) -> None:
    ids = {dataset.name: {record[0] for record in dataset.records} for dataset in real.datasets}
    for table, column, other in (
        ("clauses", "paper", "papers"), ("clauses", "fields", "fields"), ("clauses", "when", "conditions"),
        ("clauses", "satisfies", "standards"), ("standards", "clauses", "clauses"), ("fields", "paper", "papers"),
        ("checklists", "principles", "principles"), ("checklists", "stages", "stages"), ("questions", "works", "works"),
        ("crosswalk", "criterion", "criteria"), ("principles", "elements", "elements"),
    ):  # fmt: skip
        for row in rows(real, table):
            value = row[column]
            named = value if isinstance(value, tuple) else (value,) if value else ()
            assert set(named) <= ids[other], (table, row["id"], named)


def test_quotations_are_marked_and_everything_else_is_ours(real: Collection) -> None:
    assert {row["licence"] for row in rows(real, "passages")} == {QUOTED}
    assert {row["licence"] for row in rows(real, "principles")} == {BOTH}
    assert {row["licence"] for row in rows(real, "clauses")} == {OURS}
    quotes = {row["quote"] for row in rows(real, "passages")}
    assert all(row["statement"] in quotes and row["name"] in quotes for row in rows(real, "principles"))


def test_english_is_its_own_source(real: Collection) -> None:
    for dataset in real.datasets:
        for row in rows(real, dataset.name):
            assert (row["language"], row["in_english"], row["state"]) == ("en", (), "source")
            assert row["edition"] == "1.0"


def test_a_record_says_what_is_not_translated_and_how_far_the_rest_is_checked(arabic: Collection) -> None:
    seen = set()
    for dataset in arabic.datasets:
        for row in rows(arabic, dataset.name):
            own = [column.name for column in dataset.columns if column.holds in (Holds.TEXT, Holds.TEXTS)]
            fell_back = set(row["in_english"] or ()) if isinstance(row["in_english"], tuple) else set()
            assert fell_back <= set(own)
            if row["language"] == "en":
                assert fell_back == {name for name in own if row[name]}
                assert row["state"] in (State.MISSING, State.BLOCKED), row
            elif fell_back:
                assert row["state"] in (State.MISSING, State.BLOCKED)
            seen.add(row["state"])
    assert {State.MISSING, State.MACHINE} <= seen


def test_the_counts_of_a_translation_add_up(arabic: Collection) -> None:
    for row in rows(arabic, "translation"):
        assert row["texts"] == sum(int(str(row[state])) for state in State)


def test_pages_of_records_are_pages(real: Collection, arabic: Collection) -> None:
    def pages(dataset: Dataset) -> list[object]:
        return [record[len(dataset.columns) - len(CLOSING)] for record in dataset.records]

    assert "principles/relevance.html" in pages(next(each for each in real.datasets if each.name == "principles"))
    assert "documents/adult-consent.html" in pages(next(each for each in real.datasets if each.name == "clauses"))
    assert pages(arabic.datasets[1]) == ["principles/privacy.html", "principles/relevance.html"]
