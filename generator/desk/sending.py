"""What translators are sent: the texts of a paper or a page, or what matters first, in the shape that they can use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.cache.writing import write_whole
from generator.catalog.sent import Parcel
from generator.compose.checked import all_checked
from generator.compose.desk import parcel_paper
from generator.desk.opened import Project
from generator.diagnostics import UsageError
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE, State
from generator.render.desk.page import parcel_page
from generator.render.desk.table import parcel_csv, parcel_json
from generator.render.desk.workbook import parcel_workbook
from generator.render.desk.xliff import parcel_xliff
from generator.render.formats import maker_of
from generator.translate.notes import MESSAGES, without_marks
from generator.translate.rules import rules
from generator.translate.send import FIRST, TextSelection, chosen, is_part, items, known_parts, parcel_po
from generator.validate.base import did_you_mean

WORDS_AT_FIRST = 1500
"""How much of what matters first goes out at once: a few evenings of one person."""
PO, PRINT, PAGE = "po", "print", "page"
SHAPES: dict[str, Callable[[Parcel], bytes]] = {
    "xlsx": parcel_workbook,
    "csv": parcel_csv,
    "json": parcel_json,
    "xliff": parcel_xliff,
    PAGE: parcel_page,
}
ENDINGS = {each: each for each in (*SHAPES, PO)} | {PRINT: "pdf", PAGE: "html"}
"""The shapes that there are, with the ending of their files."""

_SAID = (
    "missing",
    "extra",
    "marks",
    "character",
    "long",
    "short",
    "same",
    "term",
    "avoid",
    "ending",
    "letters",
    "start",
)
"""What the page says of a translation, as `templates/desk/rules.js` names it."""
_WORDS = {
    "key": "desk-key", "text": "desk-text", "translation": "desk-translation", "checked": "desk-checked",
    "state": "screen-csv-state", "place": "desk-place", "longest": "desk-longest", "note": "remark-note",
    "how": "desk-how", "name": "signature-name", "date": "signature-date", "machine": "desk-machine",
    "page-how": "desk-page-how", "open": "desk-open", "save": "desk-save", "preview": "screen-short-preview",
    "tick": "desk-tick", "by-machine": "desk-by-machine", "done": "desk-done", "name-first": "desk-name-first",
    "saved": "desk-saved", "opened": "desk-opened",
} | {
    f"said-{each}": f"desk-said-{each}" for each in _SAID
} | {f"state-{state}": f"state-{state}" for state in State}  # fmt: skip
"""The words of a parcel, by their ids in `content/wording.yaml`."""
_ADDRESS = re.compile(r"^(?:https?://[^/]*/|file://.*?/site/|(?:\./)?site/)")


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be sent: into which language, what of it, and in which shape."""

    tag: str
    choice: TextSelection
    shape: str


def send(root: Path, order: Sending, to: Path | None = None) -> tuple[Path, int]:
    """The file stands there; returns it and the number of its texts. UsageError where there is nothing to send."""
    project = Project(root)
    (language,) = project.editions.targets((order.tag,))
    choice = _known(project, order)
    if order.shape == PAGE and choice.for_review:
        raise UsageError("a reviewer ticks a table: name xlsx or csv with --as")
    catalog = project.catalog(order.tag)
    found = items(
        project.library, catalog, project.termbase, chosen(project.library, catalog, choice), missing=choice.missing
    )
    title = ", ".join(choice.parts) or "all"
    file = to or Path(f"{order.tag}-{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-')[:60]}.{ENDINGS[order.shape]}")
    if to is None and file.exists():
        raise UsageError(f"{file} is there already, and somebody may have written into it: name another file with --to")
    if not found:
        waits = "that a person has translated" if choice.for_review else "that waits for a translator"
        raise UsageError(f"there is no text in {title} {waits}")
    translated = project.editions.edition(language).library
    publication = project.library.publication
    name = publication.title.value
    parcel = Parcel(
        language,
        f"{title} · {name}",
        tuple(found),
        words_around(translated),
        name,
        publication.released,
        choice.for_review,
        frozenset(name for name, id in _WORDS.items() if translated.wording.by_id[id].lang == SOURCE_LANGUAGE),
        _is_checked(translated),
        rules(language, project.termbase, found) if order.shape == PAGE else {},
    )
    if order.shape == PO:
        held = parcel_po(project.library, catalog, project.termbase, title, found)
    elif order.shape == PRINT:
        held = maker_of("a4-print.pdf").render(
            parcel_paper(translated, project.library.language, parcel), "a4-print.pdf"
        )
    else:
        held = SHAPES[order.shape](parcel)
    write_whole(file, held)
    project.editions.save()
    return file, len(found)


def words_around(library: Library) -> dict[str, str]:
    """The heads of columns and the like, in the language or in English, without their marks.

    How to use the file begins with the stamp of a draft where one of them, or of the notes beside a text, is unchecked.
    """
    held = {name: library.wording.by_id[id] for name, id in _WORDS.items()}
    said = {name: without_marks(text.value) for name, text in held.items()}
    if not _is_checked(library):
        said["how"] = f"{without_marks(library.wording.by_id['draft-stamp'].value)} · {said['how']}"
    return said


def _is_checked(library: Library) -> bool:
    texts = (library.wording.by_id[id] for id in (*_WORDS.values(), *MESSAGES.values()))
    return all_checked(each for each in texts if each.lang != SOURCE_LANGUAGE)


def _known(project: Project, order: Sending) -> TextSelection:
    """The choice with each part as the program knows it; UsageError for one that it does not."""
    choice = order.choice
    parts = tuple(_of_address(part, (*project.tags, "en")) for part in choice.parts)
    for part in parts:
        if not is_part(part, project.library, project.catalog(order.tag)):
            known = known_parts(project.library, project.catalog(order.tag))
            help = did_you_mean(part, known)
            raise UsageError(f"no texts belong to '{part}': {help or f'name a paper or page, such as {known[0]}'}")
    words = choice.words or (WORDS_AT_FIRST if FIRST in parts else 0)
    return TextSelection(parts, choice.missing, choice.for_review, words)


def _of_address(part: str, tags: tuple[str, ...]) -> str:
    """What an address names, without what all have in common: host, language, ending."""
    path = _ADDRESS.sub("", part)
    if path != part or ".html" in path:
        path = path.partition("#")[0].partition("?")[0].removesuffix(".html")
        # A site may lie in a folder of its host: what counts begins after the language.
        steps = path.split("/")
        path = "/".join(steps[next((n + 1 for n, step in enumerate(steps[:-1]) if step in tags), 0) :])
    return path
