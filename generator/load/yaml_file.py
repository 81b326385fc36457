"""One YAML file as plain data that remembers where each of its nodes stands.

The file is read as events and built here, so that anchors, aliases, tags, merge keys and duplicate keys can be
refused with their place before any of them has an effect, and no input can grow in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.reader import ReaderError

from generator.diagnostics import MAX_MISTAKES, Diagnostic, Position
from generator.library.text import Loc
from generator.load.text_file import read_text

MAX_DEPTH = 40
MAX_VALUES = 100_000
"""How many keys and values a file may have: the largest of ours has some 5,000, and a million take half a minute."""

# yaml's C parser is some twenty times faster; the pure one gives the same events where it is missing.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The core schema of YAML 1.2 (yaml.org/spec/1.2.2, 10.3.2), without floats: no model has one.
_NULL = re.compile(r"(|~|null|Null|NULL)")
_BOOL = re.compile(r"(true|True|TRUE|false|False|FALSE)")
_INT = re.compile(r"[-+]?[0-9]+")

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines in YAML 1.1 and letters in YAML 1.2: our parser would cut a text there, and another would not."""

Value: TypeAlias = "dict[str, Any] | list[Any] | str | int | bool | None"


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The data of a file and the position of every node, by its keys and indexes."""

    path: Path
    data: Value
    positions: dict[Loc, Position]

    def at(self, loc: Loc) -> Position:
        """Where the node stands, or its nearest known ancestor."""
        while loc and loc not in self.positions:
            loc = loc[:-1]
        return self.positions.get(loc, Position(self.path, 1, 1))


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    loc: Loc
    value: dict[str, Any] | list[Any]
    key: str | None = None
    keys: dict[str, Position] = field(default_factory=dict)


class _Refused(Exception):
    """The file uses something that no file may use; nothing after it can be trusted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(path: Path, within: Path | None = None) -> tuple[YamlFile | None, list[Diagnostic]]:
    """The file, or the reasons why it can't be used; never raises for what an author wrote."""
    text, found = read_text(path, within)
    return (None, found) if text is None else parse_yaml(path, text)


def parse_yaml(
    path: Path, text: str, resolve: Callable[[Any], Any] | None = None
) -> tuple[YamlFile | None, list[Diagnostic]]:
    """As `read_yaml`, from text that was read already; `resolve` says what a scalar is, if not what YAML says."""
    if _BREAKS.search(text):
        return None, [_bad_character(path, text)]
    builder = _Builder(path, resolve or _resolved)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Refused as refusal:
        return None, [*builder.found, refusal.diagnostic]
    except ReaderError:
        return None, [*builder.found, _bad_character(path, text)]
    except yaml.YAMLError as error:
        return None, [*builder.found, _syntax_error(path, error)]
    if builder.found:
        return None, builder.found
    return YamlFile(path, builder.root, builder.positions), []


class _Builder:
    """Takes parser events one by one and builds data and positions without recursion."""

    def __init__(self, path: Path, resolve: Callable[[Any], Any]) -> None:
        self.path = path
        self.resolve = resolve
        self.root: Value = None
        self.positions: dict[Loc, Position] = {}
        self.found: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """The event's effect is in `root` and `positions`, or its mistake in `found`."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                help = "remove the line '---'"
                raise _Refused(self._diagnose("YAML001", "a file holds one document", event, help))
        elif isinstance(event, yaml.AliasEvent):
            message = f"aliases are not allowed: *{event.anchor}"
            raise _Refused(self._diagnose("YAML002", message, event, "write the value out"))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_extras(event)
            self._start(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"anchors are not allowed: &{event.anchor}"
            raise _Refused(self._diagnose("YAML002", message, event, "remove the anchor"))
        if event.tag is not None and event.tag != "!":
            help = "remove the tag; quote the value if it is text"
            raise _Refused(self._diagnose("YAML003", f"tags are not allowed: {event.tag}", event, help))

    def _start(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _Refused(self._diagnose("YAML006", f"more than {MAX_DEPTH} levels deep", event, "flatten the file"))
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self._place(event, value)
        self._open.append(_Open(loc, value))

    def _scalar(self, event: Any) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._key(parent, event)
        else:
            self._place(event, self.resolve(event))

    def _key(self, parent: _Open, event: Any) -> None:
        key = str(event.value)
        position = self._position(event)
        if key == "<<" and event.implicit[0]:
            raise _Refused(self._diagnose("YAML005", "merge keys are not allowed", event, "write the keys out"))
        if key in parent.keys:
            first = parent.keys[key].line
            message = f"the key '{key}' stands twice; first on line {first}"
            self.found.append(self._diagnose("YAML004", message, event, "remove or rename one of them"))
            if len(self.found) == MAX_MISTAKES:
                raise _Refused(self._diagnose("YAML004", "and more of the same", event, "mend these first"))
        parent.keys[key] = position
        parent.key = key
        self._remember((*parent.loc, key), position)

    def _place(self, event: Any, value: Any) -> Loc:
        if not self._open:
            self.root = value
            self._remember((), self._position(event))
            return ()
        parent = self._open[-1]
        if isinstance(parent.value, list):
            loc: Loc = (*parent.loc, len(parent.value))
            parent.value.append(value)
            self._remember(loc, self._position(event))
            return loc
        if parent.key is None:
            raise _Refused(self._diagnose("YAML001", "a key must be a plain word, not a list or mapping", event))
        loc = (*parent.loc, parent.key)
        parent.value[parent.key] = value
        parent.key = None
        return loc

    def _remember(self, loc: Loc, position: Position) -> None:
        if mistake := too_many(self.positions, position):
            raise _Refused(mistake)
        self.positions[loc] = position

    def _position(self, event: Any) -> Position:
        return Position(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _diagnose(self, code: str, message: str, event: Any, help: str = "") -> Diagnostic:
        return Diagnostic(code, message, self._position(event), help)


def too_many(positions: Sized, place: Position) -> Diagnostic | None:
    """The mistake of a file that has more keys and values than any of ours ever will."""
    if len(positions) < MAX_VALUES:
        return None
    help = "look whether it is the right file; else cut it in parts"
    return Diagnostic("YAML007", f"more than {MAX_VALUES:,} values in one file", place, help)


def _resolved(event: Any) -> str | int | bool | None:
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    # int() refuses very long digits; such a thing is text.
    return int(text) if _INT.fullmatch(text) and len(text) < 19 else text


def _syntax_error(path: Path, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path, 1, 1)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it can't be read"
    help = "look for tabs, a missing quote or a wrong indent at or above this line"
    return Diagnostic("YAML001", f"the file is not YAML: {problem}", position, help)


def _bad_character(path: Path, text: str) -> Diagnostic:
    """The parser counts in bytes or characters by its make, so the character itself is looked for."""
    place = next((index for index, character in enumerate(text) if not _printable(character)), 0)
    line = text.count("\n", 0, place) + 1
    position = Position(path, line, place - text.rfind("\n", 0, place))
    message = f"the character U+{ord(text[place]):04X} can't stand in a file"
    return Diagnostic("YAML001", message, position, "remove it; it may not be visible in your editor")


def _printable(character: str) -> bool:
    if character <= "~":
        return character >= " " or character in "\t\n\r"
    return character >= "\xa0" and character not in "\u2028\u2029\ufffe\uffff"
