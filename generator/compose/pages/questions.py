"""Questions that people ask: the pages that answer them, the list of all, and the short answers for the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.blocks.artifact import Answer
from generator.blocks.nodes import Block, Foreign, Heading, Inline, Page, Paragraph, Phrase, Plain
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.names import names
from generator.library.questions import FOLDER, AskedQuestion, QuestionPage, Questions
from generator.library.routes import route
from generator.library.text import SOURCE_LANGUAGE

MOST_SHOWN = 6
"""How many questions a guide shows at most."""


def question_pages(writer: Writer) -> list[Page]:
    """The list of all questions by theme, then the pages that answer them."""
    themes = {theme.id: theme for theme in writer.library.questions}
    if not themes:
        return []
    pages = writer.library.question_pages.pages
    title, summary = writer.wording["questions-title"], writer.wording["questions-summary"]
    blocks: list[Block] = [writer.text(summary, "lead")]
    for page in pages:
        for theme in (themes[id] for id in page.themes):
            blocks.append(Heading(2, writer.link(f"questions:{page.id}#{theme.id}", theme.title), theme.id))
            blocks += writer.links((f"questions:{page.id}#{each.id}", each.question) for each in theme.questions)
    return [
        writer.page(FOLDER, title, summary, blocks),
        *(_page(writer, page, [themes[id] for id in page.themes]) for page in pages),
    ]


def _page(writer: Writer, page: QuestionPage, themes: Sequence[Questions]) -> Page:
    known = names(writer.library)
    blocks: list[Block] = []
    for theme in themes:
        blocks.append(Heading(2, phrase(theme.title), theme.id))
        for each in theme.questions:
            blocks += [Heading(3, phrase(each.question), each.id), writer.text(each.answer)]
            blocks += [Paragraph(source_of(writer, each), "source")]
            blocks += writer.links((link, known[link]) for link in each.links)
    return writer.page(page.path, page.title, themes[0].questions[0].question, blocks)


def asked_about(writer: Writer, principles: str = "", stages: str = "", page: str = "") -> list[Block]:
    """The questions that people ask about a principle, a stage or a guide, as links to their answers; or nothing."""
    targets = [
        (f"page:{writer.library.question_pages.path_of(theme.id)}#{each.id}", each.question)
        for theme in writer.library.questions
        for each in theme.questions
        if principles in each.principles or stages in each.stages or f"page:{page}" in each.links
    ][:MOST_SHOWN]
    return [writer.heading(2, "questions-people-ask"), *writer.links(targets)] if targets else []


def source_of(writer: Writer, question: AskedQuestion) -> Phrase:
    """Who says so: the framework's paragraphs, published works, or we."""
    said: list[Inline] = [Plain(writer.source(question.paragraphs).plain)] if question.paragraphs else []
    said += [_title(writer, work.title) for work in writer.library.works.works if work.id in question.works]
    if not said:
        return writer.words("answer-ours")
    return phrase(writer.wording["answer-source"], {"sources": Foreign(writer.lang, writer.listed_nodes(said))})


def _title(writer: Writer, title: str) -> Inline:
    """The title of a published work: nobody translates it, so a voice must know in which language to read it."""
    return Plain(title) if writer.lang == SOURCE_LANGUAGE else Foreign(SOURCE_LANGUAGE, (Plain(title),))


def answers(writer: Writer) -> tuple[Answer, ...]:
    """The short answer of each question, with what the search must know of it."""
    asked = next((each.asked for each in writer.library.search_words if each.id == writer.lang), {})
    return tuple(
        Answer(
            path=writer.library.question_pages.path_of(theme.id),
            anchor=each.id,
            answer=phrase(each.answer),
            source=source_of(writer, each),
            words=asked.get(each.id, ""),
            links=tuple(_links(writer, each.links)),
        )
        for theme in writer.library.questions
        for each in theme.questions
    )


def _links(writer: Writer, targets: Iterable[str]) -> Iterable[tuple[str, Phrase]]:
    known = names(writer.library)
    return ((route(target), phrase(known[target])) for target in targets)
