"""Filled papers as Markdown and as one HTML file: nothing of the tree gets lost."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from generator.blocks.nodes import (
    Cell,
    Field,
    FieldKind,
    Paragraph,
    Phrase,
    Plain,
    Table,
    TickRow,
)
from generator.blocks.walk import phrases_in
from generator.render.formats import plain
from generator.render.formats.plain import MarkdownFormat
from generator.render.formats.standalone import HtmlFormat
from tests.render.formats.samples import PAPERS
from tests.render.formats.test_pdf import words
from tests.render.kinds import BLOCK_TYPES, INLINE_TYPES


def markdown(name: str) -> str:
    return MarkdownFormat().render(PAPERS[name], "md").decode()


def page(name: str) -> str:
    return HtmlFormat().render(PAPERS[name], "html").decode()


def test_every_node_type_has_a_renderer() -> None:
    assert set(plain.BLOCKS) == set(BLOCK_TYPES)
    assert set(plain.INLINE) == set(INLINE_TYPES)


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_is_there(name: str) -> None:
    wanted = words(" ".join(each.plain.replace("…", " ") for each in phrases_in(PAPERS[name].blocks)))
    assert wanted - words(markdown(name).replace("\\", "")) == set()
    assert wanted - words(html.unescape(re.sub(r"<[^>]+>", " ", page(name)))) == set()


@pytest.mark.parametrize("name", ["fr-en", "ar-en"])
def test_a_draft_is_stamped(name: str) -> None:
    assert "**DRAFT of a translation**" in markdown(name)
    assert '<p class="stamp">DRAFT of a translation</p>' in page(name)


def test_each_side_of_a_pair_says_its_language() -> None:
    said = re.findall(r'<div class="pair"><div>.*?</div><div( lang="en" dir="ltr")?>', page("ar-en"))
    assert len(said) > 5 and all(said)


def test_hostile_words_stay_words() -> None:
    hostile = "<script>alert(1)</script> [x](javascript:1) | ** `"
    odd = replace(PAPERS["en"], blocks=(Paragraph(Phrase((Plain(hostile),), "en")),))
    assert "<script>" not in HtmlFormat().render(odd, "html").decode()
    made = MarkdownFormat().render(odd, "md").decode()
    assert "\\<script\\>alert(1)\\</script\\> \\[x\\](javascript:1) \\| \\*\\* \\`" in made


def test_a_scale_is_a_table_of_boxes() -> None:
    tick = TickRow(Field("a.b", FieldKind.TICK, "Level", "en", value="x"), Phrase((), "en"))
    empty = TickRow(Field("a.c", FieldKind.TICK, "Level", "en"), Phrase((), "en"))
    said = Phrase((Plain("Said"),), "en")
    table = Table(
        said, ((Cell((Paragraph(said),), "column"),) * 3, (Cell((Paragraph(said),)), Cell((tick,)), Cell((empty,))))
    )
    made = MarkdownFormat().render(replace(PAPERS["en"], blocks=(table,)), "md").decode()
    assert "| Said | [x] | [ ] |" in made
