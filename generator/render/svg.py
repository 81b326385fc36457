"""Diagrams as SVG: drawn for the width of a small phone, larger elsewhere, and mirrored for right-to-left scripts.

Colours come from the style sheet, so the picture follows the dark scheme, forced colours and black-and-white print; no
meaning rests on colour. Nothing is measured in a browser: letters are counted with a width that is rather too large.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator.blocks.nodes import Diagram, DiagramBox, Phrase
from generator.library.text import UNSPACED

WIDTH = 320
_SIZE, _SMALL = 15, 13
_LEADING = 1.35
_PAD = 10
_GAP = 26
_INDENT = 60.0
"""How far a reply stands further in than what it answers."""
_STEP_IN = 14
"""How far each rung of a ladder stands further in."""
_NARROW, _WIDE_LETTERS = frozenset(" .,;:!'|ijlItfr()-"), frozenset("mwMWOQGDNHUACB%@—")

Turn = Callable[[float, float], float]
"""The left edge of something at `x` and so wide: as it is, or mirrored."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words broken into lines of one size."""

    lines: tuple[str, ...]
    phrase: Phrase
    size: int

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEADING


def diagram_svg(diagram: Diagram, direction: Callable[[str], str], lang: str) -> str:
    """The picture as one line of markup; `direction` gives `ltr` or `rtl` for a language."""
    turn = _turned(direction(lang))
    draw = _Drawing(turn, direction, lang)
    ways = {"talk": draw.talk, "change": draw.grid, "table": draw.grid, "grid": draw.grid}
    shapes, height = (ways.get(diagram.shape) or (draw.grid if diagram.heads else draw.column))(diagram)
    name = f"diagram-{diagram.id}"
    return (
        f'<svg class="diagram__picture" role="img" aria-labelledby="{name} {name}-about" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" direction="{direction(lang)}">{"".join(shapes)}</svg>'
    )


def _turned(direction: str) -> Turn:
    def kept(x: float, _: float) -> float:
        return x

    def mirrored(x: float, width: float) -> float:
        return WIDTH - x - width

    return mirrored if direction == "rtl" else kept


@dataclass(frozen=True, slots=True)
class _Drawing:
    turn: Turn
    direction: Callable[[str], str]
    lang: str

    # -- boxes one below the other ----------------------------------------------------------------------

    def column(self, diagram: Diagram) -> tuple[list[str], float]:
        shapes: list[str] = []
        y = 4.0
        boxes = [row[0] for row in diagram.rows]
        for number, box in enumerate(boxes):
            x = 2 + (number * _STEP_IN if box.kind == "rung" else 0)
            drawn, start = self.box(box, x, y, WIDTH - 2 - x if box.kind == "rung" else WIDTH - 4)
            bottom = start
            shapes += drawn
            if box.otherwise:
                drawn, bottom = self.way_out(box.otherwise, diagram.answers[1], bottom)
                shapes += drawn
            if number + 1 < len(boxes):
                label = diagram.answers[0] if box.kind == "question" else None
                shapes += self.arrow(x + 16, start, bottom + _GAP, label)
                bottom += _GAP
            y = bottom
        return shapes, y + 4

    def box(self, box: DiagramBox, x: float, y: float, width: float, round: int = 4) -> tuple[list[str], float]:
        """The box with its words, and where it ends."""
        inner = width - 2 * _PAD
        parts = [_broken(box.words, inner, _SIZE), *(_broken(line, inner, _SMALL) for line in box.lines)]
        height = math.fsum(part.height for part in parts) + 2 * _PAD
        shapes = [self.rect(f"diagram__box diagram__box--{box.kind}", x, y, width, height, round)]
        top = y + _PAD
        for part in parts:
            shapes += self.words(part, x + width / 2, top)
            top += part.height
        return shapes, y + height

    def way_out(self, words: Phrase, label: Phrase, y: float) -> tuple[list[str], float]:
        """What follows a no: a box further in, with a bent arrow to it."""
        x = 88.0
        drawn, bottom = self.box(DiagramBox("out", words), x, y + 12, WIDTH - 2 - x)
        middle = (y + 12 + bottom) / 2
        start, end = self.turn(44, 0), self.turn(x - 7, 0)
        drawn.append(f'<path class="diagram__arrow" d="M{start:.1f} {y:.1f}V{middle:.1f}H{end:.1f}"/>')
        drawn.append(self.head_sideways(x - 2, middle))
        return [*drawn, *self.words(_broken(label, 40, _SMALL), 65, middle - _SMALL * _LEADING - 2)], bottom

    # -- what two people say ----------------------------------------------------------------------------

    def talk(self, diagram: Diagram) -> tuple[list[str], float]:
        """Bubbles below their speaker's name: who begins stands where reading starts, the other opposite."""
        shapes: list[str] = []
        y = 4.0
        for (box,) in diagram.rows:
            reply = box.kind == "reply"
            x = _INDENT if reply else 2.0
            name = _broken(diagram.heads[reply], WIDTH - _INDENT, _SMALL)
            shapes += self.words(name, x + (WIDTH - 2 - _INDENT) / 2, y)
            drawn, bottom = self.box(box, x, y + name.height + 2, WIDTH - 2 - _INDENT, 14)
            foot = x + (WIDTH - 2 - _INDENT - 34 if reply else 34)
            shapes += [*drawn, self.tail(foot, bottom, 1 if reply else -1, box.kind)]
            y = bottom + 18
        return shapes, y

    def tail(self, x: float, y: float, towards: int, kind: str) -> str:
        """The point of a bubble, towards the one who speaks."""
        at = self.turn(x, 0)
        lean = towards if self.turn(0, 0) == 0 else -towards
        path = f"M{at - 8:.1f} {y:.1f}l{8 + 8 * lean} 11 {8 - 8 * lean} -11"
        return f'<path class="diagram__box diagram__box--{kind}" d="{path}"/>'

    # -- boxes side by side -----------------------------------------------------------------------------

    def grid(self, diagram: Diagram) -> tuple[list[str], float]:
        heads = [DiagramBox("head", head) for head in diagram.heads]
        gap = _GAP if diagram.shape == "change" else 4.0
        shapes, y = self.level(heads, 2, gap)
        for name, row in zip(diagram.names, diagram.rows, strict=True):
            label = _broken(name, WIDTH - 8, _SIZE)
            shapes += self.words(label, WIDTH / 2, y + 10)
            top = y + 14 + label.height
            drawn, y = self.level(row, top, gap)
            shapes += [*drawn, *(self.across((top + y) / 2) if diagram.shape == "change" else ())]
        return shapes, y + 2

    def across(self, y: float) -> list[str]:
        """The arrow in the gap between two boxes."""
        start, end = WIDTH / 2 - _GAP / 2 + 2, WIDTH / 2 + _GAP / 2 - 2
        line = f'<path class="diagram__arrow" d="M{self.turn(start, 0):.1f} {y:.1f}H{self.turn(end - 6, 0):.1f}"/>'
        return [line, self.head_sideways(end, y)]

    def level(self, boxes: Sequence[DiagramBox], y: float, gap: float) -> tuple[list[str], float]:
        """Boxes of one height side by side, and where they end."""
        width = (WIDTH - 4 - gap * (len(boxes) - 1)) / len(boxes)
        words = [_broken(box.words, width - 8, _SMALL) for box in boxes]
        height = max(each.height for each in words) + 12
        shapes: list[str] = []
        for column, (box, each) in enumerate(zip(boxes, words, strict=True)):
            x = 2 + column * (width + gap)
            shapes.append(self.rect(f"diagram__box diagram__box--{box.kind}", x, y, width, height))
            shapes += self.words(each, x + width / 2, y + (height - each.height) / 2)
        return shapes, y + height

    # -- strokes and words ------------------------------------------------------------------------------

    def rect(self, css: str, x: float, y: float, width: float, height: float, round: int = 4) -> str:
        left = self.turn(x, width)
        return (
            f'<rect class="{css}" x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{round}"/>'
        )

    def arrow(self, x: float, start: float, end: float, label: Phrase | None) -> list[str]:
        at = self.turn(x, 0)
        shapes = [f'<path class="diagram__arrow" d="M{at:.1f} {start:.1f}V{end - 6:.1f}"/>']
        shapes.append(f'<path class="diagram__head" d="M{at - 5:.1f} {end - 7:.1f}h10l-5 7z"/>')
        if label:
            words = _broken(label, 60, _SMALL)
            shapes += self.words(words, x + 28, end - _GAP / 2 - words.height / 2)
        return shapes

    def head_sideways(self, x: float, y: float) -> str:
        at, towards = self.turn(x, 0), self.turn(x, 0) - self.turn(x - 7, 0)
        return f'<path class="diagram__head" d="M{at:.1f} {y:.1f}l{-towards:.1f} -5v10z"/>'

    def words(self, words: _Words, x: float, y: float) -> Iterator[str]:
        """The lines around the middle `x`, from `y` downwards."""
        at = self.turn(x, 0)
        other = words.phrase.lang != self.lang
        lang = f' lang="{words.phrase.lang}" direction="{self.direction(words.phrase.lang)}"' if other else ""
        for number, line in enumerate(words.lines):
            base = y + (number + 0.95) * words.size * _LEADING - (_LEADING - 1) * words.size / 2
            yield (
                f'<text class="diagram__words" x="{at:.1f}" y="{base:.1f}" font-size="{words.size}" '
                f'text-anchor="middle"{lang}>{escape(line)}</text>'
            )


# A word with the space before it. Where a script puts no spaces, each sign is a piece, with what may begin no line.
_PIECE = re.compile(rf"(\s*)({UNSPACED}[，。、：；？！）」』》”’%…]*|(?:(?!{UNSPACED})\S)+)")


def _broken(phrase: Phrase, width: float, size: int) -> _Words:
    """The phrase in lines of at most that width; a word that is too long stands alone."""
    lines: list[str] = []
    for space, word in _PIECE.findall(phrase.plain.strip()):
        longer = f"{lines[-1]}{' ' if space else ''}{word}" if lines else word
        if lines and _width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return _Words(tuple(lines), phrase, size)


def _width(words: str, size: int) -> float:
    return math.fsum(_share(letter) for letter in words) * size


def _share(letter: str) -> float:
    """How wide a letter is at most, as a share of its height, in the usual fonts of screens."""
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE_LETTERS:
        return 0.9
    return 1.0 if letter >= "\u2e80" else 0.6
