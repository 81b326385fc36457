"""What the answers to the questions show, as a paper: findings, papers that fit, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.blocks.nodes import Block, Heading, Items, Paper, Paragraph
from generator.compose.chart import finding_blocks
from generator.compose.forms import about_the_paper
from generator.compose.inline import phrase
from generator.compose.papers import alone, may_stand_alone
from generator.compose.writer import Writer, writer_for
from generator.library.classifier import ClassifierQuestion, Option, way
from generator.library.library import Library

Taken = Mapping[str, tuple[Option, ...]]
"""The options that were chosen, by question, in the order of the questions."""


def result(library: Library, source: Library, taken: Taken) -> Paper:
    """The result in the library's language; in English while the translation of the questions is not checked."""
    speaking = library if may_stand_alone(library, library.classifier.id) else source
    document = alone(speaking, speaking.classifier.id)
    return replace(document, id="result", blocks=tuple(_blocks(writer_for(speaking), taken)))


def _blocks(writer: Writer, taken: Taken) -> Iterator[Block]:
    classifier = writer.library.classifier
    led = way(classifier, {id: [option.id for option in options] for id, options in taken.items()})
    chosen = [
        (question, _in_words_of(question, taken[question.id]))
        for question in classifier.questions
        if question.id in led.route and taken[question.id]
    ]
    yield writer.text(classifier.caution, "note")
    for part in classifier.parts:
        findings = [each for each in classifier.findings if each.part == part.id and each.id in led.finds]
        if findings:
            yield Heading(2, phrase(part.title), f"part-{part.id}")
        for finding in findings:
            yield from finding_blocks(writer, finding)
    yield writer.heading(2, "screen-classify-why")
    for question, options in chosen:
        yield from _why(writer, question, options)
    yield from about_the_paper(writer)


def _in_words_of(question: ClassifierQuestion, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The same options in the language of the question."""
    ids = {option.id for option in options}
    return tuple(option for option in question.options if option.id in ids)


def _why(writer: Writer, question: ClassifierQuestion, options: tuple[Option, ...]) -> Iterator[Block]:
    yield Heading(3, phrase(question.question), f"why-{question.id}")
    for option in options:
        said: list[Block] = [writer.with_label(phrase(option.text), phrase(option.because))]
        if option.open:
            said.append(writer.labelled("classify-open", phrase(option.open)))
        yield Items((tuple(said),))
    yield Paragraph(writer.source(question.paragraphs), "small")
