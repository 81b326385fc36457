"""The order of the stages: load → validate → translate → compose → render → bundle. Nothing else knows it.

Every step is remembered under `.cache/` by what went into it, so that only what changed is done again. A build
that stops half-way has touched nothing but the cache and a folder beside the site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from generator.blocks.artifact import (
    DATA,
    Frame,
    Offered,
    PageCard,
    Printable,
    RenderedPage,
    Site,
    endings_for,
    folded,
    pack_endings_for,
)
from generator.blocks.nodes import Booklet, Paper
from generator.blocks.scoring import SHEET
from generator.blocks.survey import FOLDER as PHONE
from generator.bundle.archive import write_archive
from generator.bundle.keep import keep_lists
from generator.bundle.manifest import NAME as MANIFEST
from generator.bundle.manifest import list_files, write_manifest
from generator.bundle.swap import put_in_place, staged
from generator.cache.fingerprint import Stamp
from generator.cache.freshness import is_among_sources
from generator.cache.store import Store, key_of
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.cache.writing import readable_by_all, write_whole
from generator.catalog.counts import Counts
from generator.compose.examples import SUFFIX as EXAMPLE
from generator.compose.examples import filled_papers
from generator.compose.fill_in import FOLDER as FILL
from generator.compose.packs import booklets
from generator.compose.papers import editions as paper_editions
from generator.compose.pocket import pocket_guides
from generator.compose.preview import preview
from generator.compose.site import COUNTS as ABOUT_COUNTS
from generator.compose.site import DATA as ABOUT_DATA
from generator.compose.site import PAPERS as ABOUT_PAPERS
from generator.compose.site import Piece as PagesOfSite
from generator.compose.site import compose_frame, site_pieces, with_surroundings
from generator.composed import Composed, Piece
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.editions import CACHE, Editions
from generator.exporting import data_files, shared_files, site_url
from generator.library.language import Language
from generator.library.library import Library
from generator.library.reads import watched
from generator.library.scope import has_page
from generator.library.template import Printed, Template
from generator.library.text import SOURCE_LANGUAGE
from generator.render.formats import FORMATS
from generator.render.packed import FRAME, Parts, frame_script, packed_script, word_frame
from generator.render.press import PRINTING, Press, PrintJob, printable
from generator.render.preview import preview_data
from generator.render.root import root_files
from generator.render.site.builder import SitesReport, build_sites
from generator.render.site.crew import Crew
from generator.render.site.link import link_into
from generator.render.tree import (
    Content,
    around_files,
    contents,
    digests,
    found_on,
    packed_file,
    page_card,
    page_files,
    rendered,
    search_files,
    write_tree,
)

PAGES = "pages"
PAPERS = "docs/papers"
THEME = "templates/theme"
WATCHED = ("framework", "content", "templates", "translations")

T = TypeVar("T")
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
    data = data_files(editions, languages)
    trees, found = grow_trees(order, editions, languages, progress, data)
    with staged(order.out) as staging:
        pages = _build_pages(order, {tag: tree.folder for tag, tree in trees.items()}, staging, crew, progress)
        found += pages.diagnostics
        if has_errors(found):
            return Outcome(tuple(found))
        for name, content in root_files([tree.frame for tree in trees.values()], order.root / THEME):
            write_whole(staging / name, content, flush=False)
        for name, path in (data | shared_files(editions)).items():
            link_into(staging, name, path)
        known = {name: Store.digest_in(path) for name, path in data.items()}
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
    out, root = order.out.resolve(), order.root.resolve()
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


def grow_trees(
    order: Order,
    editions: Editions,
    languages: Sequence[Language],
    progress: Progress = _silent,
    data: Mapping[str, Path] | None = None,
) -> tuple[dict[str, Tree], list[Diagnostic]]:
    """The Markdown tree of each language by its tag, with its papers, and what was found wrong.

    Only what changed is composed, printed and written. `data` are the files whose sizes a page tells.
    """
    told = {language: _told(data or {}, language) for language in languages}
    counted = {each: editions.counts(each) for each in languages if each.tag != SOURCE_LANGUAGE}
    counts = [(language, of) for language, (of, _) in counted.items()]
    press = Press(order.cache / "papers", editions.code.digest(*PRINTING), order.jobs)
    keys = {
        language: key_of(_tree_key(order, editions, language, languages, counts), repr(told[language]))
        for language in languages
    }
    kept = {language: _kept_tree(order, editions, press, language, keys[language]) for language in languages}
    trees = {language: tree for language, tree in kept.items() if tree is not None}
    with watched():
        parts = {
            language: _composed_papers(order, editions, language, languages)
            for language in languages
            if language not in trees
        }
        printed, sizes = _print(_offered(order, languages), press, parts, progress)
        for number, (language, composed) in enumerate(parts.items(), 1):
            offered = replace(_offered(order, languages), sizes=sizes[language] | told[language])
            trees[language] = _write_tree(
                order, editions, keys[language], composed, counts, languages, printed[language], offered
            )
            progress("compose", number, len(parts))
    for store in (press.store, editions.values):
        store.forget_unused(repr((order.languages, order.formats)))
    found = [*editions.source.found, *(each for _, mistakes in counted.values() for each in mistakes)]
    return {language.tag: trees[language] for language in languages}, found


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


_Papers = Piece[tuple[Printable, ...], list[Paper]]
_Packs = Piece[tuple[tuple[Printable, ...], list[Booklet]], list[tuple[Booklet, tuple[str, ...]]]]
"""The packs without their papers, and the names of these."""
_Scripts = Piece[dict[str, str], dict[str, bytes]]
_Pages = Piece[tuple[PageCard, ...], list[RenderedPage]]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is composed of a language before its pages: papers, packs, and what shows a paper on a page."""

    library: Library
    composed: Composed
    papers: list[_Papers]
    guides: _Papers
    packs: _Packs
    examples: list[_Papers]
    previews: list[_Scripts]


def _composed_papers(order: Order, editions: Editions, language: Language, languages: Sequence[Language]) -> _Parts:
    source, library = editions.source.usable, editions.edition(language).library
    spoken = _spoken(source, languages)
    around = (repr(languages), repr(order.offered), site_url(source), editions.code.digest("generator.build"))
    composed = Composed(
        editions.values,
        repr((language.tag, *order.languages, *order.formats)),
        key_of(editions.structure, repr(language), *around),
        {"own": library, "source": source},
        {"own": editions.edition(language).held, "source": editions.source.held},
    )

    def printed(template: Printed) -> _Papers:
        make = partial(paper_editions, library, source, template.id)
        return composed.piece(f"paper {template.id}", "", make, _printables)

    def script(own: Template, first: Template) -> _Scripts:
        def make() -> dict[str, bytes]:
            return {own.id: preview_data(preview(library, source, own, first), language, spoken)}

        return composed.piece(f"preview {own.id}", "", make, digests)

    papers = [printed(template) for template in source.printed]
    held = {each.name: each.digest for piece in papers for each in piece.card}

    def bound() -> list[tuple[Booklet, tuple[str, ...]]]:
        packs = booklets(library, _papers_of(papers))
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
    return _Parts(library, composed, papers, guides, packs, examples, previews)


def _papers_of(pieces: Iterable[_Papers]) -> Sequence[Paper]:
    held = list(pieces)
    return _Late(lambda: [paper for piece in held for paper in piece.value])


def _printables(documents: Sequence[Paper | Booklet]) -> tuple[Printable, ...]:
    return tuple(map(printable, documents))


def _offered(order: Order, languages: Sequence[Language]) -> Offered:
    """The files to make, and the languages whose sites stand side by side."""
    return replace(order.offered, languages=tuple(language.tag for language in languages))


def _spoken(source: Library, languages: Sequence[Language]) -> dict[str, Language]:
    """Every language that may occur on a page, by its tag."""
    return {each.tag: each for each in (*languages, source.language)}


def _tree_key(
    order: Order,
    editions: Editions,
    language: Language,
    languages: Sequence[Language],
    counts: Sequence[tuple[Language, Counts]],
) -> str:
    """Names everything that a language's tree depends on; every page names the others, one page counts them."""
    counted = [f"{each.tag} {_said(found)}" for each, found in counts]
    counted += [each.tag for each in languages]
    around = (site_url(editions.source.usable), repr(order.offered))
    code = editions.code.digest("generator.build")
    return key_of("tree", editions.edition_key(language), code, *around, *counted)


def _said(counts: Counts) -> str:
    """The counts in one order, whatever was counted first."""
    words = sorted((part, sorted(of.items())) for part, of in counts.words.items())
    return repr((sorted(counts.by_state.items()), counts.back, counts.read, words, sorted(counts.first.items())))


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
    offered: Offered, press: Press, parts: Mapping[Language, _Parts], progress: Progress
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


def _jobs(offered: Offered, parts: _Parts) -> Iterator[PrintJob]:
    """Every file that the pages of a language name."""
    printed = ((offered.papers, parts.papers), (folded(offered.papers), [parts.guides]), ((EXAMPLE,), parts.examples))
    for endings, pieces in printed:
        for piece in pieces:
            for number, paper in enumerate(piece.card):
                for ending in endings_for(paper, endings):
                    yield PrintJob(paper, ending, partial(_nth, partial(_value, piece), number))
    for number, pack in enumerate(parts.packs.card[0]):
        for ending in pack_endings_for(pack, offered.packs):
            yield PrintJob(pack, ending, partial(_nth, partial(_bound, parts), number))


def _elsewhere(offered: Offered, job: PrintJob, language: Language) -> bool:
    """Whether the file stands on another language's site; packs stand on each."""
    return bool(offered.site_of(job.document.language.tag, language))


def _nth(read: Callable[[], Sequence[T]], number: int) -> T:
    return read()[number]


def _bound(parts: _Parts) -> list[Booklet]:
    """The packs with their papers."""
    papers = {paper.name: paper for paper in _papers_of(parts.papers)}
    return [replace(pack, papers=tuple(papers[name] for name in names)) for pack, names in parts.packs.value]


def _write_tree(
    order: Order,
    editions: Editions,
    key: str,
    parts: _Parts,
    counts: Sequence[tuple[Language, Counts]],
    languages: Sequence[Language],
    printed: Mapping[str, Path],
    offered: Offered,
) -> Tree:
    library, source, composed = parts.library, editions.source.usable, parts.composed
    spoken = _spoken(source, languages)
    pieces = _rendered_pages(offered, parts, counts, languages, spoken)
    cards = [card for piece in pieces for card in piece.card]
    outlines = [card.outline(library.language) for card in cards if not card.form]
    theme = order.root / THEME

    def around() -> tuple[Frame, Site, RenderedPage, dict[str, bytes]]:
        frame = compose_frame(library, languages, source.language, site_url(source))
        site = with_surroundings(library, outlines)
        files = dict(around_files(site, frame, theme))
        return frame, replace(site, pages=()), rendered(site.pages[-1], library.language, spoken), files

    # All that is around the pages depends on their titles, the search on what is found of them.
    frame = composed.piece(
        "around", repr((outlines, str(theme))), around, lambda made: (made[0], page_card(made[2]), digests(made[3]))
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
    files |= contents(search.card, partial(_value, search))
    files |= _packed(parts, pieces, printed)
    links = {f"{PAPERS}/{name}": path for name, path in printed.items()}
    folder = order.cache / "trees" / library.language.tag
    kept = {
        "files": write_tree(folder, files, links, editions.known),
        "frame": frame.card[0],
        "pages": len(cards),
        "papers": len(printed),
        "printed": [Store.key_in(path) for path in printed.values()],
    }
    editions.values.keep(key, kept)
    composed.save()
    return Tree(folder, frame.card[0], len(cards), len(printed))


def _rendered_pages(
    offered: Offered,
    parts: _Parts,
    counts: Sequence[tuple[Language, Counts]],
    languages: Sequence[Language],
    spoken: Mapping[str, Language],
) -> list[_Pages]:
    packs = parts.packs.card[1]
    about = {
        "": "",
        ABOUT_PAPERS: parts.composed.state() + repr((packs, _sizes(offered, data=False))),
        ABOUT_DATA: repr(_sizes(offered, data=True)),
        ABOUT_COUNTS: repr(([(each.tag, _said(of)) for each, of in counts], parts.library.measures)),
    }
    library = parts.library
    pages: list[_Pages] = []
    for piece in site_pieces(
        library, _papers_of(parts.papers), packs, offered, counts, languages, _papers_of([parts.guides])
    ):

        def made(piece: PagesOfSite = piece) -> list[RenderedPage]:
            return [rendered(page, library.language, spoken) for page in piece.make()]

        pages.append(parts.composed.piece(piece.name, about[piece.about], made, _cards))
    return pages


def _told(data: Mapping[str, Path], language: Language) -> dict[str, int]:
    """The sizes of a language's own files of data and of those of all, in whole kilobytes: no page tells more."""
    own = (f"{DATA}/{language.tag}/", f"{DATA}/{PHONE}/", f"{DATA}/")
    named = {name: path for name, path in data.items() if f"{name.rpartition('/')[0]}/" in own}
    return {name: -(-path.stat().st_size // 1000) * 1000 for name, path in named.items()}


def _sizes(offered: Offered, data: bool) -> list[tuple[str, int]]:
    """The sizes of the files of data, or of all others."""

    def is_data(name: str) -> bool:
        # A scoring sheet and a form for phones stand on the page of their paper.
        return name.startswith(DATA) and not name.endswith(SHEET) and not name.startswith(f"{DATA}/{PHONE}/")

    return sorted((name, size) for name, size in offered.sizes.items() if is_data(name) == data)


def _packed(parts: _Parts, pieces: Sequence[_Pages], printed: Mapping[str, Path]) -> dict[str, Content]:
    """What each form fetches only when it is needed, and what the Word documents of the language have in common."""
    tag = parts.library.language.tag
    forms = [(card, piece, number) for piece in pieces for number, card in enumerate(piece.card) if card.form]
    words = [printed[card.word] for card, _, _ in forms if card.word in printed]
    frame = word_frame(words[0]) if words else {}
    shared = {f"docs/{FRAME}": frame_script(tag, frame)} if words else {}
    files = contents(digests(shared), lambda: shared)
    shown = {id: (script, digest) for script in parts.previews for id, digest in script.card.items()}
    for card, piece, number in forms:
        script, digest = shown[card.path.rpartition("/")[2]]
        word = printed.get(card.word)
        make = partial(_pack, tag, card, script, piece, number, word, frame)
        of = repr((card.form, digest, word and Store.digest_in(word), digests(frame)))
        packed = parts.composed.piece(f"packed {card.path}", of, make, digests)
        files |= contents(packed.card, partial(_value, packed))
    return files


def _pack(
    tag: str, card: PageCard, script: _Scripts, piece: _Pages, number: int, word: Path | None, frame: Parts
) -> dict[str, bytes]:
    (paper, shown), *_ = script.value.items()
    return {packed_file(card): packed_script(tag, paper, shown, piece.value[number].form, word, frame)}


def _cards(pages: Sequence[RenderedPage]) -> tuple[PageCard, ...]:
    return tuple(map(page_card, pages))


def _files(piece: _Pages) -> dict[str, bytes]:
    return {name: held for page in piece.value for name, held in page_files(page)}


def _value(piece: Piece[Any, T]) -> T:
    return piece.value


def compose_tree(root: Path, tag: str) -> Path:
    """The Markdown tree of one language, brought up to date; ToolkitError when the sources must be mended first."""
    order = Order(root, root / "site")
    with one_at_a_time(turn_of_cache(order.cache)):
        editions = Editions(root)
        editions.languages((tag,))
        data = data_files(editions, editions.languages())
        trees, _ = grow_trees(order, editions, editions.languages(), data=data)
        editions.save()
    return trees[tag].folder


def pack_kit(site: Path, to: Path, waiting: Waiting = wait_silently) -> int:
    """The whole site stands in one zip file; returns its size in bytes. ToolkitError when there is no site yet."""
    with one_at_a_time(turn_of_site(site), waiting=waiting):
        if not (site / "index.html").is_file():
            raise ToolkitError("there is no site yet: run `citizen-data build` first")
        return write_archive(site, to, "citizen-data-toolkit").stat().st_size
