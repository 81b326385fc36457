"""The front page of a kit, and the words that its other pages need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.blocks.nodes import Page, Phrase
from generator.library.language import Language
from generator.render.html import HtmlWriter
from generator.render.jinja import template
from generator.render.place import PagePlace

_OWN_LINK = re.compile(r'(<a href=")(?![a-z]+:)')


def kit_index(page: Page, title: str, templates: Path, languages: Mapping[str, Language]) -> bytes:
    """The page as HTML beside the folder of its language; `title` is that of the whole site."""
    writer = HtmlWriter(PagePlace(page.path, page.language, languages))
    body = writer.phrase(page.title, "h1") + writer.blocks(page.blocks)
    return (
        template(templates, "kit/kit.html")
        .render(
            language=page.language,
            title=title,
            name=page.title.plain,
            # The blocks lead to pages of the language, in whose folder this one does not stand.
            body=_OWN_LINK.sub(rf"\g<1>{page.language.tag}/", body),
        )
        .encode()
    )


def absent_html(words: Phrase, language: Language, languages: Mapping[str, Language]) -> str:
    """The words behind what a kit lacks, as HTML."""
    return HtmlWriter(PagePlace("index", language, languages)).phrase(words, "small")
