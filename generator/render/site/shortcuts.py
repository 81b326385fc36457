"""Shortcuts through Python-Markdown: a step is taken only for texts in which it may find what it looks for.

Each stands for what Python-Markdown does itself; with steps or marks that are not known here it is left to do so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.postprocessors import RawHtmlPostprocessor
from markdown.util import HTML_PLACEHOLDER, STX, AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

BEGINNINGS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
"""What each kind of mark begins with: a text without it need not be searched for that mark."""
MARK = re.compile("|".join(re.escape(each) for each in sorted({each for of in BEGINNINGS.values() for each in of})))

BLOCKS = frozenset(
    "empty indent code hashheader setextheader hr olist ulist quote table reference paragraph".split()  # noqa: SIM905
)
"""The kinds of block of which it is known that none but a paragraph is one line that begins with a letter."""

PREPARING = {
    "normalize_whitespace": (("\x02", "\x03", "\r", "\t", " \n"), ("", "")),
    "fenced_code_block": (("```", "~~~"), ()),
}
"""Steps before the conversion: signs without one of which they only add these lines at the end of a text."""

PUT_ASIDE = re.compile(HTML_PLACEHOLDER % "([0-9]+)")
PUT_ASIDE_ALONE = re.compile(f"<p>{PUT_ASIDE.pattern}</p>|{PUT_ASIDE.pattern}")


def take_shortcuts(md: Markdown) -> None:
    """The converter makes the same of every text as before, sooner."""
    md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]  # a list is searched through
    _prepare_where_needed(md)
    _know_plain_blocks(md)
    _skip_unmarked(md)
    _unescape_where_escaped(md)
    _list_contents_where_wanted(md)
    if type(md.postprocessors["raw_html"]) is RawHtmlPostprocessor:
        md.postprocessors.register(_RawHtml(md), "raw_html", 30)


def _prepare_where_needed(md: Markdown) -> None:
    """A text without signs that a step looks for does not go through its regular expression."""
    for name, (signs, added) in PREPARING.items():
        if name in md.preprocessors:
            _run_where_needed(md.preprocessors[name], signs, added)


def _run_where_needed(step: Any, signs: tuple[str, ...], added: tuple[str, ...]) -> None:
    run = step.run

    def run_where_needed(lines: list[str]) -> list[str]:
        text = "\n".join([*lines, ""])  # blanks at the very end stand before the end of a line too
        changed: list[str] = run(lines) if any(map(text.__contains__, signs)) else [*lines, *added]
        return changed

    step.run = run_where_needed


def _know_plain_blocks(md: Markdown) -> None:
    """A block of HTML that was put aside, and a line that begins with a letter, are not asked for other kinds."""
    parser: Any = md.parser
    if any(each.name not in BLOCKS for each in parser.blockprocessors._priority):
        return
    processors = list(parser.blockprocessors)
    empty, paragraph = parser.blockprocessors["empty"], parser.blockprocessors["paragraph"]

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            if not block or block[0] == "\n":
                empty.run(parent, blocks)
            elif PUT_ASIDE.fullmatch(block) and not parser.state.isstate("list"):
                SubElement(parent, "p").text = AtomicString(blocks.pop(0))  # has no marks to look for
            elif "\n" not in block and (block[:1].isalpha() or (block[:1] == "[" and "]:" not in block)):
                paragraph.run(parent, blocks)
            else:
                any(each.test(parent, blocks[0]) and each.run(parent, blocks) is not False for each in processors)

    parser.parseBlocks = parse_blocks


def _skip_unmarked(md: Markdown) -> None:
    """A text is searched only for those of fourteen kinds of mark that it may have."""
    patterns: Any = md.inlinePatterns
    ordered = list(patterns)
    if {each.name for each in patterns._priority} != BEGINNINGS.keys():
        return
    known = [(pattern, BEGINNINGS[each.name]) for pattern, each in zip(ordered, patterns._priority, strict=True)]
    inline: Any = md.treeprocessors["inline"]
    applied = inline._InlineProcessor__applyPattern

    def search(data: str, first: int = 0) -> str:
        if isinstance(data, AtomicString) or not MARK.search(data):
            return data
        number, start = first, 0
        while number < len(known):
            pattern, beginnings = known[number]
            matched = False
            if any(map(data.__contains__, beginnings)):
                data, matched, start = applied(pattern, data, number, start)
            if not matched:
                number, start = number + 1, 0
        return data

    inline._InlineProcessor__handleInline = search


def _unescape_where_escaped(md: Markdown) -> None:
    """A page without a backslash outside its blocks of HTML has no sign to put back."""
    step: Any = md.treeprocessors["unescape"]
    run = step.run
    step.run = lambda root: run(root) if _has(md, "\\") else None


def _list_contents_where_wanted(md: Markdown) -> None:
    """The contents are known as before, but no list is made of them for a page that does not ask for one."""
    if "toc" not in md.treeprocessors:
        return
    step: Any = md.treeprocessors["toc"]
    run, build, marker = step.run, step.build_toc_div, step.marker

    def run_without_list(root: Element) -> None:
        wanted = bool(marker) and _has(md, marker)
        step.marker = marker if wanted else ""
        step.build_toc_div = build if wanted else _no_list
        run(root)

    step.run = run_without_list


def _no_list(_: object) -> Element:
    return Element("div")


def _has(md: Any, sign: str) -> bool:
    """True when the text that is being converted has the sign outside its blocks of HTML."""
    return any(sign in line for line in md.lines)


class _RawHtml(RawHtmlPostprocessor):
    """Puts back blocks of HTML that hold none themselves in one pass, without looking through each of them."""

    def run(self, text: str) -> str:
        """The text with every block of HTML that was put aside."""
        if STX not in text:
            return text
        stash = [str(each) for each in self.md.htmlStash.rawHtmlBlocks]
        if any(STX in html for html in stash):
            return super().run(text)

        def put_back(found: re.Match[str]) -> str:
            alone, within = found.groups()
            number = int(alone or within)
            if number >= len(stash):
                return found[0]
            html = stash[number]
            return html if within or self.isblocklevel(html) else f"<p>{html}</p>"

        return PUT_ASIDE_ALONE.sub(put_back, text)
