"""Tagged PDFs, of Typst and of Chromium: what is read out on which page."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf


def said_on_pages(pdf: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """What is read out, in order: the page of each piece, and the kinds of elements that it stands in."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [(page, tuple(str(each.S) for each in elements)) for page, elements in _pieces(document)]


def _pieces(document: pikepdf.Pdf) -> Iterator[tuple[int, tuple[pikepdf.Object, ...]]]:
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages, 1)}

    def walk(element: pikepdf.Object, around: tuple[pikepdf.Object, ...], page: int) -> Iterator[Any]:
        elements = (*around, element)
        page = numbers[element.Pg.objgen] if "/Pg" in element else page
        for part in _parts(element):
            if isinstance(part, pikepdf.Dictionary) and "/S" in part:
                yield from walk(part, elements, page)
            else:
                own = isinstance(part, pikepdf.Dictionary) and "/Pg" in part
                yield numbers[part.Pg.objgen] if own else page, elements

    for each in _parts(document.Root.StructTreeRoot):
        yield from walk(each, (), 0)


def _parts(element: pikepdf.Object) -> Iterable[Any]:
    held = element.get("/K", ())
    return held if isinstance(held, (pikepdf.Array, tuple)) else (held,)


def titles_at_the_foot(pdf: bytes) -> list[int]:
    """The pages that end with a title."""
    return [
        page
        for (page, kinds), (after, _) in pairwise(said_on_pages(pdf))
        if page < after and any(re.fullmatch("/H[1-6]", kind) for kind in kinds)
    ]


def heads_at_the_foot(pdf: bytes) -> list[int]:
    """The pages on which the head of a table stands while its first row with words is on the next one.

    Chromium says a head again on each page that it prints it on, so the first page of each row counts.
    """
    rows: dict[Any, dict[Any, int]] = defaultdict(dict)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page, elements in _pieces(document):
            kinds = [str(each.S) for each in elements]
            if "/Table" in kinds and "/TR" in kinds:
                table, row = elements[kinds.index("/Table")].objgen, elements[kinds.index("/TR")].objgen
                rows[table][row] = min(page, rows[table].get(row, page))
    firsts = [list(pages.values())[:2] for pages in rows.values() if len(pages) > 1]
    return [head for head, first in firsts if head < first]
