"""How long a paper takes: measured from its words and blanks."""

from __future__ import annotations

from generator.library.effort import STEP, minutes
from generator.library.template import Template
from generator.library.text import map_texts
from tests.conftest import ROOT, loaded


def by_id(id: str) -> Template:
    return next(each for each in loaded(ROOT).templates if each.id == id)


def test_longer_papers_take_longer() -> None:
    short, long, longest = (minutes(by_id(id)) for id in ("sign-in-sheet", "adult-consent", "country-plan"))
    assert STEP <= short < long < longest
    assert all(minutes(each) % STEP == 0 for each in loaded(ROOT).templates)


def test_a_paper_takes_as_long_in_every_language() -> None:
    template = by_id("adult-consent")
    french = map_texts(template, lambda _, text: type(text)("mot " * 500, text.key, "fr", text.state, text.value))
    assert minutes(french) == minutes(template)


def test_blanks_take_time() -> None:
    """The same words without their fields are read sooner."""
    template = by_id("risk-assessment")
    assert minutes(template.model_copy(update={"fields": ()})) < minutes(template)
