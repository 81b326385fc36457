"""Breaking the tiny framework in one place, and seeing what the rules say."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cache.memory import Memory
from generator.cache.store import Store
from generator.diagnostics import Diagnostic
from generator.load.library import load_library
from generator.report import render_text
from generator.validate import validate

FRAMEWORK = "framework/editions/1.0"
CONSENT = "templates/documents/small-consent.yaml"
CHECKLIST = "content/checklists/small-check.yaml"


class _Kept(Store):
    """What was read of files in this process, so that those without the mistake are read once."""

    def __init__(self) -> None:
        super().__init__(os.devnull)
        self._read: dict[str, Any] = {}

    def value(self, key: str) -> Any:
        return self._read.get(key)

    def keep(self, key: str, value: object) -> None:
        self._read[key] = value


READ = Memory(_Kept())


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
    loaded = load_library(root, READ)
    assert loaded.library is not None, render_text(loaded.diagnostics, root)
    return validate(loaded.library, loaded.sources)


def line_of(found: Diagnostic) -> str:
    """The line that the diagnostic points at, from its column on."""
    line = found.position.file.read_text("utf-8").split("\n")[found.position.line - 1]
    return line[found.position.column - 1 :]
