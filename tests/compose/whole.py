"""All pages of a language at once, as tests look at them: the build makes them piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks.artifact import Offered, Site
from generator.blocks.nodes import Paper
from generator.catalog.counts import Counts
from generator.compose.packs import booklets
from generator.compose.site import site_pieces, with_surroundings
from generator.library.language import Language
from generator.library.library import Library

NOTHING = Offered((), ())
"""A site that offers no files."""


def whole_site(
    library: Library,
    papers: Sequence[Paper],
    languages: Sequence[Language],
    offered: Offered = NOTHING,
    counts: Sequence[tuple[Language, Counts]] = (),
) -> Site:
    """The whole site in the library's language, with its papers and packs."""
    pieces = site_pieces(library, papers, booklets(library, papers), offered, counts, languages)
    return with_surroundings(library, [page for piece in pieces for page in piece.make()])
