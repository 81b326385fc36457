"""The files of the papers of all languages, each printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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


def print_papers(
    offered: Offered, press: Press, parts: Mapping[Language, Parts], progress: Progress
) -> tuple[dict[Language, dict[str, Path]], dict[Language, dict[str, int]]]:
    """The finished files of each language's site by their names, and the size of each file that its pages name.

    A page may name papers that stand on another language's site; what that site has of them is the same file.
    """
    jobs = {language: list(_jobs(offered, made)) for language, made in parts.items()}
    wanted = list(dict.fromkeys(job for each in jobs.values() for job in each))
    finished = press.printed(wanted, partial(progress, "papers", total=len(wanted)))
    files = {
        language: {job.name: finished[job] for job in each if not _elsewhere(offered, job, language)}
        for language, each in jobs.items()
    }
    sizes = {language: {job.name: finished[job].stat().st_size for job in each} for language, each in jobs.items()}
    return files, sizes


def _jobs(offered: Offered, parts: Parts) -> Iterator[PrintJob]:
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
