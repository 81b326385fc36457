"""The recognised requirements that forms answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.standards import Standard
from generator.library.template import DocumentTemplate
from generator.library.text import Loc
from generator.validate.base import catalogue_of_value, did_you_mean

_CATALOGUE = "content/standards"


class FormsAnswerStandards:
    """A form answers every requirement of the standards that it declares, and applies every principle it lists.

    A requirement is answered by a clause that names it, or left out with a reason. One that concerns health research
    only may be passed over.

    Fails in templates/documents/small-consent.yaml:

        standards: [small-standrd]

    Passes:

        standards: [small-standard]
    """

    code = "STD"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Everything that is wrong with what forms declare.

        STD001 no such requirement, STD002 no such standard, STD003 a requirement without an answer, STD004 a reason
        for what is not left out, STD005 a principle that no clause applies, STD006 a requirement that stands twice.
        """
        standards = {each.id: each for each in library.standards.standards}
        elements = frozenset(library.standards.elements)
        yield from _twice(library, sources)
        for document in library.documents:
            for loc, message, help, code in _problems(document, standards, elements):
                yield Diagnostic(code, message, sources.at(catalogue_of_value(document), loc), help)


def _twice(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    counted = Counter(element.id for each in library.standards.standards for element in each.elements)
    for number, standard in enumerate(library.standards.standards):
        for index, element in enumerate(standard.elements):
            if counted[element.id] > 1:
                place = sources.at(_CATALOGUE, ("standards", number, "elements", index, "id"))
                message = f"the requirement '{element.id}' stands twice"
                yield Diagnostic("STD006", message, place, "give it an id of its own")


def _problems(
    document: DocumentTemplate, standards: dict[str, Standard], elements: frozenset[str]
) -> Iterator[tuple[Loc, str, str, str]]:
    """(place, message, help, code) of each mistake in one document."""
    answered = {id for clause in document.clauses for id in clause.satisfies}
    for section, each in enumerate(document.sections):
        for number, clause in enumerate(each.clauses):
            for index, id in enumerate(clause.satisfies):
                if id not in elements:
                    loc = ("sections", section, "clauses", number, "satisfies", index)
                    yield loc, f"no standard has the requirement '{id}'", did_you_mean(id, elements), "STD001"
    wanted: set[str] = set()
    for index, id in enumerate(document.standards):
        if id not in standards:
            yield ("standards", index), f"there is no standard '{id}'", did_you_mean(id, standards), "STD002"
            continue
        for element in standards[id].elements:
            wanted.add(element.id)
            if not (element.health_only or element.id in answered or element.id in document.leaves_out):
                help = f"name {element.id} under 'satisfies' of a clause, or say under 'leaves_out' why not"
                message = f"no clause answers '{element.id}' of {id}: {element.asks.value}"
                yield ("standards", index), message, help, "STD003"
    for id in document.leaves_out:
        if id in answered or id not in wanted:
            reason = "a clause answers it" if id in answered else "no declared standard asks for it"
            yield ("leaves_out", id), f"'{id}' is not left out: {reason}", "remove the line", "STD004"
    applied = {id for clause in document.clauses for id in clause.principles}
    for index, id in enumerate(document.principles):
        if id not in applied:
            help = "name it under 'principles' of the clause that applies it, or remove it here"
            yield ("principles", index), f"no clause applies the principle '{id}'", help, "STD005"
