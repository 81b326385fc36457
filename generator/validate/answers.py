"""Whether answers fit the paper that they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from generator.diagnostics import MAX_MISTAKES, Diagnostic, Position, Severity
from generator.library.answers import SCHEMA, AnswersFile
from generator.library.characters import printable
from generator.library.slots import Contract, Slot, SlotType
from generator.library.taking import AnswersRefusal, AnswersRemark, Misfit, Taken, take
from generator.library.text import Loc
from generator.validate.base import did_you_mean

At = Callable[[Loc], Position]

_KINDS: dict[SlotType, str] = {
    SlotType.TEXT: "a text",
    SlotType.LINES: "a text",
    SlotType.DATE: "a date such as '2027-01-31'",
    SlotType.NUMBER: "a whole number",
    SlotType.TICK: "true or false",
    SlotType.CHOICE: "one of the choices",
    SlotType.CHOICES: "a list of choices",
}


def check_answers(contract: Contract, file: AnswersFile, at: At) -> tuple[Taken | None, list[Diagnostic]]:
    """What of the file fits, and everything else at its place; nothing fits a file of another kind or paper.

    Errors: ANS001 another schema, ANS009 another paper, ANS003 an unknown answer, ANS004 an unknown condition, ANS005 a
    value of the wrong kind, ANS010 answers that exclude each other, ANS012 a day that comes too early. Warnings: ANS002
    another version or edition, ANS006 a condition and ANS007 a required field without an answer, ANS008 an answer in a
    part that does not apply, ANS011 characters that were left out. In a file of another version or edition, what does
    not fit is a warning too: it was right when it was written.
    """
    taken = take(contract, file)
    if isinstance(taken, AnswersRefusal):
        return None, [_refused(taken, contract, file, at)]
    found = list(_header(contract, file, at)) if taken.another else []
    found += (_listed(name, misfit, contract, file, taken.another, at) for name, misfit in _told(taken.listed))
    found += (_remarked(name, remark, contract, at, taken.another) for name, remark in taken.remarks)
    return taken, found


def _told(listed: Iterable[tuple[str, Misfit]]) -> Iterator[tuple[str, Misfit]]:
    """Of names that the paper does not have only the first: to look for a name like each takes minutes for many."""
    unknown = count()
    return (each for each in listed if each[1] is not Misfit.UNKNOWN or next(unknown) < MAX_MISTAKES)


def _refused(why: AnswersRefusal, contract: Contract, file: AnswersFile, at: At) -> Diagnostic:
    if why is AnswersRefusal.SCHEMA:
        message = f"the schema '{printable(file.schema_id or '')}' is not known"
        return Diagnostic("ANS001", message, at(("schema",)), f"write 'schema: {SCHEMA}'")
    kind = "document" if file.document else "checklist"
    message = f"the answers are for the {kind} '{file.document or file.checklist}'"
    help = f"fill in that paper, or write '{contract.kind}: {contract.paper}'"
    return Diagnostic("ANS009", message, at((kind,)), help)


def _header(contract: Contract, file: AnswersFile, at: At) -> Iterator[Diagnostic]:
    for name, said, ours in (("version", file.version, contract.version), ("edition", file.edition, contract.edition)):
        if said and said != ours:
            message = f"the answers are for the {name} {printable(said)}, the paper is {ours}"
            help = "what fits was taken; read every part again before you use it, for its words may have changed"
            yield _warning("ANS002", message, at((name,)), help)


def _listed(name: str, misfit: Misfit, contract: Contract, file: AnswersFile, another: bool, at: At) -> Diagnostic:
    id, is_condition = name.removeprefix("condition:"), name.startswith("condition:")
    place = at(("conditions" if is_condition else "answers", id))
    severity = Severity.WARNING if another else Severity.ERROR
    if is_condition:
        return _of_condition(id, misfit, contract, place, severity)
    slot, said = contract.slot(id), printable(id)
    match misfit:
        case Misfit.UNKNOWN:
            message = f"the paper has no field '{said}'"
            return Diagnostic("ANS003", message, place, did_you_mean(said, contract.slots), severity)
        case Misfit.ONE:
            others = next(group for group in contract.alone if id in group)
            message = f"'{said}' is given with another that it excludes"
            return Diagnostic("ANS010", message, place, f"give one of: {', '.join(others)}")
        case Misfit.CHARACTERS:
            message = f"'{said}' has characters that no paper can print; they were left out"
            return _warning("ANS011", message, place, "remove them from the file; your editor may not show them")
        case Misfit.LONG if slot is not None:
            length = len(getattr(file.answers[id], "text", ""))
            message = f"'{said}' has {length} characters; the paper has room for {slot.max_length or 'fewer'}"
            return Diagnostic("ANS005", message, place, "say it in fewer words", severity)
    return Diagnostic("ANS005", f"'{said}' must be {_wanted(slot)}", place, "mend the value", severity)


def _wanted(slot: Slot | None) -> str:
    if slot is None:
        return "a field of the paper"
    return _KINDS[slot.type] + (f": {', '.join(slot.choices)}" if slot.choices else "")


def _of_condition(id: str, misfit: Misfit, contract: Contract, place: Position, severity: Severity) -> Diagnostic:
    if misfit is Misfit.UNKNOWN:
        help = did_you_mean(printable(id), contract.conditions)
        return Diagnostic("ANS004", f"the paper has no condition '{printable(id)}'", place, help, severity)
    return Diagnostic("ANS005", f"the condition '{id}' must be true or false", place, "mend the value", severity)


def _remarked(name: str, remark: AnswersRemark, contract: Contract, at: At, another: bool) -> Diagnostic:
    id = name.removeprefix("condition:")
    slot = contract.slot(id)
    match remark:
        case AnswersRemark.OPEN:
            help = f"add '{id}: true' or '{id}: false'; until then its part is printed under its condition"
            return _warning("ANS006", f"the condition '{id}' is not answered", at(("conditions",)), help)
        case AnswersRemark.NEEDED:
            return _warning("ANS007", f"'{id}' is not answered", at(("answers",)), "its line stays empty on the paper")
        case AnswersRemark.IDLE:
            message = f"'{id}' is answered, but its part does not apply ('{slot.when if slot else ''}' is false)"
            return _warning("ANS008", message, at(("answers", id)), "it will not be printed")
        case AnswersRemark.EARLY:
            message = f"'{id}' is a day before '{slot.not_before if slot else ''}'"
            help = "set a later day, or mend the other date"
            severity = Severity.WARNING if another else Severity.ERROR
            return Diagnostic("ANS012", message, at(("answers", id)), help, severity)


def _warning(code: str, message: str, place: Position, help: str) -> Diagnostic:
    return Diagnostic(code, message, place, help, Severity.WARNING)
