"""The JSON Schemas and the editor settings that use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.library.interface import LOCK
from generator.load.message_lock import message_lock
from generator.schemas import FOLDER, SETTINGS, kinds, schema_files, stale_schemas, write_schemas
from tests.conftest import ROOT, loaded

SCHEMAS = schema_files()


def authored() -> set[Path]:
    folders = ("framework/editions", "content", "templates/documents", "translations")
    found = {path for folder in folders for ending in ("*.yaml", "*.yml") for path in (ROOT / folder).rglob(ending)}
    return found - {ROOT / "translations/source.lock.yml"}


def test_the_committed_schemas_are_up_to_date() -> None:
    assert stale_schemas(ROOT) == [], "run `citizen-data schemas`"
    assert (ROOT / LOCK).read_text("utf-8") == message_lock(loaded(ROOT)), "run `citizen-data schemas`"


def test_every_authored_file_has_exactly_one_schema() -> None:
    matched = [path for kind in kinds().values() for pattern in kind.files for path in ROOT.glob(pattern)]
    assert len(matched) == len(set(matched))
    assert set(matched) == authored()


def test_the_editor_is_told_which_schema_is_for_which_files(tmp_path: Path) -> None:
    settings = tmp_path / SETTINGS
    settings.parent.mkdir()
    settings.write_text('{\n  "editor.rulers": [\n    120\n  ]\n}\n', encoding="utf-8")
    assert SETTINGS in write_schemas(tmp_path)
    written = json.loads(settings.read_text("utf-8"))
    assert written["editor.rulers"] == [120]
    listed = {
        path: tuple([files] if isinstance(files, str) else files) for path, files in written["yaml.schemas"].items()
    }
    assert listed == {f"./{FOLDER}/{name}.schema.json": kind.files for name, kind in kinds().items()}
    assert stale_schemas(tmp_path) == []


def test_settings_with_comments_are_left_alone(tmp_path: Path) -> None:
    settings = tmp_path / SETTINGS
    settings.parent.mkdir()
    settings.write_text("{} // mine\n", encoding="utf-8")
    assert SETTINGS not in write_schemas(tmp_path)
    assert settings.read_text("utf-8") == "{} // mine\n"


def test_writing_mends_what_is_stale_and_removes_what_is_of_no_kind(tmp_path: Path) -> None:
    assert set(write_schemas(tmp_path)) == set(schema_files())
    assert write_schemas(tmp_path) == []
    (tmp_path / FOLDER / "site.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / FOLDER / "old.schema.json").write_text("{}", encoding="utf-8")
    (tmp_path / FOLDER / "glossary.schema.json").unlink()
    wanted = [f"{FOLDER}/{name}.schema.json" for name in ("glossary", "old", "site")]
    assert stale_schemas(tmp_path) == wanted
    assert write_schemas(tmp_path) == wanted
    assert stale_schemas(tmp_path) == []


@pytest.mark.parametrize("path", sorted(SCHEMAS))
def test_a_schema_refuses_unknown_keys_and_knows_its_dialect(path: str) -> None:
    text = SCHEMAS[path]
    schema = json.loads(text)
    assert text.endswith("}\n")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert all(
        each.get("additionalProperties") is False for each in schema.get("$defs", {}).values() if "properties" in each
    )
    assert json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n" == text
