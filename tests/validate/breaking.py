"""Breaking the tiny framework in one place, and seeing what the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.load.library import load_library
from generator.report import render_text
from generator.validate import validate

FRAMEWORK = "framework/editions/1.0"
CONSENT = "templates/documents/small-consent.yaml"
CHECKLIST = "content/checklists/small-check.yaml"


@dataclass(frozen=True)
class Break:
    """An edit of one file, and the mistake that it makes: its code, its line and some words of its message or help."""

    code: str
    path: str
    old: str
    new: str
    line: str
    """The line that the diagnostic points at, without the blanks around it."""
    words: str


def edit(root: Path, path: str, old: str, new: str) -> None:
    """The first `old` in the file is `new`."""
    text = (root / path).read_text("utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def mistakes(root: Path) -> list[Diagnostic]:
    """What the rules say about the folder, which loads without a mistake."""
    loaded = load_library(root)
    assert loaded.library is not None, render_text(loaded.diagnostics, root)
    return validate(loaded.library, loaded.sources)


def line_of(found: Diagnostic) -> str:
    """The line that the diagnostic points at, from its column on."""
    line = found.position.file.read_text("utf-8").split("\n")[found.position.line - 1]
    return line[found.position.column - 1 :]
