"""The tree of a language: its pages, what is around them, search, and papers, in one folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.blocks.artifact import Frame, Offered, RenderedPage, Site
from generator.compose.site import compose_frame, with_surroundings
from generator.editions import Editions
from generator.exporting import site_url
from generator.order import Order
from generator.render.tree import (
    Content,
    around_files,
    contents,
    digests,
    found_on,
    page_card,
    page_files,
    rendered,
    search_files,
    write_tree,
)
from generator.trees.among import Among, spoken
from generator.trees.packed import pack_forms
from generator.trees.pages import Pages, render_pages
from generator.trees.parts import Parts, value_of

PAPERS = "docs/papers"


@dataclass(frozen=True, slots=True)
class Tree:
    """The finished Markdown tree of a language: its folder, and what the rest of the site must know of it."""

    folder: Path
    frame: Frame
    pages: int
    papers: int


def write_language(
    order: Order, editions: Editions, parts: Parts, among: Among, printed: Mapping[str, Path], offered: Offered
) -> tuple[Tree, dict[str, str]]:
    """The tree of a language stands in its folder of the cache, with these papers; and the digests of its files."""
    library, source, composed = parts.library, editions.source.usable, parts.composed
    named = spoken(among.languages, source)
    pieces = render_pages(offered, parts, among, named)
    cards = [card for piece in pieces for card in piece.card]
    outlines = [card.outline(library.language) for card in cards if not card.form]

    def around() -> tuple[Frame, Site, RenderedPage, dict[str, bytes]]:
        frame = compose_frame(library, among.languages, source.language, site_url(source))
        site = with_surroundings(library, outlines)
        files = dict(around_files(site, frame, order.theme))
        return frame, replace(site, pages=()), rendered(site.pages[-1], library.language, named), files

    # All that is around the pages depends on their titles, the search on what is found of them.
    theme = str(order.theme)
    frame = composed.piece(
        "around", repr((outlines, theme)), around, lambda made: (made[0], page_card(made[2]), digests(made[3]))
    )
    cards.append(frame.card[1])
    search = composed.piece(
        "search",
        repr((frame.state, [card.said for card in cards])),
        lambda: dict(search_files(frame.value[1], [place for card in cards for place in found_on(card)])),
        digests,
    )
    files: dict[str, Content] = {}
    for piece in pieces:
        files |= contents({name: at for card in piece.card for name, at in card.files.items()}, partial(_files, piece))
    files |= contents(frame.card[1].files, lambda: dict(page_files(frame.value[2])))
    files |= contents(frame.card[2], lambda: frame.value[3])
    files |= contents(search.card, partial(value_of, search))
    files |= pack_forms(parts, pieces, printed)
    links = {f"{PAPERS}/{name}": path for name, path in printed.items()}
    folder = order.cache / "trees" / library.language.tag
    written = write_tree(folder, files, links, editions.known)
    composed.save()
    return Tree(folder, frame.card[0], len(cards), len(printed)), written


def _files(piece: Pages) -> dict[str, bytes]:
    return {name: held for page in piece.value for name, held in page_files(page)}
