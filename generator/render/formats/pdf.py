"""PDF/UA-1 by Typst: to print, to fill in and in large print, on A4 and on US Letter."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from generator.blocks.nodes import Booklet, Paper
from generator.blocks.walk import fields_of
from generator.diagnostics import ToolkitError
from generator.render.fonts import font_folders
from generator.render.formats.typst_source import booklet_source, typst_source

if TYPE_CHECKING:
    import pikepdf
    import typst

_SIZES = {"a4": "a4", "letter": "us-letter"}
_EPOCH = 0


class PdfFormat:
    """Tagged PDF with its title, language and bookmarks; every word can be copied and read out."""

    name = "pdf"
    suffixes = tuple(f"{size}-{purpose}.pdf" for size in _SIZES for purpose in ("print", "fill", "large"))
    pack_suffixes = tuple(f"{size}-pack.pdf" for size in _SIZES)

    def render(self, document: Paper, suffix: str) -> bytes:
        """The paper. ToolkitError when Typst refuses it, for example because a font lacks a letter."""
        from generator.render.formats.pdf_fields import make_fields  # late: only who prints pays for it

        size, _, purpose = suffix.removesuffix(".pdf").partition("-")
        fillable = purpose == "fill"
        source = typst_source(document, _SIZES[size], fillable, large=purpose == "large")
        with _opened(_compiled(document.name, source)) as pdf:
            if fillable:
                make_fields(pdf, dict(fields_of(document)), document.language.direction == "rtl")
            return _saved(pdf)

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """The pack, with a bookmark for each paper and each of its parts."""
        size = suffix.partition("-")[0]
        with _opened(_compiled(booklet.name, booklet_source(booklet, _SIZES[size]))) as pdf:
            return _saved(pdf)


def _opened(content: bytes) -> pikepdf.Pdf:
    import pikepdf

    return pikepdf.open(io.BytesIO(content))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The same PDF in fewer bytes."""
    import pikepdf

    out = io.BytesIO()
    streams = pikepdf.ObjectStreamMode.generate
    pdf.save(out, object_stream_mode=streams, compress_streams=True, deterministic_id=True)
    return out.getvalue()


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def _compiled(name: str, source: str) -> bytes:
    import typst

    try:
        pdf = _compiler().compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=_EPOCH)
    except typst.TypstError as error:
        raise ToolkitError(f"{name} can't be printed: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise ToolkitError(f"{name} can't be printed: Typst gave no PDF")
    return pdf
