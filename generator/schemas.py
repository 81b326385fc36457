"""JSON Schemas of the YAML files, made from the models, so that an editor can complete and check what authors write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from generator.cache.writing import write_together
from generator.catalog.entries import TERMBASE_FILE, Termbase
from generator.files import read
from generator.library.kinds import KINDS
from generator.library.language import LANGUAGES_FILE, Languages
from generator.library.text import Node

FOLDER = "framework/schemas"
SETTINGS = ".vscode/settings.json"
"""Where an editor is told which schema is for which files."""


@dataclass(frozen=True, slots=True)
class YamlKind:
    """A kind of YAML file: its model, and where such files stand."""

    model: type[Node]
    files: tuple[str, ...]


def kinds() -> dict[str, YamlKind]:
    """Every kind of YAML file by the name of its schema: all content but pages, and what translators share."""
    found = {"languages": YamlKind(Languages, (LANGUAGES_FILE,)), "termbase": YamlKind(Termbase, (TERMBASE_FILE,))}
    for kind in KINDS:
        if kind.files.endswith(".yaml"):
            name = kind.schema_name
            files = found[name].files if name in found else ()
            found[name] = YamlKind(kind.model, (*files, kind.files))
    return found


def schema_files() -> dict[str, str]:
    """The content of every schema by its path below the project's folder."""
    return {f"{FOLDER}/{name}.schema.json": _schema(kind.model) for name, kind in sorted(kinds().items())}


def stale_schemas(root: Path) -> list[str]:
    """The paths of schemas that are missing, behind the models, or of no kind any more; and of outdated settings."""
    wanted = schema_files()
    present = {f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.schema.json")}
    behind = [path for path in wanted if path not in present or read(root / path) != wanted[path].encode()]
    settings = [SETTINGS] if _settings(root) is not None else []
    return sorted([*settings, *behind, *(present - set(wanted))])


def write_schemas(root: Path) -> list[str]:
    """The schemas are up to date; the paths of those that were written or removed."""
    settings = _settings(root)
    wanted = schema_files() | ({} if settings is None else {SETTINGS: settings})
    changed = stale_schemas(root)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    write_together({root / path: wanted[path].encode() for path in changed if path in wanted})
    for path in changed:
        if path not in wanted:
            (root / path).unlink()
    return changed


def _settings(root: Path) -> str | None:
    """The editor's settings as they should be; None where they are so, or are not there, or are not ours to write."""
    try:
        text = read(root / SETTINGS).decode()
        held = json.loads(text)
    except (OSError, ValueError, RecursionError):  # with comments in it, somebody keeps the file by hand
        return None
    held["yaml.schemas"] = {
        f"./{FOLDER}/{name}.schema.json": kind.files[0] if len(kind.files) == 1 else list(kind.files)
        for name, kind in sorted(kinds().items())
    }
    wanted = json.dumps(held, ensure_ascii=False, indent=2) + "\n"
    return None if wanted == text else wanted


class _Untitled(GenerateJsonSchema):
    """Without a title on each field: it would only repeat the field's name."""

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:  # noqa: ARG002  pydantic calls it so
        return False


def _schema(model: type[Node]) -> str:
    content = model.model_json_schema(schema_generator=_Untitled)
    content["$schema"] = GenerateJsonSchema.schema_dialect
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
