"""Commands of those who translate and review."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.commands import TRANSLATORS, app, languages
from generator.cli.options import Language, Languages, made_of, project, written
from generator.cli.terminal import DIAGNOSTICS, ReportFormat, finish, show, stdout, stop_on_errors, waits
from generator.diagnostics import UsageError, counted
from generator.report import printable

if TYPE_CHECKING:
    from generator.desk.receiving import ReceiveOutcome as Received


_SHOWN = 30
"""How many changes of a language are shown; git shows all."""


@languages.command()
def weblate(
    repository: Annotated[str, typer.Argument(help="The address that Weblate clones.", metavar="REPOSITORY")],
    to: Annotated[Path, written("--to", "-o", help="The file to write.", metavar="FILE")] = Path("weblate.json"),
) -> None:
    """Write the catalogues as components for `weblate import_json`."""
    from generator.translating import write_components

    made_of(to, {".json": "json"}, "--to")
    stdout.say(f"{counted(write_components(project(), repository, to), 'component')} in {to}.")


@app.command(rich_help_panel=TRANSLATORS)
def preview(tag: Annotated[str, typer.Argument(help="The language, by its tag.", metavar="TAG")]) -> None:
    """Build one language's pages as readers will see them, in a folder of their own, and name those that changed."""
    from generator.serving import preview_pages

    out, outcome, changed = preview_pages(project(), tag, waits)
    show(list(outcome.diagnostics), ReportFormat.TEXT)
    if outcome.failed:
        raise typer.Exit(DIAGNOSTICS)
    for page in changed[:_SHOWN]:
        stdout.say((out / page).as_posix())
    stdout.say(f"New or changed: {counted(len(changed), 'page')}. Open {(out / 'index.html').as_posix()}.")


@app.command(rich_help_panel=TRANSLATORS)
def send(
    tag: Annotated[str, typer.Argument(help="The language, by its tag.", metavar="TAG")],
    part: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            help="Only these texts: a paper or page (documents/adult-consent, its address), or what matters 'first'.",
            metavar="PART",
        ),
    ] = None,
    shape: Annotated[
        str,
        typer.Option("--as", help="xlsx, page, po, xliff, csv, json, print; else by FILE's ending.", metavar="SHAPE"),
    ] = "",
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what has no translation, without machine drafts to check.")
    ] = False,
    for_review: Annotated[
        bool, typer.Option("--for-review", help="Instead, what people translated, for a reviewer to read and tick.")
    ] = False,
    words: Annotated[int, typer.Option("--words", min=0, help="At most so many English words; 0 for all.")] = 0,
    to: Annotated[Path | None, written("--to", "-o", help="The file to write.", metavar="FILE")] = None,
) -> None:
    """Write texts into one file for a translator or a reviewer, by paper, by page, or what matters first."""
    from generator.desk.sending import ENDINGS, Sending
    from generator.desk.sending import send as send_out
    from generator.translate.send import TextSelection

    ending = to.suffix.lower().removeprefix(".") if to else ""
    shape = shape or next((each for each, suffix in ENDINGS.items() if suffix == ending), "" if ending else "xlsx")
    if shape not in ENDINGS:
        raise typer.BadParameter(f"there is no shape '{shape}'; known: {', '.join(ENDINGS)}", param_hint="--as")
    choice = TextSelection(tuple(part or ()), missing, for_review, words)
    file, number = send_out(project(), Sending(tag, choice, shape), to)
    stdout.say(f"{counted(number, 'text')} for {tag} in {file}.")


@app.command(rich_help_panel=TRANSLATORS)
def receive(
    files: Annotated[
        list[Path],
        typer.Argument(help="Whatever came back: PO, CSV, XLSX, ODS, XLIFF, JSON, TMX, by any name.", metavar="FILE"),
    ],
    by: Annotated[
        str,
        typer.Option("--by", help="The person who changed rows, or ticked them as checked.", metavar="NAME"),
    ] = "",
    lang: Annotated[
        str, typer.Option("--lang", "-l", help="The language, where the files do not tell it.", metavar="TAG")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Where other words stand already, the files are the newer ones.")
    ] = False,
    left: Annotated[
        Path | None,
        written("--left", help="A .csv file for what was not taken, to put right and send again.", metavar="FILE"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken.")] = False,
) -> None:
    """Take in what translators send back, in any shape: what is safe; the rest is named, row by row."""
    from generator.desk.receiving import ReceiveOrder, write_left
    from generator.desk.receiving import receive as take_in

    if left is not None:
        made_of(left, {".csv": "csv"}, "--left")
    outcome = take_in(project(), ReceiveOrder(tuple(files), lang, by, replace, dry_run))
    for line in _received(outcome, dry_run=dry_run):
        stdout.say(line)
    if left is not None:
        write_left(outcome.left, left)
        stdout.say(f"{left}: {counted(len(outcome.left), 'row')} not taken.")
    finish(outcome.diagnostics, ReportFormat.TEXT)


@app.command(hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def draft() -> None:
    """Name the command that took this one's place."""
    raise UsageError("there is one command for whatever comes back: citizen-data receive FILE --lang TAG --by NAME")


def _received(outcome: Received, *, dry_run: bool) -> Iterator[str]:
    """A short diff of each language, and a line with the number of rows of each fate."""
    from generator.translate.receive import Fate

    for tag, rows in outcome.rows.items():
        taken = [each for each in rows if each.fate is Fate.TAKEN]
        for each in taken[:_SHOWN]:
            yield f"{tag} {each.key}"
            before = each.before.strip()
            yield from ([f"  - {before}"] if before and before != each.row.text else [])
            yield f"  + {each.row.text}" + (" (ticked)" if before == each.row.text else "")
        if taken[_SHOWN:]:
            yield f"{tag}: and {len(taken) - _SHOWN} more"
        counts = outcome.counts(tag)
        said = ", ".join(f"{counts[fate]} {fate}" for fate in Fate if fate is not Fate.TAKEN)
        by = {each.by for each in taken if not each.marks_stay}
        whose = ", ".join(sorted(f"as those of {each}" if each else "as machine drafts" for each in by))
        verb = "would be taken" if dry_run else "taken"
        yield f"{tag}: {counted(len(rows), 'row')}: {len(taken)} {verb}{f' {whose}' if whose else ''}, {said}."
        if alike := sum(each.marks_stay for each in taken):
            said = "changed in signs alone, or many in one way, without a tick: as unchecked as before"
            yield f"{tag}: {counted(alike, 'row')} {said}."
        if reviewed := sum(each.row.ticked for each in rows if each.fate is Fate.SAME):
            yield f"{tag}: {counted(reviewed, 'tick')} of a reviewer: record with `citizen-data review --from FILE`."
    if outcome.unread:
        yield f"{counted(outcome.unread, 'row')} unreadable, or in no language of the project."


@app.command(rich_help_panel=TRANSLATORS)
def sync(lang: Languages = None) -> None:
    """Bring the PO files up to date with the sources; run it again and nothing changes."""
    from generator.translating import sync as sync_catalogs

    for line in sync_catalogs(project(), tuple(lang or ())):
        stdout.print(line)


@languages.command()
def add(
    tag: Annotated[str, typer.Argument(help="The language, by its tag: sw, pt-BR, zh-Hant.")],
    name: Annotated[str, typer.Option("--name", help="Its own name, if CLDR's is missing or not yours.")] = "",
) -> None:
    """Add a language with what CLDR knows of it, and write its PO files; the rest of the list stays as it is."""
    from generator.library.language import LANGUAGES_FILE
    from generator.translating import add_language

    stop_on_errors(add_language(project(), tag, name))
    stdout.say(f"{tag} stands in {LANGUAGES_FILE}: look whether its entry is right.")
    sync([tag])


@app.command(rich_help_panel=TRANSLATORS)
def status(
    lang: Languages = None,
    json_file: Annotated[
        Path | None,
        written("--json", help="Write words by part and state, and what waits, to this file.", metavar="FILE"),
    ] = None,
    badges: Annotated[
        Path | None, written("--badges", help="Write a picture (SVG) for each language here.", metavar="FOLDER")
    ] = None,
) -> None:
    """Print how many texts of each language are in which state."""
    from generator.translating import status as translation_status

    if json_file or badges:
        from generator.desk.standing import write_standing

        for file in write_standing(project(), lang or (), json_file, badges):
            stdout.say(f"{file}")
        return
    for line in translation_status(project(), tuple(lang or ())):
        stdout.print(line)


@app.command(rich_help_panel=TRANSLATORS)
def review(
    lang: Language,
    reviewer: Annotated[
        str,
        typer.Option("--reviewer", help="Who vouches: a name listed for the language in translations/languages.yml."),
    ],
    date: Annotated[str, typer.Option("--date", help="The day of the review, as 2026-01-31.")],
    keys: Annotated[
        list[str] | None, typer.Argument(help="Texts to read now, by the msgctxt of their PO entries.", metavar="KEY")
    ] = None,
    ticked: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="The table of `send --for-review`, ticked row by row.",
            exists=True,
            dir_okay=False,
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Record that a second person has read translations: in a ticked table, or here, one after the other."""
    from generator.translating import record_review_file, record_reviews

    if bool(keys) == bool(ticked):
        raise UsageError("name either texts to read now, or a ticked table with --from")
    if ticked:
        added, left, found = record_review_file(project(), lang, reviewer, date, ticked)
    else:
        shown = _read_aloud(lang, keys or [])
        added, found = record_reviews(project(), lang, reviewer, date, shown)
        left = len(keys or []) - len(shown)
    stdout.say(f"{added} reviews recorded for {lang}; {left} texts without a tick stay as they are.")
    finish(found, ReportFormat.TEXT)


def _read_aloud(lang: str, keys: list[str]) -> dict[str, str]:
    """Shows each text beside its English, and gives the fingerprints of those that the reader says are right."""
    from generator.translating import texts_to_review

    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise UsageError(
            "a review is read by a person: run it in a terminal, or send out a table with `citizen-data send "
            f"{lang} --for-review` and give the ticked one with --from"
        )
    texts = texts_to_review(project(), lang)
    read = {}
    for key in dict.fromkeys(keys):
        if key not in texts:
            read[key] = ""  # named with the others, with the reason
            continue
        stdout.print(f"\n{key}\n  {printable(texts[key].text)}\n  {printable(texts[key].translation)}")
        if typer.confirm("Right as it stands?", default=False):
            read[key] = texts[key].fingerprint
    return read
