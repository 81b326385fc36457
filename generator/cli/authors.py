"""Commands of those who write and build."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.commands import AUTHORS, app
from generator.cli.options import Jobs, Languages, project, written
from generator.cli.terminal import (
    CLEAN,
    DIAGNOSTICS,
    Progressing,
    ReportFormat,
    finish,
    rendered,
    show,
    stderr,
    stdout,
    waits,
)
from generator.diagnostics import Diagnostic, counted, has_errors
from generator.report import printable

if TYPE_CHECKING:
    from generator.build import Outcome


@app.command(rich_help_panel=AUTHORS)
def check(
    lang: Languages = None,
    report: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="How to print what is found.")
    ] = ReportFormat.TEXT,
) -> None:
    """Report every mistake in the framework, the documents, the pages and the translations, or in one language."""
    from generator.cache.freshness import Closing, remember, take_snapshot
    from generator.checking import check as check_sources

    root = project()
    snapshot = take_snapshot(root, sys.argv[1:])
    found = check_sources(root, tuple(lang or ()))
    code = DIAGNOSTICS if has_errors(found) else CLEAN
    words = rendered(found, report)
    remember(snapshot, [], Closing(*(("", words) if report is ReportFormat.TEXT else (words, "")), code))
    show(found, report)
    raise typer.Exit(code)


@app.command(rich_help_panel=AUTHORS)
def build(
    lang: Languages = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="Beside the pages only this (pdf, docx, data; pages for nothing else); repeat it.",
            metavar="NAME",
        ),
    ] = None,
    jobs: Jobs = None,
    out: Annotated[Path, written("--out", "-o", help="The folder to build the site in.", metavar="DIR")] = Path("site"),
) -> None:
    """Build the site: every language and every format, or only those asked for."""
    from generator.build import build as build_site
    from generator.cache.freshness import Closing, remember, take_snapshot
    from generator.order import Order

    root = project()
    started = time.monotonic()
    snapshot = take_snapshot(root, sys.argv[1:])
    order = Order(root, Path(os.path.realpath(out)), tuple(lang or ()), _formats(format), jobs)
    with Progressing() as shown:
        outcome = build_site(
            order, shown, waits, lambda made: remember(snapshot, [order.out], Closing(_closing(made, out)), made.known)
        )
    show(list(outcome.diagnostics), ReportFormat.TEXT)
    if outcome.failed:
        stderr.say(f"The build stopped; {out} is as it was.")
        raise typer.Exit(DIAGNOSTICS)
    stdout.print(f"Built in {time.monotonic() - started:.1f} s: {_closing(outcome, out)}", end="")


def _closing(outcome: Outcome, out: Path) -> str:
    return (
        f"{counted(outcome.files, 'file')}, {outcome.size / 1_000_000:.1f} MB: {counted(outcome.pages, 'page')} and "
        f"{counted(outcome.papers, 'paper')} "
        f"in {', '.join(outcome.languages)}.\n"
        f"Open {printable((out / 'index.html').as_posix())} in a browser.\n"
    )


def _formats(names: list[str] | None) -> tuple[str, ...]:
    from generator.order import KNOWN_FORMATS

    for name in names or ():
        if name not in KNOWN_FORMATS:
            known = ", ".join(KNOWN_FORMATS)
            raise typer.BadParameter(f"there is no format '{name}'; known: {known}", param_hint="--format")
    return tuple(names or ())


@app.command(rich_help_panel=AUTHORS)
def serve(
    lang: Languages = None,
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535, help="The port on this machine.")] = 8000,
    jobs: Jobs = None,
) -> None:
    """Show the site at http://127.0.0.1:8000 and build it again whenever a source changes."""
    from generator.serving import ProgramChanged
    from generator.serving import serve as serve_site

    def report(found: list[Diagnostic]) -> None:
        show(found, ReportFormat.TEXT)

    def say(line: str) -> None:
        stdout.print(line)

    try:
        serve_site(project(), tuple(lang or ()), port, jobs, report, say, waits)
    except ProgramChanged:
        say("The program has changed: starting it again.")
        os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])  # noqa: S606 - the same command


@app.command(rich_help_panel=AUTHORS)
def editorial(
    keys: Annotated[
        list[str], typer.Argument(help="Texts that you edited, by the msgctxt of their PO entries.", metavar="KEY")
    ],
) -> None:
    """Record that edits of the English changed letters and no meaning; their translations stay up to date."""
    from generator.translating import editorial as record
    from generator.translating import sync

    root = project()
    edited = record(root, keys)
    for key, before, now in edited.recorded:
        stdout.print(f"{key}\n  - {printable(before)}\n  + {printable(now)}")
    if edited.recorded:
        for line in sync(root, ()):
            stdout.print(line)
    finish(edited.diagnostics, ReportFormat.TEXT)


@app.command(rich_help_panel=AUTHORS)
def schemas() -> None:
    """Write the JSON Schemas that help editors complete and check the YAML files, and which messages there are."""
    from generator.checking import lock_messages
    from generator.library.interface import LOCK
    from generator.schemas import write_schemas

    root = project()
    for path in [*write_schemas(root), *([LOCK] if lock_messages(root) else [])]:
        stdout.say(f"wrote {path}")


@app.command(rich_help_panel=AUTHORS)
def quotes(
    against: Annotated[
        Path,
        typer.Option(
            "--against",
            help="The framework's text, as plain text or Markdown.",
            exists=True,
            dir_okay=False,
            metavar="FILE",
        ),
    ],
) -> None:
    """Compare every quotation with the framework's text, and lock those that are exact."""
    from generator.checking import lock_quotes

    finish(lock_quotes(project(), against), ReportFormat.TEXT)


@app.command(rich_help_panel=AUTHORS)
def keep() -> None:
    """Keep the wording of forms and agreements as they are printed now, at a release, for `changed` and `reconsent`."""
    from generator.reading.archive import FOLDER
    from generator.reading.archive import keep as keep_wording

    stdout.say(f"{FOLDER}: {counted(len(keep_wording(project())), 'new fingerprint')}.")
