"""The HTML blocks of a page found in one pass, where they are written as plainly as our renderer writes them.

Python-Markdown and MkDocs read all HTML of a page with a parser in pure Python, once each; our pages are mostly HTML
(tables, forms), so that is most of what converting them costs. Both only want to know where a block of HTML begins
and ends and which anchors there are. A page whose every `<` begins a plain tag can be told that by one regular
expression. Any other page takes the ordinary way; the result is the same, which a test compares on hostile pages too.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from mkdocs.structure.pages import _RawHTMLPreprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [A-Za-z][A-Za-z0-9-]*(?:="[^"<>]*")?)*)( ?/)?>')
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9-]*)(?:="([^"<>]*)")?')
_ODD_REFERENCE = re.compile(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+);)")
_UNLIKE_OTHERS = frozenset(
    "script style textarea title iframe noembed noframes noscript xmp plaintext hr".split()  # noqa: SIM905
)
"""Tags whose content is no markup to some versions of the parser, and `hr`, which it treats by itself."""


def plain_tags(text: str) -> list[re.Match[str]] | None:
    """Every tag of the text; None when something in it needs a real parser."""
    if _ODD_REFERENCE.search(text):
        return None
    tags = list(_TAG.finditer(text))
    return tags if len(tags) == text.count("<") else None


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
        tags = plain_tags(text)
        quick = None if tags is None else _put_aside(self.md, text, tags)
        if tags is None or quick is None:
            return self._run_slowly(lines)
        self.present_anchor_ids = set(_anchors(tags))
        return quick.split("\n")

    def _run_slowly(self, lines: list[str]) -> list[str]:
        anchors = _RawHTMLPreprocessor()
        anchors.run(lines)
        self.present_anchor_ids = anchors.present_anchor_ids
        return HtmlBlockPreprocessor(self.md).run(lines)


def _anchors(tags: list[re.Match[str]]) -> list[str]:
    return [
        unescape(value)
        for tag in tags
        if not tag[1] and _may_name_anchor(tag[3].lower())
        for name, value in _ATTRIBUTE.findall(tag[3])
        if name.lower() == "id" or (name.lower() == "name" and tag[2] == "a")
    ]


def _may_name_anchor(attributes: str) -> bool:
    return "id=" in attributes or "name=" in attributes


def _put_aside(md: Markdown, text: str, tags: list[re.Match[str]]) -> str | None:
    """The text with a placeholder for each block of HTML; None when one does not begin and end a line."""
    blocks = _blocks(md, text, tags)
    if blocks is None:
        return None
    parts = []
    done = 0
    for start, end in blocks:
        # As Python-Markdown: a newline before, a blank line after, a newline in the block if a blank line follows it.
        block = text[start:end] + ("\n" if text.startswith("\n\n", end) else "")
        parts += [text[done:start], "\n", md.htmlStash.store(block), "\n\n"]
        done = end
    return "".join([*parts, text[done:]])


def _blocks(md: Markdown, text: str, tags: list[re.Match[str]]) -> list[tuple[int, int]] | None:
    found: list[tuple[int, int]] = []
    begun = 0
    open_tags: list[str] = []
    for tag in tags:
        closing, name, _, empty = tag.groups()
        if name in _UNLIKE_OTHERS and not (name == "textarea" and _is_blank(text, tag)):
            return None
        if open_tags:
            if closing:
                _close(open_tags, name)
                if not open_tags:
                    found.append((begun, tag.end()))
            elif not empty:
                open_tags.append(name)
        elif not closing and md.is_block_level(name):
            begun = tag.start()
            if empty or not (_begins_line(text, begun) or (found and found[-1][1] == begun)):
                return None
            open_tags = [name]
    begins = {start for start, _ in found}
    stand_alone = all(end in begins or text.startswith("\n", end) for _, end in found)
    return found if stand_alone and not open_tags else None


def _close(open_tags: list[str], name: str) -> None:
    """The tags up to the nearest one of this name are closed; one that was never opened closes nothing."""
    if name in open_tags:
        while open_tags.pop() != name:
            pass


def _is_blank(text: str, tag: re.Match[str]) -> bool:
    """True for a field without text, whose content no parser can read in two ways."""
    return bool(tag[1]) or text.startswith("</textarea>", tag.end())


def _begins_line(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] == "\n"
