"""The level of risk that answers lead to; the script of the classifier follows the same cases."""

from __future__ import annotations

import itertools
import json

import pytest

from generator.library.levels import NO, NOT_SURE, YES, Levels, level_of, raised_by
from generator.library.library import Library
from tests.conftest import ROOT, loaded

CASES = json.loads((ROOT / "tests/cases/levels.json").read_bytes())


@pytest.fixture(scope="module")
def tiny_levels(tiny_library: Library) -> Levels:
    return tiny_library.levels


@pytest.fixture(scope="module")
def real() -> Levels:
    return loaded(ROOT).levels


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_answers_lead_to_a_level(tiny_levels: Levels, case: dict[str, object]) -> None:
    assert level_of(tiny_levels, case["said"]).id == case["want"]  # type: ignore[arg-type]


def test_a_careful_answer_never_lowers_the_level(real: Levels) -> None:
    """Over all answers to the real questions: not sure is yes, and a yes for a no keeps the level or raises it."""
    ids = [question.id for question in real.questions]
    for given in itertools.product((YES, NO), repeat=len(ids)):
        said = dict(zip(ids, given, strict=True))
        level = level_of(real, said)
        assert level == level_of(real, {id: NOT_SURE if answer == YES else answer for id, answer in said.items()})
        assert (level.number > 1) is bool(raised_by(real, said))
        assert all(level_of(real, said | {id: YES}).number >= level.number for id in ids)


def test_every_level_is_reached(real: Levels) -> None:
    none = {question.id: NO for question in real.questions}
    reached = {level_of(real, none | {question.id: YES}).id for question in real.questions if question.when is None}
    assert {level_of(real, none).id, *reached} == {*real.by_id}
