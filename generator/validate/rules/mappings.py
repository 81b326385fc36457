"""How concepts stand to other vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.mappings import GSBPM
from generator.library.routes import known_targets
from generator.library.sources import Sources
from generator.validate.base import did_you_mean

_FILE = "content/mappings"
_CLAUSE, _BOX = "name it as paper/clause", "name it as clause.tick"


class MappingsLeadSomewhere:
    """A mapping joins something of the framework or the glossary with a concept of a vocabulary that is listed.

    Fails in content/mappings.yaml:

        other: small:fact

    Passes:

        other: small:facts
    """

    code = "MAP"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """MAP001 for a concept or clause that does not exist, MAP002 for one of no vocabulary, MAP003 without GSBPM."""
        known = known_targets(library)
        vocabularies = {each.id: each for each in library.mappings.vocabularies}
        for index, mapping in enumerate(library.mappings.mappings):
            if mapping.concept not in known:
                place = sources.at(_FILE, ("mappings", index, "concept"))
                help = did_you_mean(mapping.concept, known) or "name it as a link would: term:id, principle:id"
                yield Diagnostic("MAP001", f"there is no '{mapping.concept}'", place, help)
            vocabulary, _, name = mapping.other.partition(":")
            held = vocabularies.get(vocabulary)
            if held is None or not (held.base or name in held.names):
                place = sources.at(_FILE, ("mappings", index, "other"))
                help = f"known: {', '.join(held.names if held else vocabularies)}"
                yield Diagnostic("MAP002", f"no vocabulary has '{mapping.other}'", place, help)
        yield from _data_uses(library, sources)
        if GSBPM not in vocabularies:
            help = f"add one with the id '{GSBPM}': the framework maps its stages to the phases"
            yield Diagnostic(
                "MAP003", "the vocabulary of the GSBPM is missing", sources.at(_FILE, ("vocabularies",)), help
            )


def _data_uses(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    clauses = {f"{paper.id}/{clause.id}": clause for paper in library.documents for clause in paper.clauses}
    ticks = {name for paper in library.documents for name in paper.ticks}
    vocabularies = {each.id for each in library.mappings.vocabularies if each.base}
    for index, use in enumerate(library.mappings.data_uses):
        for name in use.clauses:
            if name not in clauses:
                place = sources.at(_FILE, ("data_uses", index, "clauses"))
                yield Diagnostic(
                    "MAP001", f"there is no clause '{name}'", place, did_you_mean(name, clauses) or _CLAUSE
                )
        for name in use.unless:
            if name not in ticks:
                place = sources.at(_FILE, ("data_uses", index, "unless"))
                yield Diagnostic("MAP001", f"there is no box '{name}'", place, did_you_mean(name, ticks) or _BOX)
        if use.code.partition(":")[0] not in vocabularies:
            place = sources.at(_FILE, ("data_uses", index, "code"))
            help = f"known: {', '.join(sorted(vocabularies))}"
            yield Diagnostic("MAP002", f"no vocabulary with addresses has '{use.code}'", place, help)
