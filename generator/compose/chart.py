"""The classifier as something to read: each question with where each answer leads, then what the result can say."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks.nodes import Block, Cell, Heading, Items, Link, Paragraph, Phrase, Plain, Table
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.classifier import Classifier, ClassifierQuestion, Finding, Option


def chart(writer: Writer, classifier: Classifier, explained: bool = False) -> Iterator[Block]:
    """The decision chart: questions with tables; when `explained`, also what each answer means."""
    for part in classifier.parts:
        yield Heading(2, phrase(part.title), f"part-{part.id}")
        yield writer.text(part.text)
        for question in classifier.questions:
            if question.part == part.id:
                yield from _question(writer, classifier, question)
                if explained:
                    yield _reasons(question, writer)
    yield writer.heading(2, "classify-results")
    for finding in classifier.findings:
        yield from finding_blocks(writer, finding)


def _reasons(question: ClassifierQuestion, writer: Writer) -> Block:
    """What each answer to a question means, with where the framework leaves that open."""
    return Items(tuple(_reason(writer, option) for option in question.options))


def _reason(writer: Writer, option: Option) -> tuple[Block, ...]:
    said = writer.with_label(phrase(option.text), phrase(option.because))
    return (said, writer.labelled("classify-open", phrase(option.open))) if option.open else (said,)


def _question(writer: Writer, classifier: Classifier, question: ClassifierQuestion) -> Iterator[Block]:
    yield Heading(3, _numbered(classifier, question), f"question-{question.id}")
    if question.help:
        yield writer.text(question.help)
    if question.several:
        yield Paragraph(writer.words("classify-several"), "small")
    yield Paragraph(writer.source(question.paragraphs), "small")
    names = {finding.id: finding for finding in classifier.findings}
    head = tuple(
        Cell((Paragraph(writer.words(id)),), "column") for id in ("classify-answer", "classify-then", "classify-shows")
    )
    rows = [
        (
            Cell((writer.text(option.text),), "row"),
            Cell((Paragraph(_then(writer, classifier, question, option)),)),
            Cell(tuple(writer.text(names[id].title) for id in option.finds) or (Paragraph(writer.named("–")),)),
        )
        for option in question.options
    ]
    number = str(classifier.questions.index(question) + 1)
    yield Table(writer.words("classify-table", number=number), (head, *rows), widths=(3, 2, 3))


def _numbered(classifier: Classifier, question: ClassifierQuestion) -> Phrase:
    """`4. Who starts it?`."""
    words = phrase(question.question)
    number = Plain(f"{classifier.questions.index(question) + 1}. ")
    return Phrase((number, *words.children), words.lang, words.state, words.key)


def _then(writer: Writer, classifier: Classifier, question: ClassifierQuestion, option: Option) -> Phrase:
    following = classifier.after(question, (option,))
    if following is None:
        return writer.words("classify-end")
    words = writer.words("classify-go", number=str(classifier.questions.index(following) + 1))
    target = f"classify#question-{following.id}"
    return Phrase((Link(target, words.children),), words.lang, words.state, words.key)


def finding_blocks(writer: Writer, finding: Finding) -> Iterator[Block]:
    """A finding with its page, its paragraphs and its papers."""
    yield Heading(3, phrase(finding.title), f"finding-{finding.id}")
    yield writer.text(finding.text)
    yield Paragraph(writer.source(finding.paragraphs), "small")
    targets = [finding.target] if finding.target else []
    links = [(target, name) for target in (*targets, *finding.papers) if (name := writer.name_of(target))]
    yield from writer.links(links)
