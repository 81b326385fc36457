"""JSON Schemas of the YAML files, made from the models, so that an editor can complete and check what authors write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from generator.cache.writing import write_whole
from generator.catalog.entries import Termbase
from generator.library.classifier import Classifier
from generator.library.diagrams import Diagrams
from generator.library.framework import FILES
from generator.library.guides import Guides
from generator.library.language import Languages
from generator.library.library import Glossary, Interface, Publication
from generator.library.matrix import Matrix
from generator.library.matters import Matters
from generator.library.packs import Packs
from generator.library.session import Programmes, Session
from generator.library.standards import Standards
from generator.library.template import Checklist, DocumentTemplate
from generator.library.text import Node
from generator.library.works import CitedWorks

FOLDER = "framework/schemas"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of YAML file: its model, and where such files stand."""

    model: type[Node]
    files: tuple[str, ...]


def kinds() -> dict[str, Kind]:
    """Every kind of YAML file by the name of its schema."""
    stems: dict[type[Node], list[str]] = {}
    for stem, model in FILES.items():
        stems.setdefault(model, []).append(stem)
    edition = {
        names[0] if len(names) == 1 else model.__name__.lower(): Kind(
            model, tuple(f"framework/editions/*/{name}.yaml" for name in names)
        )
        for model, names in stems.items()
    }
    return edition | {
        "document": Kind(DocumentTemplate, ("templates/documents/*.yaml",)),
        "checklist": Kind(Checklist, ("content/checklists/*.yaml",)),
        "glossary": Kind(Glossary, ("content/glossary.yaml",)),
        "standards": Kind(Standards, ("content/standards.yaml",)),
        "matters": Kind(Matters, ("content/matters.yaml",)),
        "guides": Kind(Guides, ("content/guides.yaml",)),
        "works": Kind(CitedWorks, ("content/works.yaml",)),
        "session": Kind(Session, ("content/sessions/*.yaml",)),
        "programmes": Kind(Programmes, ("content/programmes.yaml",)),
        "diagrams": Kind(Diagrams, ("content/diagrams.yaml",)),
        "matrix": Kind(Matrix, ("content/matrix.yaml",)),
        "packs": Kind(Packs, ("content/packs.yaml",)),
        "classifier": Kind(Classifier, ("content/classifier.yaml",)),
        "interface": Kind(Interface, ("content/interface.yaml", "content/wording.yaml")),
        "site": Kind(Publication, ("content/site.yaml",)),
        "languages": Kind(Languages, ("translations/languages.yml",)),
        "termbase": Kind(Termbase, ("translations/termbase.yml",)),
    }


def schema_files() -> dict[str, str]:
    """The content of every schema by its path below the project's folder."""
    return {f"{FOLDER}/{name}.schema.json": _schema(kind.model) for name, kind in sorted(kinds().items())}


def stale_schemas(root: Path) -> list[str]:
    """The paths of schemas that are missing, behind the models, or of no kind any more."""
    wanted = schema_files()
    present = {f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.schema.json")}
    behind = [path for path in wanted if path not in present or (root / path).read_text("utf-8") != wanted[path]]
    return sorted([*behind, *(present - set(wanted))])


def write_schemas(root: Path) -> list[str]:
    """The schemas are up to date; the paths of those that were written or removed."""
    wanted = schema_files()
    changed = stale_schemas(root)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    for path in changed:
        if path in wanted:
            write_whole(root / path, wanted[path])
        else:
            (root / path).unlink()
    return changed


class _Untitled(GenerateJsonSchema):
    """Without a title on each field: it would only repeat the field's name."""

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:  # noqa: ARG002  pydantic calls it so
        return False


def _schema(model: type[Node]) -> str:
    content = model.model_json_schema(schema_generator=_Untitled)
    content["$schema"] = GenerateJsonSchema.schema_dialect
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
