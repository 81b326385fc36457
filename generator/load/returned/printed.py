"""The paper as it was printed, line by line: where one writes and ticks, and which lines a condition takes away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.load.returned.base import Line
from generator.load.returned.line_words import around, like


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the paper as it was printed, with the clause and the condition that it belongs to."""

    line: Line
    clause: str
    condition: str = ""
    condition_words: bool = False
    """Whether it is the condition in words."""

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the places to write in it."""
        return tuple(piece.control.name for piece in self.line.pieces if piece.control)

    @property
    def speaks(self) -> bool:
        """Whether it has words of its own, and not only a place to write."""
        return any(piece.control is None and piece.words.strip() for piece in self.line.pieces)

    @property
    def typed(self) -> bool:
        """Whether words are typed into it; a box to tick takes none."""
        return any(piece.control and not piece.control.tick for piece in self.line.pieces)

    @property
    def is_place(self) -> bool:
        """Whether there is nothing but one place to write."""
        return len(self.places) == 1 and not any(map(like, around(self.line)))


Below: TypeAlias = Mapping[str, Sequence[Printed]]
"""The lines that are printed below a box to tick only where they say something, by the id of the part with the box."""


def under(paper: Sequence[Printed], conditions: Mapping[str, bool], gone: Collection[Printed] = ()) -> list[Printed]:
    """The paper as it is printed with these conditions answered: without frames, and without what does not hold.

    With all of its clauses goes the title of a part, where it is among the lines that are `gone` from the file.
    """
    frames = {each.condition: each.line.cell for each in paper if each.condition_words}
    kept: list[Printed] = []
    for part in _parts(paper):
        there = [each for each in part if conditions.get(each.condition) is not False]
        if len(part) > 1 and len(there) == 1 and there[0] in gone:
            continue
        for each in there:
            holds = conditions.get(each.condition)
            if holds and not each.condition_words:
                framed = each.line.cell is not None and each.line.cell == frames.get(each.condition)
                kept.append(replace(each, line=replace(each.line, cell=None)) if framed else each)
            elif holds is None:
                kept.append(each)
    return kept


def _parts(paper: Sequence[Printed]) -> Iterator[list[Printed]]:
    """The lines, each part from its title on: what stands in no clause begins one."""
    part: list[Printed] = []
    for each in paper:
        if part and not each.clause:
            yield part
            part = []
        part.append(each)
    yield part


def tick_of(one: Printed | None) -> str:
    """The name of the box to tick that stands before a printed line; "" where none does."""
    controls = (piece.control for piece in one.line.pieces) if one else ()
    return next((each.name for each in controls if each and each.tick), "")
