"""Diagnostics as text for people, as JSON for programs, and as annotations on a pull request."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.catalog.code_pages import shown as as_written
from generator.diagnostics import Diagnostic, Severity, counted
from generator.files import read

_HIDDEN = ("Cc", "Cf", "Cs")
WIDTH = 100
"""How many columns of a long line are shown around the caret."""


def render_text(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """Each diagnostic with its line and a caret, then how many there are; nothing when there are none."""
    if not diagnostics:
        return ""
    lines: dict[Path, list[str]] = {}
    blocks = ["\n".join(_block(each, root, lines)) for each in diagnostics]
    return "\n\n".join([*blocks, _summary(diagnostics)]) + "\n"


def render_json(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """A list of objects, one a diagnostic."""
    entries = [
        {
            "code": each.code,
            "severity": each.severity.value,
            "file": _shown(each.position.file, root),
            "line": each.position.line,
            "column": each.position.column,
            "message": each.message,
            "help": each.help,
        }
        for each in diagnostics
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def render_github(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """A workflow command a diagnostic, which GitHub shows beside the line."""
    return "".join(f"{_annotation(each, root)}\n" for each in diagnostics)


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    errors = sum(each.severity is Severity.ERROR for each in diagnostics)
    counts = [counted(errors, "error")] if errors else []
    warnings = len(diagnostics) - errors
    return ", ".join([*counts, counted(warnings, "warning")] if warnings else counts)


def _block(found: Diagnostic, root: Path, lines: dict[Path, list[str]]) -> Iterator[str]:
    position = found.position
    yield f"{found.severity.value}[{found.code}]: {printable(found.message)}"
    number = str(position.line) if position.line else " "
    margin = " " * len(number)
    place = f":{position.line}:{position.column}" if position.line else ""
    yield f"{margin}--> {_shown(position.file, root)}{place}"
    line = _line(position.file, position.line, root, lines)
    if line is not None:
        text, offset = _window(line, max(position.column, 1) - 1)
        yield f"{margin} |"
        yield f"{number} | {text}".rstrip()
        yield f"{margin} | {' ' * offset}^"
    if found.help:
        yield f"{margin} = help: {printable(found.help)}"


def _line(file: Path, number: int, root: Path, lines: dict[Path, list[str]]) -> str | None:
    """The line of the file, when there is one to show."""
    if file not in lines:
        lines[file] = _read(file, root)
    return lines[file][number - 1] if 0 < number <= len(lines[file]) else None


def _read(file: Path, root: Path) -> list[str]:
    try:
        # A link in the project that leads out of it may end at a secret: its lines are nobody's to see.
        held = read(file, within=root if (root / file).is_relative_to(root) else None)
    except OSError:
        return []
    # A workbook has rows, and its bytes have no lines that anybody could read.
    text = "" if b"\0" in held else as_written(held)
    return text.replace("\r\n", "\n").split("\n") if text else []


def _window(line: str, index: int) -> tuple[str, int]:
    """The part of the line around the index, and how many columns before the index it takes."""
    index = min(index, len(line))
    start = 0 if len(line) <= WIDTH else max(0, min(index - WIDTH // 2, len(line) - WIDTH))
    end = min(len(line), start + WIDTH)
    before = ("…" if start else "") + printable(line[start:index])
    after = printable(line[index:end]) + ("…" if end < len(line) else "")
    return before + after, sum(map(_columns, before))


def _columns(character: str) -> int:
    """How many columns of a terminal the character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """The text with a mark in place of every character that would move the cursor or hide."""
    return "".join("�" if unicodedata.category(each) in _HIDDEN else each for each in text.replace("\t", " "))


def _shown(file: Path, root: Path) -> str:
    absolute = file if file.is_absolute() else root / file
    return printable((absolute.relative_to(root) if absolute.is_relative_to(root) else file).as_posix())


def _annotation(found: Diagnostic, root: Path) -> str:
    position = found.position
    properties = {"file": _shown(position.file, root)}
    if position.line:
        properties |= {"line": str(position.line), "col": str(max(position.column, 1))}
    properties["title"] = found.code
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    message = f"{found.message}\n{found.help}" if found.help else found.message
    return f"::{found.severity.value} {written}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """As GitHub's own toolkit escapes the data and the properties of a command."""
    return "".join(f"%{ord(each):02X}" if each in "%\r\n" + more else each for each in text)
