"""PDF/UA-1 by Typst: to print and to fill in, in large print, and as one sheet to fold, on A4 and on US Letter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.blocks.nodes import Booklet, Paper
from generator.blocks.walk import fields_of, is_form
from generator.diagnostics import ToolkitError
from generator.library.fonts import STAND_IN, font_folders
from generator.library.language import PAPERS
from generator.render.formats.typst_source import LESS, WHOLE, TypstText, booklet_source, fold_source, typst_source

if TYPE_CHECKING:
    import typst

    from generator.render.formats.pdf_objects import PdfObjects

_SIZES = {"a4": "a4", "letter": "us-letter"}
_EPOCH = 0
_LACKING = re.compile('(?:the text|the disallowed codepoint) `"(.+?)"`')
_ASKED, _PAGE = re.compile(rb"/Keywords\(([^)]*)\)"), re.compile(rb"<</Type/Page/")
_STEPS = 2
_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")


class PdfFormat:
    """Tagged PDF with its title, language and bookmarks; every word can be copied and read out."""

    name = "pdf"
    suffixes = tuple(f"{size}-{purpose}.pdf" for size in PAPERS for purpose in ("print", "large"))
    pack_suffixes = tuple(f"{size}-pack.pdf" for size in PAPERS)
    sheet_suffixes = tuple(f"{size}-fold.pdf" for size in PAPERS)

    def render(self, document: Paper, suffix: str) -> bytes:
        """The paper; for a letter that no font has, it shows a square.

        Where viewers can show what is typed, its lines and boxes are fields too; large print has none, to stay small.
        """
        from generator.render.formats.pdf_fields import make_fields, typed_font  # late: only who prints pays for it

        size, _, purpose = suffix.removesuffix(".pdf").partition("-")
        if purpose == "fold":
            return _packed(printed(document.name, fold_source(document, _SIZES[size])))
        large = purpose == "large"
        form = is_form(document) and not large
        pdf = printed(document.name, typst_source(document, _SIZES[size], form, large))
        if form:
            make_fields(pdf, dict(fields_of(document)), typed_font(pdf))
        return _packed(pdf)

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """The pack, with a bookmark for each paper and each of its parts."""
        size = suffix.partition("-")[0]
        return _packed(printed(booklet.name, booklet_source(booklet, _SIZES[size])))


def printed(name: str, source: TypstText) -> PdfObjects:
    """What Typst makes of the source, with the cells that name their rows."""
    from generator.render.formats.pdf_fields import name_rows
    from generator.render.formats.pdf_lean import make_lean
    from generator.render.formats.pdf_objects import PdfObjects

    pdf = PdfObjects(_on_few_pages(name, source))
    name_rows(pdf, source.row_names)
    make_lean(pdf)
    return pdf


def _on_few_pages(name: str, source: TypstText) -> bytes:
    """As Typst sets it, or by one step or two closer where that saves a page on which nearly nothing would stand.

    Parts of a table that then stand on one page are one table.
    """
    tried: dict[int, bytes] = {}
    for step in range(source.first_step, _STEPS + 1):
        tried[step] = _compiled(name, source.closer(step).text)
        if LESS not in _asked(tried[step]):
            break
    else:
        step = min(tried, key=lambda each: len(_PAGE.findall(tried[each])))
    asked = _asked(tried[step])
    parts = [int(wish.removeprefix(WHOLE)) for wish in asked if wish != LESS]
    return _compiled(name, source.closer(step).joined(parts).silent().text) if asked else tried[step]


def _asked(pdf: bytes) -> list[str]:
    found = _ASKED.search(pdf)
    return found[1].decode().split(", ") if found else []


def _packed(pdf: PdfObjects) -> bytes:
    from generator.render.formats.pdf_tags import make_few

    make_few(pdf)
    return pdf.packed()


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def compiled(name: str, source: str, folder: Path) -> bytes:
    """What Typst makes of a source that shows files of the folder. It is for printers alone, and has no tags."""
    import typst

    try:
        pdf = typst.compile(_in(folder, source), root=folder, format="pdf", timestamp=_EPOCH, pdf_tags=False)
    except typst.TypstError as error:
        raise ToolkitError(f"{name} can't be printed: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise ToolkitError(f"{name} can't be printed: Typst gave no PDF")
    return pdf


def _in(folder: Path, source: str) -> Path:
    path = folder / "sheets.typ"
    path.write_text(source, encoding="utf-8")
    return path


def _compiled(name: str, source: str) -> bytes:
    import typst

    try:
        pdf = _compiler().compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=_EPOCH)
    except typst.TypstError as error:
        # Letters without a font are replaced before; but an accent may be missing in the font of the letter below it.
        # So may a sign of the kind that is never seen, which Typst names by its number.
        lacking = _LACKING.search(error.message)
        letters = _NUMBER.sub(lambda found: chr(int(found[1], 16)), lacking[1]) if lacking else ""
        if letters and letters in source:
            seen = any(unicodedata.category(letter) != "Cf" for letter in letters)
            return _compiled(name, source.replace(letters, STAND_IN if seen else ""))
        raise ToolkitError(f"{name} can't be printed: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise ToolkitError(f"{name} can't be printed: Typst gave no PDF")
    return pdf
