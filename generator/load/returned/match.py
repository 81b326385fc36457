"""The lines of a returned document laid beside those of the paper as it was printed, and what was written in it.

A place to write is found by the name of its control where that is left, and else by what stands around it: the words
of its line, the label above it, or its cell in a table. Nothing here searches back and forth, so that no file, however
it is made, takes long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from generator.library.answers import Said
from generator.load.returned.base import MARKS, Cell, Line, box
from generator.load.returned.ticks import is_ticked, unboxed

T = TypeVar("T")

ALIKE = 0.6
"""How much of a line must be the same, of 1, to be the same line with other words."""
_ENDED = re.compile("\u200e\u200f\u200f\u200e|\u200f\u200e\u200e\u200f")
_AT_ENDS = re.compile(rf"^[\s{MARKS}]+|[\s{MARKS}]+$")
_LIKE = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u2032`", "'"), **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "), **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
})  # fmt: skip
"""What word processors change by themselves, one sign for one."""
LINE_ENDS_LOST = "(the ends of its lines were lost when it was saved)"
GONE = "(this line to tick is not in it any more)"
_LONG = 20_000


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


@dataclass(frozen=True, slots=True)
class MatchedLine:
    """A line of the paper and what stands for it in the file; one of both may be nothing."""

    printed: Printed | None
    returned: tuple[Line, ...]
    same: bool


Below: TypeAlias = Mapping[str, Sequence[Printed]]
"""The lines that are printed below a box to tick only where they say something, by the id of the part with the box."""


@dataclass(slots=True)
class Fitted:
    """What was written where; `strange` are words that belong to no place, with the printed words before them."""

    pairs: list[MatchedLine] = field(default_factory=list)
    values: dict[str, Said] = field(default_factory=dict)
    strange: list[tuple[str, str]] = field(default_factory=list)
    known: float = 0.0
    """How much of the paper's own words stands in the file, of 1."""


def fitted(paper: Sequence[Printed], returned: Sequence[Line], below: Below = MappingProxyType({})) -> Fitted:
    """The file laid beside the paper."""
    ours, theirs = _said(paper, lambda each: each.line), _said(returned, lambda each: each)
    keys = _Keys(ours)
    own, other = [keys.of_printed(each) for each in ours], [keys.of_returned(each) for each in theirs]
    found = Fitted()
    pieces = (piece for each in ours for piece in each.line.pieces)
    invited = {clean(each.words) for each in pieces if each.control and each.control.empty}
    named = _named(theirs, {name for each in ours for name in each.places} - {""}, invited)
    matched = SequenceMatcher(None, own, other, autojunk=False)
    for what, first, last, start, end in matched.get_opcodes():
        if what == "equal":
            for one, line in zip(ours[first:last], theirs[start:end], strict=True):
                found.pairs.append(MatchedLine(one, (line,), same=True))
        else:
            found.pairs += [part for pair in _gap(ours[first:last], theirs[start:end]) for part in _apart(pair)]
    found.pairs = list(_with_those_below(found.pairs, below))
    plain = [each for each in ours if not each.places and each.line.words.strip()]
    same = sum(1 for each in found.pairs if each.same and each.printed and not each.printed.places)
    found.known = same / len(plain) if plain else 1.0
    _read(found, named)
    return found


def _said(lines: Sequence[T], line_of: Callable[[T], Line]) -> list[T]:
    """The lines with words, and the cells without; an empty line in a cell that says something is none."""
    spoken = {line.cell for line in map(line_of, lines) if line.words.strip()}
    return [each for each in lines if (line := line_of(each)).words.strip() or (line.cell and line.cell not in spoken)]


def under(paper: Sequence[Printed], conditions: Mapping[str, bool]) -> list[Printed]:
    """The paper as it is printed with these conditions answered: without frames, and without what does not hold."""
    frames = {each.condition: each.line.cell for each in paper if each.condition_words}
    kept = []
    for each in paper:
        holds = conditions.get(each.condition)
        if holds and not each.condition_words:
            framed = each.line.cell is not None and each.line.cell == frames.get(each.condition)
            kept.append(replace(each, line=replace(each.line, cell=None)) if framed else each)
        elif holds is None:
            kept.append(each)
    return kept


def like(words: str) -> str:
    """The words as they are compared: what word processors change by themselves is the same."""
    return " ".join(_AT_ENDS.sub("", words.translate(_LIKE)).split())


def clean(words: str) -> str:
    """What was typed, without the marks of direction around each line; between two of our marks a line has ended."""
    words = _ENDED.sub("\n", words)
    return "\n".join(_AT_ENDS.sub("", line) for line in words.split("\n")).strip("\n")


class _Keys:
    """What makes two lines the same: their words, or the words around the places to write."""

    def __init__(self, ours: Sequence[Printed]) -> None:
        self.plain = {like(unboxed(each.line.words)) for each in ours if not _typed(each)} - {""}
        self.patterns: dict[tuple[str, ...], str] = {}
        self.labels: dict[tuple[str, ...], list[str]] = {}
        for each in ours:
            if _typed(each) and any(like(part) for part in _around(each.line)):
                self.patterns.setdefault(_around(each.line), f"\0{len(self.patterns)}")
                self.labels.setdefault(_around(each.line), []).extend(labels_in(each.line))
        self.counted = 0

    def of_printed(self, each: Printed) -> str:
        if not _typed(each):
            return like(unboxed(each.line.words)) or self._alone()
        return self.patterns.get(_around(each.line)) or self._alone()

    def of_returned(self, line: Line) -> str:
        words = like(unboxed(line.words))
        if words in self.plain:
            return words
        fitting = [
            parts
            for parts in self.patterns
            if len(line.words) < _LONG and _between(parts, line, self.labels[parts]) is not None
        ]
        longest = max(fitting, key=lambda parts: sum(map(len, parts)), default=None)
        return self.patterns[longest] if longest else self._alone()

    def _alone(self) -> str:
        """A key that no other line has."""
        self.counted += 1
        return f"\0\0{self.counted}"


def _typed(each: Printed) -> bool:
    """Whether words are typed into the line; a box to tick is none."""
    return any(piece.control and not piece.control.tick for piece in each.line.pieces)


def _around(line: Line) -> tuple[str, ...]:
    """What stands before, between and after the places to write in a line; a box to tick is no such place."""
    return _split(line)[0]


def labels_in(line: Line) -> list[str]:
    """The names in brackets behind the places, which only empty ones need."""
    return _split(line)[1]


def blanked(line: Line, labels: Iterable[str] = ()) -> str:
    """What a line says with three dots for each place to write, and without the names of empty ones."""
    parts, own = _split(line)
    words = "…".join(parts)
    for label in (*labels, *own):
        words = words.replace(label, "")
    return like(unboxed(words))


def _split(line: Line) -> tuple[tuple[str, ...], list[str]]:
    parts, labels, before = [""], list[str](), ""
    for piece in line.pieces:
        if piece.control is None:
            words = piece.words
            if before and words.startswith(f" ({before}"):
                end = words.find(")", 2 + len(before)) + 1
                labels.append(words[:end])
                words = words[end:]
            parts[-1] += words.translate(_LIKE)
            before = ""
        elif not piece.control.tick:
            parts.append("")
            before = piece.control.label
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    return tuple(parts), labels


def _between(parts: tuple[str, ...], line: Line, labels: Iterable[str]) -> list[str] | None:
    """What stands between the parts, each found as early as it can be; None where one of them is not there."""
    words = unboxed(line.words).strip()
    for label in labels:
        words = words.replace(label, "")
    seen = words.translate(_LIKE)
    if not seen.startswith(parts[0]) or not seen.endswith(parts[-1]):
        return None
    found, at, end = [], len(parts[0]), len(seen) - len(parts[-1])
    for part in parts[1:-1]:
        place = seen.find(part, at, end) if part else -1
        if place < 0:
            return None
        found.append(words[at:place])
        at = place + len(part)
    return [*found, words[at:end]] if at <= end else None


# -- what lies between lines that are the same ------------------------------------------------------------


def _gap(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Pairs of a stretch in which no line is the same."""
    left = _by_cell(ours, [each.line.cell for each in ours])
    right = _by_cell(theirs, [each.cell for each in theirs])
    if len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            yield from _pair(one, other)
    elif len(ours) == 1 and _is_place(ours[0]) and not any(line.cell for line in theirs):
        yield MatchedLine(ours[0], tuple(theirs), same=True)
    else:
        yield from _grown(left, right) or _by_likeness(ours, theirs)


def _apart(pair: MatchedLine) -> Iterator[MatchedLine]:
    """The pair; where the control of a place is still there, lines beside it are words of their own."""
    held = [any(piece.control for piece in line.pieces) for line in pair.returned]
    if pair.printed is None or not _is_place(pair.printed) or all(held) or not any(held):
        yield pair
        return
    start, end = held.index(True), len(held) - held[::-1].index(True)
    before, there, behind = pair.returned[:start], pair.returned[start:end], pair.returned[end:]
    yield from (MatchedLine(None, lines, same=False) for lines in (before,) if lines)
    yield MatchedLine(pair.printed, there, pair.same)
    yield from (MatchedLine(None, lines, same=False) for lines in (behind,) if lines)


def _with_those_below(pairs: Iterable[MatchedLine], below: Below) -> Iterator[MatchedLine]:
    """The pairs; a line below a box to tick, with its own words, may be one that an empty paper does not have."""
    clause = ""
    for pair in pairs:
        if pair.printed is not None and (_tick_of(pair.printed) or pair.printed.clause != clause):
            clause = pair.printed.clause if pair.same and pair.returned and _tick_of(pair.printed) else ""
        if pair.printed is not None or not below.get(clause):
            yield pair
            continue
        for line in pair.returned:
            fitting = (each for each in below[clause] if _between(_around(each.line), line, ()) is not None)
            one = next(fitting, None)
            yield MatchedLine(one, (line,), same=one is not None)


def _by_cell(lines: Sequence[T], cells: Sequence[Cell | None]) -> list[list[T]]:
    """The lines, those of one cell together."""
    found: list[list[T]] = []
    last: Cell | None = None
    for line, cell in zip(lines, cells, strict=True):
        if cell is not None and cell == last:
            found[-1].append(line)
        else:
            found.append([line])
        last = cell
    return found


def _is_place(one: Printed) -> bool:
    """Whether there is nothing but one place to write."""
    return len(one.places) == 1 and not any(map(like, _around(one.line)))


def _pair(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    if len(ours) == 1:
        place = _is_place(ours[0]) or not ours[0].line.words.strip()
        yield MatchedLine(ours[0], tuple(theirs), same=place)
        return
    if len(ours) == len(theirs):
        yield from (MatchedLine(one, (line,), same=False) for one, line in zip(ours, theirs, strict=True))
        return
    yield from (MatchedLine(one, (), same=False) for one in ours)
    yield MatchedLine(None, tuple(theirs), same=False)


def _grown(left: Sequence[Sequence[Printed]], right: Sequence[Sequence[Line]]) -> list[MatchedLine]:
    """Pairs of a table to which somebody has added rows; none for anything else."""
    added = [lines[0].cell for lines in right]
    if len(right) < len(left) or not _one_table([lines[0].line.cell for lines in left]) or not _one_table(added):
        return []
    pairs = [pair for one, other in zip(left, right, strict=False) for pair in _pair(one, other)]
    below = {each.line.cell[2]: each for lines in left for each in lines if each.line.cell}
    start = added[len(left)]
    for lines in right[len(left) :]:
        cell = lines[0].cell
        above = below.get(cell[2]) if cell else None
        place = _further(above, cell[1] - start[1] + 1) if above and cell and start else None
        pairs.append(MatchedLine(place, tuple(lines), same=True))
    return pairs


def _one_table(cells: Sequence[Cell | None]) -> bool:
    return None not in cells and len({cell[0] for cell in cells if cell}) == 1


def _further(above: Printed, rows: int) -> Printed | None:
    """The place so many rows below the last one of a table that can grow."""
    for piece in above.line.pieces:
        row = re.fullmatch(r"(.+\.)([0-9]+)(\.[^.]+)", piece.control.name) if piece.control else None
        if row and piece.control:
            name = f"{row[1]}{int(row[2]) + rows}{row[3]}"
            return replace(
                above, line=Line((replace(piece, control=replace(piece.control, name=name)),), above.line.cell)
            )
    return None


def _by_likeness(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Pairs of a stretch in which lines were changed, added and taken out."""
    start = 0
    waiting: list[Printed] = []
    for one in ours:
        at = _like_it(one, theirs, start) if not _is_place(one) and one.line.words.strip() else None
        if at is None:
            waiting.append(one)
            continue
        yield from _loose(waiting, theirs[start:at])
        yield MatchedLine(one, (theirs[at],), same=False)
        waiting, start = [], at + 1
    yield from _loose(waiting, theirs[start:])


def _loose(ours: Sequence[Printed], theirs: Sequence[Line]) -> Iterator[MatchedLine]:
    """Between two lines of which each is known: answers go to the one place that there is."""
    if len(ours) == 1 and theirs and _is_place(ours[0]):
        yield MatchedLine(ours[0], tuple(theirs), same=True)
        return
    yield from (MatchedLine(one, (), same=False) for one in ours)
    if any(line.words.strip() for line in theirs):
        yield MatchedLine(None, tuple(theirs), same=False)


_FEW = 40
"""How many lines ahead a changed line is looked for."""


def _like_it(one: Printed, theirs: Sequence[Line], start: int) -> int | None:
    said = like(one.line.words)[:1000].split()
    for at in range(start, min(start + _FEW, len(theirs))):
        other = like(theirs[at].words)[:1000].split()
        if said and other and SequenceMatcher(None, said, other, autojunk=False).ratio() >= ALIKE:
            return at
    return None


# -- what was written -------------------------------------------------------------------------------------


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


def _read(found: Fitted, named: Mapping[str, Said]) -> None:
    """The values of all places, and the words that belong to none."""
    known = {clean(said.text) for said in named.values()}
    ticks = _Ticks(found.pairs)
    last = ""
    for pair in found.pairs:
        values, agrees = list(_values(pair)), True
        for name, said in values:
            there = named.get(name) or found.values.get(name)
            if there is None and name and said.text:
                found.values[name] = said
            elif there and like(said.text) not in ("", like(there.text)):
                found.strange.append((last, said.text))
                agrees = False
        words = clean("\n".join(line.words for line in pair.returned))
        if values and "\n" not in words and _lost_line_ends(pair):
            found.strange.append((last, f"{words} {LINE_ENDS_LOST}"))
        understood = words in known or _is_understood(pair, words, values)
        understood = ticks.take(pair, understood and agrees) and understood
        if words and not understood:
            found.strange.append((last, words))
        elif ticks.lacks(pair):
            found.strange.append((last, f"{ticks.words[_tick_of(pair.printed)]} {GONE}"))
        if pair.printed and pair.printed.speaks:
            last = like(pair.printed.line.words)
    found.values |= {name: said for name, said in named.items() if said.text} | ticks.values


def _tick_of(one: Printed | None) -> str:
    """The name of the box to tick that stands before a printed line; "" where none does."""
    controls = (piece.control for piece in one.line.pieces) if one else ()
    return next((each.name for each in controls if each and each.tick), "")


class _Ticks:
    """The boxes that are ticked, line by line.

    The words of a line say what its box means, wherever that was copied from. Where more lines of the paper have the
    same words, as Yes and No, the control must have its name, or the line above them must still be there.
    """

    def __init__(self, pairs: Sequence[MatchedLine]) -> None:
        printed = [pair.printed for pair in pairs if pair.printed]
        self.words = {tick: like(unboxed(each.line.words)) for each in printed if (tick := _tick_of(each))}
        self._count = Counter(like(unboxed(each.line.words)) for each in printed)
        self._there = {_tick_of(pair.printed).rpartition(".")[0] for pair in pairs if pair.returned}
        self._taken: dict[str, bool | None] = {}
        self._repeated: dict[str, set[bool | None]] = {}
        self._own = {words: name for name, words in self.words.items() if self._count[words] == 1}
        self._typed = [(tick, each.line) for each in printed if (tick := _tick_of(each)) and _typed(each)]
        self._under = False

    @property
    def values(self) -> dict[str, Said]:
        """What is ticked, by its name; a line that stands twice, once with another tick, says nothing."""
        return {
            name: box(True) for name, said in self._taken.items() if said and self._repeated.get(name, {said}) == {said}
        }

    def take(self, pair: MatchedLine, understood: bool) -> bool:
        """Takes the tick of a line that is understood; whether it is so with its tick."""
        name = _tick_of(pair.printed)
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
        name = _tick_of(pair.printed)
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
        typed = (tick for tick, each in self._typed if _between(_around(each), line, labels_in(each)) is not None)
        return next((each for each in (*names, *typed) if each in self.words), "")


def _lost_line_ends(pair: MatchedLine) -> bool:
    """LibreOffice 7 moves the ends of lines in a control to before it: where they stood is then not known any more."""
    first = pair.returned[0].pieces if pair.returned else ()
    moved = len(first) > 1 and first[0].control is None and first[1].control is not None
    return moved and bool(first[0].words) and not first[0].words.strip("\n")


def _is_understood(pair: MatchedLine, words: str, values: Sequence[tuple[str, Said]]) -> bool:
    """Whether nothing stands there but the paper's own words and what was taken."""
    if pair.printed is None:
        return False
    if _typed(pair.printed):
        # A tick or an answer on other words than were printed says something else.
        line = pair.printed.line
        same = pair.same or any(_between(_around(line), each, labels_in(line)) is not None for each in pair.returned)
        return same and len(values) > 0
    return like(unboxed(words)) == like(unboxed(pair.printed.line.words))


def _values(pair: MatchedLine) -> Iterator[tuple[str, Said]]:
    """What is written in the places of a printed line."""
    if pair.printed is None or not pair.returned:
        return
    line, first = pair.printed.line, pair.returned[0]
    blanks = [piece for piece in line.pieces if piece.control and not piece.control.tick]
    if len(blanks) == 1 and not any(map(like, _around(line))):
        said = clean("\n".join(each.words for each in pair.returned))
        yield blanks[0].control.name if blanks[0].control else "", _unless_prompt(said, blanks[0].words)
    elif blanks and (between := _between(_around(line), first, labels_in(line))):
        for piece, words in zip(blanks, between, strict=True):
            yield piece.control.name if piece.control else "", _unless_prompt(clean(words), piece.words)


def _unless_prompt(said: str, prompt: str) -> Said:
    return Said("" if like(said) == like(prompt) else said)
