"""Markdown to HTML as MkDocs does it, with one converter for all pages of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from generator.render.site.raw_html import RawBlocks
from generator.render.site.shortcuts import take_shortcuts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


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
            take_shortcuts(self._markdown)
        return self._markdown.reset()
