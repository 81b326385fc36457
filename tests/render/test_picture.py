"""Pictures of first pages: small, the same in every run, and whole."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator.blocks.nodes import Paper, PaperPicture, Phrase, Plain
from generator.compose.papers import unfilled
from generator.library.template import Template
from generator.render import picture
from tests.conftest import ROOT, loaded
from tests.render.kinds import BLOCK_TYPES

MOST = 8_000
"""How many bytes of a page one may take."""
TEMPLATES = loaded(ROOT).templates


def drawing(paper: Paper) -> str:
    return picture.picture_svg(PaperPicture(paper, Phrase((Plain("First page"),), "en"), 240, 340))


def drawn(paper: Paper) -> ElementTree.Element:
    return ElementTree.fromstring(drawing(paper))  # noqa: S314 - our own


def test_every_type_of_block_is_drawn() -> None:
    assert set(picture.BLOCKS) == set(BLOCK_TYPES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_it_is_small_and_shows_the_title(template: Template) -> None:
    paper = unfilled(loaded(ROOT), template.id)
    content = drawing(paper)
    assert len(content.encode()) <= MOST
    assert content == drawing(paper)
    words = " ".join(each.text or "" for each in drawn(paper).iter("text"))
    assert words.startswith(template.title.value)


def test_nothing_is_drawn_below_the_sheet() -> None:
    """A paper of many pages fills one."""
    for template in TEMPLATES:
        paper = unfilled(loaded(ROOT), template.id)
        heights = [float(each.get("y", 0)) for each in drawn(paper).iter("text")]
        paths = [each.get("d", "") for each in drawn(paper).iter("path")]
        heights += [float(move.partition("h")[0].split()[1]) for path in paths for move in path.split("M")[1:]]
        assert max(heights) <= picture.HEIGHT, template.id


def test_it_is_mirrored_for_scripts_that_are() -> None:
    paper = unfilled(loaded(ROOT), "adult-consent")
    arabic = replace(paper, language=paper.language.model_copy(update={"direction": "rtl"}))
    first, second = (next(drawn(each).iter("text")).get("x") for each in (paper, arabic))
    assert (first, second) == (str(picture.MARGIN), str(picture.WIDTH - picture.MARGIN))
