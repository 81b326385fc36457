"""How easy our texts are to read, page by page: the numbers that `check` holds."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks.nodes import Block, Cell, Page, Paragraph, Table
from generator.compose.writer import Writer
from generator.library.kinds import KINDS
from generator.library.library import library_texts
from generator.library.readability import (
    DOCUMENT_GRADE,
    FILE_WORDS,
    GUIDANCE_GRADE,
    PASSIVE_SHARE,
    SENTENCE_WORDS,
    Measure,
    by_catalogue,
)

_COLUMNS = ("readability-page", "readability-grade", "readability-longest", "readability-passive")


def readability_page(writer: Writer) -> Page:
    """A table of every page and paper with words of our own, in the order of the files."""
    title, summary = writer.wording["readability-title"], writer.wording["readability-summary"]
    about = writer.words(
        "readability-text",
        guides=str(GUIDANCE_GRADE),
        forms=str(DOCUMENT_GRADE),
        words=str(SENTENCE_WORDS),
        passive=_percent(PASSIVE_SHARE),
    )
    head = tuple(Cell((Paragraph(writer.words(id)),), "column") for id in _COLUMNS)
    table = Table(writer.words("readability-caption"), (head, *_rows(writer)), widths=(4, 1, 2, 2))
    blocks: list[Block] = [writer.text(summary, "lead"), Paragraph(about), table]
    return writer.page("readability", title, summary, blocks)


def _rows(writer: Writer) -> Iterator[tuple[Cell, ...]]:
    for catalogue, measured in by_catalogue(library_texts(writer.library)).items():
        target = _target(catalogue)
        name = writer.name_of(target)
        whole = sum((each for _, each in measured), Measure())
        if name and whole.words >= FILE_WORDS:
            numbers = (f"{whole.grade:.1f}", str(whole.longest), _percent(whole.passive_share))
            cells = (Cell((Paragraph(writer.named(number)),)) for number in numbers)
            yield (Cell((Paragraph(writer.link(target, name)),), "row"), *cells)


def _target(catalogue: str) -> str:
    """What stands on the site for a file: `documents/adult-consent` → `document:adult-consent`; "" for nothing."""
    kind = next(kind for kind in KINDS if kind.file_of(catalogue))
    if kind.many and kind.linked:
        return f"{kind.linked[0].scheme}:{catalogue.rpartition('/')[2]}"
    if kind.many:
        return f"page:{catalogue.removeprefix('content/')}"
    return f"page:{kind.page.path}" if kind.page else ""


def _percent(share: float) -> str:
    return f"{share:.0%}"
