"""The table of kinds agrees with itself, with the model values and with what the cache watches."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from generator.cache.freshness import INPUT_FOLDERS
from generator.library.framework import Framework
from generator.library.kinds import FOLDERS, KINDS, PAGES, Contents, Kind
from generator.library.library import Library, parts
from generator.library.markdown import MarkdownPage
from generator.load.library import load_library


def loaded(root: Path) -> Library:
    library = load_library(root).library
    assert library is not None
    return library


def test_the_library_has_a_field_for_each_row_and_no_other() -> None:
    kept = {kind.field for kind in KINDS if not kind.of_edition}
    assert {field.name for field in fields(Contents)} == kept | {"frameworks"}
    assert set(Framework.model_fields) == {kind.field for kind in KINDS if kind.of_edition}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_a_kind_stands_where_a_build_looks(kind: Kind) -> None:
    assert any(kind.files.startswith(f"{folder}/") for folder in FOLDERS)
    assert kind.files.partition("/")[0] in INPUT_FOLDERS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_files_and_catalogues_are_found_from_each_other(kind: Kind, tiny: Path) -> None:
    for path in tiny.glob(kind.files):
        file = path.relative_to(tiny).as_posix()
        assert kind.file_of(kind.catalogue_of(file)) == file
    assert kind.file_of("nowhere/at-all") is None


def test_no_page_has_two_rows() -> None:
    assert len({page.path for page in PAGES}) == len(PAGES)


def test_every_value_is_among_the_parts_once(tiny: Path) -> None:
    found = list(parts(loaded(tiny)))
    assert len(found) == len({id(part) for part in found})
    assert sum(isinstance(part, MarkdownPage) for part in found) == len(loaded(tiny).pages)


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("content/glosary.yaml", "did you mean 'glossary.yaml'?"),
        ("content/checklists/more.yml", "only *.yaml, *.md is read here"),
        ("content/checklists/deeper/more.yaml", "only *.md is read here"),
        ("content/examples/loose.json", "only *.md is read here"),
        ("framework/editions/1.0/stagess.yaml", "did you mean 'stages.yaml'?"),
        ("templates/documents/notes.txt", "only *.yaml is read here"),
    ],
)
def test_a_file_of_no_kind_is_a_mistake_and_says_what_is_read_there(tiny: Path, path: str, help: str) -> None:
    (tiny / path).parent.mkdir(exist_ok=True)
    (tiny / path).write_text("id: more\n", encoding="utf-8")
    (found,) = load_library(tiny).diagnostics
    assert (found.code, found.position.file) == ("FILE004", tiny / path)
    assert found.help.startswith(help)


@pytest.mark.parametrize(
    "name", ["content/.DS_Store", "content/checklists/.small-check.yaml.swp", "content/guides.yaml~"]
)
def test_what_editors_leave_behind_is_no_mistake(tiny: Path, name: str) -> None:
    (tiny / name).write_text("x", encoding="utf-8")
    assert load_library(tiny).diagnostics == []
