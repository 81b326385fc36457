"""The HTML blocks of a page found in one pass, where they are written as plainly as our renderer writes them.

Python-Markdown and MkDocs read all HTML of a page with a parser in pure Python, once each; our pages are mostly HTML
(tables, forms), so that is most of what converting them costs. Both only want to know where a block of HTML begins
and ends and which anchors there are. A page whose every `<` begins a plain tag can be told that by a regular
expression. Any other page takes the ordinary way; the result is the same, which a test compares on hostile pages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from mkdocs.structure.pages import _RawHTMLPreprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_DEPTH = 3
"""So many elements within each other are taken in one step; with more, the expression is tried in vain too often."""
_NAME = "[a-z][a-z0-9]*+"
_ATTRIBUTES = '(?: [A-Za-z][A-Za-z0-9-]*+(?:="[^"<>]*+")?)*'


def _content(depth: int) -> str:
    """Text with elements of so many levels, each of which is closed by its own tag if it is closed by any.

    What is ahead is taken as it was found, without trying less of it. `(…)*+` would say so too, but up to Python 3.11.4
    it finds nothing where one more turn begins and fails (https://github.com/python/cpython/issues/106052).
    """
    if not depth:
        return "[^<]*+"
    closed = f"(?P<at{depth}>{_NAME}){_ATTRIBUTES}(?: ?/>|>{_content(depth - 1)}</(?P=at{depth})>)"
    ahead = f"[^<]*+(?:<(?:(?:br|input){_ATTRIBUTES}>|{closed})[^<]*+)*"
    return f"(?=(?P<in{depth}>{ahead}))(?P=in{depth})"


_TAG = re.compile(
    f"<(?:/(?P<closed>{_NAME})>|(?P<name>{_NAME}){_ATTRIBUTES}"
    f"(?:(?P<empty> ?/)>|>(?P<rest>{_content(_DEPTH)}</(?P=name)>)?))"
)
"""A closing tag, or an opening one with all that is in its element unless that nests deeper."""
_OPENED = re.compile(f"<({_NAME})")
_ANCHOR = re.compile(' (?:[iI][dD]|[nN][aA][mM][eE])=(?="([^"<>]*)")')
_ODD_REFERENCE = re.compile(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+);)")
_ODD_TAG = re.compile(
    "<(?:/?(?:script|style|title|iframe|noembed|noframes|noscript|xmp|plaintext|hr)(?![a-z0-9])|/(?:br|input)(?![a-z0-9])"
    "|textarea(?![a-z0-9])[^<>]*>(?!</textarea>))"
)
"""Tags whose content is no markup to some versions of the parser, which no text in a field is; `hr`, which it treats by
itself; and what would close a tag that nothing closes."""


class RawBlocks(Preprocessor):
    """Takes the place of Python-Markdown's `html_block` and of MkDocs' own search for anchors in HTML."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.present_anchor_ids: set[str] = set()

    def register(self) -> None:
        """This page's blocks of HTML are found here from now on."""
        self.md.preprocessors.register(self, "html_block", 20)

    def run(self, lines: list[str]) -> list[str]:
        """The lines with every block of HTML put aside."""
        text = "\n".join(lines)
        blocks = _blocks(self.md, text)
        if blocks is None:
            return self._run_slowly(lines)
        self.present_anchor_ids = set(_anchors(text))
        return _put_aside(self.md, text, blocks).split("\n")

    def _run_slowly(self, lines: list[str]) -> list[str]:
        anchors = _RawHTMLPreprocessor()
        anchors.run(lines)
        self.present_anchor_ids = anchors.present_anchor_ids
        return HtmlBlockPreprocessor(self.md).run(lines)


def _anchors(text: str) -> Iterator[str]:
    """The anchors in a text of plain tags."""
    done = quotes = 0
    tag: int | None = None
    for found in _ANCHOR.finditer(text):
        place = found.start()
        begun = text.rfind("<", done, place)
        if begun >= 0:
            done, tag, quotes = begun, begun, 0
        if text.find(">", done, place) >= 0:
            tag = None
        quotes += text.count('"', done, place)
        done = place
        # Within a tag, and not within a value there.
        if tag is not None and quotes % 2 == 0 and (text[place + 1] in "iI" or text.startswith("<a ", tag)):
            yield unescape(found[1])


def _put_aside(md: Markdown, text: str, blocks: list[tuple[int, int]]) -> str:
    """The text with a placeholder for each block of HTML."""
    parts = []
    done = 0
    for start, end in blocks:
        # As Python-Markdown: a newline before, a blank line after, a newline in the block if a blank line follows it.
        block = text[start:end] + ("\n" if text.startswith("\n\n", end) else "")
        parts += [text[done:start], "\n", md.htmlStash.store(block), "\n\n"]
        done = end
    return "".join([*parts, text[done:]])


def _blocks(md: Markdown, text: str) -> list[tuple[int, int]] | None:
    """Where each block of HTML begins and ends; None when something needs a real parser, or is no block of its own."""
    if _ODD_REFERENCE.search(text) or _ODD_TAG.search(text):
        return None
    found: list[tuple[int, int]] = []
    begun = plain = 0
    open_tags: list[str] = []
    for tag in _TAG.finditer(text):
        closed, name, empty, rest = tag.group("closed", "name", "empty", "rest")
        plain += 1 + (rest or "").count("<")
        if open_tags:
            if closed:
                _close(open_tags, closed)
                if not open_tags:
                    found.append((begun, tag.end()))
            elif not empty and rest is None:
                open_tags.append(name)
        elif closed:
            continue
        elif md.is_block_level(name):
            begun = tag.start()
            if empty or not (_begins_line(text, begun) or (found and found[-1][1] == begun)):
                return None
            if rest is None:
                open_tags = [name]
            else:
                found.append((begun, tag.end()))
        elif rest and any(md.is_block_level(within) for within in _OPENED.findall(rest)):
            return None
    begins = {start for start, _ in found}
    stand_alone = all(end in begins or text.startswith("\n", end) for _, end in found)
    return found if stand_alone and not open_tags and plain == text.count("<") else None


def _close(open_tags: list[str], name: str) -> None:
    """The tags up to the nearest one of this name are closed; one that was never opened closes nothing."""
    if name in open_tags:
        while open_tags.pop() != name:
            pass


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"
