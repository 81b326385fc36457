"""A file of answers, with the place of each."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.library.answers import AnswersFile
from generator.load.model_file import ModelFile, load_model


def load_answers(path: Path) -> tuple[ModelFile[AnswersFile] | None, list[Diagnostic]]:
    """The answers of a JSON or YAML file (JSON is read as YAML), or every reason why there are none."""
    return load_model(path, AnswersFile, "answers")
