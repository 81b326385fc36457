"""The way through the six stages as a picture to click: a list of links with drawings, which a style sheet lays out."""

from __future__ import annotations

from generator.blocks.nodes import Block, Items, Paragraph, Phrase, Strong
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.framework import Stage


def journey(writer: Writer, here: str = "") -> Items:
    """Every stage in its order; the one that the reader looks at is no link and says so."""
    stages = writer.library.framework.stages.stages
    return Items(tuple(_station(writer, stage, stage.id == here) for stage in stages), ordered=True, role="journey")


def _station(writer: Writer, stage: Stage, here: bool) -> tuple[Block, ...]:
    target = f"stage:{stage.id}"
    name = phrase(stage.name)
    words = (Strong(name.children),) if here else writer.link(target, stage.name).children
    shown = Paragraph(Phrase(writer.drawn(target, words), name.lang, name.state, name.key))
    return (shown, Paragraph(writer.words("you-are-here"), "here")) if here else (shown,)
