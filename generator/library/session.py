"""Workshops: sessions with all that a trainer needs, and programmes made from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from generator.library.framework import Points, Reference
from generator.library.text import Node, Slug, Text


class Group(Node):
    """For how many people a session works."""

    least: int = Field(ge=1)
    most: int


class Step(Node):
    """What happens for some minutes; `say` are words to say as they stand."""

    id: Slug
    minutes: int = Field(ge=1)
    title: Text
    text: Text
    say: Text | None = None


class Exercise(Node):
    """A task with cards to cut out: cases, statements or numbers, all made up."""

    title: Text
    task: Text
    cards: Points


class Adaptations(Node):
    """How to change a session for a group."""

    low_literacy: Points = {}
    remote: Points = {}
    large_group: Points = {}


class Session(Node):
    """`content/sessions/<id>.yaml`; `answers` has the reason for each card of the exercise."""

    id: Slug
    version: str
    title: Text
    summary: Text
    aim: Text
    minutes: int
    group: Group
    paragraphs: tuple[Reference, ...]
    principles: tuple[Slug, ...]
    stages: tuple[Slug, ...]
    papers: tuple[str, ...] = ()
    things: Points = {}
    before: Points = {}
    steps: tuple[Step, ...] = Field(min_length=1)
    notes: Points = {}
    exercise: Exercise
    answers: Points
    adapt: Adaptations = Adaptations()


class DayPart(Node):
    """A part of a day: a session by its id, or a break with its minutes and its name."""

    id: Slug
    minutes: int | None = None
    title: Text | None = None


class Day(Node):
    """A day of a programme; `start` is hours and minutes, such as 09:00."""

    id: Slug
    title: Text
    start: str = Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    parts: tuple[DayPart, ...] = Field(min_length=1)


class Programme(Node):
    """A workshop of one or more days."""

    id: Slug
    version: str
    title: Text
    summary: Text
    aim: Text
    audience: Text
    days: tuple[Day, ...] = Field(min_length=1)
    after: Points

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ids of its sessions, in their order."""
        return tuple(part.id for day in self.days for part in day.parts if part.minutes is None)


class EverySession(Node):
    """What a trainer needs in each session, and so is written once; each session prints it beside its own."""

    things: Points = {}
    notes: Points = {}
    adapt: Adaptations = Adaptations()


class Programmes(Node):
    """`content/programmes.yaml`."""

    title: Text
    summary: Text
    every_session: EverySession = EverySession()
    papers: tuple[str, ...] = ()
    """Those that every workshop needs: rules for the room, and an evaluation."""
    programmes: tuple[Programme, ...] = Field(min_length=1)

    def papers_for(self, programme: Programme, sessions: Iterable[Session]) -> tuple[str, ...]:
        """The papers that people need in hand in a programme of these sessions, each once, in the order of use."""
        papers = {session.id: session.papers for session in sessions}
        return tuple(dict.fromkeys((*(target for id in programme.sessions for target in papers[id]), *self.papers)))


def timetable(day: Day, minutes: dict[str, int]) -> Iterator[tuple[str, str, DayPart]]:
    """Each part of a day with when it begins and ends; `minutes` are those of the sessions."""
    at = int(day.start[:2]) * 60 + int(day.start[3:])
    for part in day.parts:
        end = at + (part.minutes or minutes[part.id])
        yield _clock(at), _clock(end), part
        at = end


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
