"""Markdown to HTML as MkDocs does it, with one converter for all pages of a language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown import Markdown
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


# fmt: off
KNOWN_MARKS = frozenset([
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref",
    "autolink", "automail", "linebreak", "html", "entity", "em_strong",
])
# fmt: on
MARK = re.compile(r"[\\`*_\[!<&]|  \n")
"""What each of these begins with: a text without any of them is what it is."""


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
        return self._markdown.reset()


def _skip_unmarked(md: Markdown) -> None:
    """Text without marks is not searched for each of fourteen kinds of mark, as long as these are all there are."""
    patterns: Any = md.inlinePatterns
    if {each.name for each in patterns._priority} != KNOWN_MARKS:
        return
    inline: Any = md.treeprocessors["inline"]
    name = "_InlineProcessor__handleInline"
    search_all = getattr(inline, name)

    def search(data: str, first: int = 0) -> str:
        found: str = search_all(data, first) if MARK.search(data) else data
        return found

    setattr(inline, name, search)
