"""PDF/UA-1 by Typst: to print and to fill in, on A4 and on US Letter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from generator.diagnostics import ToolkitError
from generator.model.blocks import Blank, Document, Emphasis, Field, FieldRow, Foreign, Inline, Link, Strong, TickRow
from generator.model.walk import blocks_in, phrases_of
from generator.render.fonts import font_folders
from generator.render.formats.typst_source import typst_source

if TYPE_CHECKING:
    import typst

_SIZES = {"a4": "a4", "letter": "us-letter"}
_EPOCH = 0


class PdfFormat:
    """Tagged PDF with its title, language and bookmarks; every word can be copied and read out."""

    name = "pdf"
    suffixes = ("a4-print.pdf", "a4-fill.pdf", "letter-print.pdf", "letter-fill.pdf")

    def render(self, document: Document, suffix: str) -> bytes:
        """The paper. ToolkitError when Typst refuses it, for example because a font lacks a letter."""
        import pikepdf  # late: only who prints pays for it

        from generator.render.formats.pdf_fields import make_fields

        size, _, purpose = suffix.removesuffix(".pdf").partition("-")
        fillable = purpose == "fill"
        with pikepdf.open(io.BytesIO(_compiled(document, typst_source(document, _SIZES[size], fillable)))) as pdf:
            if fillable:
                make_fields(pdf, dict(fields_of(document)), document.language.direction == "rtl")
            out = io.BytesIO()
            pdf.save(
                out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
            )
        return out.getvalue()


def fields_of(document: Document) -> Iterator[tuple[str, Field]]:
    """Every field of a document by its name, in reading order."""
    for block in blocks_in(document.blocks):
        if isinstance(block, FieldRow | TickRow):
            yield block.field.name, block.field
        for phrase in phrases_of(block):
            yield from _blanks(phrase.children)


def _blanks(children: tuple[Inline, ...]) -> Iterator[tuple[str, Field]]:
    for node in children:
        match node:
            case Blank(field):
                yield field.name, field
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Foreign(_, inner):
                yield from _blanks(inner)


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _compiled(document: Document, source: str) -> bytes:
    import typst

    try:
        pdf = _compiler().compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=_EPOCH)
    except typst.TypstError as error:
        raise ToolkitError(f"{document.name} can't be printed: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise ToolkitError(f"{document.name} can't be printed: Typst gave no PDF")
    return pdf
