"""Pictures of first pages: small, the same in every run, and whole."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator.blocks.nodes import BLOCK_TYPES, Paper
from generator.compose.papers import unfilled
from generator.library.template import Template
from generator.render import picture
from tests.conftest import ROOT, loaded

MOST = 8_000
"""How many bytes a phone may have to fetch for one."""
SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES = loaded(ROOT).templates


def drawn(paper: Paper) -> ElementTree.Element:
    return ElementTree.fromstring(picture.picture_of(paper))  # noqa: S314 - our own


def test_every_type_of_block_is_drawn() -> None:
    assert set(picture.BLOCKS) == set(BLOCK_TYPES)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_it_is_small_and_shows_the_title(template: Template) -> None:
    paper = unfilled(loaded(ROOT), template.id)
    content = picture.picture_of(paper)
    assert len(content) <= MOST
    assert content == picture.picture_of(paper)
    words = " ".join(each.text or "" for each in drawn(paper).iter(f"{SVG}text"))
    assert words.startswith(template.title.value)


def test_nothing_is_drawn_below_the_sheet() -> None:
    """A paper of many pages fills one."""
    for template in TEMPLATES:
        paper = unfilled(loaded(ROOT), template.id)
        heights = [float(each.get("y", 0)) for each in drawn(paper).iter(f"{SVG}text")]
        paths = [each.get("d", "") for each in drawn(paper).iter(f"{SVG}path")]
        heights += [float(move.partition("h")[0].split()[1]) for path in paths for move in path.split("M")[1:]]
        assert max(heights) <= picture.HEIGHT, template.id


def test_it_is_mirrored_for_scripts_that_are() -> None:
    paper = unfilled(loaded(ROOT), "adult-consent")
    arabic = replace(paper, language=paper.language.model_copy(update={"direction": "rtl"}))
    first, second = (next(drawn(each).iter(f"{SVG}text")).get("x") for each in (paper, arabic))
    assert (first, second) == (str(picture.MARGIN), str(picture.WIDTH - picture.MARGIN))
