"""What is said of a returned file beside its answers: words without a place, and what such a file can't hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Position, Severity, counted
from generator.library.answers import Raw
from generator.library.slots import ANY_ROW, Contract
from generator.library.taking import AnswersRemark, Misfit
from generator.load.returned.base import Returned, Unreadable
from generator.load.returned.line_words import like
from generator.load.returned.printed import Printed
from generator.load.returned.ticks import unboxed
from generator.load.returned.typed_in import Fitted
from generator.reading.which_paper import Papers

_MOST_STRANGE = 40
"""How many places of one file are named in which something was not understood; the table holds as many."""


def refusal(path: Path, refused: Unreadable) -> Diagnostic:
    """A file of which nothing was taken."""
    return Diagnostic("RET001", refused.message, Position(path), refused.help)


def as_warning(found: Diagnostic) -> Diagnostic:
    """What somebody wrote on paper can't be mended in the file: it is said, and the rest is taken."""
    return replace(found, severity=Severity.WARNING)


def strange_words(path: Path, strange: Sequence[str]) -> Iterator[Diagnostic]:
    """Words that belong to no place, the first of them one by one."""
    help = "it stands in the last column of the table: copy it to where it belongs"
    for words in strange[:_MOST_STRANGE]:
        yield Diagnostic("RET002", f"not understood: {words[:160]}", Position(path), help, Severity.WARNING)
    if len(strange) > _MOST_STRANGE:
        message = f"not understood: {len(strange) - _MOST_STRANGE} places more"
        yield Diagnostic("RET002", message, Position(path), help, Severity.WARNING)


def formulas(path: Path, names: Sequence[str]) -> Iterator[Diagnostic]:
    """Cells of a workbook in which a formula stands and no level that somebody chose."""
    if names:
        cells = f"{counted(len(names), 'cell')} with a formula ({', '.join(names)})"
        message = f"{cells}: the last value was read, none worked out"
        help = "look whether these levels are what people chose"
        yield Diagnostic("RET004", message, Position(path), help, Severity.WARNING)


def missing_fields(path: Path, contract: Contract, returned: Returned) -> list[Diagnostic]:
    """What a PDF can't give back: what was printed into it is no field any more."""
    if not returned.printed:
        return []
    held = "\n".join(f"\n{name.replace('.', '_')}" for name in returned.fields)
    # A choice has a field for each of its boxes, whose names begin with its own.
    lacking = [name for name in contract.slots if "*" not in name and f"\n{name.replace('.', '_')}" not in held]
    if not lacking or contract.kind == "checklist":
        return []
    message = f"this PDF lacks the fields of {counted(len(lacking), 'answer')} of the paper, such as '{lacking[0]}'"
    help = "what was printed into a PDF can't be read back: keep the file of answers that it was made from"
    return [Diagnostic("RET003", message, Position(path), help, Severity.WARNING)]


def missing_forms(path: Path, papers: Sequence[Returned]) -> Iterator[Diagnostic]:
    """A page of an export, of which the program has more."""
    if any(paper.sent and paper.sent.part for paper in papers):
        message, help = "more forms stand on another page of this export", "export all of them, or read the others too"
        yield Diagnostic("RET006", message, Position(path), help, Severity.WARNING)


def missing_rows(path: Path, returned: Sequence[Returned], papers: Papers) -> Iterator[Diagnostic]:
    """A table to which rows are added, where no file of the export could hold them."""
    ids = {each.sent.paper for each in returned if each.sent and not each.sent.rows}
    for template in papers.source.templates:
        if template.id in ids and any(ANY_ROW in key for key in papers.contract(template).slots):
            message = f"the rows that were added to tables of '{template.id}' are not in it"
            help = "export a workbook from KoBo, or put all files of the export from ODK into one folder"
            yield Diagnostic("RET005", message, Position(path), help, Severity.WARNING)


def with_place(strange: Sequence[tuple[str, str]]) -> list[str]:
    """Words that belong to no place, each with the printed words before it."""
    return [f"after “{before[-60:]}”: {words}" if before else words for before, words in strange]


def taken_back(paper: Sequence[Printed], words: Sequence[str]) -> list[str]:
    """What somebody crossed out or deleted, but for a box that was changed and the invitation to write."""
    controls = (piece for each in paper for piece in each.line.pieces if piece.control and piece.control.empty)
    invited = {"", *(like(piece.words) for piece in controls)}
    return [f"crossed out or deleted: {each}" for each in words if like(unboxed(f"{each} ")) not in invited]


def lines_gone(laid: Fitted) -> Iterator[str]:
    """That lines of clauses are not in it any more; of boxes to tick, each has been named."""
    clauses = (pair for pair in laid.pairs if pair.printed and pair.printed.clause and pair.printed.speaks)
    gone = [pair.printed for pair in clauses if pair.printed and not pair.returned]
    if gone:
        yield f"gone from the paper: {counted(len(gone), 'line')}, such as “{like(gone[0].line.words)}”"


def left_out(listed: Sequence[tuple[str, Misfit]], remarks: Sequence[tuple[str, AnswersRemark]]) -> dict[str, None]:
    """What `fill` would stop at, so that it stands in the table and not among the answers; in the order of the file."""
    out = [name for name, misfit in listed if misfit is not Misfit.CHARACTERS]
    return dict.fromkeys([*out, *(name for name, remark in remarks if remark is AnswersRemark.EARLY)])


def as_typed(raw: Raw | None) -> str:
    """An answer in the letters in which it was typed."""
    return ", ".join(each.text for each in raw) if isinstance(raw, tuple) else raw.text if raw else ""
