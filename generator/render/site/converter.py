"""Markdown to HTML as MkDocs does it, with one converter for all pages of a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.util import AtomicString
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from generator.render.site.raw_html import RawBlocks

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


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

PREPARING = {
    "normalize_whitespace": (("\x02", "\x03", "\r", "\t", " \n"), ("", "")),
    "fenced_code_block": (("```", "~~~"), ()),
}
"""Steps before the conversion: signs without one of which they only add these lines at the end of a text."""


class Converter:
    """Stands for `Page.render`, which makes a new Markdown for each page."""

    def __init__(self) -> None:
        self._markdown: Markdown | None = None

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """The page then has its HTML, its contents, its title, its anchors and its links."""
        md = self._fresh(config)
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, config)
        links = _RelativePathTreeprocessor(page.file, files, config)
        title = _ExtractTitleTreeprocessor()
        raw = RawBlocks(md)
        for each in (anchors, links, title):
            each._register(md)
        raw.register()
        page.content = md.convert(page.markdown or "")
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors

    def _fresh(self, config: MkDocsConfig) -> Markdown:
        if self._markdown is None:
            self._markdown = Markdown(
                extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
            )
            _skip_unmarked(self._markdown)
            _skip_preparing(self._markdown)
        return self._markdown.reset()


def _skip_preparing(md: Markdown) -> None:
    """A text without signs that a step looks for does not go through its regular expression."""
    for name, (signs, added) in PREPARING.items():
        if name in md.preprocessors:
            _prepare_where_needed(md.preprocessors[name], signs, added)


def _prepare_where_needed(step: Any, signs: tuple[str, ...], added: tuple[str, ...]) -> None:
    run = step.run

    def run_where_needed(lines: list[str]) -> list[str]:
        text = "\n".join([*lines, ""])  # blanks at the very end stand before the end of a line too
        changed: list[str] = run(lines) if any(map(text.__contains__, signs)) else [*lines, *added]
        return changed

    step.run = run_where_needed


def _skip_unmarked(md: Markdown) -> None:
    """A text is searched only for those of fourteen kinds of mark that it may have, as long as these are all there are.

    Otherwise this is what Python-Markdown does.
    """
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
