"""A page as Markdown that any builder can read: headings, paragraphs and plain lists as Markdown, the rest as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Code,
    Drawing,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Strong,
    Subject,
    Typed,
)
from generator.blocks.walk import language_of_page
from generator.library.publication import LICENCE
from generator.library.scope import has_page
from generator.render.drawing import drawing_svg
from generator.render.fill_in import doing, form_html
from generator.render.html import INLINE as HTML_INLINE
from generator.render.html import HtmlWriter
from generator.render.place import TITLE, PagePlace
from generator.render.site.job import SUBJECT

_SCRIPT_ENDS = re.compile(r"[<>&\u2028\u2029]")
_SPECIAL = re.compile(r"([\\`*_\[\]])")
# With one of these in it YAML refuses the front matter, which would then be read as the first words of the page.
_NOT_IN_YAML = re.compile("[\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SIGN = re.compile(r"[\\`*_\[\]{}]")
_BLOCK_START = re.compile(r"^(\d*)([#>+=~|:.)-])")


def page_markdown(page: Page, place: PagePlace) -> str:
    """The page with its front matter, ready to be written as `<path>.md`."""
    spoken = language_of_page(page)
    if spoken != page.language.tag:
        place = place.speaking(spoken)
    writer = _MarkdownWriter(place, live=bool(page.scripts) and page.fill_in is None)
    parts = [
        _front_matter(page, spoken, place),
        f"# {writer.inline(page.title.children)}{writer.attributes(page.title, TITLE)}",
        *(writer.block(block) for block in page.blocks),
        *([form_html(page.fill_in, place)] if page.fill_in else []),
        *(writer.block(block) for block in _below_form(page)),
    ]
    return "\n\n".join(parts) + "\n"


def _below_form(page: Page) -> tuple[Block, ...]:
    return page.fill_in.after if page.fill_in else ()


def _heading_langs(page: Page, spoken: str) -> dict[str, str]:
    """The headings of a page that stand in another language than the one it speaks, by anchor."""
    return {
        block.id: block.phrase.lang
        for block in (*page.blocks, *_below_form(page))
        if isinstance(block, Heading) and block.phrase.lang != spoken
    }


def _subject(page: Page, subject: Subject, place: PagePlace) -> str:
    """What the page is, as JSON-LD; what stands in a script element may hold no sign of HTML."""
    held: dict[str, Any] = {"@context": "https://schema.org", "@type": subject.type, "name": page.title.plain}
    held |= {"inLanguage": page.title.lang, "license": LICENCE}
    if subject.concept:
        held["sameAs"] = place.html_link(f"file:../{subject.concept}")
    if subject.steps:
        held["step"] = subject.steps
    said = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return _SCRIPT_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def _absent(page: Page, place: PagePlace) -> dict[str, list[str]]:
    """The languages that have no such page, if any."""
    absent = [tag for tag, other in place.languages.items() if not has_page(other, page.path)]
    return {"absent": absent} if absent else {}


def _front_matter(page: Page, spoken: str, place: PagePlace) -> str:
    """The page's title, description and languages, as YAML that is also JSON line by line."""
    values: dict[str, Any] = {"title": page.title.plain, "description": page.description}
    values |= _absent(page, place)
    if page.title.lang != page.language.tag:
        values["lang"] = page.title.lang
    if spoken != page.language.tag:
        values["speaks"] = spoken
    if doing(page):
        values["doing"] = doing(page)
    if page.trail:
        values["trail"] = [
            [place.from_top(path), title.plain, title.lang if title.lang != page.language.tag else ""]
            for path, title in page.trail
        ]
    if page.door:
        values["door"] = page.door
    if page.picture:
        values["picture"] = drawing_svg(page.picture, page.language.direction)
    if page.fill_in:
        values["form"] = True
    if any(isinstance(block, Note) and block.kind == "draft" for block in page.blocks):
        values["draft"] = True
    if page.card:
        values["card"] = page.card
    if page.subject:
        values[SUBJECT] = _subject(page, page.subject, place)
    if page.scripts:
        values["scripts"] = page.scripts
    if langs := _heading_langs(page, spoken):
        values["heading_langs"] = langs
    return "\n".join(["---", *(f"{name}: {_yaml(value)}" for name, value in values.items()), "---"])


def _yaml(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


class _MarkdownWriter:
    """Writes Markdown where it says all there is to say, and HTML elsewhere."""

    def __init__(self, place: PagePlace, live: bool) -> None:
        self.place = place
        self.html = HtmlWriter(place, live)

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, phrase, id):
                return f"{'#' * level} {self.inline(phrase.children)}{self.attributes(phrase, id)}"
            case Paragraph(phrase, "") if self._own(phrase):
                return _guarded(self.inline(phrase.children))
            case Items(items, ordered, "") if all(self._is_plain(item) for item in items):
                return "\n".join(self._item(item, ordered) for item in items)
        return self.html.block(block)

    def attributes(self, phrase: Phrase, id: str = "") -> str:
        """The attribute list of a heading: its anchor, and its language where that is another one."""
        parts = [f"#{id}"] if id else []
        if not self._own(phrase):
            parts += [f"lang={phrase.lang}", f"dir={self.place.direction(phrase.lang)}"]
        return f" {{ {' '.join(parts)} }}" if parts else ""

    def inline(self, children: Sequence[Inline]) -> str:
        return "".join(INLINE[type(child)](self, child) for child in children)

    def _own(self, phrase: Phrase) -> bool:
        return phrase.lang == self.place.language.tag

    def _is_plain(self, item: tuple[Block, ...]) -> bool:
        return len(item) == 1 and isinstance(item[0], Paragraph) and not item[0].role and self._own(item[0].phrase)

    def _item(self, item: tuple[Block, ...], ordered: bool) -> str:
        words = _guarded(self.inline(item[0].phrase.children)) if isinstance(item[0], Paragraph) else ""
        return f"{'1.' if ordered else '-'} {words}"


def _plain(_: _MarkdownWriter, node: Plain) -> str:
    # Braces would start an attribute list; character references are the same to every builder.
    words = _SPECIAL.sub(r"\\\1", escape(node.text, quote=False))
    return words.replace("{", "&#123;").replace("}", "&#125;")


def _link(writer: _MarkdownWriter, node: Link) -> str:
    if writer.place.is_outside(node.target):  # outside the language's own folder no builder finds a file
        return _html(writer, node)
    return f"[{writer.inline(node.children)}]({writer.place.markdown_link(node.target)})"


def _html(writer: _MarkdownWriter, node: Inline) -> str:
    # Inside a paragraph, Markdown reads on in the words between tags: there, too, its signs must mean nothing.
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", HTML_INLINE[type(node)](writer.html, node))


INLINE: dict[type, Callable[[_MarkdownWriter, Any], str]] = {
    Plain: _plain,
    Strong: lambda writer, node: f"**{writer.inline(node.children)}**",
    Emphasis: lambda writer, node: f"*{writer.inline(node.children)}*",
    Code: _html,
    Link: _link,
    Blank: _html,
    Foreign: _html,
    Typed: _html,
    Drawing: _html,
    Mark: _html,
}


def _guarded(words: str) -> str:
    """The words with a first character that would start another kind of block written as a reference."""
    return _BLOCK_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", words)
