"""What the answers to the questions show, as a paper: findings, the papers to begin with, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Items, Paper, Paragraph
from generator.compose.chart import finding_blocks, fitting, level_blocks, option_blocks
from generator.compose.checked import written
from generator.compose.forms import about_the_paper
from generator.compose.inline import phrase
from generator.compose.papers import alone, may_stand_alone
from generator.compose.writer import Writer, writer_for
from generator.library.asked import Asked, Taken, Way, asked
from generator.library.classifier import FittingPaper
from generator.library.library import Library


def result(library: Library, source: Library, taken: Taken) -> Paper:
    """The result in the library's language; in English while the translation of the questions is not checked."""
    speaking = library if may_stand_alone(library, library.classifier.id) else source
    blocks, checked = written(lambda: tuple(_blocks(writer_for(speaking), taken)))
    if not checked:  # a finding's words stand on no other paper
        speaking = source
        blocks = tuple(_blocks(writer_for(source), taken))
    return replace(alone(speaking, speaking.classifier.id), id="result", blocks=blocks)


def _blocks(writer: Writer, taken: Taken) -> Iterator[Block]:
    walk = asked(writer.library)
    led = walk.way(taken)
    yield writer.text(walk.classifier.caution, "note")
    yield from _findings(writer, walk, led.finds)
    if led.level:
        yield writer.heading(2, "classify-levels")
        yield from level_blocks(writer, walk.levels.by_id[led.level])
    yield from _papers(writer, walk, led)
    yield writer.heading(2, "screen-classify-why")
    yield from _why(writer, walk, taken)
    yield from about_the_paper(writer)


def _findings(writer: Writer, walk: Asked, finds: Mapping[str, str]) -> Iterator[Block]:
    """Each finding under its part, with how sure it is."""
    for part in walk.classifier.parts:
        found = [each for each in walk.classifier.findings if each.part == part.id and each.id in finds]
        if found:
            yield Heading(2, phrase(part.title), f"part-{part.id}")
        for finding in found:
            *told, _ = finding_blocks(writer, finding)
            yield from told
            yield writer.labelled(f"screen-classify-sure-{finds[finding.id]}", writer.source(finding.paragraphs))


def _papers(writer: Writer, walk: Asked, led: Way) -> Iterator[Block]:
    for title, targets, ordered in (
        ("screen-classify-papers", led.papers, True),
        ("screen-classify-more", led.more, False),
    ):
        if targets:
            yield writer.heading(2, title)
            yield Items(tuple((fitting(writer, each),) for each in _chosen(walk, targets)), ordered)


def _chosen(walk: Asked, targets: Sequence[str]) -> list[FittingPaper]:
    return [each for each in walk.classifier.papers if each.paper in targets]


def _why(writer: Writer, walk: Asked, taken: Taken) -> Iterator[Block]:
    for question, options in walk.walk(taken):
        if options:
            yield Heading(3, phrase(question.question), f"why-{question.id}")
            yield from (Items((option_blocks(writer, option),)) for option in options)
            yield Paragraph(writer.source(question.paragraphs), "small")
