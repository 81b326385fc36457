"""The command `citizen-data`. Only this module prints and ends the program.

Exit codes: 0 clean, 1 something to mend, 2 wrong usage, 3 a bug in the program, 130 stopped.
"""

from __future__ import annotations

import gc
import io
import os
import re
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import BrokenExecutor
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typer.exceptions import TyperException

from generator.cache.stopping import go_on
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.files import in_one_line
from generator.report import printable, render_github, render_json, render_text

if TYPE_CHECKING:
    from generator.build import Outcome
    from generator.desk.receiving import Outcome as Received
    from generator.library.classifier import ClassifierQuestion, Option

NAME = "citizen-data"
CLEAN, DIAGNOSTICS, USAGE, BUG = 0, 1, 2, 3
OUT_OF_MEMORY = "the system ended a worker, or has no memory left: close other programs, or run it with --jobs 1"

# The headings of the list of commands: nearly thirty without one are too many to find something in.
AUTHORS, TRANSLATORS = "Write and build", "Translate"
PAPERS, RETURNED, OUT = "Papers to use", "Papers that came back", "Take it along"

app = typer.Typer(
    name=NAME,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
languages = typer.Typer(no_args_is_help=True, help="The languages of the site.")
app.add_typer(languages, name="languages", rich_help_panel=TRANSLATORS)


class _Terminal(Console):
    """Names of files and words of authors are shown as they are: `[/b]`, `:x:` and signs that steer mean nothing."""

    def print(self, *objects: Any, **how: Any) -> None:
        """Shows it with a mark for each sign by which a terminal is steered."""
        super().print(*(_STEERING.sub("�", each) if isinstance(each, str) else each for each in objects), **how)

    def say(self, words: str) -> None:
        """Shows it as one line: a line end in a file's name could begin another message."""
        self.print(printable(words))


_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_out = _Terminal(highlight=False, soft_wrap=True, markup=False, emoji=False)
_err = _Terminal(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


class ReportFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class PaperSize(StrEnum):
    """The size of printed pages."""

    A4 = "a4"
    LETTER = "letter"


def _not_among_sources(path: Path | None) -> Path | None:
    from generator.cache.freshness import is_among_sources

    if path is not None and is_among_sources(Path.cwd(), path):
        raise UsageError(f"{path} is among the sources of the project: choose another place")
    return path


_written = partial(typer.Option, callback=_not_among_sources)
"""An option for what is written, which is never a source."""
Languages = Annotated[
    list[str] | None, typer.Option("--lang", "-l", help="Only this language; repeat it for more.", metavar="TAG")
]
Language = Annotated[str, typer.Option("--lang", "-l", help="The language, by its tag.", metavar="TAG")]
Size = Annotated[PaperSize, typer.Option("--size", help="The size of a PDF's pages.")]
Site = Annotated[Path, typer.Option("--site", help="The built site.", metavar="DIR")]
Folder = Annotated[Path, _written("--out", "-o", help="The folder to write into.", metavar="DIR")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="How many processes; as many as there are processors if left out."),
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        _out.print(f"citizen-data {version('citizen-data-toolkit')}")
        raise typer.Exit


@app.callback()
def command(
    _: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Check, build and translate the Citizen Data Toolkit. Run it in the project's folder."""


@app.command(rich_help_panel=AUTHORS)
def check(
    report: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="How to print what is found.")
    ] = ReportFormat.TEXT,
) -> None:
    """Report every mistake in the framework, the documents, the pages and the translations."""
    from generator.cache.freshness import Closing, remember, take_snapshot
    from generator.checking import check as check_sources

    root = _root()
    snapshot = take_snapshot(root, sys.argv[1:])
    found = check_sources(root)
    code = DIAGNOSTICS if has_errors(found) else CLEAN
    rendered = _rendered(found, report)
    remember(snapshot, [], Closing(*(("", rendered) if report is ReportFormat.TEXT else (rendered, "")), code))
    _print_diagnostics(found, report)
    raise typer.Exit(code)


@app.command(rich_help_panel=AUTHORS)
def build(
    lang: Languages = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", help="Papers only in this format (pdf, docx; pages for none); repeat it.", metavar="NAME"
        ),
    ] = None,
    jobs: Jobs = None,
    out: Annotated[Path, _written("--out", "-o", help="The folder to build the site in.", metavar="DIR")] = Path(
        "site"
    ),
) -> None:
    """Build the site: every language and every format, or only those asked for."""
    from generator.build import Order
    from generator.build import build as build_site
    from generator.cache.freshness import Closing, remember, take_snapshot

    root = _root()
    started = time.monotonic()
    snapshot = take_snapshot(root, sys.argv[1:])
    order = Order(root, out.resolve(), tuple(lang or ()), _formats(format), jobs)
    with _progress() as shown:
        outcome = build_site(
            order, shown, _waits, lambda made: remember(snapshot, [order.out], Closing(_closing(made, out)), made.known)
        )
    _print_diagnostics(list(outcome.diagnostics), ReportFormat.TEXT)
    if outcome.failed:
        _err.say(f"The build stopped; {out} is as it was.")
        raise typer.Exit(DIAGNOSTICS)
    _out.print(f"Built in {time.monotonic() - started:.1f} s: {_closing(outcome, out)}", end="")


def _closing(outcome: Outcome, out: Path) -> str:
    return (
        f"{outcome.files} files, {outcome.size / 1_000_000:.1f} MB: {outcome.pages} pages and {outcome.papers} papers "
        f"in {', '.join(outcome.languages)}.\n"
        f"Open {printable((out / 'index.html').as_posix())} in a browser.\n"
    )


def _waits(who: str) -> None:
    _err.say(f"Waiting for another build ({who or 'it has just begun'}).")


def _made(out: Path, endings: Mapping[str, str], option: str = "--out") -> str:
    """What is to be made by the ending of the file; refused for any other ending."""
    *others, last = endings
    if out.suffix.lower() not in endings:
        said = f"{', '.join(others)} or {last}" if others else last
        raise typer.BadParameter(f"the file must end in {said}", param_hint=option)
    return endings[out.suffix.lower()]


def _formats(names: list[str] | None) -> tuple[str, ...]:
    from generator.build import PAGES
    from generator.render.formats import FORMATS

    known = [PAGES, *(each.name for each in FORMATS)]
    for name in names or ():
        if name not in known:
            raise typer.BadParameter(f"there is no format '{name}'; known: {', '.join(known)}", param_hint="--format")
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
        _print_diagnostics(found, ReportFormat.TEXT)

    def say(line: str) -> None:
        _out.print(line)

    try:
        serve_site(_root(), tuple(lang or ()), port, jobs, report, say, _waits)
    except ProgramChanged:
        say("The program has changed: starting it again.")
        os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])  # noqa: S606 - the same command


@languages.command()
def weblate(
    repository: Annotated[str, typer.Argument(help="The address that Weblate clones.", metavar="REPOSITORY")],
    to: Annotated[Path, _written("--to", "-o", help="The file to write.", metavar="FILE")] = Path("weblate.json"),
) -> None:
    """Write the catalogues as components for `weblate import_json`."""
    from generator.translating import write_components

    _made(to, {".json": "json"}, "--to")
    _out.say(f"{write_components(_root(), repository, to)} components in {to}.")


@app.command(rich_help_panel=TRANSLATORS)
def preview(tag: Annotated[str, typer.Argument(help="The language, by its tag.", metavar="TAG")]) -> None:
    """Build one language's pages as readers will see them, in a folder of their own, and name those that changed."""
    from generator.serving import preview_pages

    out, outcome, changed = preview_pages(_root(), tag, _waits)
    _print_diagnostics(list(outcome.diagnostics), ReportFormat.TEXT)
    if outcome.failed:
        raise typer.Exit(DIAGNOSTICS)
    for page in changed[:_SHOWN]:
        _out.say((out / page).as_posix())
    _out.say(f"{len(changed)} pages are new or changed. Open {(out / 'index.html').as_posix()}.")


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
    words: Annotated[int, typer.Option("--words", min=0, help="At most so many English words.")] = 0,
    to: Annotated[Path | None, _written("--to", "-o", help="The file to write.", metavar="FILE")] = None,
) -> None:
    """Write texts into one file for a translator or a reviewer, by paper, by page, or what matters first."""
    from generator.desk.sending import ENDINGS, Sending
    from generator.desk.sending import send as send_out
    from generator.translate.send import Choice

    ending = to.suffix.lower().removeprefix(".") if to else ""
    shape = shape or next((each for each, suffix in ENDINGS.items() if suffix == ending), "" if ending else "xlsx")
    if shape not in ENDINGS:
        raise typer.BadParameter(f"there is no shape '{shape}'; known: {', '.join(ENDINGS)}", param_hint="--as")
    choice = Choice(tuple(part or ()), missing, for_review, words)
    file, number = send_out(_root(), Sending(tag, choice, shape), to)
    _out.say(f"{number} texts for {tag} in {file}.")


@app.command(rich_help_panel=TRANSLATORS)
def receive(
    files: Annotated[
        list[Path],
        typer.Argument(help="Whatever came back: PO, CSV, XLSX, XLIFF, JSON, TMX, by any name.", metavar="FILE…"),
    ],
    by: Annotated[
        str,
        typer.Option(
            "--by", help="The person whose the rows are that are changed or ticked as checked.", metavar="NAME"
        ),
    ] = "",
    lang: Annotated[
        str, typer.Option("--lang", "-l", help="The language, where the files do not tell it.", metavar="TAG")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Where other words stand already, the files are the newer ones.")
    ] = False,
    left: Annotated[
        Path | None,
        _written("--left", help="A .csv file for what was not taken, to put right and send again.", metavar="FILE"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken.")] = False,
) -> None:
    """Take in what translators send back, in any shape: what is safe; the rest is named, row by row."""
    from generator.desk.receiving import Wanted, write_left
    from generator.desk.receiving import receive as take_in

    if left is not None:
        _made(left, {".csv": "csv"}, "--left")
    outcome = take_in(_root(), Wanted(tuple(files), lang, by, replace, dry_run))
    for line in _received(outcome, dry_run=dry_run):
        _out.say(line)
    if left is not None:
        write_left(outcome.left, left)
        _out.say(f"{left}: {len(outcome.left)} rows that were not taken.")
    _finish(outcome.diagnostics, ReportFormat.TEXT)


@app.command(hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def draft() -> None:
    """Name the command that took this one's place."""
    raise UsageError("there is one command for whatever comes back: citizen-data receive FILE --lang TAG --by NAME")


_SHOWN = 30
"""How many changes of a language are shown; git shows all."""


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
        yield f"{tag}: {len(rows)} rows: {len(taken)} {verb}{f' {whose}' if whose else ''}, {said}."
        if alike := sum(each.marks_stay for each in taken):
            yield f"{tag}: {alike} differ in signs alone and have no tick: they stay as unchecked as they were."
        if reviewed := sum(each.row.ticked for each in rows if each.fate is Fate.SAME):
            yield f"{tag}: {reviewed} ticks of a reviewer: record them with `citizen-data review --from FILE`."
    if outcome.unread:
        yield f"{outcome.unread} rows could not be read, or are in no language of the project."


@app.command(rich_help_panel=TRANSLATORS)
def sync(lang: Languages = None) -> None:
    """Bring the PO files up to date with the sources; run it again and nothing changes."""
    from generator.translating import sync as sync_catalogs

    for line in sync_catalogs(_root(), tuple(lang or ())):
        _out.print(line)


@app.command(rich_help_panel=AUTHORS)
def editorial(
    keys: Annotated[list[str], typer.Argument(help="Texts that you edited, by the msgctxt of their PO entries.")],
) -> None:
    """Record that edits of the English changed letters and no meaning; their translations stay up to date."""
    from generator.translating import editorial as record

    edited = record(_root(), keys)
    for key, before, now in edited.recorded:
        _out.print(f"{key}\n  - {printable(before)}\n  + {printable(now)}")
    if edited.recorded:
        sync(None)
    _finish(edited.diagnostics, ReportFormat.TEXT)


@languages.command()
def add(
    tag: Annotated[str, typer.Argument(help="The language, by its tag: sw, pt-BR, zh-Hant.")],
    name: Annotated[str, typer.Option("--name", help="Its own name, if CLDR's is missing or not yours.")] = "",
) -> None:
    """Add a language with what CLDR knows of it, and write its PO files; the rest of the list stays as it is."""
    from generator.library.language import LANGUAGES_FILE
    from generator.translating import add_language

    _stop_on_errors(add_language(_root(), tag, name))
    _out.say(f"{tag} stands in {LANGUAGES_FILE}: look whether its entry is right.")
    sync([tag])


@app.command(rich_help_panel=TRANSLATORS)
def status(
    lang: Languages = None,
    json_file: Annotated[
        Path | None,
        _written("--json", help="Write words by part and state, and what waits, to this file.", metavar="FILE"),
    ] = None,
    badges: Annotated[
        Path | None, _written("--badges", help="Write a picture (SVG) for each language here.", metavar="FOLDER")
    ] = None,
) -> None:
    """Print how many texts of each language are in which state."""
    from generator.translating import status as translation_status

    if json_file or badges:
        from generator.desk.standing import write_badges, write_json

        if json_file:
            write_json(_root(), lang or (), json_file)
        for file in write_badges(_root(), lang or (), badges) if badges else ():
            _out.say(f"{file}")
        return
    for line in translation_status(_root(), tuple(lang or ())):
        _out.print(line)


@app.command(rich_help_panel=TRANSLATORS)
def review(
    lang: Language,
    reviewer: Annotated[
        str,
        typer.Option("--reviewer", help="Who vouches: a name listed for the language in translations/languages.yml."),
    ],
    date: Annotated[str, typer.Option("--date", help="The day of the review, as 2026-01-31.")],
    keys: Annotated[
        list[str] | None, typer.Argument(help="Texts to read now, by the msgctxt of their PO entries.")
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
        added, left, found = record_review_file(_root(), lang, reviewer, date, ticked)
    else:
        shown = _read_aloud(lang, keys or [])
        added, found = record_reviews(_root(), lang, reviewer, date, shown)
        left = len(keys or []) - len(shown)
    _out.say(f"{added} reviews recorded for {lang}; {left} texts without a tick stay as they are.")
    _finish(found, ReportFormat.TEXT)


def _read_aloud(lang: str, keys: list[str]) -> dict[str, str]:
    """Shows each text beside its English, and gives the fingerprints of those that the reader says are right."""
    from generator.translating import texts_to_review

    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise UsageError(
            "a review is read by a person: run it in a terminal, or send out a table with `citizen-data send "
            f"{lang} --for-review` and give the ticked one with --from"
        )
    texts = texts_to_review(_root(), lang)
    read = {}
    for key in dict.fromkeys(keys):
        if key not in texts:
            read[key] = ""  # named with the others, with the reason
            continue
        _out.print(f"\n{key}\n  {printable(texts[key].text)}\n  {printable(texts[key].translation)}")
        if typer.confirm("Right as it stands?", default=False):
            read[key] = texts[key].fingerprint
    return read


@app.command(rich_help_panel=AUTHORS)
def schemas() -> None:
    """Write the JSON Schemas that help editors complete and check the YAML files."""
    from generator.schemas import write_schemas

    for path in write_schemas(_root()):
        _out.say(f"wrote {path}")


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

    _finish(lock_quotes(_root(), against), ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def fill(
    paper: Annotated[str, typer.Argument(help="The document or checklist, by its id.", metavar="DOCUMENT")],
    answers: Annotated[
        Path,
        typer.Option("--answers", "-a", help="The answers, as JSON or YAML.", exists=True, dir_okay=False),
    ],
    out: Annotated[Path, _written("--out", "-o", help="The file to write.", metavar="FILE")],
    lang: Language = "en",
    beside: Annotated[
        str | None, typer.Option("--beside", help="A second language, side by side.", metavar="TAG")
    ] = None,
    to: Annotated[
        str,
        typer.Option("--to", help="The format (pdf, docx, html, md); from FILE's ending if left out.", metavar="NAME"),
    ] = "",
    size: Size = PaperSize.A4,
    large: Annotated[bool, typer.Option("--large", help="A PDF in large print.")] = False,
) -> None:
    """Fill in a form, an agreement or a checklist, in any language, from one file of answers."""
    from generator.filling import Wanted
    from generator.filling import fill as fill_paper
    from generator.render.formats import FILLED

    formats = {each.name: each.suffixes for each in FILLED}
    name = to or out.suffix.removeprefix(".")
    if name not in formats:
        raise typer.BadParameter(f"what is '{out.name}' to be? Say --to {', '.join(formats)}", param_hint="--to")
    # Only a PDF has sizes; what another format makes has one ending.
    suffix = f"{size}-{'large' if large else 'print'}.pdf" if len(formats[name]) > 1 else formats[name][0]
    found = fill_paper(_root(), Wanted(paper, answers, lang, beside, suffix, out))
    if not has_errors(found):
        _out.say(f"{out}: {paper} in {lang}{f' beside {beside}' if beside else ''}.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def compare(
    consent: Annotated[Path, typer.Argument(help="The answers of a consent form.", exists=True, dir_okay=False)],
    agreement: Annotated[Path, typer.Argument(help="The answers of an agreement.", exists=True, dir_okay=False)],
) -> None:
    """Name every point in which an agreement goes further than what people consented to."""
    from generator.filling import compare as compare_papers

    found = compare_papers(_root(), consent, agreement)
    if not has_errors(found):
        _out.say("The agreement keeps to the consent form.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Returned Word documents, PDFs, scoring sheets, exports of KoBo or ODK, files of answers; or folders.",
            metavar="FILE…",
        ),
    ],
    out: Annotated[
        Path, _written("--out", "-o", help="The folder for the answers and the table.", metavar="DIR")
    ] = Path("answers"),
) -> None:
    """Read papers that come back filled in: a file of answers for each, and one table of all."""
    from generator.reading.collected import TABLE, read_back

    number, found = read_back(_root(), files, out)
    if number:
        _out.say(f"{out}: the answers of {number} papers, and {TABLE}.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def changed(
    paper: Annotated[Path, typer.Argument(help="A returned Word agreement or form.", metavar="FILE")],
    out: Annotated[Path | None, _written("--out", "-o", help="A .html or .json file to write.", metavar="FILE")] = None,
) -> None:
    """Name every clause of a returned paper that says something else than was printed; ends with 2 if unreadable."""
    from generator.reading.changes import changed as compare_wording

    found, listed = compare_wording(_root(), paper, out)
    if found.same:
        _out.say(f"{paper}: every clause says what the paper says.")
    _finish(listed, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def reconsent(
    old: Annotated[
        list[Path],
        typer.Argument(help="Signed papers: Word documents, PDFs, files of answers; or folders.", metavar="OLD…"),
    ],
    out: Annotated[
        Path | None, _written("--out", "-o", help="A .pdf or .docx file for the addendum.", metavar="FILE")
    ] = None,
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Name the signed papers that lack clauses of today's form, whom to ask again, and print an addendum to sign."""
    from generator.reading.again import reconsent as lacking_consent

    made = _made(out, {".pdf": f"{size}-print.pdf", ".docx": "docx"}) if out else "docx"
    lacking, found = lacking_consent(_root(), old, out, lang, made)
    if not lacking and not has_errors(found):
        _out.say("Nobody must be asked again.")
    elif lacking and out is not None:
        _out.say(f"{out}: the addendum.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=AUTHORS)
def keep() -> None:
    """Keep the wording of forms and agreements as they are printed now, at a release, for `changed` and `reconsent`."""
    from generator.reading.archive import FOLDER
    from generator.reading.archive import keep as keep_wording

    _out.say(f"{FOLDER}: {len(keep_wording(_root()))} new fingerprints.")


@app.command(rich_help_panel=RETURNED)
def record(
    answers: Annotated[
        Path, typer.Argument(help="The answers of a consent form, as JSON or YAML.", exists=True, dir_okay=False)
    ],
    out: Annotated[
        Path, _written("--out", "-o", help="A .jsonld or .ttl file, or a .pdf or .docx receipt.", metavar="FILE")
    ],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Write what a person agreed to as a record for programs (DPV), or as a receipt on paper for the person."""
    from generator.filling import record as write_record

    made = _made(out, {".jsonld": "jsonld", ".ttl": "ttl", ".pdf": f"{size}-print.pdf", ".docx": "docx"})
    found = write_record(_root(), answers, lang, made, out)
    if not has_errors(found):
        _out.say(f"{out}: what the person agreed to.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=RETURNED)
def dcat(
    answers: Annotated[
        Path, typer.Argument(help="The answers of a metadata sheet, as JSON or YAML.", exists=True, dir_okay=False)
    ],
    out: Annotated[Path, _written("--out", "-o", help="The .ttl or .jsonld file to write.", metavar="FILE")],
    lang: Language = "en",
) -> None:
    """Describe data for a catalogue (DCAT), from a filled metadata sheet."""
    from generator.filling import describe

    found = describe(_root(), answers, lang, out)
    if not has_errors(found):
        _out.say(f"{out}: an entry for a catalogue.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def xlsform(
    papers: Annotated[
        list[str] | None, typer.Argument(help="Documents or checklists, by their ids; all if left out.", metavar="ID")
    ] = None,
    lang: Languages = None,
    out: Folder = Path("dist/xlsform"),
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", "-a", help="What the team wrote before; nothing is ticked.", exists=True, dir_okay=False
        ),
    ] = None,
) -> None:
    """Write papers as forms for phones (XLSForm, for ODK and KoBo), each in all languages or in those asked for."""
    from generator.filling import phone_forms

    made, found = phone_forms(_root(), papers or [], lang or [], out, answers)
    if made:
        _out.say(f"{out}: {len(made)} forms.")
    _finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def cells(
    table: Annotated[Path, typer.Argument(help="A table of counts, as CSV.", exists=True, dir_okay=False)],
    limit: Annotated[
        int, typer.Option("--limit", help="Counts from 1 to just below it are not shown.", min=3, max=1000)
    ] = 10,
    base: Annotated[
        int, typer.Option("--round", help="Write every number to the nearest multiple of this.", min=0, max=100)
    ] = 0,
    out: Annotated[
        Path | None, _written("--out", "-o", help="A .csv file for the table that can be shown.", metavar="FILE")
    ] = None,
) -> None:
    """Find the small numbers of a table, what must be hidden with them, and what a stranger can still work out."""
    from generator.cache.writing import write_whole
    from generator.cells.report import checked, lines, shown
    from generator.cells.table import opened_table

    if base == 1:
        raise typer.BadParameter("to round to 1 hides nothing: take 5 or more", param_hint="--round")
    found = checked(opened_table(table), limit)
    for line in lines(found):
        _out.say(line)
    if out is not None:
        write_whole(out, shown(found, base).encode("utf-8-sig"))
    _out.print(
        "Some numbers are not safe: hide more, or join rows or columns."
        if found.weak
        else "Nobody can tell a hidden number more exactly than the limit allows."
        if found.ranges
        else "No number is below the limit."
    )
    if found.weak:
        raise typer.Exit(1)


@app.command(rich_help_panel=PAPERS)
def pack(
    name: Annotated[
        str,
        typer.Argument(
            help="The pack, by its id in content/packs.yaml; or of a workshop the trainer's sheets, as kit-ID, or"
            " all its papers, as whole-kit-ID.",
            metavar="PACK",
        ),
    ],
    out: Annotated[Path, _written("--out", "-o", help="The .pdf or .zip file to write.", metavar="FILE")],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Bind a pack: one PDF with cover, contents and bookmarks, or a zip of Word documents."""
    from generator.filling import pack as bind_pack

    made = _made(out, {".pdf": f"{size}-pack.pdf", ".zip": "docx.zip"})
    number = bind_pack(_root(), name, lang, made, out)
    _out.say(f"{out}: {number} papers in {lang}.")


@app.command(rich_help_panel=PAPERS)
def booklet(
    name: Annotated[str, typer.Argument(help="The paper, or the pack, by its id.", metavar="ID")],
    out: Annotated[Path, _written("--out", "-o", help="The .pdf file to write.", metavar="FILE")],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Set a paper or a pack as a booklet: print it on both sides, turned at the short edge, then fold and staple it."""
    from generator.filling import staple

    _made(out, {".pdf": "pdf"})
    staple(_root(), name, lang, size, out)
    _out.say(f"{out}: {name} in {lang}. Print both sides, turned at the short edge.")


@app.command(rich_help_panel=PAPERS)
def classify(
    lang: Language = "en",
    answers: Annotated[
        Path | None,
        typer.Option("--answers", "-a", help="Answers saved before, as JSON or YAML.", exists=True, dir_okay=False),
    ] = None,
    out: Annotated[
        Path | None,
        _written("--out", "-o", help="A .md, .html, .docx or .pdf file to write.", metavar="FILE"),
    ] = None,
) -> None:
    """Find out what kind of citizen data initiative you have, question by question."""
    from generator.cache.writing import write_whole
    from generator.classifying import Classifying

    made = _made(out, {".md": "md", ".html": "html", ".docx": "docx", ".pdf": "a4-print.pdf"}) if out else "md"
    walk = Classifying(_root(), lang)
    if answers:
        found = walk.follow(answers)
        _stop_on_errors(found)
        if found:
            _print_diagnostics(found, ReportFormat.TEXT)
    for stamp in walk.stamps:
        _out.print(stamp, style="bold")
    walk.walk(_asked)
    if not answers and walk.open:
        if out is None:
            _out.print(walk.write("md").decode())
        if typer.confirm(walk.words("screen-classify-deeper"), default=False):
            walk.walk(_asked, deeper=True)
        elif out is None:
            return
    if out is None:
        _out.print(walk.write("md").decode())
    else:
        write_whole(out, walk.write(made))
        _out.say(f"{out}: the result.")


@app.command(rich_help_panel=OUT)
def data(
    lang: Languages = None,
    out: Folder = Path("dist/data"),
) -> None:
    """Write the toolkit as data, as it stands on the site: JSON, CSV, a workbook for each language, schemas."""
    from generator.exporting import export

    number = export(_root(), tuple(lang or ()), out.resolve(), _waits)
    _out.say(f"{out}: {number} files.")


def _stop_on_errors(found: list[Diagnostic]) -> None:
    if has_errors(found):
        _finish(found, ReportFormat.TEXT)


def _asked(question: ClassifierQuestion) -> tuple[Option, ...]:
    """The options that a person chose, by their numbers; of `several`, any number of them."""
    from generator.classifying import shown

    _out.print(f"\n{shown(question.question)}", style="bold")
    if question.help:
        _out.print(shown(question.help))
    for number, option in enumerate(question.options, 1):
        _out.print(f"  {number}  {shown(option.text)}")
    while True:
        said = typer.prompt("1, 2 …" if question.several else "1", prompt_suffix="> ", default="", show_default=False)
        # Not isdigit(): that is true of a raised ² too, which is no number to int().
        numbers = [int(each) for each in said.replace(",", " ").split() if each.isdecimal() and len(each) < 4]
        chosen = tuple(option for number, option in enumerate(question.options, 1) if number in numbers)
        if question.several or len(chosen) == 1:
            return chosen


@app.command(rich_help_panel=OUT)
def kit(
    out: Annotated[Path, _written("--out", "-o", help="The zip file to write.", metavar="FILE")] = Path(
        "dist/citizen-data-toolkit.zip"
    ),
) -> None:
    """Pack the built site as one zip for people without a network."""
    from generator.build import pack_kit

    _made(out, {".zip": "zip"})
    size = pack_kit(_root() / "site", out, _waits)
    _out.say(f"{out}: {size / 1_000_000:.1f} MB. Unpack it anywhere and open index.html.")


@app.command(rich_help_panel=OUT)
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

    for made in make_kits(_root(), site, tuple(lang or ()), tuple(name or ()), out, _waits):
        _out.say(f"{made.file}: {made.size:,} bytes ({', '.join(made.parts)}).")


@app.command(rich_help_panel=OUT)
def epub(
    lang: Languages = None,
    site: Site = Path("site"),
    out: Folder = Path("dist"),
) -> None:
    """Bind the guides of each language of the built site as an e-book (EPUB 3)."""
    from generator.packing import make_books

    for book in make_books(_root(), site, tuple(lang or ()), out, _waits):
        _out.say(f"{book}: {book.stat().st_size:,} bytes.")


@app.command(rich_help_panel=OUT)
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

    for made in make_zims(_root(), site, tuple(lang or ()), name, out, _waits, full_text=full_text):
        _out.say(f"{made}: {made.stat().st_size:,} bytes.")


NARROWEST = 20
"""Columns; in fewer, a word is no longer readable."""
LEAST = {"COLUMNS": NARROWEST, "TERMINAL_WIDTH": NARROWEST, "LINES": 1}
"""The least size that each variable of the environment may name; in no line at all, nothing is shown."""
SELDOM = (1_000_000, 50, 1_000)
"""When Python looks for cycles among the values of a library: some hundred thousand, which stay until the end. As often
as it does by itself, it takes a third of the time of composing."""


def main() -> NoReturn:
    """Run the command line and end the program with one of its codes."""
    _forget_strange_sizes()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?" and no more
    gc.set_threshold(*SELDOM)
    try:
        sys.exit(app(prog_name=NAME, standalone_mode=False) or CLEAN)
    except Exception as failure:
        go_on()  # a library that is stopped in its middle may call it an error
        sys.exit(_told(failure))


def _forget_strange_sizes() -> None:
    """Lines are as long as the terminal is, where the environment names a size that no terminal has."""
    for name, least in LEAST.items():
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdecimal() and len(size) < 4 and int(size) >= least):
            os.environ.pop(name, None)


def _told(failure: Exception) -> int:
    """Says why the command ended; returns its exit code."""
    if isinstance(failure, TyperException):
        if said := failure.format_message().rstrip("."):  # without arguments, the help has been shown
            command = getattr(getattr(failure, "ctx", None), "command_path", NAME)
            _err.say(f"error: {said}: `{command} --help` tells what can be asked for")
        return USAGE
    if isinstance(failure, typer.Abort):
        _err.print("\nerror: nobody is there to answer: run this in a terminal, or give the answers in a file")
        return DIAGNOSTICS
    if isinstance(failure, ToolkitError):  # one of wrong usage is one too
        _err.say(f"error: {failure}")
        return USAGE if isinstance(failure, UsageError) else DIAGNOSTICS
    if isinstance(failure, OSError | MemoryError | BrokenExecutor):
        _err.say(f"error: {in_one_line(failure) if isinstance(failure, OSError) else OUT_OF_MEMORY}")
        return DIAGNOSTICS
    # The one place where anything else ends: it is a bug, and the trace is what its report needs.
    traceback.print_exception(failure)
    _err.say("This is a bug in the program. Please report it with the lines above.")
    return BUG


def _root() -> Path:
    root = Path.cwd()
    if not (root / "framework/editions").is_dir():
        raise typer.BadParameter("run this in the project's folder: there is no framework/editions here")
    return root


def _finish(found: list[Diagnostic], report: ReportFormat) -> NoReturn:
    _print_diagnostics(found, report)
    raise typer.Exit(DIAGNOSTICS if has_errors(found) else CLEAN)


def _print_diagnostics(found: list[Diagnostic], report: ReportFormat) -> None:
    (_err if report is ReportFormat.TEXT else _out).print(_rendered(found, report), end="")


def _rendered(found: list[Diagnostic], report: ReportFormat) -> str:
    render = {ReportFormat.JSON: render_json, ReportFormat.GITHUB: render_github, ReportFormat.TEXT: render_text}
    return render[report](found, Path.cwd())


class _Shown:
    """Progress on a terminal; where there is none, a line every ten seconds."""

    EVERY = 10

    def __init__(self) -> None:
        self._said = self._started = time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description:<12}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_err,
            disable=not _err.is_terminal,
        )
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> _Shown:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(step, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)  # type: ignore[arg-type]
        now = time.monotonic()
        if not _err.is_terminal and now - self._said >= self.EVERY:
            self._said = now
            _err.say(f"  {now - self._started:.0f} s: {step} {done} of {total}")


def _progress() -> _Shown:
    return _Shown()
