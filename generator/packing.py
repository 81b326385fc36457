"""Kits and books of one language, cut from the built site, for people without a network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.bundle.epub import Book, write_epub
from generator.bundle.kit import BuiltSite, KitMade, KitPlan, write_kit, write_sums
from generator.bundle.manifest import NAME as MANIFEST
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.catalog.counts import Counts
from generator.compose.checked import SAFE_ALONE
from generator.compose.kits import absent_words, kit_page
from generator.compose.writer import writer_for
from generator.diagnostics import ToolkitError, UsageError
from generator.editions import CACHE, Editions
from generator.library.kits import Kit
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.routes import route
from generator.render.kit import absent_html, kit_index

NAME = "citizen-data-toolkit"


@dataclass(frozen=True, slots=True)
class _Packing:
    """What the kits of a language are made from."""

    root: Path
    site: BuiltSite
    fingerprint: str
    library: Library
    counts: Counts
    languages: dict[str, Language]

    def make(self, kit: Kit, out: Path) -> KitMade:
        library, tag = self.library, self.library.language.tag
        plan = KitPlan(
            tag,
            kit.parts,
            library.kits.part_of,
            absent_html(absent_words(library), library.language, self.languages),
            frozenset(target.partition(":")[2] for target in kit.ids) if kit.ids else None,
            kit.limit,
            kit.frame_once,
        )
        script = (self.root / "templates/kit/kit.js").read_text(encoding="utf-8")
        return write_kit(self.site, plan, partial(self._index, kit), script, out / f"{NAME}-{tag}-{kit.id}.zip")

    def _index(self, kit: Kit, parts: Sequence[str]) -> bytes:
        page = kit_page(self.library, kit, parts, self.counts, self.fingerprint)
        title = self.library.publication.title.value
        return kit_index(page, title, self.root / "templates", self.languages)


def make_kits(
    root: Path, site: Path, tags: Sequence[str], names: Sequence[str], out: Path, waiting: Waiting = wait_silently
) -> list[KitMade]:
    """The kits of these languages and names (all where none is named) stand in `out`, with the sums of all kits there.

    They are made from the built `site`. ToolkitError when there is none.
    """
    with one_at_a_time(turn_of_cache(root / CACHE), turn_of_site(site), waiting=waiting):
        built, editions = _opened(site), Editions(root)
        kits = _named(editions.source.usable, names)
        fingerprint = hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
        spoken = {each.tag: each for each in editions.known_languages}
        made = []
        for language in _in(built, editions.languages(tags)):
            library = editions.edition(language).library
            packing = _Packing(root, built, fingerprint, library, editions.counts(language)[0], spoken)
            made += [packing.make(_in_language(library, kit), out) for kit in kits]
        editions.save()
    _write_sums(out)
    return made


def make_books(root: Path, site: Path, tags: Sequence[str], out: Path, waiting: Waiting = wait_silently) -> list[Path]:
    """The guides of each of these languages (all where none is named) stand in `out` as EPUB, with sums."""
    with one_at_a_time(turn_of_cache(root / CACHE), turn_of_site(site), waiting=waiting):
        built, editions = _opened(site), Editions(root)
        files = {path.name: path.read_text(encoding="utf-8") for path in (root / "templates/epub").iterdir()}
        made = [
            write_epub(built, book_of(editions.edition(each).library, files), out / f"{NAME}-{each.tag}.epub")
            for each in _in(built, editions.languages(tags))
        ]
        editions.save()
    _write_sums(out)
    return made


def _write_sums(out: Path) -> None:
    write_sums(out, [*out.glob(f"{NAME}*.zip"), *out.glob(f"{NAME}*.epub")])


def _opened(site: Path) -> BuiltSite:
    if not (site / MANIFEST).is_file():
        raise ToolkitError("there is no site yet: run `citizen-data build` first")
    return BuiltSite(site)


def _in(site: BuiltSite, languages: Sequence[Language]) -> Sequence[Language]:
    """The languages; ToolkitError for one that the site lacks."""
    for language in languages:
        if f"{language.tag}/index.html" not in site.files:
            raise ToolkitError(f"the site has no '{language.tag}' yet: run `citizen-data build` first")
    return languages


def book_of(library: Library, templates: dict[str, str]) -> Book:
    """The book of a language: what citizen data is, the guides in their groups, and the glossary."""
    writer, held = writer_for(library), library.publication
    checked = all(text.state in SAFE_ALONE for text in library_texts(library))
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
