"""Workshop sessions and programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.names import paper_names
from generator.library.session import Programme, Session
from generator.library.sources import Sources
from generator.validate.base import catalogue_of_value, did_you_mean


class Sessions:
    """A session fits its minutes and its material, has an answer for each card, and stands in a programme.

    Fails in content/sessions/small-session.yaml:

        minutes: 40

    Passes:

        minutes: 30
    """

    code = "SESS"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """SESS001 minutes, SESS002 paper, SESS003 answer, SESS004 session of a programme, SESS005 name of a paper."""
        papers = set(paper_names(library))
        for session in library.sessions:
            yield from _session(session, catalogue_of_value(session), papers, sources)
        yield from _papers(library.programmes.papers, "content/programmes", papers, sources)
        for number, programme in enumerate(library.programmes.programmes):
            yield from _programme(programme, number, {session.id for session in library.sessions}, sources)
        used = {id for programme in library.programmes.programmes for id in programme.sessions}
        for session in library.sessions:
            if session.id not in used:
                place = sources.at(catalogue_of_value(session), ("id",))
                help = "name it in content/programmes.yaml"
                yield Diagnostic("SESS004", f"no programme holds the session '{session.id}'", place, help)
        yield from _names(library, sources)


def _session(session: Session, catalogue: str, papers: set[str], sources: Sources) -> Iterator[Diagnostic]:
    needed = sum(step.minutes for step in session.steps)
    if needed != session.minutes:
        message = f"the steps take {needed} minutes, the session says {session.minutes}"
        yield Diagnostic("SESS001", message, sources.at(catalogue, ("minutes",)), "change the steps or the sum")
    yield from _papers(session.papers, catalogue, papers, sources)
    for id in sorted(set(session.exercise.cards) ^ set(session.answers)):
        missing = "answer" if id in session.exercise.cards else "card"
        place = sources.at(catalogue, ("answers",) if missing == "answer" else ("answers", id))
        yield Diagnostic("SESS003", f"there is no {missing} '{id}'", place, "give each card one answer")


def _papers(targets: Sequence[str], catalogue: str, papers: set[str], sources: Sources) -> Iterator[Diagnostic]:
    for index, target in enumerate(targets):
        if target not in papers:
            place = sources.at(catalogue, ("papers", index))
            yield Diagnostic("SESS002", f"there is no paper '{target}'", place, did_you_mean(target, papers))


def _programme(programme: Programme, number: int, sessions: set[str], sources: Sources) -> Iterator[Diagnostic]:
    for row, day in enumerate(programme.days):
        for index, part in enumerate(day.parts):
            place = sources.at("content/programmes", ("programmes", number, "days", row, "parts", index, "id"))
            if part.minutes is None and part.id not in sessions:
                help = did_you_mean(part.id, sessions) or "give a break its minutes and its title"
                yield Diagnostic("SESS004", f"there is no session '{part.id}'", place, help)


def _names(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    count = Counter(each.id for each in library.printed)
    for session in library.sessions:
        if count[session.id] > 1:
            place = sources.at(catalogue_of_value(session), ("id",))
            yield Diagnostic("SESS005", f"another paper is called '{session.id}' too", place, "rename the session")
