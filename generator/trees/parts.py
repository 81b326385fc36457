"""What is composed of a language before its pages: its papers, its packs, and what shows a paper on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from generator.blocks.artifact import Printable
from generator.blocks.nodes import Booklet, Paper
from generator.cache.store import key_of
from generator.compose.examples import SUFFIX as EXAMPLE
from generator.compose.examples import filled_papers
from generator.compose.fill_in import FOLDER as FILL
from generator.compose.packs import booklets
from generator.compose.papers import editions as paper_editions
from generator.compose.pocket import pocket_guides
from generator.compose.preview import preview
from generator.composed import Composed, Piece
from generator.editions import Editions
from generator.exporting import site_url
from generator.library.language import Language
from generator.library.library import Library
from generator.library.scope import has_page
from generator.library.template import Printed, Template
from generator.order import Order
from generator.render.press import printable
from generator.render.preview import preview_data
from generator.render.tree import digests
from generator.trees.among import spoken

CODE = ("generator.trees.grown",)
"""What composes, renders and writes a tree: a piece of it is made again where this code changes."""

T = TypeVar("T")


class _Late(Sequence[T]):
    """A list that is made when somebody looks into it."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def _held(self) -> Sequence[T]:
        return self._make()

    def __getitem__(self, place: Any) -> Any:
        return self._held[place]

    def __len__(self) -> int:
        return len(self._held)


Papers = Piece[tuple[Printable, ...], list[Paper]]
Packs = Piece[tuple[tuple[Printable, ...], list[Booklet]], list[tuple[Booklet, tuple[str, ...]]]]
"""The packs without their papers, and the names of these."""
Scripts = Piece[dict[str, str], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What is composed of a language before its pages: papers, packs, and what shows a paper on a page."""

    library: Library
    composed: Composed
    papers: list[Papers]
    guides: Papers
    packs: Packs
    examples: list[Papers]
    previews: list[Scripts]


def compose_parts(order: Order, editions: Editions, language: Language, languages: Sequence[Language]) -> Parts:
    """The parts of a language's tree; what did not change is taken from the cache, most of it unread."""
    source, library = editions.source.usable, editions.edition(language).library
    named = spoken(languages, source)
    around = (repr(languages), repr(order.offered), site_url(source), editions.code.digest(*CODE))
    composed = Composed(
        editions.values,
        repr((language.tag, *order.languages, *order.formats)),
        key_of(editions.structure, repr(language), *around),
        {"own": library, "source": source},
        {"own": editions.edition(language).held, "source": editions.source.held},
    )

    def printed(template: Printed) -> Papers:
        make = partial(paper_editions, library, source, template.id)
        return composed.piece(f"paper {template.id}", "", make, _printables)

    def script(own: Template, first: Template) -> Scripts:
        def make() -> dict[str, bytes]:
            return {own.id: preview_data(preview(library, source, own, first), language, named)}

        return composed.piece(f"preview {own.id}", "", make, digests)

    papers = [printed(template) for template in source.printed]
    held = {each.name: each.digest for piece in papers for each in piece.card}

    def bound() -> list[tuple[Booklet, tuple[str, ...]]]:
        packs = booklets(library, papers_of(papers))
        return [(replace(pack, papers=()), tuple(paper.name for paper in pack.papers)) for pack in packs]

    def told(packs: list[tuple[Booklet, tuple[str, ...]]]) -> tuple[tuple[Printable, ...], list[Booklet]]:
        printables = (printable(pack, [held[name] for name in names]) for pack, names in packs)
        return tuple(printables), [pack for pack, _ in packs]

    guides = composed.piece("pocket guide", "", lambda: pocket_guides(library, source), _printables)
    packs = composed.piece("booklets", composed.state(), bound, told)
    shown = zip(library.templates, source.templates, strict=True)
    previews = [script(own, first) for own, first in shown if has_page(language, f"{FILL}/{own.id}")]
    with_examples = EXAMPLE in order.offered.papers
    examples = [composed.piece("examples", "", lambda: filled_papers(source), _printables)] if with_examples else []
    return Parts(library, composed, papers, guides, packs, examples, previews)


def papers_of(pieces: Iterable[Papers]) -> Sequence[Paper]:
    """The papers of these pieces, read only when somebody looks."""
    held = list(pieces)
    return _Late(lambda: [paper for piece in held for paper in piece.value])


def _printables(documents: Sequence[Paper | Booklet]) -> tuple[Printable, ...]:
    return tuple(map(printable, documents))


def value_of(piece: Piece[Any, T]) -> T:
    """What the piece is, made now if nobody asked before."""
    return piece.value
