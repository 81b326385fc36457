"""A file of answers, with the place of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic
from generator.library.answers import AnswersFile, Said, ValueShape
from generator.load.json_file import parse_json
from generator.load.model_file import ModelFile, as_model
from generator.load.text_file import read_text
from generator.load.yaml_file import YamlFile, parse_yaml


def load_answers(path: Path) -> tuple[ModelFile[AnswersFile] | None, list[Diagnostic]]:
    """The answers of a JSON or YAML file as they were typed, or every reason why there are none."""
    text, found = read_text(path, saved=True)
    if text is None:
        return None, found
    source, found = _parsed(path, text)
    return as_model(source, AnswersFile, "answers") if source else (None, found)


def _parsed(path: Path, text: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """What begins with a bracket is JSON whatever its name; all else is YAML, in which no word means anything yet."""
    return parse_json(path, text) if text.lstrip()[:1] in ("{", "[") else parse_yaml(path, text, _typed)


def _typed(event: Any) -> Said:
    return Said(str(event.value), ValueShape.PLAIN if event.implicit[0] else ValueShape.QUOTED)
