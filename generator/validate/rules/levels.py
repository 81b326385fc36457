"""Levels of risk: every level has what it needs, and no paper asks for more than its level."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.template import Clause, DocumentKind, DocumentTemplate, Template, target_of
from generator.library.text import Loc, located_texts
from generator.validate.base import catalogue_of_value, did_you_mean, links_in, nodes

_FILE = "content/levels"


class LevelsComplete:
    """Each level exists once and has a paper for every purpose, and each paper stays within its levels.

    Fails in content/levels.yaml:

        raises: peple

    Passes:

        raises: people
    """

    code = "LEV"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Everything that is wrong with the levels and with those of a paper.

        LEV001 an unknown level, question or paper, LEV002 levels out of order, LEV003 no paper for a purpose,
        LEV004 a paper that leads to one above its level.
        """
        yield from _named(library, sources)
        yield from _ordered(library, sources)
        yield from _missing(library, sources)
        papers = {target_of(template): template for template in library.templates}
        for document in library.documents:
            yield from _demands(document, papers, sources)


def _named(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    levels, papers = library.levels, [target_of(template) for template in library.templates]
    asked: list[str] = []
    for number, question in enumerate(levels.questions):
        loc: Loc = ("questions", number)
        if question.raises not in levels.by_id:
            help = did_you_mean(question.raises, levels.by_id)
            yield Diagnostic(
                "LEV001", f"there is no level '{question.raises}'", sources.at(_FILE, (*loc, "raises")), help
            )
        if question.when is not None and question.when not in asked:
            help = did_you_mean(question.when, asked) or "name a question that stands above"
            message = f"no question before this one is called '{question.when}'"
            yield Diagnostic("LEV001", message, sources.at(_FILE, (*loc, "when")), help)
        asked.append(question.id)
    for number, purpose in enumerate(levels.purposes):
        for index, target in enumerate(purpose.papers):
            if target not in papers:
                place = sources.at(_FILE, ("purposes", number, "papers", index))
                yield Diagnostic("LEV001", f"there is no paper '{target}'", place, did_you_mean(target, papers))


def _ordered(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    numbers = [level.number for level in library.levels.levels]
    if numbers != list(range(1, len(numbers) + 1)):
        help = "number them 1, 2, 3 in their order"
        yield Diagnostic("LEV002", "the levels are not in order", sources.at(_FILE, ("levels",)), help)
    for template in library.templates:
        held = list(template.levels)
        if held != sorted({*held} & {*numbers}):
            help = f"name each once, in order, of {', '.join(map(str, numbers))}"
            place = sources.at(catalogue_of_value(template), ("levels",))
            yield Diagnostic("LEV002", f"the levels of '{template.id}' are unknown or out of order", place, help)


def _missing(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    papers = {target_of(template): template.levels for template in library.templates}
    for number, purpose in enumerate(library.levels.purposes):
        served = {level for target in purpose.papers for level in papers.get(target, ())}
        for level in library.levels.levels:
            if level.number not in served:
                message = f"level {level.number} has no paper for '{purpose.id}'"
                place = sources.at(_FILE, ("purposes", number, "papers"))
                yield Diagnostic("LEV003", message, place, "name one, or give one of these the level under 'levels'")


def _demands(document: DocumentTemplate, papers: dict[str, Template], sources: Sources) -> Iterator[Diagnostic]:
    """LEV004 for each text that leads only to papers above the level.

    A consent form serves people of each of its levels alone, so each is looked at. Any other paper may serve several
    at once, and say itself what is for whom. A clause with a condition asks nothing of those to whom it does not apply.
    """
    catalogue = catalogue_of_value(document)
    conditional = [loc for loc, node in nodes(document) if isinstance(node, Clause) and node.when]
    own = document.levels if document.kind is DocumentKind.CONSENT else document.levels[-1:]
    for _, loc, text in located_texts(document):
        if "](" not in text.value or any(loc[: len(clause)] == clause for clause in conditional):
            continue
        named = {target: min(papers[target].levels) for target in links_in(text.value) if target in papers}
        above = [level for level in own if named and min(named.values()) > level]
        if above:
            message = (
                f"at level {above[0]} this asks for '{next(iter(named))}', which is for level {min(named.values())}"
            )
            yield Diagnostic("LEV004", message, sources.at(catalogue, loc), "name a paper of that level too, or none")
