"""A session and a programme as papers: everything a trainer reads, packs and cuts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.blocks.nodes import Block, Cell, Heading, Items, Paragraph, Table
from generator.compose.inline import phrase
from generator.compose.usual import cell, head, numbered
from generator.compose.writer import Writer
from generator.library.framework import Points
from generator.library.session import Day, Programme, Session, Step, timetable
from generator.library.text import Text


def session_blocks(writer: Writer, session: Session) -> Iterator[Block]:
    """A session in the order in which a trainer needs it; cards to cut out begin on a sheet of their own.

    What holds for every session stands in each, because a trainer may print one of them alone.
    """
    every = writer.library.programmes.every_session
    yield writer.text(session.aim, "lead")
    yield writer.labelled("session-time", writer.words("minutes", minutes=str(session.minutes)))
    group = writer.words("session-group-size", least=str(session.group.least), most=str(session.group.most))
    yield writer.labelled("session-group", group)
    yield Paragraph(writer.source(session.paragraphs), "source")
    yield writer.heading(2, "session-material")
    yield from writer.links(_named(writer, session.papers))
    yield from writer.points(_with(session.things, every.things))
    yield from _part(writer, "session-before", session.before)
    yield writer.heading(2, "session-steps")
    for number, step in enumerate(session.steps, 1):
        yield from _step(writer, number, step)
    yield from _part(writer, "session-notes", _with(session.notes, every.notes))
    yield Heading(2, phrase(session.exercise.title), "exercise")
    yield writer.text(session.exercise.task)
    yield writer.heading(2, "session-answers")
    cards = session.exercise.cards
    for id, answer in session.answers.items():
        yield writer.with_label(phrase(cards[id]), phrase(answer))
    yield writer.heading(2, "session-adapt")
    for name in ("low_literacy", "remote", "large_group"):
        if points := _with(getattr(session.adapt, name), getattr(every.adapt, name)):
            yield from (Paragraph(writer.words(f"session-{name.replace('_', '-')}"), "label"), *writer.points(points))
    yield replace(writer.heading(2, "cards-to-cut"), new_page=True)
    yield Items(tuple((Paragraph(phrase(text), "case"),) for text in cards.values()), role="cases")


def programme_blocks(writer: Writer, programme: Programme) -> Iterator[Block]:
    """A programme: its aim, a timetable for each day, what to pack and prepare, and what comes after."""
    sessions = {session.id: session for session in writer.library.sessions}
    chosen = [sessions[id] for id in programme.sessions]
    yield writer.text(programme.aim, "lead")
    yield writer.labelled("for-whom", phrase(programme.audience))
    for day in programme.days:
        yield Heading(2, phrase(day.title), day.id)
        yield timetable_of(writer, day)
    yield writer.heading(2, "session-material")
    yield Paragraph(writer.words("papers-to-hand-out"), "label")
    yield from writer.links(papers_to_hand_out(writer, programme))
    lists = (*(session.things for session in chosen), writer.library.programmes.every_session.things)
    things = {thing.value: thing for each in lists for thing in each.values()}
    yield from writer.points(things)
    yield writer.heading(2, "session-before")
    for session in chosen:
        if session.before:
            yield Heading(3, phrase(session.title), f"before-{session.id}")
            yield from writer.points(session.before)
    yield from _part(writer, "programme-after", programme.after)


def papers_to_hand_out(writer: Writer, programme: Programme) -> list[tuple[str, Text]]:
    """The papers that people need in hand, with their names, each once, in the order of use."""
    return _named(writer, writer.library.programmes.papers_for(programme, writer.library.sessions))


def _with(own: Points, every: Points) -> Points:
    return {**own, **{f"every-{id}": text for id, text in every.items()}}


def _named(writer: Writer, targets: Sequence[str]) -> list[tuple[str, Text]]:
    return [(target, name) for target in targets if (name := writer.name_of(target))]


def _part(writer: Writer, id: str, points: Points) -> list[Block]:
    return [writer.heading(2, id), *writer.points(points)] if points else []


def _step(writer: Writer, number: int, step: Step) -> Iterator[Block]:
    yield Heading(3, numbered(number, phrase(step.title)), f"step-{step.id}")
    yield writer.with_label(writer.words("minutes", minutes=str(step.minutes)), phrase(step.text))
    if step.say:
        yield writer.labelled("session-say", phrase(step.say))


def timetable_of(writer: Writer, day: Day) -> Table:
    """When each session and each break of a day begins and ends."""
    sessions = {session.id: session for session in writer.library.sessions}
    heads = head(map(writer.words, ("programme-time", "programme-what", "programme-aim")))
    rows = []
    for start, end, part in timetable(day, {session.id: session.minutes for session in sessions.values()}):
        time = cell(writer.words("programme-from-to", start=start, end=end), "row")
        session = sessions.get(part.id) if part.minutes is None else None
        if session:
            what, aim = writer.link(f"session:{session.id}", session.title), (writer.text(session.aim),)
        else:
            what, aim = phrase(part.title) if part.title else writer.named(part.id), (Paragraph(writer.named("–")),)
        rows.append((time, cell(what), Cell(aim)))
    return Table(phrase(day.title), (heads, *rows), widths=(5, 7, 13), headed=True)
