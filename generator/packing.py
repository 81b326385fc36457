"""Kits: each a zip of one language, for people without a network and for those who have a role."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.bundle.kit import BuiltSite, KitMade, KitPlan, write_kit, write_sums
from generator.bundle.manifest import NAME as MANIFEST
from generator.cache.turns import Waiting, one_at_a_time, turn_of_cache, turn_of_site, wait_silently
from generator.catalog.counts import Counts, count
from generator.compose.kits import absent_words, kit_page
from generator.diagnostics import ToolkitError, UsageError
from generator.editions import CACHE, Editions
from generator.library.kits import Kit
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.text import SOURCE_LANGUAGE
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
        if not (site / MANIFEST).is_file():
            raise ToolkitError("there is no site yet: run `citizen-data build` first")
        editions = Editions(root)
        kits = _named(editions.source.usable, names)
        built, fingerprint = BuiltSite(site), hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest()
        spoken = {each.tag: each for each in editions.known_languages}
        made = []
        for language in editions.languages(tags):
            if f"{language.tag}/index.html" not in built.files:
                raise ToolkitError(f"the site has no '{language.tag}' yet: run `citizen-data build` first")
            library = editions.edition(language).library
            counts = count(library_texts(library)) if language.tag == SOURCE_LANGUAGE else editions.counts(language)[0]
            packing = _Packing(root, built, fingerprint, library, counts, spoken)
            made += [packing.make(_in_language(library, kit), out) for kit in kits]
        editions.save()
    write_sums(out, out.glob(f"{NAME}*.zip"))
    return made


def _named(library: Library, names: Sequence[str]) -> list[Kit]:
    known = {kit.id: kit for kit in library.kits.kits}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no kit '{name}'; known: {', '.join(known)}")
    return [kit for id, kit in known.items() if not names or id in names]


def _in_language(library: Library, kit: Kit) -> Kit:
    return next(each for each in library.kits.kits if each.id == kit.id)
