"""Ids that must be unique, numbers that count, and names that must agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from generator.diagnostics import Diagnostic
from generator.library.kinds import KINDS
from generator.library.library import Library, library_texts, values
from generator.library.routes import GENERATED_PAGES, known_targets, route
from generator.library.session import DayPart
from generator.library.sources import Sources
from generator.library.template import OWN_PARTS, ChecklistSection, Clause, Section, Template
from generator.library.text import Loc, Node
from generator.validate.base import File, catalogue_of_value, files, nodes


class Keys:
    """No id stands twice; papers and editions are named after their files; numbers count from 1.

    Fails in framework/editions/1.0/modalities.yaml:

        - id: civic-action
          number: 7

    Passes:

        - id: civic-action
          number: 1
    """

    code = "KEY"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Everything that can't be told apart or found by its name.

        KEY001 for an id that stands twice, KEY002 for a name unlike its file's, KEY003 for a number out of order,
        KEY004 for two texts with one key, KEY005 for two pages with one address.
        """
        for file in files(library):
            for loc, node in nodes(file.value):
                yield from _lists(file, loc, node, sources)
        for paper in library.templates:
            yield from _within_paper(paper, sources)
        yield from _names(library, sources)
        yield from _texts(library, sources)
        yield from _pages(library, sources)


def _lists(file: File, loc: Loc, node: Node, sources: Sources) -> Iterator[Diagnostic]:
    for name in type(node).model_fields:
        value: Any = getattr(node, name)
        # A part of a day only names a session, and a session may be held twice.
        if isinstance(value, tuple) and value and hasattr(value[0], "id") and not isinstance(value[0], DayPart):
            yield from _unique(value, file.catalogue, (*loc, name), sources)
            if hasattr(value[0], "number"):
                yield from _counted(value, file.catalogue, (*loc, name), sources)


def _unique(entries: tuple[Any, ...], catalogue: str, loc: Loc, sources: Sources) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id in first:
            line = sources.at(catalogue, (*loc, first[entry.id], "id")).line
            message = f"the id '{entry.id}' stands twice; first on line {line}"
            yield Diagnostic(
                "KEY001", message, sources.at(catalogue, (*loc, index, "id")), "give one of them another id"
            )
        first.setdefault(entry.id, index)


def _counted(entries: tuple[Any, ...], catalogue: str, loc: Loc, sources: Sources) -> Iterator[Diagnostic]:
    for index, entry in enumerate(entries):
        if entry.number != index + 1:
            message = f"'{entry.id}' has the number {entry.number} and stands in place {index + 1}"
            position = sources.at(catalogue, (*loc, index, "number"))
            yield Diagnostic("KEY003", message, position, "list them in the order of their numbers, from 1")


def _within_paper(paper: Template, sources: Sources) -> Iterator[Diagnostic]:
    """Sections and clauses become headings of one page: their ids may meet neither one another nor the page's own."""
    first: set[str] = set()
    catalogue = catalogue_of_value(paper)
    for loc, node in nodes(paper):
        if isinstance(node, Section | Clause | ChecklistSection):
            if node.id in first:
                message = f"two sections or clauses of this paper have the id '{node.id}'"
                yield Diagnostic("KEY001", message, sources.at(catalogue, (*loc, "id")), "give one of them another id")
            if node.id in OWN_PARTS:
                message = f"every paper has a part with the id '{node.id}' already"
                yield Diagnostic("KEY001", message, sources.at(catalogue, (*loc, "id")), "give this one another id")
            first.add(node.id)


def _names(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    for kind in KINDS:
        if kind.many and kind.made is None and kind.files.endswith(".yaml"):
            yield from _unlike_file(values(library, kind), sources)
    documents = {document.id for document in library.documents}
    for checklist in library.checklists:
        if checklist.id in documents:
            message = f"a document has the id '{checklist.id}' too, and their files would meet"
            position = sources.at(catalogue_of_value(checklist), ("id",))
            yield Diagnostic("KEY002", message, position, "give the checklist another id and file name")
    for edition, framework in library.frameworks.items():
        if framework.edition.id != edition:
            position = sources.at(f"framework/{edition}/edition", ("id",))
            message = f"the id '{framework.edition.id}' is not the name of the folder"
            yield Diagnostic("KEY002", message, position, f"write \"id: '{edition}'\"")


def _unlike_file(values: Iterable[Any], sources: Sources) -> Iterator[Diagnostic]:
    """What stands in a file of its own is found by the file's name, so its id may be no other."""
    for value in values:
        catalogue = catalogue_of_value(value)
        stem = catalogue.rpartition("/")[2]
        if value.id != stem:
            message = f"the id '{value.id}' is not the name of the file"
            yield Diagnostic("KEY002", message, sources.at(catalogue, ("id",)), f"write 'id: {stem}'")


def _texts(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    for key, number in Counter(text.key for text in library_texts(library)).items():
        if number > 1:
            message = f"{number} texts have the key '{key}', so a translator can't tell them apart"
            yield Diagnostic("KEY004", message, sources.of(key), "give each entry here an id of its own")


def _pages(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    written = {f"page:{page.path}" for page in library.pages}.difference(f"page:{name}" for name in GENERATED_PAGES)
    taken = {route(target) for target in known_targets(library) - written}
    for page in library.pages:
        if page.path in taken:
            message = f"'{page.path}' is the address of a page that is made from data"
            yield Diagnostic("KEY005", message, sources.at(f"content/{page.path}", ()), "give the file another name")
