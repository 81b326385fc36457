"""The page on which people find out what kind of initiative they have: to read as it stands, step by step with scripts.

What a person reads stands on the page once. The script shows and hides it, and knows of the rest only ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Heading, Items, Page, Paper, Paragraph
from generator.blocks.screen import Screen
from generator.compose.chart import fitting, level_blocks, question_blocks
from generator.compose.downloads import downloads
from generator.compose.fill_in import WORDS_OF_CLASSIFIER
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.asked import Asked, asked
from generator.library.classifier import ClassifierQuestion, Finding

_SCRIPTS = tuple(f"assets/{name}.js" for name in ("classifier", "javascripts/classify"))
_USED_WORDS = (
    "classify-several",
    "screen-save",
    "screen-print",
    "screen-open",
    "screen-change",
    "screen-change-what",
    "screen-failed",
    "screen-pack-make",
)


def classify_page(writer: Writer, papers: Sequence[Paper], offered: Offered) -> Page:
    """The first questions, what each answer means, and what the result can say; the whole chart is a paper."""
    walk = asked(writer.library)
    classifier = walk.classifier
    editions = [paper for paper in papers if paper.id == classifier.id]
    blocks: list[Block] = [
        writer.text(classifier.summary, "lead"),
        writer.text(classifier.plain),
        writer.text(classifier.caution, "note"),
        *_told(writer, walk),
        writer.heading(2, "classify-chart"),
        writer.text(writer.wording["classify-chart-text"]),
        *downloads(writer, editions, offered),
    ]
    return replace(writer.page("classify", classifier.title, classifier.summary, blocks), scripts=_SCRIPTS)


def screen(writer: Writer) -> Screen:
    """The classifier for the script of that page."""
    walk = asked(writer.library)
    words = [id for id in writer.wording if id.startswith(WORDS_OF_CLASSIFIER)]
    return Screen(
        walk,
        _shown(writer, walk, walk.triage),
        (_questions(writer, walk, walk.classifier.deeper), *_shown(writer, walk, walk.classifier.deeper)),
        {id.removeprefix("screen-"): writer.words(id) for id in (*words, *_USED_WORDS)},
    )


def _told(writer: Writer, walk: Asked) -> Iterator[Block]:
    """The first questions with what each answer means, and the levels, to read one after the other."""
    yield writer.heading(2, "classify-questions")
    yield writer.text(writer.wording["classify-questions-text"])
    yield _questions(writer, walk, walk.triage)
    yield writer.heading(2, "classify-levels")
    yield _list("levels", (level_blocks(writer, level) for level in walk.levels.levels))


def _questions(writer: Writer, walk: Asked, questions: Sequence[ClassifierQuestion]) -> Items:
    return _list("asked", (question_blocks(writer, walk, question) for question in questions))


def _shown(writer: Writer, walk: Asked, questions: Sequence[ClassifierQuestion]) -> tuple[Items, Items]:
    """What questions show that no earlier ones do, and the papers that fit it."""
    findings, papers = walk.told_by(questions)
    return (
        _list("found", (_finding(writer, each) for each in findings)),
        _list("fitting", ((fitting(writer, each),) for each in papers)),
    )


def _finding(writer: Writer, finding: Finding) -> tuple[Block, ...]:
    """A finding in few lines: its title leads to its page, and the script says how sure its paragraphs are."""
    name = writer.name_of(finding.target) if finding.target else None
    title = writer.link(finding.target, finding.title) if finding.target and name else phrase(finding.title)
    places = Paragraph(writer.named(writer.places(finding.paragraphs)), "small")
    return (Heading(3, title, f"finding-{finding.id}"), writer.text(finding.text), places)


def _list(role: str, items: Iterable[tuple[Block, ...]]) -> Items:
    """A list whose entries the script finds by its role and their order."""
    return Items(tuple(items), ordered=role == "asked", role=f"classify-{role}")
