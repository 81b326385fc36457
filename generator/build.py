"""The order of the stages: load → validate → translate (`editions.py`) → compose → render (`trees/`) → pages → bundle.

Every step is remembered under `.cache/` by what went into it, so that only what changed is done again. A build
that stops half-way has touched nothing but the cache and a folder beside the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from generator.bundle.archive import write_archive
from generator.bundle.keep import keep_lists
from generator.bundle.manifest import NAME as MANIFEST
from generator.bundle.manifest import list_files, write_manifest
from generator.bundle.swap import put_in_place, staged
from generator.cache.fingerprint import Stamp
from generator.cache.freshness import is_among_sources
from generator.cache.store import Store
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.cache.writing import readable_by_all, write_whole
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.editions import Editions
from generator.exporting import data_files, shared_files
from generator.order import Order, Progress, silent
from generator.render.root import root_files
from generator.render.site.builder import SitesReport, build_sites
from generator.render.site.crew import Crew
from generator.render.site.link import link_into
from generator.trees.grown import grow_trees

WATCHED = ("framework", "content", "templates", "translations")


def _nothing_more(_: object) -> None:
    """Do nothing at the end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; `files` and `size` (bytes) describe the whole site and are 0 when an error stopped it.

    `known` has the stamp and the digest of each file, as it was put in place.
    """

    diagnostics: tuple[Diagnostic, ...]
    languages: tuple[str, ...] = ()
    files: int = 0
    size: int = 0
    pages: int = 0
    papers: int = 0
    known: Mapping[str, tuple[Stamp, str]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """True when an error stopped the build; the old site is then as it was."""
        return has_errors(list(self.diagnostics))


def build(
    order: Order,
    progress: Progress = silent,
    waiting: Waiting = wait_silently,
    at_end: Callable[[Outcome], object] = _nothing_more,
    crew: type[Crew] = Crew,
    held: dict[str, Any] | None = None,
) -> Outcome:
    """The site stands in `order.out`, whole and new; or it is what it was, and the outcome says what to mend.

    `at_end` is called with the outcome of a site that is in place, before anybody else may change it. A `crew` of
    another kind is for a process in which MkDocs is loaded already; one that stays gives the same `held` to each build.
    """
    _refuse_unsafe_place(order)
    # Both turns last until the site is in place: its manifest and the exchange of folders belong to the same build.
    places = turn_of_cache(order.cache), turn_of_site(order.out)
    with readable_by_all(), one_at_a_time(*places, waiting=waiting) as turns:
        with crew(order.jobs or os.cpu_count() or 1, turns) as workers:
            outcome = _build(order, progress, workers, held)
        if not outcome.failed:
            at_end(outcome)
    return outcome


def _build(order: Order, progress: Progress, crew: Crew, held: dict[str, Any] | None) -> Outcome:
    shutil.rmtree(order.cache / "memo", ignore_errors=True)  # where an older version kept what could run code
    editions = Editions(order.root, held)
    languages = editions.languages(order.languages)
    if has_errors(editions.source.found):
        return Outcome(tuple(editions.source.found))

    @cache
    def data() -> dict[str, Path]:
        return data_files(editions, languages) if order.has_data else {}

    trees, found = grow_trees(order, editions, languages, progress, data)
    with staged(order.out) as staging:
        pages = _build_pages(order, {tag: tree.folder for tag, tree in trees.items()}, staging, crew, progress)
        found += pages.diagnostics
        if has_errors(found):
            return Outcome(tuple(found))
        for name, content in root_files([tree.frame for tree in trees.values()], order.theme):
            write_whole(staging / name, content, flush=False)
        for name, path in (data() | shared_files(editions)).items():
            link_into(staging, name, path)
        known = {name: Store.digest_in(path) for name, path in data().items()}
        known |= pages.digests
        version = next(iter(trees.values())).frame.version
        for name, content in keep_lists(list_files(staging, known), trees, version):
            write_whole(staging / name, content, flush=False)
        entries = write_manifest(staging, known)
        editions.save()
        put_in_place(staging, order.out)
    return Outcome(
        tuple(found),
        languages=tuple(trees),
        known={f"{order.out}/{each.path}": (each.stamp, each.sha256) for each in entries if each.stamp},
        files=len(entries),
        size=sum(entry.size for entry in entries),
        pages=sum(tree.pages for tree in trees.values()),
        papers=sum(tree.papers for tree in trees.values()),
    )


def _refuse_unsafe_place(order: Order) -> None:
    """UsageError when the site would replace sources, or a folder that no build of ours has made.

    Also where the name of the project's folder is no text: MkDocs is told of it in a file.
    """
    out, root = (Path(os.path.realpath(each)) for each in (order.out, order.root))
    if os.fsencode(root).decode(errors="replace") != str(root):
        raise UsageError(f"{root}: the name of a folder is not UTF-8: give it a plain name")
    if out in (root, *root.parents) or is_among_sources(root, out):
        raise UsageError(f"{order.out} holds the sources: choose another folder for the site")
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file()):
        raise UsageError(f"{order.out} holds something else than a built site: choose an empty folder, or remove it")


def _build_pages(
    order: Order, folders: Mapping[str, Path], staging: Path, crew: Crew, progress: Progress
) -> SitesReport:
    built: list[str] = []

    def told(tag: str, _: bool) -> None:
        built.append(tag)
        progress("pages", len(built), len(folders))

    return build_sites(folders, staging, order.cache / "sites", order.jobs, told, crew)


def compose_tree(root: Path, tag: str) -> Path:
    """The Markdown tree of one language, brought up to date; ToolkitError when the sources must be mended first."""
    order = Order(root, root / "site")
    with one_at_a_time(turn_of_cache(order.cache)):
        editions = Editions(root)
        editions.languages((tag,))
        languages = editions.languages()
        trees, _ = grow_trees(order, editions, languages, data=lambda: data_files(editions, languages))
        editions.save()
    return trees[tag].folder


def pack_kit(site: Path, to: Path, waiting: Waiting = wait_silently) -> int:
    """The whole site stands in one zip file; returns its size in bytes. ToolkitError when there is no site yet."""
    with one_at_a_time(turn_of_site(site), waiting=waiting):
        if not (site / "index.html").is_file():
            raise ToolkitError("there is no site yet: run `citizen-data build` first")
        return write_archive(site, to, "citizen-data-toolkit").stat().st_size
