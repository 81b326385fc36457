"""A file of answers taken in: what of it fits the contract of its paper, what does not and why.

Scripts take a file in by the same steps (answers.js); the cases in tests/cases/answers run through both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.library.answers import SCHEMA, Answers, AnswersFile, Raw, Value, ValueShape
from generator.library.characters import BLANK, in_figures, is_day, is_whole, without_unprintable
from generator.library.slots import MOST_LETTERS, Contract, Slot, SlotType


class Misfit(StrEnum):
    """Why something in a file is listed; what is only to mend was taken all the same."""

    UNKNOWN = "unknown"
    KIND = "kind"
    CHOICE = "choice"
    DATE = "date"
    ONE = "one"
    """Of answers that exclude each other more than one is given; none of them is taken."""
    NUMBER = "number"
    """To mend: it stands in the paper as it was typed."""
    LONG = "long"
    """To mend, as `NUMBER`."""
    CHARACTERS = "characters"
    """Taken without the characters that nothing can print."""


class AnswersRemark(StrEnum):
    """What a reader of the answers should know."""

    NEEDED = "needed"
    OPEN = "open"
    """A condition that was not answered."""
    IDLE = "idle"
    """Answered in a part that does not apply."""
    EARLY = "early"
    """A day before another one that it may not come before: the paper would break its own promise."""


class AnswersRefusal(StrEnum):
    """Why nothing of a file is taken."""

    SCHEMA = "schema"
    OTHER = "other"
    """It is for another paper."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file fits a paper, what is listed and why, and what a reader should know.

    The name of a condition begins with `condition:` in lists. From a file of `another` version or edition what fits is
    taken too; its answers must be read again, for the words around them may have changed.
    """

    answers: Answers
    listed: tuple[tuple[str, Misfit], ...] = ()
    remarks: tuple[tuple[str, AnswersRemark], ...] = ()
    another: bool = False


def take(contract: Contract, file: AnswersFile) -> Taken | AnswersRefusal:
    """What of the file fits the paper, or why nothing does."""
    if file.schema_id != SCHEMA:
        return AnswersRefusal.SCHEMA
    named = {"document": file.document, "checklist": file.checklist}
    if named.pop(contract.kind) not in (None, contract.paper) or any(named.values()):
        return AnswersRefusal.OTHER
    listed: list[tuple[str, Misfit]] = []
    conditions = _conditions(contract, file.conditions, listed)
    values = _values(contract, file.answers, listed)
    another = any(
        said and said != ours for said, ours in ((file.version, contract.version), (file.edition, contract.edition))
    )
    remarks = tuple(_remarks(contract, conditions, values))
    return Taken(Answers(conditions, values), tuple(listed), remarks, another)


def _conditions(contract: Contract, said: Mapping[str, Raw], listed: list[tuple[str, Misfit]]) -> dict[str, bool]:
    taken: dict[str, bool] = {}
    for id, raw in said.items():
        means = _truth(raw)
        if id not in contract.conditions:
            listed.append((f"condition:{id}", Misfit.UNKNOWN))
        elif means is None:
            listed.append((f"condition:{id}", Misfit.KIND))
        else:
            taken[id] = means
    return taken


def _values(contract: Contract, said: Mapping[str, Raw], listed: list[tuple[str, Misfit]]) -> dict[str, Value]:
    taken: dict[str, Value] = {}
    for name, raw in said.items():
        slot = contract.slot(name)
        value, misfits = (None, [Misfit.UNKNOWN]) if slot is None else _fitted(slot, raw)
        listed += ((name, misfit) for misfit in misfits)
        if value is not None:
            taken[name] = value
    for group in contract.alone:
        given = [name for name in group if taken.get(name)]
        if len(given) > 1:
            for name in given:
                del taken[name]
                listed.append((name, Misfit.ONE))
    return taken


def _remarks(
    contract: Contract, conditions: Mapping[str, bool], values: Mapping[str, Value]
) -> Iterator[tuple[str, AnswersRemark]]:
    yield from ((f"condition:{id}", AnswersRemark.OPEN) for id in contract.conditions if id not in conditions)
    for name, slot in contract.slots.items():
        if slot.required and name not in values and not _is_out(slot, conditions):
            yield name, AnswersRemark.NEEDED
    for name in values:
        answered = contract.slot(name)
        if answered is not None and _is_out(answered, conditions):
            yield name, AnswersRemark.IDLE
        elif answered is not None and answered.not_before in values and _early(name, answered.not_before, values):
            yield name, AnswersRemark.EARLY


def _early(name: str, other: str | None, values: Mapping[str, Value]) -> bool:
    """True for a day before the other one; days such as 2027-01-31 sort like words."""
    return other is not None and str(values[name]) < str(values[other])


def _is_out(slot: Slot, conditions: Mapping[str, bool]) -> bool:
    return slot.when is not None and conditions.get(slot.when) is False


_TRUTH = dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(("false", "False", "FALSE"), False)


def _truth(raw: Raw) -> bool | None:
    """True or false where a word without quotes says so."""
    if isinstance(raw, tuple) or raw.how not in (ValueShape.PLAIN, ValueShape.WORD):
        return None
    return _TRUTH.get(raw.text)


def _fitted(slot: Slot, raw: Raw) -> tuple[Value | None, list[Misfit]]:
    """The value as the slot takes it, None for nothing, and what is to be said of it."""
    if slot.type is SlotType.CHOICES:
        return _chosen(slot, raw)
    if isinstance(raw, tuple):
        return None, [Misfit.KIND]
    if raw.how in (ValueShape.QUOTED, ValueShape.PLAIN) and not raw.text.strip(BLANK):
        return None, []
    if slot.type is SlotType.TICK:
        means = _truth(raw)
        return means, [] if means is not None else [Misfit.KIND]
    if raw.how in (ValueShape.WORD, ValueShape.OTHER):
        return None, [Misfit.KIND]
    if slot.type is SlotType.CHOICE:
        return (raw.text, []) if raw.text in slot.choices else (None, [Misfit.CHOICE])
    if slot.type is SlotType.DATE:
        day = in_figures(raw.text.strip(BLANK))
        return (day, []) if is_day(day) else (None, [Misfit.DATE])
    return _typed(slot, raw.text)


def _chosen(slot: Slot, raw: Raw) -> tuple[Value | None, list[Misfit]]:
    if not isinstance(raw, tuple):
        return None, [Misfit.KIND] if raw.text or raw.how is not ValueShape.PLAIN else []
    allowed = [
        each.text for each in raw if each.how not in (ValueShape.WORD, ValueShape.OTHER) and each.text in slot.choices
    ]
    return tuple(dict.fromkeys(allowed)) or None, [] if len(allowed) == len(raw) else [Misfit.CHOICE]


def _typed(slot: Slot, said: str) -> tuple[Value | None, list[Misfit]]:
    """Words as they were typed, but for what no paper prints and for how a line ends."""
    if len(said) > MOST_LETTERS:
        return None, [Misfit.LONG]
    words, misfits = without_unprintable(said), list[Misfit]()
    if words != said:
        misfits.append(Misfit.CHARACTERS)
    if slot.type is SlotType.LINES:
        words = re.sub(r"\r\n?", "\n", words).strip("\n")
    else:
        words = re.sub(r"[\r\n]+", " ", words.strip("\r\n"))
    if slot.type is SlotType.NUMBER and not is_whole(words):
        misfits.append(Misfit.NUMBER)
    if slot.max_length and len(words) > slot.max_length:
        misfits.append(Misfit.LONG)
    return words if words.strip(BLANK) else None, misfits
