"""The pages about the site itself: how far each translation is, and what serves each part of the framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.blocks.nodes import (
    Block,
    Cell,
    Code,
    Folded,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Table,
)
from generator.catalog.counts import CRITICAL, JUDGEMENTS, PARTS, QUEUES, STATES, Counts, JudgedCounts, Waiting
from generator.compose.inline import phrase
from generator.compose.pages.readability import readability_blocks
from generator.compose.usual import head, row
from generator.compose.writer import Writer
from generator.library.coverage import places_served
from generator.library.language import Language
from generator.library.routes import route
from generator.library.text import Text

_PAPERS = ("document:", "checklist:")
_CRITERIA = "criterion:"
_FAULTS = JUDGEMENTS[:0:-1]
_STATES = tuple(f"state-{state}" for state in STATES)
"""What each state is called."""
_PARTS = {
    "framework": "nav-framework", "frame": "part-frame", "documents": "documents-title",
    "checklists": "checklists-title", "guides": "nav-guides", "questions": "questions-people-ask",
    "sessions": "sessions", "other": "part-other",
    CRITICAL: "quality-back",
}  # fmt: skip
"""How each part is called."""


def status_page(writer: Writer, counts: Sequence[tuple[Language, Counts]]) -> Page:
    """How many texts of each language are in each state, and what the states mean."""
    title, summary = writer.wording["translation-status-title"], writer.wording["translation-status-summary"]
    heads = head(map(writer.words, ("language", "texts", *_STATES)))
    rows = [_language_row(writer, language, count) for language, count in counts]
    meanings = Items(
        tuple((writer.labelled(f"state-{state}-label", writer.words(f"state-{state}-meaning")),) for state in STATES)
    )
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        Table(writer.words("translation-status-caption"), (heads, *rows)),
        writer.heading(2, "what-the-states-mean"),
        meanings,
        *_parts(writer, counts),
        *_quality(writer, counts),
        writer.heading(2, "how-to-help"),
        writer.text(writer.wording["how-to-help-text"]),
        *readability_blocks(writer),
    ]
    return writer.page("translation-status", title, summary, blocks)


def _language_row(writer: Writer, language: Language, counts: Counts) -> tuple[Cell, ...]:
    numbers = [counts.total, *(counts.by_state.get(state, 0) for state in STATES)]
    return row(_named(language), (writer.named(str(number)) for number in numbers))


def _parts(writer: Writer, counts: Sequence[tuple[Language, Counts]]) -> list[Block]:
    """For each language, to open: how many words of which part are in which state, critical clauses apart."""
    told = [
        Folded(_named(language), (_part_table(writer, count), *_queues(writer, count)))
        for language, count in counts
        if count.words
    ]
    return [writer.heading(2, "part-title"), *told] if told else []


def _part_table(writer: Writer, counts: Counts) -> Table:
    rows = [
        row(writer.words(_PARTS[part]), (writer.named(str(held.get(state, 0))) for state in STATES))
        for part in (*PARTS, CRITICAL)
        if (held := counts.words.get(part))
    ]
    return Table(writer.words("part-title"), (head(map(writer.words, ("part-of", *_STATES))), *rows))


def _queues(writer: Writer, counts: Counts) -> Iterator[Block]:
    """What waits for a translator, the oldest first, and what for a reviewer: how many, and the keys of a few."""
    for state in QUEUES:
        if queue := counts.first.get(state, ()):
            number = counts.by_state.get(state, 0)
            yield writer.labelled(f"state-{state}-label", writer.named(str(number)))
            left = [(Paragraph(writer.named(f"… {number - len(queue)}")),)] if number > len(queue) else []
            yield Items((*((_waiting(writer, each),) for each in queue), *left))


def _waiting(writer: Writer, text: Waiting) -> Paragraph:
    said: list[Inline] = [Code(text.key)]
    if text.since:
        said.append(Plain(f", {text.since}"))
    if text.critical:
        said += [Plain(" · "), *writer.words("quality-back").children]
    return Paragraph(Phrase(tuple(said), writer.lang))


def _quality(writer: Writer, counts: Sequence[tuple[Language, Counts]]) -> list[Block]:
    """What was found where drafts were judged, before any person has: counted, and none the better for it."""
    rows = [
        row(_named(language), _judged(writer, words, judged))
        for language, count in counts
        for words, judged in (("quality-back", count.back), ("quality-read", count.read))
        if judged.total
    ]
    if not rows:
        return []
    columns = ("language", "quality-what", "texts", *(f"quality-{each}" for each in _FAULTS), "quality-mended")
    return [
        writer.heading(2, "quality-title"),
        writer.text(writer.wording["quality-text"]),
        Table(writer.words("quality-caption"), (head(map(writer.words, columns)), *rows)),
    ]


def _judged(writer: Writer, words: str, judged: JudgedCounts) -> list[Phrase]:
    numbers = [judged.total, *(judged.by_judgement[each] for each in _FAULTS), judged.mended]
    return [writer.words(words), *(writer.named(str(number)) for number in numbers)]


def _named(language: Language) -> Phrase:
    return Phrase((Plain(language.name),), language.tag)


def coverage_page(writer: Writer) -> Page:
    """Each place of the framework with the pages and papers that rest on it."""
    title, summary = writer.wording["coverage-title"], writer.wording["coverage-summary"]
    served = places_served(writer.library)
    edition = writer.library.framework.edition
    blocks: list[Block] = [writer.text(summary, "lead")]
    for id, name in edition.chapters.items():
        places = [place.id for place in edition.ledger if place.chapter == id]
        entries = tuple((_served(writer, place, served.get(place, [])),) for place in places)
        blocks += [Heading(2, phrase(name), f"chapter-{id}"), Items(entries)]
    return writer.page("coverage", title, summary, blocks)


def _link(writer: Writer, target: str, name: Text) -> Inline:
    """A link to what rests on a place; a criterion says that it is one, for principles have the same names."""
    kind = (Plain(" ("), *writer.words("criteria-criterion").children, Plain(")"))
    said = kind if target.startswith(_CRITERIA) else ()
    return writer.own(Link(route(target), (*phrase(name).children, *said)), name)


def _served(writer: Writer, place: str, targets: Sequence[str]) -> Paragraph:
    """The pages that rest on a place; papers do so by the dozen, and are counted."""
    papers = sum(target.startswith(_PAPERS) for target in targets)
    pages = [(each, name) for each in targets if not each.startswith(_PAPERS) and (name := writer.name_of(each))]
    said = list(writer.listed_nodes(_link(writer, target, name) for target, name in pages))
    if papers:
        counted = writer.words("coverage-papers", count=str(papers)).children
        said += [Plain(" · "), *counted] if said else counted
    return writer.with_label(writer.named(f"{writer.places([place])}:"), Phrase(tuple(said), writer.lang))
