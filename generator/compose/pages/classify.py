"""The page on which people find out what kind of initiative they have: complete as a chart, quicker with scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Page, Paper
from generator.blocks.screen import Screen, ScreenFinding, ScreenOption, ScreenQuestion
from generator.compose.chart import chart
from generator.compose.inline import phrase
from generator.compose.papers import downloads
from generator.compose.writer import Writer
from generator.library.classifier import ClassifierQuestion, Finding

_SCRIPTS = ("screen-words", "classifier", "javascripts/answers", "javascripts/paper", "javascripts/pack")


def classify_page(writer: Writer, papers: Sequence[Paper], offered: Offered) -> Page:
    """The questions, where each answer leads and why, and what the result can say; scripts ask one at a time."""
    classifier = writer.library.classifier
    editions = [paper for paper in papers if paper.id == classifier.id]
    blocks: list[Block] = [
        writer.text(classifier.summary, "lead"),
        writer.text(classifier.plain),
        writer.text(classifier.caution, "note"),
        writer.heading(2, "classify-chart"),
        writer.text(writer.wording["classify-chart-text"]),
        *downloads(writer, editions, offered),
        *chart(writer, classifier, explained=True),
    ]
    page = writer.page("classify", classifier.title, classifier.summary, blocks)
    scripts = tuple(f"assets/{name}.js" for name in (*_SCRIPTS, "javascripts/classify"))
    return replace(page, scripts=scripts)


def screen(writer: Writer) -> Screen:
    """The classifier for the script of that page."""
    classifier = writer.library.classifier
    return Screen(
        classifier.version,
        tuple(_question(writer, question) for question in classifier.questions),
        tuple(_finding(writer, finding) for finding in classifier.findings),
    )


def _question(writer: Writer, question: ClassifierQuestion) -> ScreenQuestion:
    classifier = writer.library.classifier
    options = []
    for option in question.options:
        following = classifier.after(question, (option,))
        options.append(
            ScreenOption(
                option.id,
                phrase(option.text),
                phrase(option.because),
                phrase(option.open) if option.open else None,
                option.finds,
                option.sets,
                option.clears,
                following.id if following else "",
            )
        )
    parts = {part.id: phrase(part.title) for part in classifier.parts}
    return ScreenQuestion(
        question.id,
        parts[question.part],
        phrase(question.question),
        phrase(question.help) if question.help else None,
        question.several,
        writer.source(question.paragraphs),
        tuple(options),
    )


def _finding(writer: Writer, finding: Finding) -> ScreenFinding:
    name = writer.name_of(finding.target) if finding.target else None
    papers = tuple(
        (target.partition(":")[2], writer.link(target, title))
        for target in finding.papers
        if (title := writer.name_of(target))
    )
    return ScreenFinding(
        finding.id,
        next(phrase(part.title) for part in writer.library.classifier.parts if part.id == finding.part),
        phrase(finding.title),
        phrase(finding.text),
        writer.source(finding.paragraphs),
        writer.link(finding.target, name) if finding.target and name else None,
        papers,
    )
