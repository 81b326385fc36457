"""What was written in a returned document: the value of each place, the ticks, and the words that belong to none.

A place to write is found by the name of its control where that is left, and else by what stands around it: the words
of its line, the label above it, or its cell in a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.library.answers import Said
from generator.load.returned.base import Line, box
from generator.load.returned.days import day_of, written
from generator.load.returned.line_words import (
    around,
    between,
    clean,
    first_between,
    flat,
    labels_in,
    like,
    typed_between,
)
from generator.load.returned.match import MatchedLine, matched, spoken
from generator.load.returned.printed import Below, Printed, tick_of
from generator.load.returned.ticks import is_ticked, unboxed

LINE_ENDS_LOST = "(the ends of its lines were lost when it was saved)"
GONE = "(this line to tick is not in it any more)"


@dataclass(slots=True)
class Fitted:
    """What was written where; `strange` are words that belong to no place, with the printed words before them."""

    pairs: list[MatchedLine] = field(default_factory=list)
    values: dict[str, Said] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)
    known: float = 0.0
    """How much of the paper's own words stands in the file, of 1."""
    repeated: Repeated | None = None
    """What the places of a second language may say."""


def fitted(
    paper: Sequence[Printed],
    returned: Sequence[Line],
    below: Below = MappingProxyType({}),
    regions: Sequence[str] = (),
) -> Fitted:
    """The file laid beside the paper; `regions` are where its languages are spoken, and write days."""
    ours, theirs = spoken(paper, lambda each: each.line), spoken(returned, lambda each: each)
    found = Fitted(matched(ours, theirs, below))
    plain = [each for each in ours if not each.places and each.line.words.strip()]
    same = sum(1 for each in found.pairs if each.same and each.printed and not each.printed.places)
    found.known = same / len(plain) if plain else 1.0
    pieces = (piece for each in ours for piece in each.line.pieces)
    invited = {clean(each.words) for each in pieces if each.control and each.control.empty}
    _read(found, _named(theirs, {name for each in ours for name in each.places} - {""}, invited), regions)
    return found


class Repeated:
    """What was written, as the places of a second language repeat it: a day is written out in each language."""

    def __init__(self, said: Iterable[Said], regions: Sequence[str]) -> None:
        self._regions = regions
        self._words = {like(each.text) for each in said} | {""}
        self._days = {day for words in self._words for day in self._days_of(words)}

    def others(self, pair: MatchedLine) -> list[tuple[str, str]]:
        """What is printed in such places of a line, and what stands there that was not written before."""
        blanks = [piece.words for piece in pair.printed.line.pieces if piece.control] if pair.printed else []
        if pair.printed is None or not pair.returned or self._is_made_of(pair.returned[0], pair.printed.line, blanks):
            return []
        typed = [(printed, said.text) for printed, (name, said) in zip(blanks, _values(pair), strict=False) if not name]
        return [(printed, words) for printed, words in typed if not self._repeats(like(words))]

    def same(self, one: Said, other: Said) -> bool:
        """Whether both say the same, if only the same day in words of two languages."""
        return like(one.text) == like(other.text) or bool({*self._days_of(one.text)} & {*self._days_of(other.text)})

    def _is_made_of(self, line: Line, printed: Line, prompts: Sequence[str]) -> bool:
        """Whether a line says what is printed, with nothing in its places but what may stand there."""
        said = flat(unboxed(line.words)).strip()
        parts = [flat(part) for part in around(printed)]
        days = {words for day in self._days for region in self._regions if (words := written(day, region))}
        allowed = [each for each in map(flat, {*self._words, *map(like, prompts), *days}) if each in said]
        ends = {len(parts[0])} if said.startswith(parts[0]) else set()
        for part in parts[1:]:
            ends = {at + len(each + part) for at in ends for each in allowed if said.startswith(each + part, at)}
        return len(said) in ends

    def _repeats(self, words: str) -> bool:
        return words in self._words or bool(self._days & set(self._days_of(words)))

    def _days_of(self, words: str) -> list[str]:
        return [day for region in self._regions if (day := day_of(words, region))]


def _named(theirs: Sequence[Line], names: set[str], invited: set[str]) -> Mapping[str, Said]:
    """What is typed in controls that still have their names; `invited` is what empty ones say.

    A control counts as empty by its words too: some programs write into it and leave the mark that it is empty.
    """
    found: dict[str, Said] = {}
    for line in theirs:
        for piece in line.pieces:
            control = piece.control
            if (
                control is None
                or control.tick
                or (control.name not in names and not re.fullmatch(r"[a-z0-9-]+\.[0-9]+\.[a-z0-9-]+", control.name))
            ):
                continue
            words = clean(piece.words)
            empty = control.empty and words in invited
            said = Said("" if empty else words)
            if control.name not in found or not found[control.name].text:
                found[control.name] = said
    return found


def _read(found: Fitted, named: Mapping[str, Said], regions: Sequence[str]) -> None:
    """The values of all places, and the words that belong to none."""
    known = {clean(said.text) for said in named.values()}
    ticks = _Ticks(found.pairs)
    first = (said for pair in found.pairs for name, said in _values(pair) if name)
    repeated = found.repeated = Repeated((*named.values(), *first), regions)
    last = ""
    for pair in found.pairs:
        values, agrees = list(_values(pair)), not repeated.others(pair)
        for name, said in values:
            there = named.get(name) or found.values.get(name)
            if there is None and name and said.text:
                found.values[name] = said
            elif there and like(said.text) and not repeated.same(said, there):
                found.strange.append((last, said.text))
                agrees = False
        words = clean("\n".join(line.words for line in pair.returned))
        if values and words.count("\n") < _moved_line_ends(pair):
            found.strange.append((last, f"{words} {LINE_ENDS_LOST}"))
        understood = words in known or _is_understood(pair, words, values)
        understood = ticks.take(pair, understood and agrees) and understood
        if words and not understood:
            found.strange.append((last, words))
        elif ticks.lacks(pair):
            found.strange.append((last, f"{ticks.words[tick_of(pair.printed)]} {GONE}"))
        if pair.printed and pair.printed.speaks:
            last = like(pair.printed.line.words)
    found.values |= {name: said for name, said in named.items() if said.text} | ticks.values


class _Ticks:
    """The boxes that are ticked, line by line.

    The words of a line say what its box means, wherever that was copied from. Where more lines of the paper have the
    same words, as Yes and No, the control must have its name, or the line above them must still be there.
    """

    def __init__(self, pairs: Sequence[MatchedLine]) -> None:
        printed = [pair.printed for pair in pairs if pair.printed]
        self.words = {tick: like(unboxed(each.line.words)) for each in printed if (tick := tick_of(each))}
        self._count = Counter(like(unboxed(each.line.words)) for each in printed)
        self._there = {tick_of(pair.printed).rpartition(".")[0] for pair in pairs if pair.returned}
        self._taken: dict[str, bool | None] = {}
        self._repeated: dict[str, set[bool | None]] = {}
        self._own = {words: name for name, words in self.words.items() if self._count[words] == 1}
        self._typed = [(tick, each.line) for each in printed if (tick := tick_of(each)) and each.typed]
        self._under = False

    @property
    def values(self) -> dict[str, Said]:
        """What is ticked, by its name; a line that stands twice, once with another tick, says nothing."""
        return {
            name: box(True) for name, said in self._taken.items() if said and self._repeated.get(name, {said}) == {said}
        }

    def take(self, pair: MatchedLine, understood: bool) -> bool:
        """Takes the tick of a line that is understood; whether it is so with its tick."""
        name = tick_of(pair.printed)
        if pair.printed is None:
            for line in pair.returned:
                if repeated := self._repeats(line):
                    self._repeated.setdefault(repeated, set()).add(is_ticked(line))
        elif not name:
            if pair.printed.speaks and self._count[like(unboxed(pair.printed.line.words))] == 1:
                self._under = pair.same
        elif pair.returned:
            said = is_ticked(pair.returned[0]) if understood and self._is_sure(name, pair.returned[0]) else None
            self._taken[name] = said
            return said is not None
        return understood

    def lacks(self, pair: MatchedLine) -> bool:
        """Whether a line to tick was taken out, and others of its question were not."""
        name = tick_of(pair.printed)
        return bool(name) and not pair.returned and name.rpartition(".")[0] in self._there - {""}

    def _is_sure(self, name: str, line: Line) -> bool:
        """Whether the line is that of the box, and not one of another question."""
        if self._count[self.words[name]] == 1:
            return True
        names = {piece.control.name for piece in line.pieces if piece.control and piece.control.tick} - {""}
        return names == {name} if names else self._under

    def _repeats(self, line: Line) -> str:
        """The box whose line stands there once more; "" for other words."""
        if words := self._own.get(like(unboxed(line.words))):
            return words
        names = [piece.control.name for piece in line.pieces if piece.control and piece.control.tick]
        typed = (tick for tick, each in self._typed if between(around(each), line, labels_in(each)) is not None)
        return next((each for each in (*names, *typed) if each in self.words), "")


def _moved_line_ends(pair: MatchedLine) -> int:
    """How many ends of lines LibreOffice 7 has moved from a control to before it; marks may tell where they were."""
    first = pair.returned[0].pieces if pair.returned else ()
    moved = len(first) > 1 and first[0].control is None and first[1].control is not None
    return len(first[0].words) if moved and not first[0].words.strip("\n") else 0


def _is_understood(pair: MatchedLine, words: str, values: Sequence[tuple[str, Said]]) -> bool:
    """Whether nothing stands there but the paper's own words and what was taken."""
    if pair.printed is None:
        return False
    if pair.printed.typed:
        # A tick or an answer on other words than were printed says something else.
        line = pair.printed.line
        same = pair.same or any(between(around(line), each, labels_in(line)) is not None for each in pair.returned)
        return same and len(values) > 0
    return like(unboxed(words)) == like(unboxed(pair.printed.line.words))


def _values(pair: MatchedLine) -> Iterator[tuple[str, Said]]:
    """What is written in the places of a printed line; what only repeats it has no names, and is never taken."""
    if pair.printed is None or not pair.returned:
        return
    line, first = pair.printed.line, pair.returned[0]
    blanks = [piece for piece in line.pieces if piece.control and not piece.control.tick]
    if len(blanks) == 1 and not any(map(like, around(line))):
        said = clean("\n".join(each.words for each in pair.returned))
        yield blanks[0].control.name if blanks[0].control else "", _unless_prompt(said, blanks[0].words)
        return
    split = typed_between if any(piece.control and piece.control.name for piece in blanks) else first_between
    if blanks and (typed := split(line, first)):
        for piece, words in zip(blanks, typed, strict=True):
            yield piece.control.name if piece.control else "", _unless_prompt(clean(words), piece.words)


def _unless_prompt(said: str, prompt: str) -> Said:
    return Said("" if like(said) == like(prompt) else said)
