"""The pages of a language, rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.blocks.artifact import DATA, Offered, PageCard, RenderedPage
from generator.blocks.scoring import SHEET
from generator.blocks.survey import FOLDER as PHONE
from generator.compose.site import Beside, SitePiece, site_pieces
from generator.composed import Piece
from generator.library.language import Language
from generator.render.tree import page_card, rendered
from generator.trees.among import Among
from generator.trees.parts import Parts, papers_of

Pages = Piece[tuple[PageCard, ...], list[RenderedPage]]


def render_pages(offered: Offered, parts: Parts, among: Among, spoken: Mapping[str, Language]) -> list[Pages]:
    """All pages of a language but those around them, by pieces: rendered, or known from the cache by what they are."""
    packs = parts.packs.card[1]
    about = {
        Beside.NOTHING: "",
        Beside.PAPERS: parts.composed.state() + repr((packs, _sizes(offered, data=False))),
        Beside.DATA: repr(_sizes(offered, data=True)),
        Beside.COUNTS: repr((among.counted(), parts.library.measures)),
    }
    library = parts.library
    pages: list[Pages] = []
    papers, guides = papers_of(parts.papers), papers_of([parts.guides])
    for piece in site_pieces(library, papers, packs, offered, among.counts, among.languages, guides):

        def made(piece: SitePiece = piece) -> list[RenderedPage]:
            return [rendered(page, library.language, spoken) for page in piece.make()]

        pages.append(parts.composed.piece(piece.name, about[piece.beside], made, _cards))
    return pages


def _cards(pages: Sequence[RenderedPage]) -> tuple[PageCard, ...]:
    return tuple(map(page_card, pages))


def _sizes(offered: Offered, data: bool) -> list[tuple[str, int]]:
    """The sizes of the files of data, or of all others."""

    def is_data(name: str) -> bool:
        # A scoring sheet and a form for phones stand on the page of their paper.
        return name.startswith(DATA) and not name.endswith(SHEET) and not name.startswith(f"{DATA}/{PHONE}/")

    return sorted((name, size) for name, size in offered.sizes.items() if is_data(name) == data)
