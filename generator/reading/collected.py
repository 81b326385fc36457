"""What was read of all papers that came back, in one folder: a file of answers for each, and one table of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.cache.writing import write_together
from generator.catalog.entries import spreadsheet
from generator.diagnostics import Diagnostic, Position, Severity, UsageError
from generator.files import read
from generator.library.answers import SCHEMA, Value
from generator.library.template import DocumentTemplate
from generator.reading.returned import Reading, ReadPaper

TABLE = "table.csv"
_LONGEST = 200
"""How many bytes of a name are kept: a disk takes 255, and while it is written a file has a longer one."""


def read_back(root: Path, paths: Sequence[Path], out: Path) -> tuple[int, list[Diagnostic]]:
    """The answers of each returned file stand in `out`, with a table of all; a file that can't be read gives nothing.

    Returns how many were read. Nothing is written where nothing was read, and no other file is written over.
    """
    reading = Reading(root)
    entries: list[ReadPaper] = []
    found: list[Diagnostic] = []
    for path, within in files_in(paths):
        held, mistakes = reading.entries(path, within)
        entries += held
        found += mistakes
    entries, again = _each_once(entries)
    found += again
    reading.papers.editions.save()
    if entries:
        _write(out, dict(_written(entries)))
    return len(entries), found


def _each_once(entries: Sequence[ReadPaper]) -> tuple[list[ReadPaper], list[Diagnostic]]:
    """Each form from a phone once, though two exports hold it; one that was changed between them is kept, and said."""
    kept: list[ReadPaper] = []
    found: list[Diagnostic] = []
    known: dict[tuple[str, str], ReadPaper] = {}
    for entry in entries:
        before = known.setdefault((entry.mark.template.id, entry.own_id), entry) if entry.own_id else entry
        same = before is not entry and before.answers == entry.answers and before.strange == entry.strange
        if before is not entry:
            how = "and counts once" if same else "with other answers: both are in the table"
            message = f"the form {entry.own_id[:60]} stands in {before.path} too, {how}"
            help = "keep the answers that were given last"
            found.append(Diagnostic("RET007", message, Position(entry.path), help, Severity.WARNING))
        if not same:
            kept.append(entry)
    return kept, found


def files_in(paths: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Every file, and for those of a folder the folder that they may not lead out of; hidden files are none.

    A folder in a folder is among them: that nobody looks into it must be said.
    """
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.iterdir()) if not each.name.startswith((".", "~$"))]
            if all(each.is_dir() and not each.is_symlink() for each in inside):
                raise UsageError(f"there is no file in {path}: name the folder with the returned papers")
            yield from ((each, path) for each in inside)
        elif os.path.lexists(path):
            yield path, None
        else:
            raise UsageError(f"there is no file {path}")


def _written(entries: Sequence[ReadPaper]) -> Iterator[tuple[str, bytes]]:
    files = list(_names(entry.path.stem for entry in entries))
    for name, entry in zip(files, entries, strict=True):
        yield name, _answers_json(entry)
    yield TABLE, _table(files, entries)


def _names(stems: Iterable[str]) -> Iterator[str]:
    """A name for the answers of each paper, after that of its file: never one twice, on any disk, and none too long."""
    counts: dict[str, int] = {}
    taken: set[str] = set()
    for whole in stems:
        name = stem = whole.encode()[:_LONGEST].decode(errors="ignore")
        while name.casefold() in taken:
            counts[stem] = counts.get(stem, 1) + 1
            name = f"{stem}-{counts[stem]}"
        taken.add(name.casefold())
        yield f"{name}.json"


def _answers_json(entry: ReadPaper) -> bytes:
    """The answers as a file that `fill` takes."""
    template, edition = entry.mark.template, entry.mark.edition
    kind = "document" if isinstance(template, DocumentTemplate) else "checklist"
    said = {
        "schema": SCHEMA, kind: template.id, "version": entry.mark.version or template.version,
        **({"edition": edition} if edition else {}), "conditions": dict(entry.answers.conditions),
        "answers": dict(entry.answers.values),
    }  # fmt: skip
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


_HEAD = ("file", "answers", "paper", "version", "edition", "language", "fingerprint")
_LAST = "not understood"


def _table(files: Sequence[str], entries: Sequence[ReadPaper]) -> bytes:
    """A line for each paper, with a column for each answer of any; no cell is a formula to a spreadsheet."""
    conditions = sorted({id for each in entries for id in each.answers.conditions})
    names = list(dict.fromkeys(name for each in entries for name in each.answers.values))
    lines: list[Sequence[str]] = [[*_HEAD, *(f"condition:{id}" for id in conditions), *names, _LAST]]
    for file, entry in zip(files, entries, strict=True):
        mark, said = entry.mark, entry.answers
        spoken = " ".join(each.language.tag for each in (mark.library, mark.beside) if each)
        head = (entry.path.name, file, mark.template.id, mark.version, mark.edition, spoken, mark.fingerprint)
        held = [*(said.conditions.get(id) for id in conditions), *(said.values.get(name) for name in names)]
        lines.append([*head, *map(_cell, held), "\n".join(entry.strange)])
    return b"\xef\xbb\xbf" + spreadsheet(lines).encode()


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a plain file there has exactly this content."""
    with suppress(OSError):
        return read(path, limit=len(content)) == content
    return False


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """All files stand in the folder; what stands there already is written over only where it is the same."""
    for name, content in files.items():
        there = out / name
        if os.path.lexists(there) and not _holds(there, content):
            raise UsageError(f"{there} is there already: choose another folder with --out, or move it away")
    write_together({out / name: content for name, content in files.items()})
