"""Kits and books of one language, cut from the built site, for people without a network."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.core import get_global

from generator.blocks.nodes import Phrase
from generator.bundle.epub import FOLDER as BOOK
from generator.bundle.epub import TEMPLATES, Book, write_epub
from generator.bundle.kit import SUMS, BuiltSite, KitMade, KitPlan, kit_files, write_kit, write_sums
from generator.bundle.manifest import NAME as MANIFEST
from generator.bundle.manifest import SHARED
from generator.bundle.zim import Zim, needs_libzim, write_zim
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.catalog.counts import Counts
from generator.compose.checked import all_checked
from generator.compose.inline import phrase
from generator.compose.kits import absent_words, kit_page
from generator.compose.packs import booklet, packs_of, role_names
from generator.compose.papers import papers
from generator.compose.writer import writer_for
from generator.diagnostics import ToolkitError, UsageError
from generator.editions import CACHE, Editions
from generator.files import text
from generator.library.kits import Kit
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.packs import Pack
from generator.library.routes import route
from generator.render.formats.imposition import stapled
from generator.render.formats.raster import icon
from generator.render.kit import absent_html, kit_index

NAME = "citizen-data-toolkit"
_OURS = re.compile(rf"{NAME}[\w-]*\.(?:zip|epub|zim)")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made for kits alone: what it is called on their front page, and what is in it."""

    title: Phrase
    content: bytes


@dataclass(frozen=True, slots=True)
class _Packing:
    """What the kits of a language are made from."""

    root: Path
    site: BuiltSite
    fingerprint: str
    library: Library
    counts: Counts
    languages: dict[str, Language]
    beside: Mapping[str, Made] = field(default_factory=dict)
    """What was made for kits, by its path in the folder of the language."""

    def make(self, kit: Kit, out: Path) -> KitMade:
        tag = self.library.language.tag
        index = partial(self._index, kit)
        return write_kit(self.site, self._plan(kit), index, self._script(), out / f"{NAME}-{tag}-{kit.id}.zip")

    def with_beside(self, kits: Sequence[Kit], source: Library) -> _Packing:
        """The same with the book and the booklets, as far as one of these kits holds them."""
        tag, parts = self.library.language.tag, {part for kit in kits for part in kit.parts}
        made = {
            path: make()
            for path, make in _makers(self.root, self.site, self.library, source).items()
            if self.library.kits.part_of(f"{tag}/{path}") in parts
        }
        site = BuiltSite(self.site.folder, {f"{tag}/{path}": each.content for path, each in made.items()})
        return replace(self, site=site, beside=made)

    def make_zim(self, kit: Kit, out: Path, *, full_text: bool) -> Path:
        language = self.library.language
        drawing = self.site.page(f"{SHARED}images/favicon.svg")
        told = _told(self.library)
        about = Zim(three_letters(language.tag), f"{language.tag}/index.html", told, icon(drawing, 48), full_text)
        return write_zim(
            kit_files(self.site, self._plan(kit), self._script()), about, out / f"{NAME}-{language.tag}.zim"
        )

    def _script(self) -> str:
        return text(self.root / "templates/kit/kit.js", self.root)

    def _plan(self, kit: Kit) -> KitPlan:
        library = self.library
        return KitPlan(
            library.language.tag,
            kit.parts,
            library.kits.part_of,
            absent_html(absent_words(library), library.language, self.languages),
            role_names(library, kit.ids) if kit.ids else None,
            kit.limit,
            kit.frame_once,
        )

    def _index(self, kit: Kit, parts: Sequence[str]) -> bytes:
        titles = {path: each.title for path, each in self.beside.items()}
        page = kit_page(self.library, kit, parts, titles, self.counts, self.fingerprint)
        title = self.library.publication.title.value
        return kit_index(page, title, self.root / "templates", self.languages)


def make_kits(
    root: Path, site: Path, tags: Sequence[str], names: Sequence[str], out: Path, waiting: Waiting = wait_silently
) -> list[KitMade]:
    """The kits of these languages and names (all where none is named) stand in `out`, with the sums of all kits there.

    They are made from the built `site`. ToolkitError when there is none.
    """
    with _opened(root, site, out, waiting) as (built, editions):
        source = editions.source.usable
        kits = _named(source, names)
        return [
            whole.make(_in_language(whole.library, kit), out)
            for packing in _packings(root, built, editions, tags)
            for whole in [packing.with_beside(kits, source)]
            for kit in kits
        ]


def make_zims(
    root: Path,
    site: Path,
    tags: Sequence[str],
    name: str,
    out: Path,
    waiting: Waiting = wait_silently,
    *,
    full_text: bool = True,
) -> list[Path]:
    """What the kit of this name holds stands in `out` as one ZIM file for each language, with sums.

    ToolkitError where there is no site, or where libzim is not installed.
    """
    needs_libzim()
    with _opened(root, site, out, waiting) as (built, editions):
        (kit,) = _named(editions.source.usable, [name])
        return [
            packing.make_zim(_in_language(packing.library, kit), out, full_text=full_text)
            for packing in _packings(root, built, editions, tags)
        ]


def _packings(root: Path, built: BuiltSite, editions: Editions, tags: Sequence[str]) -> Iterator[_Packing]:
    fingerprint = hashlib.sha256((built.folder / MANIFEST).read_bytes()).hexdigest()
    spoken = {each.tag: each for each in editions.known_languages}
    for language in _in(built, editions.languages(tags)):
        library = editions.edition(language).library
        yield _Packing(root, built, fingerprint, library, editions.counts(language)[0], spoken)


def _makers(root: Path, site: BuiltSite, library: Library, source: Library) -> dict[str, Callable[[], Made]]:
    """The book of a language, and each of its packs as a booklet, by their paths; each is made when it is called."""
    tag, size = library.language.tag, library.language.paper[0]
    printed = cache(lambda: papers(library, source))

    def book() -> Made:
        title = phrase(library.publication.title)
        with TemporaryDirectory() as folder:
            bound = write_epub(site, book_of(library, _book_files(root)), Path(folder) / "book.epub")
            return Made(title, bound.read_bytes())

    def folded(pack: Pack) -> Made:
        return Made(phrase(pack.title), stapled(booklet(library, pack, printed()), size))

    booklets = {f"booklets/{pack.id}.{tag}.{size}-booklet.pdf": partial(folded, pack) for pack in packs_of(library)}
    return {f"{NAME}-{tag}.epub": book, **booklets}


def _book_files(root: Path) -> dict[str, str]:
    return {name: text(root / BOOK / name, root) for name in TEMPLATES}


# CLDR names several codes for one language, without saying which is which. Left over is that of ISO 639-3 for the
# language as a whole, as openZIM and Kiwix use it: `zho` for Chinese, where `cmn` is Mandarin alone.
_FOR_LIBRARIES = frozenset((
    "alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per",
    "rum", "slo", "tib", "wel",
))  # fmt: skip
"""Codes that only ISO 639-2 has, for catalogues of libraries."""
_OF_A_PART = frozenset((
    "adp", "als", "arb", "ayr", "azj", "cls", "cmn", "cwd", "drh", "ekk", "esk", "fat", "fuc", "gaz", "gug", "ike",
    "khk", "kmr", "knc", "kng", "kpv", "lvs", "npi", "ojg", "ory", "pbu", "pes", "plt", "quz", "src", "swh", "twi",
    "uzn", "ydd", "zsm", "zyb",
))  # fmt: skip
"""One language of those that such a code stands for together."""
_RETIRED = frozenset(("mol", "prp", "scc", "scr"))


def three_letters(tag: str) -> str:
    """The language in three letters (ISO 639-3), by which Kiwix sorts and its index finds the stems of words."""
    language = tag.partition("-")[0]
    known = (each for each, short in get_global("language_aliases").items() if short == language and len(each) == 3)
    return next((each for each in known if each not in _FOR_LIBRARIES | _OF_A_PART | _RETIRED), language)


def _told(library: Library) -> dict[str, str]:
    """What Kiwix shows in its list: openZIM allows a title of 30 letters and a line of 80."""
    writer, held = writer_for(library), library.publication
    stamp = "" if all_checked(library_texts(library)) else writer.say("draft-stamp")
    return {
        "Name": f"{NAME}_{library.language.tag}",
        "Title": _shortened(held.title.value, 30),
        # The list shows this line alone: who chooses a draft must see that it is one.
        "Description": _shortened(stamp or held.tagline.value, 80),
        "LongDescription": f"{held.tagline.value} {stamp}".strip(),
        "Creator": held.title.value,
        "Publisher": held.title.value,
        "Date": held.released,
        "Language": three_letters(library.language.tag),
        "License": writer.say("paper-licence"),
    }


def _shortened(words: str, most: int) -> str:
    """The words cut between two of them; where a script has no spaces, between letters."""
    cut = textwrap.shorten(words, most, placeholder="…")
    return cut if cut != "…" else f"{words[: most - 1]}…"


def make_books(root: Path, site: Path, tags: Sequence[str], out: Path, waiting: Waiting = wait_silently) -> list[Path]:
    """The guides of each of these languages (all where none is named) stand in `out` as EPUB, with sums."""
    with _opened(root, site, out, waiting) as (built, editions):
        files = _book_files(root)
        return [
            write_epub(built, book_of(editions.edition(each).library, files), out / f"{NAME}-{each.tag}.epub")
            for each in _in(built, editions.languages(tags))
        ]


@contextmanager
def _opened(root: Path, site: Path, out: Path, waiting: Waiting) -> Iterator[tuple[BuiltSite, Editions]]:
    """The built site and its editions, for one packer at a time; in the end, the sums of all that stands in `out`."""
    with one_at_a_time(turn_of_cache(root / CACHE), turn_of_site(site), waiting=waiting):
        if not (site / MANIFEST).is_file():
            raise ToolkitError("there is no site yet: run `citizen-data build` first")
        _refuse_sums_of_others(out / SUMS)
        editions = Editions(root)
        yield BuiltSite(site), editions
        editions.save()
    write_sums(out, [each for each in out.iterdir() if _OURS.fullmatch(each.name) and each.is_file()])


def _refuse_sums_of_others(sums: Path) -> None:
    """UsageError where the sums of files of somebody else would be lost."""
    with suppress(FileNotFoundError, NotADirectoryError):
        if not all(_OURS.fullmatch(line.rpartition("  ")[2]) for line in text(sums).splitlines()):
            raise UsageError(f"{sums} is of files that are not ours: choose another folder")


def _in(site: BuiltSite, languages: Sequence[Language]) -> Sequence[Language]:
    """The languages; ToolkitError for one that the site lacks."""
    for language in languages:
        if f"{language.tag}/index.html" not in site.files:
            raise ToolkitError(f"the site has no '{language.tag}' yet: run `citizen-data build` first")
    return languages


def book_of(library: Library, templates: dict[str, str]) -> Book:
    """The book of a language: what citizen data is, the guides in their groups, and the glossary."""
    writer, held = writer_for(library), library.publication
    checked = all_checked(library_texts(library))
    # Titles of chapters stand in the contents by themselves, each without the line that its page has.
    state = "" if checked else f" ({writer.say('state-draft')})"
    groups = [(group.title.value, [route(f"page:{path}") for path in group.paths]) for group in library.guides.groups]
    return Book(
        language=library.language.tag,
        direction=library.language.direction,
        title=held.title.value,
        version=held.version,
        released=held.released,
        rights=writer.say("paper-licence"),
        contents=f"{writer.say('contents')}{state}",
        access=writer.say("book-access"),
        parts=[(held.tagline.value, ["about", "definition"]), *groups, (library.glossary.title.value, ["glossary"])],
        templates=templates,
    )


def _named(library: Library, names: Sequence[str]) -> list[Kit]:
    known = {kit.id: kit for kit in library.kits.kits}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no kit '{name}'; known: {', '.join(known)}")
    return [kit for id, kit in known.items() if not names or id in names]


def _in_language(library: Library, kit: Kit) -> Kit:
    return next(each for each in library.kits.kits if each.id == kit.id)
