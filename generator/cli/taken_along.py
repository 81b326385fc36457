"""Commands that write the toolkit so that it can be taken along: as data, kits and books."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.commands import TAKEN_ALONG, app
from generator.cli.options import Folder, Languages, Site, made_of, project, written
from generator.cli.terminal import stdout, waits
from generator.diagnostics import counted


@app.command(rich_help_panel=TAKEN_ALONG)
def data(
    lang: Languages = None,
    out: Folder = Path("dist/data"),
) -> None:
    """Write the toolkit as data, as it stands on the site: JSON, CSV, a workbook for each language, schemas."""
    from generator.exporting import export

    number = export(project(), tuple(lang or ()), Path(os.path.realpath(out)), waits)
    stdout.say(f"{out}: {counted(number, 'file')}.")


@app.command(rich_help_panel=TAKEN_ALONG)
def kit(
    out: Annotated[Path, written("--out", "-o", help="The zip file to write.", metavar="FILE")] = Path(
        "dist/citizen-data-toolkit.zip"
    ),
) -> None:
    """Pack the built site as one zip for people without a network."""
    from generator.build import pack_kit

    made_of(out, {".zip": "zip"})
    size = pack_kit(project() / "site", out, waits)
    stdout.say(f"{out}: {size / 1_000_000:.1f} MB. Unpack it anywhere and open index.html.")


@app.command(rich_help_panel=TAKEN_ALONG)
def kits(
    lang: Languages = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--kit", "-k", help="Only this kit of content/kits.yaml; repeat it for more.", metavar="NAME"),
    ] = None,
    site: Site = Path("site"),
    out: Folder = Path("dist"),
) -> None:
    """Pack the built site as kits of one language each: pages, pages and papers, everything, and one for each role."""
    from generator.packing import make_kits

    for made in make_kits(project(), site, tuple(lang or ()), tuple(name or ()), out, waits):
        stdout.say(f"{made.file}: {made.size:,} bytes ({', '.join(made.parts)}).")


@app.command(rich_help_panel=TAKEN_ALONG)
def epub(
    lang: Languages = None,
    site: Site = Path("site"),
    out: Folder = Path("dist"),
) -> None:
    """Bind the guides of each language of the built site as an e-book (EPUB 3)."""
    from generator.packing import make_books

    for book in make_books(project(), site, tuple(lang or ()), out, waits):
        stdout.say(f"{book}: {book.stat().st_size:,} bytes.")


@app.command(rich_help_panel=TAKEN_ALONG)
def zim(
    lang: Languages = None,
    name: Annotated[
        str, typer.Option("--kit", "-k", help="Which kit of content/kits.yaml it holds, whole.", metavar="NAME")
    ] = "papers",
    full_text: Annotated[
        bool, typer.Option("--full-text/--titles", help="Let Kiwix search all words, or only titles.")
    ] = True,
    site: Site = Path("site"),
    out: Folder = Path("dist"),
) -> None:
    """Write each language of the built site as one ZIM file for Kiwix (needs libzim, installed by hand)."""
    from generator.packing import make_zims

    for made in make_zims(project(), site, tuple(lang or ()), name, out, waits, full_text=full_text):
        stdout.say(f"{made}: {made.stat().st_size:,} bytes.")
