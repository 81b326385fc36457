"""The order of the stages: load → validate → translate → compose → render → bundle. Nothing else knows it.

Every step is remembered under `.cache/` by what went into it, so that only what changed is done again. A build
that stops half-way has touched nothing but the cache and a folder beside the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import schemas
from generator.blocks.artifact import Frame, Offered, Site, endings_for
from generator.blocks.nodes import Booklet, Paper
from generator.bundle.archive import write_archive
from generator.bundle.manifest import NAME as MANIFEST
from generator.bundle.manifest import write_manifest
from generator.bundle.swap import put_in_place, staging_for
from generator.cache.fingerprint import Fingerprints, digest_of_lines
from generator.cache.memo import Memo
from generator.cache.turns import one_at_a_time
from generator.catalog.counts import Counts, count
from generator.compose.examples import SUFFIX as EXAMPLE
from generator.compose.examples import filled_papers
from generator.compose.packs import booklets
from generator.compose.papers import papers
from generator.compose.preview import previews
from generator.compose.site import compose_frame, compose_site
from generator.diagnostics import Diagnostic, Position, Severity, ToolkitError, UsageError, has_errors
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.quotes import LOCK_NAME
from generator.library.text import SOURCE_LANGUAGE
from generator.load.catalogs import load_catalog
from generator.load.languages import load_languages, load_termbase
from generator.load.library import Loaded, load_library
from generator.load.source_lock import load_lock
from generator.render.formats import FORMATS
from generator.render.press import PrintJob, link_files, print_papers
from generator.render.preview import word_scripts
from generator.render.root import root_files
from generator.render.site.builder import SitesReport, build_sites
from generator.render.site.crew import Crew
from generator.render.tree import tree_files, write_tree
from generator.translate.apply import translate
from generator.translate.check import check_catalog
from generator.validate import validate
from generator.validate.rules import quotes

PAGES = "pages"
PAPERS = "docs/papers"
THEME = "templates/theme"
WATCHED = ("framework", "content", "templates", "translations")
SOURCES = ("framework", "content", "templates/documents")

Progress = Callable[..., None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def _silent(step: str, done: int, total: int) -> None:
    """Report nothing."""


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
        return self.root / ".cache"

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
    """The finished Markdown tree of a language: its folder, and what the rest of the site must know of it.

    `key` names everything that went into it, so that it need not be written again while that stays the same.
    """

    key: str
    folder: Path
    frame: Frame
    pages: int
    papers: int


class Workshop:
    """One build: what it was asked for, what it remembers, and what it found wrong so far."""

    def __init__(self, order: Order, progress: Progress = _silent) -> None:
        self.order = order
        self.progress = progress
        self.found: list[Diagnostic] = []
        self.known = Fingerprints(order.cache / "fingerprints.json")
        self.memo = Memo(order.cache / "memo")
        # Whatever is remembered was made by the program and by the look of the papers, so both name it.
        self.code = self._digest("generator", "templates/pdf")

    def _digest(self, *folders: str) -> str:
        """Changes with any file below the folders (or with the files themselves)."""
        lines = []
        for name in folders:
            path = self.order.root / name
            files = (
                self.known.digests_below(path)
                if path.is_dir()
                else {"": self.known.digest(path)}
                if path.is_file()
                else {}
            )
            lines += [f"{name}/{file} {digest}" for file, digest in sorted(files.items())]
        return digest_of_lines(lines)

    def load(self) -> tuple[Library, str] | None:
        """The library in the source language and its key; None when something must be mended first."""
        key = digest_of_lines(
            [self.code, self._digest(*SOURCES, "translations/languages.yml", "translations/source.lock.yml")]
        )
        library, found = self.memo.get(f"library-{key}", lambda: _checked(load_library(self.order.root)))
        self.found += found
        return None if library is None or has_errors(found) else (library, key)

    def languages(self) -> tuple[Language, ...]:
        """The languages to build, in the order of their file; UsageError for one that does not exist."""
        known, _ = load_languages(self.order.root)
        tags = {language.tag: language for language in known}
        for tag in self.order.languages:
            if tag not in tags:
                raise UsageError(f"there is no language '{tag}'; known: {', '.join(tags)}")
        return tuple(language for language in known if not self.order.languages or language.tag in self.order.languages)

    def edition_key(self, key: str, language: Language) -> str:
        """Names everything that the library in a language depends on."""
        return digest_of_lines([key, language.tag, self._digest(f"translations/{language.tag}")])

    def edition(self, library: Library, key: str, language: Language) -> tuple[Library, list[Diagnostic]]:
        """The library in a language, and what a translator got wrong; that falls back to the source."""
        if language.tag == SOURCE_LANGUAGE:
            return library, []
        own = self.edition_key(key, language)
        return self.memo.get(f"edition-{own}", lambda: _translated(self.order.root, library, language))

    def counts(self, library: Library, key: str, language: Language) -> Counts:
        """How much of a language is in which state; what was held back is reported."""
        own = self.edition_key(key, language)
        counted, found = self.memo.get(f"counts-{own}", lambda: _counted(*self.edition(library, key, language)))
        self.found += found
        return counted


def _checked(loaded: Loaded) -> tuple[Library | None, list[Diagnostic]]:
    if loaded.library is None:
        return None, loaded.diagnostics
    return loaded.library, [*loaded.diagnostics, *validate(loaded.library, loaded.sources)]


def _translated(root: Path, library: Library, language: Language) -> tuple[Library, list[Diagnostic]]:
    catalog, found = load_catalog(root, language)
    translated, refused = translate(library, language, catalog)
    return translated, [*found, *refused]


def _counted(library: Library, found: list[Diagnostic]) -> tuple[Counts, list[Diagnostic]]:
    return count(library_texts(library)), found


def build(order: Order, progress: Progress = _silent) -> Outcome:
    """The site stands in `order.out`, whole and new; or it is what it was, and the outcome says what to mend."""
    _refuse_unsafe_place(order)
    # MkDocs takes a while to load: its workers start now, and find their trees when they are ready.
    with Crew(order.jobs or os.cpu_count() or 1) as crew, one_at_a_time(order.cache):
        workshop = Workshop(order, progress)
        loaded = workshop.load()
        if loaded is None:
            return Outcome(tuple(workshop.found))
        trees = grow_trees(workshop, *loaded)
        staging = staging_for(order.out)
        folders = {tag: tree.folder for tag, tree in trees.items()}
        workshop.found += _build_pages(workshop, folders, staging, crew).diagnostics
    if has_errors(workshop.found):
        shutil.rmtree(staging)
        return Outcome(tuple(workshop.found))
    for name, content in root_files([tree.frame for tree in trees.values()], order.root / THEME):
        (staging / name).write_bytes(content)
    entries = write_manifest(staging, workshop.known)
    workshop.known.save()
    put_in_place(staging, order.out)
    return Outcome(
        tuple(workshop.found),
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


def _build_pages(workshop: Workshop, folders: Mapping[str, Path], staging: Path, crew: Crew) -> SitesReport:
    built: list[str] = []

    def told(tag: str, _: bool) -> None:
        built.append(tag)
        workshop.progress("pages", len(built), len(folders))

    return build_sites(folders, staging, workshop.order.cache / "sites", workshop.order.jobs, told, crew)


def grow_trees(workshop: Workshop, source: Library, key: str) -> dict[str, Tree]:
    """The Markdown tree of each language by its tag, with its papers; only what changed is written."""
    languages = workshop.languages()
    counts = {each: workshop.counts(source, key, each) for each in languages if each.tag != SOURCE_LANGUAGE}
    keys = {language: _tree_key(workshop, source, key, language, counts) for language in languages}
    trees = {language: _kept_tree(workshop, language, keys[language]) for language in languages}
    stale = {each: workshop.edition(source, key, each)[0] for each, tree in trees.items() if tree is None}
    documents = {language: papers(library, source) for language, library in stale.items()}
    packs = {language: booklets(library, documents[language]) for language, library in stale.items()}
    printed = _print(workshop, documents, packs, filled_papers(source) if stale else [])
    for number, (language, library) in enumerate(stale.items(), 1):
        frame = compose_frame(library, languages, source.language, _site_url(source))
        offered = workshop.order.offered
        site = compose_site(
            library,
            documents[language],
            packs[language],
            offered,
            list(counts.items()),
            languages,
            previews(library, source),
        )
        trees[language] = _write_tree(workshop, keys[language], site, frame, printed[language])
        workshop.progress("compose", number, len(stale))
    return {language.tag: tree for language, tree in trees.items() if tree is not None}


def _tree_key(
    workshop: Workshop, source: Library, key: str, language: Language, counts: Mapping[Language, Counts]
) -> str:
    """Names everything that a language's tree depends on; every page names the others, one page counts them."""
    counted = [f"{each.tag} {sorted(found.by_state.items())}" for each, found in counts.items()]
    counted += [each.tag for each in workshop.languages()]
    order = workshop.order
    return digest_of_lines(
        [workshop.edition_key(key, language), _site_url(source), str(order.root), repr(order.offered), *counted]
    )


def _kept_tree(workshop: Workshop, language: Language, key: str) -> Tree | None:
    tree: Tree | None = workshop.memo.peek(f"tree-{language.tag}")
    return tree if tree is not None and tree.key == key and tree.folder.is_dir() else None


def _print(
    workshop: Workshop,
    documents: Mapping[Language, Sequence[Paper]],
    packs: Mapping[Language, Sequence[Booklet]],
    examples: Sequence[Paper],
) -> dict[Language, dict[str, Path]]:
    """The finished files of each language's papers and packs, by the name that they have on the site."""
    order = workshop.order
    jobs = {
        language: [
            *(
                PrintJob(each, suffix)
                for each in documents[language]
                for suffix in endings_for(each, order.offered.papers)
            ),
            *(PrintJob(each, EXAMPLE) for each in examples if EXAMPLE in order.offered.papers),
            *(PrintJob(each, suffix) for each in packs[language] for suffix in order.offered.packs),
        ]
        for language in documents
    }
    wanted = list(dict.fromkeys(job for each in jobs.values() for job in each))
    told = partial(workshop.progress, "papers", total=len(wanted))
    finished = print_papers(wanted, order.cache / "papers", workshop.code, order.jobs, told)
    return {language: {job.name: finished[job] for job in each} for language, each in jobs.items()}


def _write_tree(workshop: Workshop, key: str, site: Site, frame: Frame, printed: Mapping[str, Path]) -> Tree:
    folder = workshop.order.cache / "trees" / site.language.tag
    files = dict(tree_files(site, frame, workshop.order.root / THEME)) | dict(word_scripts(printed))
    write_tree(folder, files, keep=(f"{PAPERS}/",))
    link_files(folder / PAPERS, printed)
    tree = Tree(key, folder, frame, len(site.pages), len(printed))
    workshop.memo.put(f"tree-{site.language.tag}", tree)
    return tree


def _site_url(library: Library) -> str:
    """Where the site will stand, with a final slash."""
    return os.environ.get("SITE_URL", library.publication.url).rstrip("/") + "/"


def compose_tree(root: Path, tag: str) -> Path:
    """The Markdown tree of one language, brought up to date; ToolkitError when the sources must be mended first."""
    order = Order(root, root / "site")
    with one_at_a_time(order.cache):
        workshop = Workshop(order)
        if tag not in [language.tag for language in workshop.languages()]:
            raise UsageError(f"there is no language '{tag}'")
        loaded = workshop.load()
        if loaded is None:
            raise ToolkitError("the sources have mistakes; run `citizen-data check`")
        trees = grow_trees(workshop, *loaded)
        workshop.known.save()
    return trees[tag].folder


def check(root: Path) -> list[Diagnostic]:
    """Every mistake in the sources and in the translations."""
    loaded = load_library(root)
    found = [*loaded.diagnostics, *_stale_schemas(root)]
    if loaded.library is None:
        first = min(each.position for each in found)
        message = "ids, links, quotations and translations were not checked"
        found.append(
            Diagnostic("LOAD001", message, first, "mend the mistakes above, then check again", Severity.WARNING)
        )
    if loaded.library is not None:
        found += validate(loaded.library, loaded.sources)
        found += _check_translations(root, loaded.library)
    return sorted(found, key=lambda each: (each.position, each.code))


def _stale_schemas(root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each schema that is behind the models, where the project has schemas at all."""
    if (root / schemas.FOLDER).is_dir():
        for path in schemas.stale_schemas(root):
            help = "run `citizen-data schemas`"
            yield Diagnostic("SCHEMA001", "this schema is behind the models", Position(root / path, 1, 1), help)


def _check_translations(root: Path, library: Library) -> Iterator[Diagnostic]:
    languages, _ = load_languages(root)
    termbase, found = load_termbase(root)
    yield from found
    lock, _ = load_lock(root)
    for language in languages:
        if language.tag != SOURCE_LANGUAGE:
            catalog, found = load_catalog(root, language)
            yield from found
            yield from check_catalog(library, catalog, termbase, lock)


def serve(
    root: Path,
    tags: tuple[str, ...],
    port: int,
    jobs: int | None,
    report: Callable[[list[Diagnostic]], None],
    say: Callable[[str], None],
) -> None:
    """The site is shown at http://127.0.0.1:`port` and built again whenever a source changes, until interrupted."""
    from generator.render.site.server import serve_site  # late: it loads MkDocs

    order = Order(root, root / "site", tags, jobs=jobs)

    def rebuild() -> None:
        outcome = build(order)
        report(list(outcome.diagnostics))

    rebuild()
    if not order.out.is_dir():
        raise ToolkitError("there is nothing to show yet: mend the mistakes above first")
    say(f"http://127.0.0.1:{port}/ shows the site; Ctrl+C ends.")
    try:
        serve_site(order.out, rebuild, [root / name for name in WATCHED], port)
    except OSError as error:
        raise ToolkitError(f"port {port} can't be used: {error.strerror}; choose another with --port") from error


def lock_quotes(root: Path, text: Path) -> list[Diagnostic]:
    """Every exact quotation is locked; a diagnostic names each that is not in the framework's text."""
    loaded = load_library(root)
    if loaded.library is None or has_errors(loaded.diagnostics):
        return loaded.diagnostics
    try:
        words = text.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ToolkitError(f"{text} is not UTF-8: save it as UTF-8") from error
    found: list[Diagnostic] = []
    for edition in loaded.library.frameworks:
        lock, refused = quotes.lock_quotes(loaded.library, loaded.sources, edition, words)
        (root / "framework/editions" / edition / LOCK_NAME).write_text(lock, encoding="utf-8")
        found += refused
    return found


def pack_kit(site: Path, to: Path) -> int:
    """The whole site stands in one zip file; returns its size in bytes. ToolkitError when there is no site yet."""
    if not (site / "index.html").is_file():
        raise ToolkitError("there is no site yet: run `citizen-data build` first")
    return write_archive(site, to, "citizen-data-toolkit").stat().st_size
