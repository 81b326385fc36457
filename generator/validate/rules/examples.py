"""The filled papers of the worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.diagnostics import Diagnostic
from generator.library.example import Example
from generator.library.library import Library
from generator.library.slots import contract_of
from generator.library.sources import Sources
from generator.validate.answers import check_answers
from generator.validate.base import did_you_mean


class Examples:
    """A filled paper belongs to a worked example, and its answers fit the paper that it is named after.

    Fails in content/examples/river/small-consent.json:

        "document": "small-consnt",

    Passes:

        "document": "small-consent",
    """

    code = "EXA"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """EXA001 for a paper or a page that does not exist; and what is wrong with an answer, such as ANS003."""
        templates = {template.id: template for template in library.templates}
        pages = {page.path for page in library.pages}
        for example in library.examples:
            yield from _belongs(example, set(templates), pages, sources)
            if example.paper in templates:
                at = partial(sources.at, example.catalogue)
                contract = contract_of(templates[example.paper], library.framework.edition.id)
                yield from check_answers(contract, example.file, at)[1]


def _belongs(example: Example, papers: set[str], pages: set[str], sources: Sources) -> Iterator[Diagnostic]:
    named = example.file.document or example.file.checklist or ""
    kind = "checklist" if example.file.checklist else "document"
    if named != example.paper or named not in papers:
        place = sources.at(example.catalogue, (kind,))
        help = did_you_mean(named, papers) or f"write '{example.paper}', or rename the file"
        yield Diagnostic("EXA001", f"the file is not named after a paper '{named}'", place, help)
    if example.page not in pages:
        message = f"there is no worked example '{example.initiative}'"
        yield Diagnostic("EXA001", message, sources.at(example.catalogue, ()), did_you_mean(example.page, pages))
