"""Which passage of a guide serves which principle at which stage, on the tiny framework and on the real one."""

from __future__ import annotations

from pathlib import Path

from generator.library.library import Library
from generator.library.passages import passages
from generator.library.served import cells
from generator.load.library import load_library
from tests.conftest import ROOT


def loaded(root: Path) -> Library:
    library = load_library(root).library
    assert library is not None
    return library


def test_a_link_to_a_stage_makes_the_part_below_the_heading_a_passage(tiny: Path) -> None:
    found = passages(loaded(tiny))
    assert [each.target for each in found["privacy", "review"]] == ["page:guides/principles/privacy#who"]
    assert [each.heading.value for each in found["relevance", "uptake"]] == ["Later"]


def test_what_to_do_next_is_no_passage(tiny: Path) -> None:
    page = tiny / "content/guides/principles/relevance.md"
    page.write_text(page.read_text("utf-8") + "- [Plan](stage:design)\n", encoding="utf-8")
    assert [each.anchor for each in passages(loaded(tiny))["relevance", "design"]] == ["first"]


def test_every_principle_at_every_stage_has_a_passage_an_action_and_a_document() -> None:
    for cell, served in cells(loaded(ROOT)).items():
        assert served.passages, cell
        assert served.items, cell
        assert served.documents, cell
