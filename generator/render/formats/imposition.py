"""A paper or a pack as a booklet: set on pages of half the size, two on each side of a sheet, to fold and staple."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.blocks.nodes import Booklet, Paper
from generator.render.formats.pdf import compiled, printed
from generator.render.formats.typst_source import booklet_source, title_line, typst_source
from generator.render.formats.typst_writer import text

_SIZES = {"a4": ("a5", "a4"), "letter": ("us-statement", "us-letter")}
"""The size of a booklet's pages, and of the sheet on which it is printed."""
_PAGE = b"/Type/Page/"
_PAGES = "pages.pdf"


def stapled(document: Paper | Booklet, size: str) -> bytes:
    """The booklet on sheets of this size (`a4`, `letter`), to be printed on both sides, turned at the short edge."""
    page, sheet = _SIZES[size]
    source = typst_source(document, page) if isinstance(document, Paper) else booklet_source(document, page)
    pdf = printed(document.name, source)
    count = sum(_PAGE in body for _, body in pdf.items())
    sheets = _sheets(document, sheet, count)
    # Typst takes pages of another PDF only from a file beside its source.
    with TemporaryDirectory() as folder:
        (Path(folder) / _PAGES).write_bytes(pdf.packed())
        return compiled(document.name, sheets, Path(folder))


def sides(count: int) -> list[tuple[int, int]]:
    """The pages on the left and right of each side of each sheet, front and back in turn; above `count` is nothing."""
    last = -(-count // 4) * 4
    found = []
    for sheet in range(last // 4):
        found += [(last - 2 * sheet, 2 * sheet + 1), (2 * sheet + 2, last - 2 * sheet - 1)]
    return found


def _sheets(document: Paper | Booklet, sheet: str, count: int) -> str:
    # Read from right to left, the first page lies on the left half of its side.
    turned = -1 if document.language.direction == "rtl" else 1
    sheets = [", ".join(_half(page, count) for page in side[::turned]) for side in sides(count)]
    return "\n".join(
        [
            title_line(document),
            f"#set page(paper: {text(sheet)}, flipped: true, margin: 0mm)",
            *(f"#grid(columns: (1fr, 1fr), rows: 100%, {halves})" for halves in sheets),
        ]
    )


def _half(page: int, count: int) -> str:
    return f'image("{_PAGES}", page: {page}, width: 100%, height: 100%)' if page <= count else "[]"
