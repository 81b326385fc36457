"""The pages about the site itself: how far each translation is, and what serves each part of the framework."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks.nodes import Block, Cell, Items, Page, Paragraph, Phrase, Plain, Table
from generator.catalog.counts import Counts
from generator.compose.writer import Writer
from generator.library.coverage import places_served
from generator.library.language import Language
from generator.library.text import State, Text

_STATES: tuple[State, ...] = (State.REVIEWED, State.HUMAN, State.MACHINE, State.STALE, State.MISSING, State.BLOCKED)


def status_page(writer: Writer, counts: Sequence[tuple[Language, Counts]]) -> Page:
    """How many texts of each language are in each state, and what the states mean."""
    title, summary = writer.wording["translation-status-title"], writer.wording["translation-status-summary"]
    head = _row(
        [writer.words("language"), writer.words("texts"), *(writer.words(f"state-{state}") for state in _STATES)],
        "column",
    )
    rows = [_language_row(writer, language, count) for language, count in counts]
    meanings = Items(
        tuple((writer.labelled(f"state-{state}-label", writer.words(f"state-{state}-meaning")),) for state in _STATES)
    )
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        Table(writer.words("translation-status-caption"), (head, *rows)),
        writer.heading(2, "what-the-states-mean"),
        meanings,
        writer.heading(2, "how-to-help"),
        writer.text(writer.wording["how-to-help-text"]),
    ]
    return writer.page("translation-status", title, summary, blocks)


def _language_row(writer: Writer, language: Language, counts: Counts) -> tuple[Cell, ...]:
    name = Cell((Paragraph(writer.named(language.name, language.tag)),), "row")
    numbers = [counts.total, *(counts.by_state.get(state, 0) for state in _STATES)]
    return (name, *(Cell((Paragraph(writer.named(str(number))),)) for number in numbers))


def _row(phrases: Sequence[Phrase], header: str) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph(each),), header) for each in phrases)


def coverage_page(writer: Writer) -> Page:
    """Each place of the framework with the pages and papers that rest on it."""
    title, summary = writer.wording["coverage-title"], writer.wording["coverage-summary"]
    served = places_served(writer.library)
    head = _row([writer.words("place"), writer.words("chapter"), writer.words("served-by")], "column")
    edition = writer.library.framework.edition
    rows = [
        (
            Cell((Paragraph(Phrase((Plain(writer.places([place.id])),), writer.lang)),), "row"),
            Cell((writer.text(edition.chapters[place.chapter]),)),
            Cell(tuple(writer.links(_named(writer, served.get(place.id, []))))),
        )
        for place in edition.ledger
    ]
    return writer.page(
        "coverage",
        title,
        summary,
        [writer.text(summary, "lead"), Table(writer.words("coverage-caption"), (head, *rows))],
    )


def _named(writer: Writer, targets: Sequence[str]) -> list[tuple[str, Text]]:
    return [(target, name) for target in targets if (name := writer.name_of(target))]
