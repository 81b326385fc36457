"""Worksheets: formulas that can be worked out, sentences whose numbers exist, and examples that come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.library.formula import SUM, FormulaError, names_in, steps_of
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.template import blanks_in
from generator.library.text import Loc, catalogue_of
from generator.library.worksheet import Quantity, Worksheet, reckoned
from generator.validate.base import did_you_mean

_SAME = 1e-9


class WorksheetsComeOut:
    """A formula uses what is known before it, a sentence names numbers of its sheet, and the example is right.

    Fails in content/worksheets/small-sums.yaml:

        formula: up(prise * sum(broken))

    Passes:

        formula: up(price * sum(broken))
    """

    code = "SUM"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """SUM001 for what is no formula, SUM002 for a number that is not known there, SUM003 for a wrong example."""
        for worksheet in library.worksheets:
            file = catalogue_of(worksheet.title.key)  # not by its id, which may differ from the file's name
            faults = list(_formulas(worksheet, sources, file))
            yield from faults or (*_sayings(worksheet, sources, file), *_trial(worksheet, sources, file))


def _formulas(worksheet: Worksheet, sources: Sources, file: str) -> Iterator[Diagnostic]:
    known = {each.id for each in worksheet.quantities}
    of_rows: set[str] = set()
    yield from _limits(worksheet.quantities, known, sources, file, ("quantities",))
    if rows := worksheet.rows:
        of_rows = {each.id for each in rows.quantities}
        yield from _limits(rows.quantities, of_rows, sources, file, ("rows", "quantities"))
        for number, step in enumerate(rows.steps):
            yield from _formula(step.formula, known | of_rows, sources, file, ("rows", "steps", number, "formula"))
            of_rows.add(step.id)
    known |= {SUM + id for id in of_rows}
    for number, step in enumerate(worksheet.steps):
        yield from _formula(step.formula, known, sources, file, ("steps", number, "formula"))
        known.add(step.id)
    for number, saying in enumerate(worksheet.sayings):
        if saying.when:
            yield from _formula(saying.when, known, sources, file, ("sayings", number, "when"))


def _limits(
    quantities: Sequence[Quantity], known: set[str], sources: Sources, file: str, loc: Loc
) -> Iterator[Diagnostic]:
    """Limits that are another number are looked for beside it."""
    for number, each in enumerate(quantities):
        for side, name in (("least", each.least), ("most", each.most)):
            if isinstance(name, str) and name not in known:
                place = sources.at(file, (*loc, number, side))
                yield Diagnostic("SUM002", f"'{name}' is not known at this place", place, did_you_mean(name, known))


def _formula(formula: str, known: set[str], sources: Sources, file: str, loc: Loc) -> Iterator[Diagnostic]:
    try:
        steps = steps_of(formula)
    except FormulaError as error:
        yield Diagnostic("SUM001", f"'{formula}' is no formula", sources.at(file, loc), str(error))
        return
    for name in names_in(steps):
        if name not in known:
            help = did_you_mean(name, known)
            yield Diagnostic("SUM002", f"'{name}' is not known at this place", sources.at(file, loc), help)


def _sayings(worksheet: Worksheet, sources: Sources, file: str) -> Iterator[Diagnostic]:
    known = {each.id for each in worksheet.figures}
    for number, saying in enumerate(worksheet.sayings):
        place = sources.at(file, ("sayings", number, "text"))
        named = blanks_in(saying.text.value)
        if not named:
            yield Diagnostic("SUM002", "the sentence names no number", place, "name at least one, such as {share}")
        for name in named:
            if name not in known:
                yield Diagnostic("SUM002", f"the sheet has no number '{name}'", place, did_you_mean(name, known))


def _trial(worksheet: Worksheet, sources: Sources, file: str) -> Iterator[Diagnostic]:
    if worksheet.trial is None:
        return
    values = reckoned(worksheet, worksheet.trial.given)
    for name, wanted in worksheet.trial.gives.items():
        place = sources.at(file, ("trial", "gives", name))
        shown = values.get(name)
        if shown is None or abs(shown - wanted) > _SAME:
            yield Diagnostic(
                "SUM003", f"'{name}' is {shown}, not {wanted}", place, "write what comes out, or mend the formula"
            )
