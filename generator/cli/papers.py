"""Commands that make papers to use: filled in, bound, for phones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.commands import PAPERS, app
from generator.cli.options import Folder, Language, Languages, PaperSize, Size, made_of, project, written
from generator.cli.terminal import ReportFormat, finish, show, stdout, stop_on_errors
from generator.diagnostics import counted, has_errors

if TYPE_CHECKING:
    from generator.library.classifier import ClassifierQuestion, Option


@app.command(rich_help_panel=PAPERS)
def fill(
    paper: Annotated[str, typer.Argument(help="The document or checklist, by its id.", metavar="DOCUMENT")],
    answers: Annotated[
        Path,
        typer.Option("--answers", "-a", help="The answers, as JSON or YAML.", exists=True, dir_okay=False),
    ],
    out: Annotated[Path, written("--out", "-o", help="The file to write.", metavar="FILE")],
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
    from generator.filling import FillOrder
    from generator.filling import fill as fill_paper
    from generator.render.formats import FILLED

    formats = {each.name: each.suffixes for each in FILLED}
    name = to or out.suffix.removeprefix(".")
    if name not in formats:
        raise typer.BadParameter(f"what is '{out.name}' to be? Say --to {', '.join(formats)}", param_hint="--to")
    # Only a PDF has sizes; what another format makes has one ending.
    suffix = f"{size}-{'large' if large else 'print'}.pdf" if len(formats[name]) > 1 else formats[name][0]
    found = fill_paper(project(), FillOrder(paper, answers, lang, beside, suffix, out))
    if not has_errors(found):
        stdout.say(f"{out}: {paper} in {lang}{f' beside {beside}' if beside else ''}.")
    finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def compare(
    consent: Annotated[Path, typer.Argument(help="The answers of a consent form.", exists=True, dir_okay=False)],
    agreement: Annotated[Path, typer.Argument(help="The answers of an agreement.", exists=True, dir_okay=False)],
) -> None:
    """Name every point in which an agreement goes further than what people consented to."""
    from generator.filling import compare as compare_papers

    found = compare_papers(project(), consent, agreement)
    if not has_errors(found):
        stdout.say("The agreement keeps to the consent form.")
    finish(found, ReportFormat.TEXT)


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

    made, found = phone_forms(project(), papers or [], lang or [], out, answers)
    if made:
        stdout.say(f"{out}: {counted(len(made), 'form')}.")
    finish(found, ReportFormat.TEXT)


@app.command(rich_help_panel=PAPERS)
def cells(
    table: Annotated[Path, typer.Argument(help="A table of counts, as CSV.", exists=True, dir_okay=False)],
    limit: Annotated[
        int, typer.Option("--limit", help="Counts from 1 to just below it are not shown.", min=3, max=1000)
    ] = 10,
    base: Annotated[
        int,
        typer.Option(
            "--round",
            help="Write every number to the nearest multiple of this, at least the limit; 0 as it is.",
            min=0,
            max=1000,
        ),
    ] = 0,
    out: Annotated[
        Path | None, written("--out", "-o", help="A .csv file for the table that can be shown.", metavar="FILE")
    ] = None,
) -> None:
    """Find the small numbers of a table, what must be hidden with them, and what a stranger can still work out."""
    from generator.cache.writing import write_whole
    from generator.cells.report import checked, checked_rounded, lines, shown
    from generator.cells.table import opened_table

    if 0 < base < limit:
        raise typer.BadParameter("take at least the limit: other counts show what is small", param_hint="--round")
    counts = opened_table(table)
    found = checked_rounded(counts, limit, base) if base else checked(counts, limit)
    for line in lines(found):
        stdout.say(line)
    if out is not None:
        write_whole(out, shown(found).encode("utf-8-sig"))
    stdout.print(
        "Some numbers are not safe: hide more, or join rows or columns."
        if found.weak
        else "Nobody can tell a small number exactly."
        if found.ranges and base
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
    out: Annotated[Path, written("--out", "-o", help="The .pdf or .zip file to write.", metavar="FILE")],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Bind a pack: one PDF with cover, contents and bookmarks, or a zip of Word documents."""
    from generator.filling import pack as bind_pack

    made = made_of(out, {".pdf": f"{size}-pack.pdf", ".zip": "docx.zip"})
    number = bind_pack(project(), name, lang, made, out)
    stdout.say(f"{out}: {counted(number, 'paper')} in {lang}.")


@app.command(rich_help_panel=PAPERS)
def booklet(
    name: Annotated[str, typer.Argument(help="The paper, or the pack, by its id.", metavar="ID")],
    out: Annotated[Path, written("--out", "-o", help="The .pdf file to write.", metavar="FILE")],
    lang: Language = "en",
    size: Size = PaperSize.A4,
) -> None:
    """Set a paper or a pack as a booklet: print it on both sides, turned at the short edge, then fold and staple it."""
    from generator.filling import staple

    made_of(out, {".pdf": "pdf"})
    staple(project(), name, lang, size, out)
    stdout.say(f"{out}: {name} in {lang}. Print both sides, turned at the short edge.")


@app.command(rich_help_panel=PAPERS)
def classify(
    lang: Language = "en",
    answers: Annotated[
        Path | None,
        typer.Option("--answers", "-a", help="Answers saved before, as JSON or YAML.", exists=True, dir_okay=False),
    ] = None,
    out: Annotated[
        Path | None,
        written("--out", "-o", help="A .md, .html, .docx or .pdf file to write; else it is shown.", metavar="FILE"),
    ] = None,
) -> None:
    """Find out what kind of citizen data initiative you have, question by question."""
    from generator.cache.writing import write_whole
    from generator.classifying import Classifying

    made = made_of(out, {".md": "md", ".html": "html", ".docx": "docx", ".pdf": "a4-print.pdf"}) if out else "md"
    walk = Classifying(project(), lang)
    if answers:
        found = walk.follow(answers)
        stop_on_errors(found)
        if found:
            show(found, ReportFormat.TEXT)
    for stamp in walk.stamps:
        stdout.print(stamp, style="bold")
    walk.walk(_asked)
    if not answers and walk.open:
        if out is None:
            stdout.print(walk.write("md").decode())
        if typer.confirm(walk.words("screen-classify-deeper"), default=False):
            walk.walk(_asked, deeper=True)
        elif out is None:
            return
    if out is None:
        stdout.print(walk.write("md").decode())
    else:
        write_whole(out, walk.write(made))
        stdout.say(f"{out}: the result.")


def _asked(question: ClassifierQuestion) -> tuple[Option, ...]:
    """The options that a person chose, by their numbers; of `several`, any number of them."""
    from generator.classifying import shown

    stdout.print(f"\n{shown(question.question)}", style="bold")
    if question.help:
        stdout.print(shown(question.help))
    for number, option in enumerate(question.options, 1):
        stdout.print(f"  {number}  {shown(option.text)}")
    while True:
        said = typer.prompt("1, 2 …" if question.several else "1", prompt_suffix="> ", default="", show_default=False)
        # Not isdigit(): that is true of a raised ² too, which is no number to int().
        numbers = [int(each) for each in said.replace(",", " ").split() if each.isdecimal() and len(each) < 4]
        chosen = tuple(option for number, option in enumerate(question.options, 1) if number in numbers)
        if question.several or len(chosen) == 1:
            return chosen
