"""XML from outside as a tree. A document type is refused: so no entity can grow, or bring in another file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from generator.load.returned.base import Unreadable

LINE = "line of the file"
"""The attribute that holds the line of an element: no XML can write one of this name."""
MOST_ELEMENTS = 400_000
MOST_DEEP = 250


def parsed(
    content: bytes,
    name: str,
    *,
    numbered: bool = False,
    closed: Callable[[Element], None] | None = None,
    most: int | None = MOST_ELEMENTS,
) -> Element:
    """The root of the tree, with names as `{namespace}name`; Unreadable for what is no plain XML, or has too much.

    Where it is `numbered`, each element knows its line. `closed` is shown each element when it is whole, and may clear
    it: then a long list takes no memory, and may be as long as it likes where `most` is None.
    """
    return _Parser(name, numbered, closed, most).parse(content)


def name_of(element: Element) -> str:
    """The name without its namespace: one format may have several, and the same names in each."""
    return element.tag.rpartition("}")[2]


def value_of(element: Element, name: str = "val") -> str:
    """An attribute by its name without the namespace; "" where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class _Parser:
    def __init__(self, name: str, numbered: bool, closed: Callable[[Element], None] | None, most: int | None) -> None:
        self.name, self.numbered, self.count, self.depth = name, numbered, 0, 0
        self.closed, self.most = closed, most
        self.tree = TreeBuilder()
        self.expat = expat.ParserCreate(namespace_separator="}")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self.tree.data
        self.expat.StartDoctypeDeclHandler = self._refuse
        self.expat.EntityDeclHandler = self._refuse
        self.expat.ExternalEntityRefHandler = self._refuse

    def parse(self, content: bytes) -> Element:
        try:
            self.expat.Parse(content, True)
            return self.tree.close()
        except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
            raise Unreadable(f"its part {self.name} is damaged", "ask for the file again") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count, self.depth = self.count + 1, self.depth + 1
        if (self.most is not None and self.count > self.most) or self.depth > MOST_DEEP:
            message = f"its part {self.name} is larger or deeper than any paper"
            raise Unreadable(message, "copy what was written into a new paper, and send that")
        held = {_named(key): value for key, value in attributes.items()}
        self.tree.start(_named(tag), held | {LINE: str(self.expat.CurrentLineNumber)} if self.numbered else held)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        element = self.tree.end(_named(tag))
        if self.closed is not None:
            self.closed(element)

    def _refuse(self, *_: object) -> NoReturn:
        message = f"its part {self.name} declares entities, which can hide other files or grow without end"
        raise Unreadable(message, "open it in a word processor, save it under a new name, and send that")


def _named(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag
