"""The order of the stages: load → validate → translate → compose → render → bundle. Nothing else knows it.

Every step is remembered under `.cache/` by what went into it, so that only what changed is done again. A build
that stops half-way has touched nothing but the cache and a folder beside the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.blocks.artifact import Frame, Offered, Site, endings_for
from generator.blocks.nodes import Booklet, Paper
from generator.bundle.archive import write_archive
from generator.bundle.manifest import NAME as MANIFEST
from generator.bundle.manifest import write_manifest
from generator.bundle.swap import put_in_place, staged
from generator.cache.store import Store, key_of
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.cache.writing import readable_by_all, write_whole
from generator.catalog.counts import Counts
from generator.compose.examples import SUFFIX as EXAMPLE
from generator.compose.examples import filled_papers
from generator.compose.packs import booklets
from generator.compose.papers import papers
from generator.compose.preview import previews
from generator.compose.site import compose_frame, compose_site
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.editions import CACHE, Editions
from generator.library.language import Language
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE
from generator.render.formats import FORMATS
from generator.render.press import PRINTING, Press, PrintJob
from generator.render.preview import word_scripts
from generator.render.root import root_files
from generator.render.site.builder import build_sites
from generator.render.site.crew import Crew
from generator.render.tree import tree_files, write_tree

PAGES = "pages"
PAPERS = "docs/papers"
THEME = "templates/theme"
WATCHED = ("framework", "content", "templates", "translations")

Progress = Callable[..., None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def _silent(step: str, done: int, total: int) -> None:
    """Report nothing."""


def _nothing_more(_: object) -> None:
    """Do nothing at the end."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: an empty tuple of languages or formats means all of them."""

    root: Path
    out: Path
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int | None = None

    @property
    def cache(self) -> Path:
        """Where finished work is remembered."""
        return self.root / CACHE

    @property
    def offered(self) -> Offered:
        """The files to make of each paper and each pack."""
        wanted = [each for each in FORMATS if not self.formats or each.name in self.formats]
        return Offered(
            tuple(suffix for each in wanted for suffix in each.suffixes),
            tuple(suffix for each in wanted for suffix in each.pack_suffixes),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; `files` and `size` (bytes) describe the whole site and are 0 when an error stopped it."""

    diagnostics: tuple[Diagnostic, ...]
    languages: tuple[str, ...] = ()
    files: int = 0
    size: int = 0
    pages: int = 0
    papers: int = 0

    @property
    def failed(self) -> bool:
        """True when an error stopped the build; the old site is then as it was."""
        return has_errors(list(self.diagnostics))


@dataclass(frozen=True, slots=True)
class Tree:
    """The finished Markdown tree of a language: its folder, and what the rest of the site must know of it."""

    folder: Path
    frame: Frame
    pages: int
    papers: int


def build(
    order: Order,
    progress: Progress = _silent,
    waiting: Waiting = wait_silently,
    at_end: Callable[[Outcome], object] = _nothing_more,
    crew: type[Crew] = Crew,
) -> Outcome:
    """The site stands in `order.out`, whole and new; or it is what it was, and the outcome says what to mend.

    `at_end` is called with the outcome of a site that is in place, before anybody else may change it. A `crew` of
    another kind is for a process in which MkDocs is loaded already.
    """
    _refuse_unsafe_place(order)
    # Both turns last until the site is in place: its manifest and the exchange of folders belong to the same build.
    places = turn_of_cache(order.cache), turn_of_site(order.out)
    with readable_by_all(), one_at_a_time(*places, waiting=waiting) as turns:
        # MkDocs takes a while to load: its workers start now, and find their trees when they are ready.
        with crew(order.jobs or os.cpu_count() or 1, turns) as workers:
            outcome = _build(order, progress, workers)
        if not outcome.failed:
            at_end(outcome)
    return outcome


def _build(order: Order, progress: Progress, crew: Crew) -> Outcome:
    shutil.rmtree(order.cache / "memo", ignore_errors=True)  # where an older version kept what could run code
    editions = Editions(order.root)
    languages = editions.languages(order.languages)
    if has_errors(editions.source.found):
        return Outcome(tuple(editions.source.found))
    trees, found = grow_trees(order, editions, languages, progress)
    with staged(order.out) as staging:
        found += _build_pages(order, {tag: tree.folder for tag, tree in trees.items()}, staging, crew, progress)
        if has_errors(found):
            return Outcome(tuple(found))
        for name, content in root_files([tree.frame for tree in trees.values()], order.root / THEME):
            write_whole(staging / name, content, flush=False)
        entries = write_manifest(staging, editions.known)
        editions.save()
        put_in_place(staging, order.out)
    return Outcome(
        tuple(found),
        languages=tuple(trees),
        files=len(entries),
        size=sum(entry.size for entry in entries),
        pages=sum(tree.pages for tree in trees.values()),
        papers=sum(tree.papers for tree in trees.values()),
    )


def _refuse_unsafe_place(order: Order) -> None:
    """UsageError when the site would replace sources, or a folder that no build of ours has made."""
    out, root = order.out.resolve(), order.root.resolve()
    sources = [root / name for name in (*WATCHED, "generator", "tests", "docs", "requirements", ".git", ".cache")]
    if out in (root, *root.parents) or any(out == each or each in out.parents for each in sources):
        raise UsageError(f"{order.out} holds the sources: choose another folder for the site")
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file()):
        raise UsageError(f"{order.out} holds something else than a built site: choose an empty folder, or remove it")


def _build_pages(
    order: Order, folders: Mapping[str, Path], staging: Path, crew: Crew, progress: Progress
) -> tuple[Diagnostic, ...]:
    built: list[str] = []

    def told(tag: str, _: bool) -> None:
        built.append(tag)
        progress("pages", len(built), len(folders))

    return build_sites(folders, staging, order.cache / "sites", order.jobs, told, crew).diagnostics


def grow_trees(
    order: Order, editions: Editions, languages: Sequence[Language], progress: Progress = _silent
) -> tuple[dict[str, Tree], list[Diagnostic]]:
    """The Markdown tree of each language by its tag, with its papers, and what was found wrong.

    Only what changed is composed, printed and written.
    """
    source = editions.source.usable
    counted = {each: editions.counts(each) for each in languages if each.tag != SOURCE_LANGUAGE}
    counts = [(language, of) for language, (of, _) in counted.items()]
    code = editions.code.digest(*PRINTING)
    press = Press(order.cache / "papers", code, order.jobs)
    keys = {language: _tree_key(order, editions, language, languages, counts) for language in languages}
    trees = {language: _kept_tree(order, editions, press, language, keys[language]) for language in languages}
    stale = {each: editions.edition(each).library for each, tree in trees.items() if tree is None}
    documents = {language: papers(library, source) for language, library in stale.items()}
    packs = {language: booklets(library, documents[language]) for language, library in stale.items()}
    printed = _print(order, press, documents, packs, filled_papers(source) if stale else [], progress)
    for number, (language, library) in enumerate(stale.items(), 1):
        frame = compose_frame(library, languages, source.language, _site_url(source))
        site = compose_site(
            library,
            documents[language],
            packs[language],
            order.offered,
            counts,
            languages,
            previews(library, source),
        )
        trees[language] = _write_tree(order, editions, keys[language], site, frame, printed[language])
        progress("compose", number, len(stale))
    for store in (press.store, editions.values):
        store.forget_unused(repr((order.languages, order.formats)))
    found = [*editions.source.found, *(each for _, mistakes in counted.values() for each in mistakes)]
    return {language.tag: tree for language, tree in trees.items() if tree is not None}, found


def _tree_key(
    order: Order,
    editions: Editions,
    language: Language,
    languages: Sequence[Language],
    counts: Sequence[tuple[Language, Counts]],
) -> str:
    """Names everything that a language's tree depends on; every page names the others, one page counts them."""
    counted = [f"{each.tag} {sorted(found.by_state.items())}" for each, found in counts]
    counted += [each.tag for each in languages]
    around = (_site_url(editions.source.usable), repr(order.offered))
    code = editions.code.digest("generator.build")
    return key_of("tree", editions.edition_key(language), code, *around, *counted)


def _kept_tree(order: Order, editions: Editions, press: Press, language: Language, key: str) -> Tree | None:
    """The tree as it was written under this key, if every one of its files still is as it was."""
    kept = editions.values.value(key)
    if kept is None:
        return None
    folder = order.cache / "trees" / language.tag
    if editions.known.digests_below(folder) != kept["files"]:
        return None
    press.store.note_use(kept["printed"])
    return Tree(folder, kept["frame"], kept["pages"], kept["papers"])


def _print(
    order: Order,
    press: Press,
    documents: Mapping[Language, Sequence[Paper]],
    packs: Mapping[Language, Sequence[Booklet]],
    examples: Sequence[Paper],
    progress: Progress,
) -> dict[Language, dict[str, Path]]:
    """The finished files of each language's papers and packs, by the name that they have on the site."""
    jobs = {
        language: [
            *(
                PrintJob(each, suffix)
                for each in documents[language]
                for suffix in endings_for(each, order.offered.papers)
            ),
            *(PrintJob(each, EXAMPLE) for each in examples if EXAMPLE in order.offered.papers),
            *(PrintJob(each, end) for each in packs[language] for end in endings_for(each, order.offered.packs)),
        ]
        for language in documents
    }
    wanted = list(dict.fromkeys(job for each in jobs.values() for job in each))
    finished = press.printed(wanted, partial(progress, "papers", total=len(wanted)))
    return {language: {job.name: finished[job] for job in each} for language, each in jobs.items()}


def _write_tree(
    order: Order, editions: Editions, key: str, site: Site, frame: Frame, printed: Mapping[str, Path]
) -> Tree:
    folder = order.cache / "trees" / site.language.tag
    files = dict(tree_files(site, frame, order.root / THEME)) | dict(word_scripts(printed))
    links = {f"{PAPERS}/{name}": path for name, path in printed.items()}
    digests = write_tree(folder, files, links, editions.known)
    kept = {
        "files": digests,
        "frame": frame,
        "pages": len(site.pages),
        "papers": len(printed),
        "printed": [Store.key_in(path) for path in printed.values()],
    }
    editions.values.keep(key, kept)
    return Tree(folder, frame, len(site.pages), len(printed))


def _site_url(library: Library) -> str:
    """Where the site will stand, with a final slash."""
    return os.environ.get("SITE_URL", library.publication.url).rstrip("/") + "/"


def compose_tree(root: Path, tag: str) -> Path:
    """The Markdown tree of one language, brought up to date; ToolkitError when the sources must be mended first."""
    order = Order(root, root / "site")
    with one_at_a_time(turn_of_cache(order.cache)):
        editions = Editions(root)
        editions.languages((tag,))
        trees, _ = grow_trees(order, editions, editions.languages())
        editions.save()
    return trees[tag].folder


def pack_kit(site: Path, to: Path, waiting: Waiting = wait_silently) -> int:
    """The whole site stands in one zip file; returns its size in bytes. ToolkitError when there is no site yet."""
    with one_at_a_time(turn_of_site(site), waiting=waiting):
        if not (site / "index.html").is_file():
            raise ToolkitError("there is no site yet: run `citizen-data build` first")
        return write_archive(site, to, "citizen-data-toolkit").stat().st_size
