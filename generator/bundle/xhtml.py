"""A page of the site as a chapter of a book: its words as well-formed XHTML, without what only a screen can use."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_TOKEN = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^<>\"]|\"[^\"]*\")*?)\s*/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([^\s="]+)(?:="([^"]*)")?')
_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr"})
_LEFT_OUT = frozenset({"button", "dialog", "form", "input", "nav", "script"})
"""What a book has of its own, or can't have."""

Target = Callable[[str], str | None]
"""Where an address leads inside the book; None where the book lacks what it leads to."""


def main_of(page: str) -> str:
    """What stands between the frame's parts on a page."""
    found = _MAIN.search(page)
    return found[1] if found else ""


def xhtml(html: str, target: Target) -> str:
    """The same as XML; a link to what the book lacks is only its words."""
    writer = _Writer(target)
    at = 0
    for found in _TOKEN.finditer(html):
        writer.text(html[at : found.start()])
        if found[2]:
            writer.tag(found[2], found[3], closing=bool(found[1]), empty=found[0].endswith("/>"))
        at = found.end()
    writer.text(html[at:])
    return "".join(writer.out)


class _Writer:
    def __init__(self, target: Target) -> None:
        self.out: list[str] = []
        self._target = target
        self._links: list[bool] = []
        self._left_out = 0

    def text(self, words: str) -> None:
        if not self._left_out:
            self.out.append(escape(unescape(words), quote=False))

    def tag(self, name: str, attributes: str, closing: bool, empty: bool) -> None:
        void = empty or name in _VOID
        if name in _LEFT_OUT:
            self._left_out += 0 if void else -1 if closing else 1
        elif self._left_out:
            return
        elif closing:
            if name != "a" or self._links.pop():
                self.out.append(f"</{name}>")
        else:
            self._open(name, dict(_ATTRIBUTE.findall(attributes)), void)

    def _open(self, name: str, attributes: dict[str, str], void: bool) -> None:
        if name == "a":
            address = self._target(attributes.get("href", ""))
            self._links.append(address is not None)
            if address is None:
                return
            attributes["href"] = address
        if name == "svg":
            attributes["xmlns"] = "http://www.w3.org/2000/svg"
        if "lang" in attributes and name != "text":  # in a drawing, EPUB's rules know only the short one
            attributes["xml:lang"] = attributes["lang"]
        said = "".join(f' {key}="{escape(unescape(value))}"' for key, value in attributes.items())
        self.out.append(f"<{name}{said}{'/' if void else ''}>")
