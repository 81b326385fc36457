"""The formats in which papers are offered. To add one: a module here, a line in FORMATS, and its test."""

from __future__ import annotations

from generator.render.base import Format
from generator.render.formats.docx import DocxFormat
from generator.render.formats.pdf import PdfFormat

FORMATS: tuple[Format, ...] = (PdfFormat(), DocxFormat())
