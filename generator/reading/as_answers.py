"""What was found in a returned paper as a file of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.library.answers import SCHEMA, AnswersFile, Raw, Said, ValueShape
from generator.library.characters import in_figures, is_day
from generator.library.slots import Contract, SlotType
from generator.load.returned.base import box
from generator.load.returned.days import day_of
from generator.reading.which_paper import PaperIdentity


def answers_file(
    mark: PaperIdentity,
    contract: Contract,
    values: Mapping[str, Said],
    conditions: Mapping[str, bool],
    strange: list[str],
) -> AnswersFile:
    """What was found as a file of answers; boxes of a choice become the choice, and days as we print them days."""
    answers: dict[str, Raw] = {}
    chosen: dict[str, list[str]] = {}
    for written, said in values.items():
        # No id has an underscore: in a PDF one stands for the dot of a name, which would part the field.
        name = written.replace("_", ".")
        base, _, choice = name.rpartition(".")
        slot = contract.slot(name)
        if slot is None:
            asked = contract.slot(base) if base else None
            if asked and said == box(True) and (choice in asked.choices or choice in ("yes", "no")):
                chosen.setdefault(base, []).append(choice)
            elif said.text:
                strange.append(f"{name}: {said.text}")
        elif said.text:
            answers[name] = _day(said, mark) if slot.type is SlotType.DATE else said
    for name, choices in chosen.items():
        _choose(contract, name, choices, answers, strange)
    return AnswersFile.model_validate({
        "schema": SCHEMA, contract.kind: contract.paper, "version": mark.version or contract.version,
        "edition": mark.edition or contract.edition, "answers": answers,
        "conditions": {id: _word(means) for id, means in conditions.items()},
    })  # fmt: skip


def _choose(contract: Contract, name: str, choices: Sequence[str], answers: dict[str, Raw], strange: list[str]) -> None:
    slot = contract.slot(name)
    if slot is None:
        return
    if slot.type is SlotType.CHOICES:
        answers[name] = tuple(Said(each) for each in slot.choices if each in choices)
    elif len(choices) > 1:
        strange.append(f"{name}: {', '.join(choices)}")
    elif slot.type is SlotType.TICK:
        answers[name] = _word(choices[0] == "yes")
    else:
        answers[name] = Said(choices[0])


def _word(means: bool) -> Said:
    return Said("true" if means else "false", ValueShape.WORD)


def _day(said: Said, mark: PaperIdentity) -> Said:
    if is_day(in_figures(said.text.strip())):
        return said
    regions = [each.language.region for each in (mark.library, mark.beside) if each]
    day = next(filter(None, (day_of(said.text, region) for region in regions)), "")
    return Said(day) if day else said
