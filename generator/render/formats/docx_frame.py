"""An empty Word document with the paper's styles, title, draft stamp and page numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from generator.blocks.nodes import Paper
from generator.library.language import Language
from generator.library.text import SOURCE_LANGUAGE
from generator.render.formats.docx_parts import element, language_attribute, number_field, run, set_direction

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LATIN, _COMPLEX = "Arial", "Arial"
"""On every ordinary machine, with Arabic letters; LibreOffice puts Liberation Sans in its place."""
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_PROPERTY_LENGTH = 255
_BLACK = RGBColor(0, 0, 0)

# (style, based on, size in points, bold, space before and after in points, keep with next)
_STYLES = (
    ("Small", "Normal", 9, False, 0, 4, False),
    ("Time", "Normal", 9, False, 0, 4, True),
    ("Label", "Normal", 10.5, True, 6, 2, True),
    ("Answer", "Normal", 10.5, False, 2, 10, False),
    ("Cell", "Normal", 10, False, 2, 2, False),
    ("Tick", "Normal", 10.5, False, 4, 4, False),
    ("Under a tick", "Normal", 9.5, False, 0, 3, False),
    ("Second title", "Normal", 10.5, False, 0, 6, True),
    ("Official wording", "Normal", 10.5, False, 2, 2, False),
    ("Card", "Normal", 20, True, 36, 36, False),
    ("Case", "Normal", 13, False, 14, 14, False),
    ("Gap", "Normal", 4, False, 0, 0, False),
)
_HEADINGS = (("Title", 20, 0), ("Heading 1", 14, 16), ("Heading 2", 11.5, 11), ("Heading 3", 10.5, 8))


def framed(document: Paper) -> WordDocument:
    """The document up to its title; blocks are added after it."""
    word = docx.Document()
    _page(word, document)
    _styles(word, document.language, {language.tag: language for language in document.languages})
    _properties(word, document)
    _header(word, document)
    _footer(word, document)
    _title(word, document)
    return word


def _page(word: WordDocument, document: Paper) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    if document.language.direction == "rtl":
        properties = section._sectPr
        properties.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")


def _styles(word: WordDocument, language: Language, languages: Mapping[str, Language]) -> None:
    normal = word.styles["Normal"]
    _font(normal, 10.5, False)
    _default_languages(normal, language, languages)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, above in _HEADINGS:
        heading = word.styles[name]
        _font(heading, size, True)
        heading.font.color.rgb = _BLACK
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(above), Pt(5)
        heading.paragraph_format.keep_with_next = True
    for name, base, size, bold, above, below, keep in _STYLES:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base]
        _font(style, size, bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = keep
    word.styles["Official wording"].font.italic = True
    word.styles["Official wording"].paragraph_format.left_indent = Mm(6)
    word.styles["Under a tick"].paragraph_format.left_indent = Mm(6)
    word.styles["Gap"].paragraph_format.line_spacing = Pt(4)
    _font(word.styles["Caption"], 10, True)
    word.styles["Caption"].font.color.rgb = _BLACK
    word.styles["Caption"].paragraph_format.keep_with_next = True
    placeholder = word.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    side = word.styles.add_style("Side by side", WD_STYLE_TYPE.TABLE)
    side.base_style = word.styles["Normal Table"]


def _font(style: Any, size: float, bold: bool) -> None:
    """The style's font for every script, with nothing left to a theme."""
    style.font.name, style.font.size, style.font.bold = _LATIN, Pt(size), bold
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[name]
    for name, value in (("w:cs", _COMPLEX), ("w:eastAsia", _LATIN)):
        fonts.set(qn(name), value)
    for tag in ("w:szCs", "w:bCs"):
        if (old := properties.find(qn(tag))) is not None:
            properties.remove(old)
    size_element = properties.find(qn("w:sz"))
    size_element.addnext(element("w:szCs", w_val=str(int(size * 2))))
    if bold:
        properties.find(qn("w:b")).addnext(element("w:bCs"))


def _default_languages(normal: Any, language: Language, languages: Mapping[str, Language]) -> None:
    lang = element("w:lang")
    for each in [*languages.values(), language]:
        lang.set(qn(language_attribute(each)), each.region)
    normal.element.get_or_add_rPr().append(lang)


def _properties(word: WordDocument, document: Paper) -> None:
    properties = word.core_properties
    properties.title = document.title.plain
    properties.subject = document.description[:_PROPERTY_LENGTH]
    properties.language = document.language.region
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.version = document.version
    properties.revision = 1
    properties.created = properties.modified = properties.last_printed = _EPOCH


def _header(word: WordDocument, document: Paper) -> None:
    """The draft stamp, in both languages, on every page."""
    labels = document.labels
    if not labels.draft:
        return
    header = word.sections[0].header
    source = next(language for language in document.languages if language.tag == SOURCE_LANGUAGE)
    first = header.paragraphs[0]
    set_direction(first, document.language)
    first._p.append(run(labels.draft, document.language, bold=True))
    if labels.draft_source != labels.draft:
        second = header.add_paragraph()
        set_direction(second, source)
        second._p.append(run(labels.draft_source, source, bold=True))


def _footer(word: WordDocument, document: Paper) -> None:
    footer = word.sections[0].footer
    line = footer.paragraphs[0]
    set_direction(line, document.language)
    line._p.append(run(document.labels.footer, document.language, small=True))
    numbers = footer.add_paragraph()
    set_direction(numbers, document.language)
    for piece in re.split(r"(\{pages?\})", document.labels.page_of):
        for made in _piece(piece, document.language):
            numbers._p.append(made)


def _piece(piece: str, language: Language) -> list[Any]:
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    if piece in fields:
        return number_field(fields[piece], language)
    return [run(piece, language, small=True)] if piece else []


def _title(word: WordDocument, document: Paper) -> None:
    title = word.add_paragraph(style="Title")
    set_direction(title, document.language)
    title._p.append(run(document.title.plain, document.language))
    if document.subtitle and document.beside:
        subtitle = word.add_paragraph(style="Second title")
        set_direction(subtitle, document.beside)
        subtitle._p.append(run(document.subtitle.plain, document.beside))
