"""The files of the papers of all languages, each printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.blocks.artifact import Offered, endings_for, folded, pack_endings_for
from generator.blocks.nodes import Booklet
from generator.compose.examples import SUFFIX as EXAMPLE
from generator.library.language import Language
from generator.order import Progress
from generator.render.press import Press, PrintJob
from generator.trees.parts import Parts, papers_of, value_of

T = TypeVar("T")


def fetch_papers(
    press: Press, jobs: Sequence[PrintJob], offered: Offered, language: Language, progress: Progress
) -> tuple[dict[str, Path], dict[str, int]]:
    """The finished files of a language's site by their names, and the size of each file that its pages name.

    A page may name papers that stand on another language's site; what that site has of them is the same file.
    """
    finished = press.fetch(jobs, partial(progress, "papers"))
    own = {job.name: path for job, path in finished.items() if not _elsewhere(offered, job, language)}
    return own, {job.name: path.stat().st_size for job, path in finished.items()}


def jobs_of(offered: Offered, parts: Parts) -> Iterator[PrintJob]:
    """Every file that the pages of a language name."""
    printed = ((offered.papers, parts.papers), (folded(offered.papers), [parts.guides]), ((EXAMPLE,), parts.examples))
    for endings, pieces in printed:
        for piece in pieces:
            for number, paper in enumerate(piece.card):
                for ending in endings_for(paper, endings):
                    yield PrintJob(paper, ending, partial(_nth, partial(value_of, piece), number))
    for number, pack in enumerate(parts.packs.card[0]):
        for ending in pack_endings_for(pack, offered.packs):
            yield PrintJob(pack, ending, partial(_nth, partial(_bound, parts), number))


def _elsewhere(offered: Offered, job: PrintJob, language: Language) -> bool:
    """Whether the file stands on another language's site; packs stand on each."""
    return bool(offered.site_of(job.document.language.tag, language))


def _nth(read: Callable[[], Sequence[T]], number: int) -> T:
    return read()[number]


def _bound(parts: Parts) -> list[Booklet]:
    """The packs with their papers."""
    papers = {paper.name: paper for paper in papers_of(parts.papers)}
    return [replace(pack, papers=tuple(papers[name] for name in names)) for pack, names in parts.packs.value]
