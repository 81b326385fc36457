"""Papers of the toolkit itself as Typst writes them, before anything is made smaller."""

from __future__ import annotations

from generator.compose.papers import alone, side_by_side
from generator.render.formats import pdf
from generator.render.formats.typst_source import typst_source
from tests.conftest import ROOT, opened


def as_typst_writes(id: str, tag: str, *, fillable: bool, large: bool = False) -> bytes:
    """The paper in English alone, or in another language with English beside it."""
    editions = opened(ROOT)
    source = editions.source.usable
    paper = alone(source, id)
    if tag != "en":
        other = next(editions.edition(each).library for each in editions.languages() if each.tag == tag)
        paper = side_by_side(other, source, source, id)
    return pdf._compiled(paper.name, typst_source(paper, "a4", fillable, large).text)
