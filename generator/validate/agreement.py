"""Whether an agreement keeps to what people consented to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.library.answers import Answers
from generator.library.matters import Bound, Matter
from generator.library.slots import conditions_of_fields
from generator.library.template import DocumentTemplate, FieldType, FormField
from generator.library.text import Loc
from generator.validate.answers import At

_ENTRIES = re.compile(r"[\n;]+")
_HELP = "change the agreement, or ask people again before you sign it"


@dataclass(frozen=True, slots=True)
class Settled:
    """What a paper says about a matter, and where: entries as written, and their rank where order counts."""

    entries: tuple[str, ...]
    loc: Loc
    rank: int = 0


def differences(
    matters: tuple[Matter, ...],
    consent: tuple[DocumentTemplate, Answers],
    agreement: tuple[DocumentTemplate, Answers],
    at: At,
) -> Iterator[Diagnostic]:
    """Every point in which the agreement goes further than the consent form, at its place in the agreement's answers.

    CMP001 something that nobody consented to, CMP002 a matter of which the consent form says nothing, CMP003 a matter
    that the consent form limits and the agreement leaves open, CMP004 one to which nobody has ticked yes: a warning
    where the form has no tick at all, as before anybody was asked.
    """
    asked = Severity.ERROR if any(name in consent[1].values for name in consent[0].ticks) else Severity.WARNING
    allowed, agreed = _settled(*consent), _settled(*agreement)
    for matter in matters:
        name, mine, theirs = matter.name.value, agreed.get(matter.id), allowed.get(matter.id)
        if mine is None:
            if theirs is not None and matter.bound is Bound.NOT_LATER:
                message = f"{name}: the agreement sets no limit; the consent form says {_said(theirs)}"
                yield Diagnostic("CMP003", message, at(("answers",)), _HELP)
        elif theirs is None:
            message = f"{name}: the agreement says {_said(mine)}; the consent form says nothing"
            yield Diagnostic("CMP002", message, at(mine.loc), _HELP)
        elif open := _unticked(matter, *consent):
            message = f"{name}: the agreement says {_said(mine)}; in the consent form “{open}” is not ticked"
            yield Diagnostic("CMP004", message, at(mine.loc), _HELP, asked)
        else:
            for beyond in _beyond(matter.bound, mine, theirs):
                message = f"{name}: the agreement says “{beyond}”; the consent form says {_said(theirs)}"
                yield Diagnostic("CMP001", message, at(mine.loc), _HELP)


def _unticked(matter: Matter, document: DocumentTemplate, answers: Answers) -> str:
    """The words of the tick without which the consent form says nothing of the matter; "" where none is lacking."""
    lacking = [name for name in matter.ticks if name in document.ticks]
    ticked = any(answers.values.get(name) is True for name in lacking)
    return document.ticks[lacking[0]].value if lacking and not ticked else ""


def _said(settled: Settled) -> str:
    return ", ".join(f"“{entry}”" for entry in settled.entries)


def _beyond(bound: Bound, mine: Settled, theirs: Settled) -> list[str]:
    """The entries that go further."""
    match bound:
        case Bound.NOT_MORE:
            return list(mine.entries) if mine.rank > theirs.rank else []
        case Bound.NOT_LATER:
            return [entry for entry in mine.entries if entry > max(theirs.entries)]
        case Bound.WITHIN | Bound.SAME:
            known = {_folded(entry) for entry in theirs.entries}
            return [entry for entry in mine.entries if _folded(entry) not in known]


def _folded(entry: str) -> str:
    return " ".join(re.findall(r"\w+", entry.casefold()))


def _settled(document: DocumentTemplate, answers: Answers) -> dict[str, Settled]:
    """Matter → what the answers say of it; parts that do not apply say nothing."""
    conditions, found = conditions_of_fields(document), dict[str, Settled]()
    for field in document.fields:
        applies = answers.applies(conditions.get(field.id))
        if field.matter and applies and field.id in answers.values:
            found[field.matter] = _of_field(field, answers)
    for condition in document.conditions:
        if condition.matter and condition.means and answers.conditions.get(condition.id):
            found[condition.matter] = Settled((condition.means,), ("conditions", condition.id))
    return found


def _of_field(field: FormField, answers: Answers) -> Settled:
    value, loc = answers.values[field.id], ("answers", field.id)
    if isinstance(value, tuple):
        return Settled(value, loc)
    if field.type is FieldType.CHOICE:
        ranks = list(field.choices)
        return Settled((str(value),), loc, ranks.index(str(value)) if value in ranks else 0)
    return Settled(tuple(entry.strip() for entry in _ENTRIES.split(str(value)) if entry.strip()), loc)
