"""Whether answers fit the paper that they are for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from generator.diagnostics import Diagnostic, Position, Severity
from generator.library.answers import SCHEMA, AnswersFile, Value
from generator.library.slots import Slot, SlotType, slots_of
from generator.library.template import DocumentTemplate, Template
from generator.library.text import Loc
from generator.validate.base import did_you_mean

At = Callable[[Loc], Position]


def check_answers(template: Template, edition: str, file: AnswersFile, at: At) -> Iterator[Diagnostic]:
    """Everything that does not fit, at its place in the file of answers.

    Errors: ANS001 another schema, ANS003 an unknown answer, ANS004 an unknown condition, ANS005 a value of the wrong
    kind. Warnings: ANS002 another version or edition, ANS006 a condition and ANS007 a required field without an answer,
    ANS008 an answer in a part that does not apply.
    """
    slots = slots_of(template)
    conditions = [each.id for each in template.conditions] if isinstance(template, DocumentTemplate) else []
    yield from _header(template, edition, file, at)
    for id in file.conditions:
        if id not in conditions:
            help = did_you_mean(id, conditions)
            yield Diagnostic("ANS004", f"the paper has no condition '{id}'", at(("conditions", id)), help)
    for name, value in file.answers.items():
        yield from _answer(name, value, slots, file, at)
    for id in conditions:
        if id not in file.conditions:
            help = f"add '{id}: true' or '{id}: false'; until then its part is printed under its condition"
            yield _warning("ANS006", f"the condition '{id}' is not answered", at(("conditions",)), help)
    for name, slot in slots.items():
        if slot.required and name not in file.answers and not _excluded(slot, file):
            yield _warning("ANS007", f"'{name}' is not answered", at(("answers",)), "its line stays empty on the paper")


def _header(template: Template, edition: str, file: AnswersFile, at: At) -> Iterator[Diagnostic]:
    if file.schema_id != SCHEMA:
        message = f"the schema '{file.schema_id}' is not known"
        yield Diagnostic("ANS001", message, at(("schema",)), f"write 'schema: {SCHEMA}'")
    for name, said, is_now in (("version", file.version, template.version), ("edition", file.edition, edition)):
        if said and said != is_now:
            message = f"the answers are for the {name} {said}, the paper is {is_now}"
            yield _warning("ANS002", message, at((name,)), "read the result before you use it")


def _answer(name: str, value: Value, slots: dict[str, Slot], file: AnswersFile, at: At) -> Iterator[Diagnostic]:
    place = at(("answers", name))
    if name not in slots:
        yield Diagnostic("ANS003", f"the paper has no field '{name}'", place, did_you_mean(name, slots))
        return
    slot = slots[name]
    if not _fits(value, slot):
        choices = f": {', '.join(slot.choices)}" if slot.choices else ""
        yield Diagnostic("ANS005", f"'{name}' must be {slot.type}{choices}", place, "mend the value")
    elif slot.max_length and len(str(value)) > slot.max_length:
        message = f"'{name}' has {len(str(value))} characters; the paper has room for {slot.max_length}"
        yield Diagnostic("ANS005", message, place, "say it in fewer words")
    if _excluded(slot, file):
        message = f"'{name}' is answered, but its part does not apply ('{slot.when}' is false)"
        yield _warning("ANS008", message, place, "it will not be printed")


def _excluded(slot: Slot, file: AnswersFile) -> bool:
    return slot.when is not None and file.conditions.get(slot.when) is False


def _fits(value: Value, slot: Slot) -> bool:
    match slot.type:
        case SlotType.TEXT:
            return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
        case SlotType.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool)
        case SlotType.TICK:
            return isinstance(value, bool)
        case SlotType.CHOICE:
            return value in slot.choices
        case SlotType.CHOICES:
            return isinstance(value, tuple) and all(each in slot.choices for each in value)
        case SlotType.DATE:
            return isinstance(value, str) and _is_date(value)


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2027-01-31")


def _warning(code: str, message: str, place: Position, help: str) -> Diagnostic:
    return Diagnostic(code, message, place, help, Severity.WARNING)
