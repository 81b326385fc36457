"""The formats of papers. To add one: a module here, a line in a table below, and its test."""

from __future__ import annotations

from generator.render.base import Format
from generator.render.formats.docx import DocxFormat
from generator.render.formats.pdf import PdfFormat
from generator.render.formats.plain import MarkdownFormat
from generator.render.formats.standalone import HtmlFormat

FORMATS: tuple[Format, ...] = (PdfFormat(), DocxFormat())
"""The formats in which the site offers papers and packs."""

FILLED: tuple[Format, ...] = (*FORMATS, HtmlFormat(), MarkdownFormat())
"""The formats in which a filled paper can be had."""


def maker_of(suffix: str) -> Format:
    """The format that makes files with that ending, or the files in a zip of them; a wrong one is a StopIteration."""
    ending = suffix.removesuffix(".zip")
    return next(each for each in FILLED if ending in (*each.suffixes, *each.pack_suffixes, *each.sheet_suffixes))
