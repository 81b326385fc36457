"""How easy our texts are to read: the numbers that `check` holds for each file, taken together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks.nodes import Block, Cell, Paragraph, Table
from generator.compose.usual import head, row
from generator.compose.writer import Writer
from generator.library.kinds import KINDS
from generator.library.readability import (
    DOCUMENT_GRADE,
    FILE_WORDS,
    GUIDANCE_GRADE,
    PASSIVE_SHARE,
    SENTENCE_WORDS,
    Measure,
)
from generator.library.routes import route

_COLUMNS = ("readability-page", "readability-grade", "readability-longest", "readability-passive")


def readability_blocks(writer: Writer) -> list[Block]:
    """A table of our texts, list by list, in the order of the files."""
    about = writer.words(
        "readability-text",
        guides=str(GUIDANCE_GRADE),
        forms=str(DOCUMENT_GRADE),
        words=str(SENTENCE_WORDS),
        passive=_percent(PASSIVE_SHARE),
    )
    rows = (head(map(writer.words, _COLUMNS)), *_rows(writer))
    table = Table(writer.words("readability-caption"), rows, widths=(4, 1, 2, 2))
    summary = writer.text(writer.wording["readability-summary"])
    return [writer.heading(2, "readability-title", "readability"), summary, Paragraph(about), table]


def _rows(writer: Writer) -> Iterator[tuple[Cell, ...]]:
    for target, whole in _by_list(writer).items():
        name = writer.name_of(target)
        if name and whole.words >= FILE_WORDS:
            numbers = (f"{whole.grade:.1f}", str(whole.longest), _percent(whole.passive_share))
            yield row(writer.link(target, name), map(writer.named, numbers))


def _by_list(writer: Writer) -> dict[str, Measure]:
    """The measure of all texts on a page and on those that it lists: all papers, all guides, all principles."""
    held = {folder: page for door in writer.library.menu.doors for folder, page in door.holds.items()}
    found: dict[str, Measure] = {}
    for catalogue, measured in writer.library.measures.items():
        target = _target(catalogue)
        if target:
            top = route(target).partition("#")[0].partition("/")[0]
            page = held.get(f"{top}/", f"page:{top}")
            found[page] = found.get(page, Measure()) + measured
    return found


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
