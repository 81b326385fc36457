"""The order of the stages: load → validate → translate → compose → render → bundle. Nothing else knows it.

Every step is remembered under `.cache/` by what went into it, so that only what changed is done again. A build
that stops half-way has touched nothing but the cache and a folder beside the site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.bundle.archive import write_archive
from generator.bundle.manifest import write_manifest
from generator.bundle.swap import put_in_place, staging_for
from generator.compose.papers import papers
from generator.compose.site import compose_frame, compose_site
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.fingerprint import Fingerprints, digest_of_lines
from generator.load.catalogs import load_catalog
from generator.load.languages import load_languages, load_termbase
from generator.load.library import Loaded, load_library
from generator.load.source_lock import load_lock
from generator.memo import Memo
from generator.model.artifact import Frame
from generator.model.blocks import Document
from generator.model.counts import Counts, count
from generator.model.language import Language
from generator.model.library import Library, library_texts
from generator.model.quotes import LOCK_NAME
from generator.model.text import SOURCE_LANGUAGE
from generator.render.formats import FORMATS
from generator.render.press import Job, print_papers
from generator.render.root import root_files
from generator.render.site.builder import build_sites
from generator.render.site.preview import serve_preview
from generator.render.tree import tree_files, write_tree
from generator.translate.apply import translate
from generator.translate.check import check_catalog
from generator.validate import validate
from generator.validate.rules import quotes

PAGES = "pages"
THEME = "templates/theme"
WATCHED = ("framework", "content", "templates", "translations")
SOURCES = ("framework", "content", "templates/documents")

Progress = Callable[[str, int, int], None]
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
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the files to make of each paper."""
        return tuple(suffix for each in FORMATS if not self.formats or each.name in self.formats for suffix in each.suffixes)


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
class Edition:
    """The library in one language, and how much of it is in which state."""

    library: Library
    counts: Counts
    key: str


class Workshop:
    """One build: what it was asked for, what it remembers, and what it found wrong so far."""

    def __init__(self, order: Order, progress: Progress = _silent) -> None:
        self.order = order
        self.progress = progress
        self.found: list[Diagnostic] = []
        self.known = Fingerprints(order.cache / "fingerprints.json")
        self.memo = Memo(order.cache / "memo")
        self.code = self._digest("generator")

    def _digest(self, *folders: str) -> str:
        """Changes with any file below the folders (or with the files themselves)."""
        lines = []
        for name in folders:
            path = self.order.root / name
            files = self.known.digests_below(path) if path.is_dir() else {"": self.known.digest(path)} if path.is_file() else {}
            lines += [f"{name}/{file} {digest}" for file, digest in sorted(files.items())]
        return digest_of_lines(lines)

    def load(self) -> tuple[Library, str] | None:
        """The library in the source language and its key; None when something must be mended first."""
        key = digest_of_lines([self.code, self._digest(*SOURCES, "translations/languages.yml", "translations/source.lock.yml")])
        library, found = self.memo.get(f"library-{key}", lambda: _checked(load_library(self.order.root)))
        self.found += found
        return None if library is None or has_errors(found) else (library, key)

    def languages(self, library: Library) -> tuple[Language, ...]:
        """The languages to build, the source language's place kept; ToolkitError for one that does not exist."""
        known, _ = load_languages(self.order.root)
        wanted = self.order.languages or tuple(language.tag for language in known)
        tags = {language.tag: language for language in known}
        for tag in wanted:
            if tag not in tags:
                raise UsageError(f"there is no language '{tag}'; known: {', '.join(tags)}")
        return tuple(language for language in known if language.tag in wanted)

    def edition(self, library: Library, key: str, language: Language) -> Edition:
        """The library in a language; what a translator got wrong falls back to the source and is reported."""
        if language.tag == SOURCE_LANGUAGE:
            return Edition(library, count(library_texts(library)), key)
        own = digest_of_lines([key, language.tag, self._digest(f"translations/{language.tag}")])
        translated, found = self.memo.get(f"edition-{language.tag}-{own}", lambda: _translated(self.order.root, library, language))
        self.found += found
        return Edition(translated, count(library_texts(translated)), own)


def _checked(loaded: Loaded) -> tuple[Library | None, list[Diagnostic]]:
    if loaded.library is None:
        return None, loaded.diagnostics
    return loaded.library, [*loaded.diagnostics, *validate(loaded.library, loaded.sources)]


def _translated(root: Path, library: Library, language: Language) -> tuple[Library, list[Diagnostic]]:
    catalog, found = load_catalog(root, language)
    translated, refused = translate(library, language, catalog)
    return translated, [*found, *refused]


def build(order: Order, progress: Progress = _silent) -> Outcome:
    """The site stands in `order.out`, whole and new; or it is what it was, and the outcome says what to mend."""
    workshop = Workshop(order, progress)
    loaded = workshop.load()
    if loaded is None:
        return Outcome(tuple(workshop.found))
    library, key = loaded
    editions = _editions(workshop, library, key, workshop.languages(library))
    trees, frames, pages, printed = _write_trees(workshop, library, editions)
    staging = staging_for(order.out)
    report = build_sites(trees, staging, order.cache / "sites", order.jobs, lambda tag, _: progress(f"pages {tag}", 1, 1))
    workshop.found += report.diagnostics
    if has_errors(workshop.found):
        return Outcome(tuple(workshop.found))
    for name, content in root_files(frames, order.root / THEME):
        (staging / name).write_bytes(content)
    entries = write_manifest(staging, workshop.known)
    workshop.known.save()
    put_in_place(staging, order.out)
    return Outcome(tuple(workshop.found), tuple(trees), len(entries), sum(entry.size for entry in entries), pages, printed)


def _editions(workshop: Workshop, library: Library, key: str, languages: Sequence[Language]) -> dict[Language, Edition]:
    editions = {}
    for number, language in enumerate(languages, 1):
        editions[language] = workshop.edition(library, key, language)
        workshop.progress("translate", number, len(languages))
    return editions


def _write_trees(workshop: Workshop, source: Library, editions: Mapping[Language, Edition]) -> tuple[dict[str, Path], list[Frame], int, int]:
    """The Markdown tree of each language, with its papers; and the frames, number of pages and number of papers."""
    order = workshop.order
    documents = {language: papers(edition.library, source) for language, edition in editions.items()}
    jobs = [Job(document, suffix) for each in documents.values() for document in each for suffix in order.suffixes]
    printed = print_papers(jobs, order.cache / "papers", workshop.code, order.jobs, lambda done: workshop.progress("papers", done, len(jobs)))
    counts = [(language, edition.counts) for language, edition in editions.items() if language.tag != SOURCE_LANGUAGE]
    trees, frames, pages = {}, [], 0
    for number, (language, edition) in enumerate(editions.items(), 1):
        site = compose_site(edition.library, documents[language], order.suffixes, counts)
        frame = compose_frame(edition.library, tuple(editions), _site_url(source))
        folder = order.cache / "trees" / language.tag
        write_tree(folder, dict(tree_files(site, frame, order.root / THEME)), keep=("docs/papers/",))
        _link_papers(folder / "docs/papers", documents[language], order.suffixes, printed)
        trees[language.tag] = folder
        frames.append(frame)
        pages += len(site.pages)
        workshop.progress("compose", number, len(editions))
    return trees, frames, pages, len(jobs)


def _site_url(library: Library) -> str:
    """Where the site will stand, with a final slash."""
    return os.environ.get("SITE_URL", library.publication.url).rstrip("/") + "/"


def _link_papers(folder: Path, documents: Sequence[Document], suffixes: Sequence[str], printed: Mapping[Job, Path]) -> None:
    """The folder holds exactly the language's papers, as links to the finished files."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{document.name}.{suffix}": printed[Job(document, suffix)] for document in documents for suffix in suffixes}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, finished in wanted.items():
        target = folder / name
        if not (target.exists() and target.samefile(finished)):
            target.unlink(missing_ok=True)
            os.link(finished, target)


def compose_tree(root: Path, tag: str) -> Path:
    """The Markdown tree of one language, brought up to date; ToolkitError when the sources must be mended first."""
    order = Order(root, root / "site")
    workshop = Workshop(order)
    loaded = workshop.load()
    if loaded is None:
        raise ToolkitError("the sources have mistakes; run `citizen-data check`")
    library, key = loaded
    editions = _editions(workshop, library, key, workshop.languages(library))
    trees, _, _, _ = _write_trees(workshop, library, editions)
    workshop.known.save()
    return trees[tag]


def check(root: Path) -> list[Diagnostic]:
    """Every mistake in the sources and in the translations."""
    loaded = load_library(root)
    found = list(loaded.diagnostics)
    if loaded.library is not None:
        found += validate(loaded.library, loaded.sources)
        found += _check_translations(root, loaded.library)
    return sorted(found, key=lambda each: (each.position, each.code))


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


def serve(root: Path, tags: tuple[str, ...], port: int, jobs: int | None, report: Callable[[list[Diagnostic]], None], say: Callable[[str], None]) -> None:
    """The site is built and shown at http://127.0.0.1:`port`, and again whenever a source changes, until interrupted."""
    order = Order(root, root / "site", tags, jobs=jobs)

    def rebuild() -> None:
        outcome = build(order)
        report(list(outcome.diagnostics))

    rebuild()
    if not order.out.is_dir():
        raise ToolkitError("there is nothing to show yet: mend the mistakes above first")
    say(f"http://127.0.0.1:{port}/ shows the site; Ctrl+C ends.")
    serve_preview(order.out, rebuild, [root / name for name in WATCHED], port)


def lock_quotes(root: Path, text: Path) -> list[Diagnostic]:
    """Every exact quotation is locked; a diagnostic names each that is not in the framework's text."""
    loaded = load_library(root)
    if loaded.library is None:
        return loaded.diagnostics
    found: list[Diagnostic] = []
    for edition in loaded.library.frameworks:
        lock, refused = quotes.lock_quotes(loaded.library, loaded.sources, edition, text.read_text(encoding="utf-8"))
        (root / "framework/editions" / edition / LOCK_NAME).write_text(lock, encoding="utf-8")
        found += refused
    return found


def pack_kit(site: Path, to: Path) -> int:
    """The whole site stands in one zip file; returns its size in bytes. ToolkitError when there is no site yet."""
    if not (site / "index.html").is_file():
        raise ToolkitError("there is no site yet: run `citizen-data build` first")
    return write_archive(site, to, "citizen-data-toolkit").stat().st_size
