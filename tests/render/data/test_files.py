"""The data in every format, read back by programs that know nothing of ours."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from generator.blocks.dataset import Collection, Column, Holds, Value
from generator.catalog.entries import FORMULA_LEADS
from generator.compose.data.records import collection
from generator.editions import Editions
from generator.render.data.csv_file import BETWEEN_TEXTS, BETWEEN_WORDS, cell, metadata_json, table_csv
from generator.render.data.json_file import group_json, schema_json
from generator.render.data.workbook import workbook
from tests import attacks
from tests.conftest import ROOT, copy_tiny, loaded


@pytest.fixture(scope="module")
def real() -> Collection:
    return collection(loaded(ROOT))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    editions = Editions(copy_tiny(tmp_path_factory.mktemp("arabic")))
    return collection(editions.edition(editions.languages(("ar",))[0]).library)


@pytest.fixture(scope="module")
def hostile(arabic: Collection) -> Collection:
    """The same tables, with an attack in each place where an author or translator writes words."""
    words = cycle(attacks.texts())

    def attacked(column: Column, value: Value) -> Value:
        if column.holds is Holds.TEXT and value:
            return next(words)
        if column.holds is Holds.TEXTS and isinstance(value, dict):
            return {id: next(words).replace("\n", " ") for id in value}
        return value

    return replace(
        arabic,
        datasets=tuple(
            replace(
                each,
                records=tuple(tuple(map(attacked, each.columns, record)) for _ in range(12) for record in each.records),
            )
            for each in arabic.datasets
        ),
    )


@pytest.mark.parametrize("which", ["real", "arabic", "hostile"])
def test_json_keeps_its_schema(which: str, request: pytest.FixtureRequest, real: Collection) -> None:
    held: Collection = request.getfixturevalue(which)
    for group, datasets in held.groups.items():
        schema = json.loads(schema_json(real, group, "https://example.org/schema.json"))
        Draft202012Validator.check_schema(schema)
        read = json.loads(group_json(held, group))
        Draft202012Validator(schema).validate(read)
        records = [record for dataset in datasets for record in read[dataset.name]]
        assert set(read["licences"]) == {each for record in records for each in record["licence"].split(" AND ")}
        assert "LicenseRef-Quoted-Framework" in read["rights"]
        for dataset in datasets:
            known = set(schema["$defs"][dataset.name]["properties"])
            assert all(set(record) <= known for record in read[dataset.name])
            assert [record["id"] for record in read[dataset.name]] == [record[0] for record in dataset.records]


def test_the_schema_refuses_what_is_wrong(real: Collection) -> None:
    validator = Draft202012Validator(json.loads(schema_json(real, "framework", "https://example.org/a.json")))
    read = json.loads(group_json(real, "framework"))
    del read["principles"][0]["state"]
    read["stages"][0]["number"] = "one"
    assert len(list(validator.iter_errors(read))) == 2


@pytest.mark.parametrize("which", ["real", "arabic", "hostile"])
def test_csv_comes_back_as_it_was_and_no_cell_is_a_formula(which: str, request: pytest.FixtureRequest) -> None:
    held: Collection = request.getfixturevalue(which)
    for dataset in held.datasets:
        content = table_csv(dataset).decode()
        assert content.endswith("\r\n")
        head, *lines = csv.reader(io.StringIO(content, newline=""), strict=True)
        assert head == [column.name for column in dataset.columns]
        assert len(lines) == len(dataset.records)
        for line, record in zip(lines, dataset.records, strict=True):
            assert not any(each.startswith(FORMULA_LEADS) for each in line)
            unquoted = [
                each[1:] if each.startswith("'") and each.lstrip("'").startswith(FORMULA_LEADS) else each
                for each in line
            ]
            assert unquoted == [cell(value) for value in record]


def test_the_description_names_the_columns_of_each_table_as_they_stand(real: Collection, arabic: Collection) -> None:
    for held in (real, arabic):
        described = json.loads(metadata_json(held, "https://example.org/licence"))
        assert "LicenseRef-Quoted-Framework" in described["dc:rights"]
        assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": held.language.tag}]
        assert described["dc:issued"] == {"@value": held.released, "@type": "xsd:date"}
        assert [table["url"] for table in described["tables"]] == [f"{each.name}.csv" for each in held.datasets]
        for table, dataset in zip(described["tables"], held.datasets, strict=True):
            head, *lines = csv.reader(io.StringIO(table_csv(dataset).decode(), newline=""))
            columns = table["tableSchema"]["columns"]
            assert [column["name"] for column in columns] == head
            assert table["tableDirection"] == held.language.direction
            for place, column in enumerate(columns):
                values = [line[place] for line in lines if line[place]]
                if column["datatype"] == "integer":
                    assert all(value.isdigit() for value in values)
                if column["datatype"] == "boolean":
                    assert set(values) <= {"true", "false"}
                assert column.get("separator") in (None, BETWEEN_WORDS, BETWEEN_TEXTS)


def test_another_reader_finds_the_tables_as_they_are_described(
    real: Collection, arabic: Collection, tmp_path: Path
) -> None:
    """Every column has its type, and every key is there once."""
    reader = pytest.importorskip("csvw", reason="csvw is not installed")
    for held in (real, arabic):
        folder = tmp_path / held.language.tag
        folder.mkdir()
        for dataset in held.datasets:
            (folder / f"{dataset.name}.csv").write_bytes(table_csv(dataset))
        (folder / "csv-metadata.json").write_bytes(metadata_json(held, "https://example.org/licence"))
        read = reader.CSVW(str(folder / "csv-metadata.json"), validate=True)
        assert read.is_valid
        assert len(read.to_json(minimal=True)) == sum(len(each.records) for each in held.datasets)


@pytest.mark.parametrize("which", ["arabic", "hostile"])
def test_a_workbook_holds_words_and_nothing_that_runs(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    held: Collection = request.getfixturevalue(which)
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(held))
    book = load_workbook(path)
    assert book.sheetnames == ["about", *(each.name for each in held.datasets)]
    for dataset in held.datasets:
        sheet = book[dataset.name]
        assert sheet.freeze_panes == "B2"
        assert sheet.sheet_view.rightToLeft
        assert [each.value for each in sheet[1]] == [column.name for column in dataset.columns]
        assert sheet.max_row == len(dataset.records) + 1
        for row in sheet.iter_rows():
            for each in row:
                assert each.data_type in ("s", "n", "b"), each.value
                assert each.hyperlink is None
    with ZipFile(path) as archive:
        names = archive.namelist()
        assert not any("external" in name.lower() or "vba" in name.lower() for name in names)
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
        assert not any(b"<f>" in archive.read(name) for name in names if "worksheets" in name)


def test_a_workbook_of_english_runs_from_left_to_right(real: Collection, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(real))
    sheet = load_workbook(path, read_only=False)["principles"]
    assert not sheet.sheet_view.rightToLeft
    assert sheet.max_row == 14
    assert sheet["B2"].value == 1


def test_the_same_data_give_the_same_bytes(arabic: Collection) -> None:
    assert workbook(arabic) == workbook(arabic)
    assert group_json(arabic, "papers") == group_json(arabic, "papers")
