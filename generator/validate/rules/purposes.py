"""Purposes of papers: every paper has one, and what they name exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.names import paper_names
from generator.library.sources import Sources
from generator.library.template import target_of
from generator.validate.base import catalogue_of_value, did_you_mean


class PapersHavePurposes:
    """Every form and checklist has one purpose, so that it stands once in the list of papers.

    Fails in content/purposes.yaml:

        - {paper: 'document:small-consnt', by: [team], at: [design]}

    Passes:

        - {paper: 'document:small-consent', by: [team], at: [design]}
    """

    code = "USE"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """USE001 for something that does not exist, USE002 for a second purpose, USE003 for a paper that has none."""
        papers = set(paper_names(library))
        stages = {each.id for each in library.framework.stages.stages}
        known = {"by": set(library.purposes.people), "at": stages}
        seen: dict[str, str] = {}
        for number, purpose in enumerate(library.purposes.purposes):
            for index, use in enumerate(purpose.papers):
                loc = ("purposes", number, "papers", index)
                named = [("paper", use.paper, papers)]
                named += [(field, id, known[field]) for field in ("by", "at") for id in getattr(use, field)]
                for field, name, names in named:
                    if name not in names:
                        place = sources.at("content/purposes", (*loc, field))
                        yield Diagnostic("USE001", f"there is no '{name}'", place, did_you_mean(name, names))
                if use.paper in seen:
                    place = sources.at("content/purposes", (*loc, "paper"))
                    message = f"'{use.paper}' has a purpose already: '{seen[use.paper]}'"
                    yield Diagnostic("USE002", message, place, "keep the one for which most people take it")
                seen[use.paper] = purpose.id
        for template in library.templates:
            if target_of(template) not in seen:
                place = sources.at(catalogue_of_value(template), ("title",))
                help = f"add {{paper: '{target_of(template)}', by: […], at: […]}} to a purpose in content/purposes.yaml"
                yield Diagnostic("USE003", "the paper has no purpose, so no list names it", place, help)
