"""One JSON file whose values stay as they are written, with the place of each.

Python's own reader keeps neither: `1.10` becomes 1.1 and the second of two equal keys wins without a word. So the
signs are read here, and its strings by the standard library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any

from generator.diagnostics import MAX_MISTAKES, Diagnostic, Position
from generator.library.answers import Said, ValueShape
from generator.library.characters import printable
from generator.library.text import Loc
from generator.load.yaml_file import MAX_DEPTH, YamlFile, too_many

_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_STRINGS = JSONDecoder()
_WORD = re.compile(r"true|false|null")


def parse_json(path: Path, text: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The data with a `Said` for each value, or the reasons why there is none."""
    reader = _Reader(path, text)
    try:
        data = reader.value(())
        if reader.peek():
            raise reader.wrong("something stands after its end", "keep one '{…}' in the file")
    except _Wrong as wrong:
        return None, [*reader.found, wrong.diagnostic]
    if reader.found:
        return None, reader.found
    return YamlFile(path, data, reader.positions), []


class _Wrong(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Reader:
    """Reads from the place `next` on."""

    path: Path
    text: str
    next: int = 0
    positions: dict[Loc, Position] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each line begins: to count them anew for each value takes minutes in a large file."""

    def __post_init__(self) -> None:
        """The lines of the text are known."""
        self.starts = [0, *(end.end() for end in re.finditer("\n", self.text))]

    def peek(self) -> str:
        """The next sign that is no space; "" at the end."""
        space = _SPACE.match(self.text, self.next)
        self.next = space.end() if space else self.next
        return self.text[self.next : self.next + 1]

    def take(self, sign: str) -> bool:
        """Whether this sign comes next; then it is behind us."""
        if self.peek() != sign:
            return False
        self.next += 1
        return True

    def value(self, loc: Loc) -> Any:
        sign = self.peek()
        self.positions.setdefault(loc, self.position(self.next))
        if len(loc) > MAX_DEPTH:
            raise self.wrong(f"it is more than {MAX_DEPTH} levels deep", "flatten the file")
        if mistake := too_many(self.positions, self.position(self.next)):
            raise _Wrong(mistake)
        if sign == "{":
            return self.mapping(loc)
        if sign == "[":
            return self.listed(loc)
        if sign == '"':
            return Said(self.string())
        for pattern, how in ((_WORD, ValueShape.WORD), (_NUMBER, ValueShape.NUMBER)):
            if met := pattern.match(self.text, self.next):
                self.next = met.end()
                return Said(met[0], how)
        raise self.wrong("a value is missing here", "write a text in quotes, a number, true, false, or a list")

    def mapping(self, loc: Loc) -> dict[str, Any]:
        self.next += 1
        made: dict[str, Any] = {}
        while not self.take("}"):
            if made and not self.take(","):
                raise self.wrong("a comma is missing", "write a comma between two entries")
            if self.peek() != '"':
                raise self.wrong("a key in double quotes is missing", "remove the comma before it, or quote the key")
            place = self.position(self.next)
            key = self.string()
            if key in made:
                first = self.positions[(*loc, key)].line
                message = f"the key '{printable(key)}' stands twice; first on line {first}"
                self.found.append(Diagnostic("YAML004", message, place, "remove or rename one of them"))
                if len(self.found) == MAX_MISTAKES:
                    raise _Wrong(Diagnostic("YAML004", "and more of the same", place, "mend these first"))
            self.positions[(*loc, key)] = place
            if not self.take(":"):
                raise self.wrong("a colon is missing", "write a colon between the key and its value")
            made[key] = self.value((*loc, key))
        return made

    def listed(self, loc: Loc) -> list[Any]:
        self.next += 1
        made: list[Any] = []
        while not self.take("]"):
            if made and not self.take(","):
                raise self.wrong("a comma is missing", "write a comma between two entries")
            made.append(self.value((*loc, len(made))))
        return made

    def string(self) -> str:
        try:
            text, self.next = _STRINGS.raw_decode(self.text, self.next)
        except JSONDecodeError as error:
            self.next = error.pos
            raise self.wrong(error.msg[:1].lower() + error.msg[1:], "write '\\\\' and '\\\"' inside a text") from error
        return str(text)

    def position(self, place: int) -> Position:
        line = bisect_right(self.starts, place)
        return Position(self.path, line, place - self.starts[line - 1] + 1)

    def wrong(self, message: str, help: str) -> _Wrong:
        return _Wrong(Diagnostic("JSON001", f"the file is not JSON: {message}", self.position(self.next), help))
