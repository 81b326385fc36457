"""Commands for papers that came back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.commands import RETURNED, app
from generator.cli.options import Language, PaperSize, Size, made_of, project, written
from generator.cli.terminal import ReportFormat, finish, stdout
from generator.diagnostics import counted, has_errors


@app.command(rich_help_panel=RETURNED)
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Returned Word documents, PDFs, scoring sheets, exports of KoBo or ODK, files of answers; or folders.",
            metavar="FILE",
        ),
    ],
    out: Annotated[
        Path, written("--out", "-o", help="The folder for the answers and the table.", metavar="DIR")
    ] = Path("answers"),
) -> None:
    """Read papers that come back filled in: a file of answers for each, and one table of all."""
    from generator.reading.collected import TABLE, read_back

    number, found = read_back(project(), files, out)
    if number:
        stdout.say(f"{out}: the answers of {counted(number, 'paper')}, and {TABLE}.")
    finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def changed(
    paper: Annotated[Path, typer.Argument(help="A returned Word agreement or form.", metavar="FILE")],
    out: Annotated[Path | None, written("--out", "-o", help="A .html or .json file to write.", metavar="FILE")] = None,
) -> None:
    """Name every clause of a returned paper that says something else than was printed; ends with 2 if unreadable."""
    from generator.reading.changes import changed as compare_wording

    found, listed = compare_wording(project(), paper, out)
    if found.same:
        stdout.say(f"{paper}: every clause says what the paper says.")
    finish(listed, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def reconsent(
    old: Annotated[
        list[Path],
        typer.Argument(help="Signed papers: Word documents, PDFs, files of answers; or folders.", metavar="OLD"),
    ],
    out: Annotated[
        Path | None, written("--out", "-o", help="A .pdf or .docx file for the addendum.", metavar="FILE")
    ] = None,
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Name the signed papers that lack clauses of today's form, whom to ask again, and print an addendum to sign."""
    from generator.reading.again import reconsent as lacking_consent

    made = made_of(out, {".pdf": f"{size}-print.pdf", ".docx": "docx"}) if out else "docx"
    lacking, found = lacking_consent(project(), old, out, lang, made)
    if not lacking and not has_errors(found):
        stdout.say("Nobody must be asked again.")
    elif lacking and out is not None:
        stdout.say(f"{out}: the addendum.")
    finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def record(
    answers: Annotated[
        Path, typer.Argument(help="The answers of a consent form, as JSON or YAML.", exists=True, dir_okay=False)
    ],
    out: Annotated[
        Path, written("--out", "-o", help="A .jsonld or .ttl file, or a .pdf or .docx receipt.", metavar="FILE")
    ],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Write what a person agreed to as a record for programs (DPV), or as a receipt on paper for the person."""
    from generator.filling import record as write_record

    made = made_of(out, {".jsonld": "jsonld", ".ttl": "ttl", ".pdf": f"{size}-print.pdf", ".docx": "docx"})
    found = write_record(project(), answers, lang, made, out)
    if not has_errors(found):
        stdout.say(f"{out}: what the person agreed to.")
    finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def dcat(
    answers: Annotated[
        Path, typer.Argument(help="The answers of a metadata sheet, as JSON or YAML.", exists=True, dir_okay=False)
    ],
    out: Annotated[Path, written("--out", "-o", help="The .ttl or .jsonld file to write.", metavar="FILE")],
    lang: Language = "en",
) -> None:
    """Describe data for a catalogue (DCAT), from a filled metadata sheet."""
    from generator.filling import describe

    found = describe(project(), answers, lang, out)
    if not has_errors(found):
        stdout.say(f"{out}: an entry for a catalogue.")
    finish(found, ReportFormat.TEXT)
