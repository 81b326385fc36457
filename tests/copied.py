"""A copy of the program in which a test may change anything, with the tiny framework as its content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from generator.translating import sync
from tests.conftest import ROOT, copy_tiny

_PROGRAM = ("generator", "tests", "templates/theme", "templates/pdf", "framework/schemas", ".vscode")


def project(folder: Path) -> Path:
    """The tiny framework with the real theme, for the program of this repository to work on."""
    copy_tiny(folder)
    shutil.copytree(ROOT / "templates/theme", folder / "templates/theme")
    return folder


def synced_project(folder: Path) -> Path:
    """The same, with its PO files in step with the English."""
    list(sync(project(folder), ()))
    return folder


def copied(folder: Path) -> Path:
    """The program itself and its tests too, as a contributor has them."""
    copy_tiny(folder)
    for name in _PROGRAM:
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(root: Path, *command: str) -> str:
    """What a module of the copy prints, such as `generator check`; it must succeed."""
    # In the folder of the copy its own modules are found before the installed ones.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def insert(file: Path, before: str, new: str) -> None:
    """The new text stands in front of the first place of `before`."""
    text = file.read_text(encoding="utf-8")
    assert before in text, f"{file.name} does not hold {before!r}"
    file.write_text(text.replace(before, new + before, 1), encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Some words of the file are others now."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def write(file: Path, text: str) -> None:
    """The file holds the text."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
