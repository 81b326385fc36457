"""Options that several commands have, and what is asked of them before anything begins."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generator.diagnostics import UsageError


class PaperSize(StrEnum):
    """The size of printed pages."""

    A4 = "a4"
    LETTER = "letter"


def _not_among_sources(path: Path | None) -> Path | None:
    from generator.cache.freshness import is_among_sources

    if path is not None and is_among_sources(Path.cwd(), path):
        raise UsageError(f"{path} is among the sources of the project: choose another place")
    return path


written = partial(typer.Option, callback=_not_among_sources)
"""An option for what is written, which is never a source."""
Languages = Annotated[
    list[str] | None, typer.Option("--lang", "-l", help="Only this language; repeat it for more.", metavar="TAG")
]
Language = Annotated[str, typer.Option("--lang", "-l", help="The language, by its tag.", metavar="TAG")]
Size = Annotated[PaperSize, typer.Option("--size", help="The size of a PDF's pages.")]
Site = Annotated[Path, typer.Option("--site", help="The built site.", metavar="DIR")]
Folder = Annotated[Path, written("--out", "-o", help="The folder to write into.", metavar="DIR")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="How many processes; as many as there are processors if left out."),
]


def made_of(out: Path, endings: Mapping[str, str], option: str = "--out") -> str:
    """What is to be made by the ending of the file; refused for any other ending."""
    *others, last = endings
    if out.suffix.lower() not in endings:
        said = f"{', '.join(others)} or {last}" if others else last
        raise typer.BadParameter(f"the file must end in {said}", param_hint=option)
    return endings[out.suffix.lower()]


def project() -> Path:
    """The folder in which the command was called, which must be the project's."""
    root = Path.cwd()
    if not (root / "framework/editions").is_dir():
        raise typer.BadParameter("run this in the project's folder: there is no framework/editions here")
    return root
