"""The classifier as something to read: each question with where each answer leads, then what the result can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.blocks.nodes import Block, Cell, Heading, Items, Paragraph, Phrase, Plain, Table
from generator.compose.inline import phrase
from generator.compose.usual import cell, head, leading, numbered
from generator.compose.writer import Writer
from generator.library.asked import Asked, asked
from generator.library.classifier import ClassifierQuestion, Finding, FittingPaper, Option
from generator.library.levels import Level


def chart(writer: Writer) -> Iterator[Block]:
    """The decision chart for paper: all questions with tables, the deeper ones too, and what the result can say."""
    walk = asked(writer.library)
    for part in walk.classifier.parts:
        yield Heading(2, phrase(part.title), f"part-{part.id}")
        yield writer.text(part.text)
        for question in walk.questions:
            if question.part == part.id:
                yield from _question(writer, walk, question)
    yield writer.heading(2, "classify-results")
    for finding in walk.classifier.findings:
        yield from finding_blocks(writer, finding)
    yield writer.heading(2, "classify-levels")
    for level in walk.levels.levels:
        yield from level_blocks(writer, level)
    yield writer.heading(2, "classify-papers")
    yield Items(tuple((fitting(writer, paper),) for paper in walk.classifier.papers))


def question_blocks(writer: Writer, walk: Asked, question: ClassifierQuestion) -> tuple[Block, ...]:
    """A question to read: its help, what each answer means, and where it leads on if not to the next question."""
    blocks: list[Block] = [Heading(3, phrase(question.question), f"question-{question.id}")]
    if question.help:
        blocks.append(writer.text(question.help))
    if question.several:
        blocks.append(Paragraph(writer.words("classify-several"), "small"))
    blocks += [*_unless(writer, walk, question), *_raises(writer, walk, question)]
    blocks.append(Items(tuple(_option(writer, walk, question, option) for option in question.options)))
    blocks.append(Paragraph(writer.source(question.paragraphs), "small"))
    return tuple(blocks)


def option_blocks(writer: Writer, option: Option) -> tuple[Block, ...]:
    """An answer, what it means, and what the framework leaves open there."""
    said = writer.with_label(phrase(option.text), phrase(option.because))
    return (said, writer.labelled("classify-open", phrase(option.open))) if option.open else (said,)


def finding_blocks(writer: Writer, finding: Finding) -> tuple[Block, ...]:
    """A finding with its page and its paragraphs."""
    name = writer.name_of(finding.target) if finding.target else None
    link = [Paragraph(writer.link(finding.target, name))] if finding.target and name else []
    return (
        Heading(3, phrase(finding.title), f"finding-{finding.id}"),
        writer.text(finding.text),
        *link,
        Paragraph(writer.source(finding.paragraphs), "small"),
    )


def level_blocks(writer: Writer, level: Level) -> tuple[Block, ...]:
    """A level of risk with what it means and what it needs."""
    title = phrase(level.title)
    named = writer.words("classify-level", number=str(level.number))
    words = replace(title, children=(*named.children, Plain(" "), *title.children))
    return (Heading(3, words, f"level-{level.id}"), writer.text(level.text), writer.text(level.need))


def fitting(writer: Writer, paper: FittingPaper) -> Paragraph:
    """A paper as a link, with why it fits."""
    reason, name = phrase(paper.reason), writer.name_of(paper.paper)
    title = writer.link(paper.paper, name) if name else writer.named(paper.paper)
    return writer.with_label(title, reason)


def _option(writer: Writer, walk: Asked, question: ClassifierQuestion, option: Option) -> tuple[Block, ...]:
    usual = walk.after(question, ())
    if walk.after(question, (option,)) == usual:
        return option_blocks(writer, option)
    return (*option_blocks(writer, option), Paragraph(_then(writer, walk, question, option), "small"))


def _question(writer: Writer, walk: Asked, question: ClassifierQuestion) -> Iterator[Block]:
    """A question on paper: a table of its answers, with where each leads and what it shows."""
    yield Heading(3, numbered(_number(walk, question), phrase(question.question)), f"question-{question.id}")
    if question.help:
        yield writer.text(question.help)
    if question.several:
        yield Paragraph(writer.words("classify-several"), "small")
    yield from (*_unless(writer, walk, question), *_raises(writer, walk, question))
    yield Paragraph(writer.source(question.paragraphs), "small")
    names = {finding.id: finding for finding in walk.classifier.findings}
    heads = head(map(writer.words, ("classify-answer", "classify-then", "classify-shows")))
    rows = [
        (
            Cell((writer.text(option.text),), "row"),
            cell(_then(writer, walk, question, option)),
            Cell(tuple(writer.text(names[id].title) for id in option.finds) or (Paragraph(writer.named("–")),)),
        )
        for option in question.options
    ]
    yield Table(writer.words("classify-table", number=_number(walk, question)), (heads, *rows), widths=(3, 2, 3))


def _unless(writer: Writer, walk: Asked, question: ClassifierQuestion) -> list[Block]:
    """When the question is left out, in words."""
    questions = {each.id: each for each in walk.questions}
    said = [
        writer.say("classify-unless-answer", number=_number(walk, questions[id]), answer=phrase(option.text).plain)
        for id, answers in question.unless.items()
        for option in questions[id].options
        if option.id in answers
    ]
    return [Paragraph(writer.words("classify-unless", answers=writer.listed(said)), "small")] if said else []


def _raises(writer: Writer, walk: Asked, question: ClassifierQuestion) -> list[Block]:
    """To which level of risk the answers of a question on it raise."""
    raises = [walk.levels.by_id[each.raises] for each in walk.levels.questions if each.id == question.id]
    return [Paragraph(writer.words("classify-raises", number=str(level.number)), "small") for level in raises]


def _number(walk: Asked, question: ClassifierQuestion) -> str:
    return str(walk.questions.index(question) + 1)


def _then(writer: Writer, walk: Asked, question: ClassifierQuestion, option: Option) -> Phrase:
    following = walk.after(question, (option,))
    if following is None or (question == walk.triage[-1] and question.id in walk.triage_ids):
        return writer.words("classify-end")
    words = writer.words("classify-go", number=_number(walk, following))
    return leading(f"classify#question-{following.id}", words)
