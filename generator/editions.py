"""The one door to the library: in English and in each language, always with what was found wrong.

Whoever builds, fills in, classifies, translates or checks opens the library here. What was opened before is remembered
under the digests of the files and of the code that it was made from.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from generator.cache.code import Code
from generator.cache.fingerprint import Fingerprints, digest_of_lines
from generator.cache.store import Store, key_of
from generator.catalog.counts import Counts, count
from generator.catalog.entries import Catalog
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.library.kinds import FOLDERS
from generator.library.language import LANGUAGES_FILE, Language
from generator.library.library import Library, library_texts
from generator.library.structure import structure
from generator.library.text import SOURCE_LANGUAGE
from generator.load.catalogs import load_catalog
from generator.load.languages import load_languages
from generator.load.library import load_library
from generator.translate.apply import translate
from generator.translate.files import LOCK_FILE
from generator.validate import validate

CACHE = ".cache"
SOURCES = (*FOLDERS, LANGUAGES_FILE, LOCK_FILE)
_READING = (
    "generator.load.library",
    "generator.validate",
    "generator.library.library",
    "generator.library.structure",
    "templates/pdf",
)
_TRANSLATING = ("generator.load.catalogs", "generator.translate.apply", "generator.catalog.counts", _READING[-1])
_TRIES = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """The library in English, if its files could be read; what is wrong with the files, and what breaks a rule."""

    library: Library | None
    unreadable: list[Diagnostic]
    breaches: list[Diagnostic]
    structure: str = ""
    """What stands in the library beside its texts, as a digest."""

    @property
    def found(self) -> list[Diagnostic]:
        """Everything that is wrong."""
        return [*self.unreadable, *self.breaches]

    @property
    def usable(self) -> Library:
        """The library; ToolkitError when something must be mended first."""
        if self.library is None or has_errors(self.found):
            raise ToolkitError("the sources have mistakes; run `citizen-data check`")
        return self.library


@dataclass(frozen=True, slots=True)
class Edition:
    """The library in a language, and what a translator got wrong, where it then shows English."""

    library: Library
    found: list[Diagnostic]


class Editions:
    """The libraries of one project. What was opened stays open, so that two askers get the same value."""

    def __init__(self, root: Path) -> None:
        self.root = root
        cache = root / CACHE
        self.known = Fingerprints(cache / "fingerprints.json")
        self.code = Code(self.known, cache / "code.json")
        self.values = Store(cache / "values")
        self._editions: dict[str, Edition] = {}
        self._opened = ""

    @cached_property
    def known_languages(self) -> tuple[Language, ...]:
        """All languages of the project, in the order of their file."""
        return load_languages(self.root)[0]

    def languages(self, tags: Sequence[str] = ()) -> tuple[Language, ...]:
        """The languages with these tags, or all, in the order of their file; UsageError for one that does not exist."""
        known = [language.tag for language in self.known_languages]
        for tag in tags:
            if tag not in known:
                raise UsageError(f"there is no language '{tag}'; known: {', '.join(known)}")
        return tuple(language for language in self.known_languages if not tags or language.tag in tags)

    def targets(self, tags: Sequence[str] = ()) -> tuple[Language, ...]:
        """As `languages`, without English; UsageError for a tag that nothing is translated into."""
        targets = {language.tag: language for language in self.known_languages if language.tag != SOURCE_LANGUAGE}
        for tag in tags:
            if tag not in targets:
                raise UsageError(f"'{tag}' is not a language to translate into; known: {', '.join(targets)}")
        return tuple(language for tag, language in targets.items() if not tags or tag in tags)

    @cached_property
    def source(self) -> Source:
        """The library in English."""
        asked: list[str] = []

        def key() -> str:
            asked.append(key_of("source", str(self.root), self.code.digest(*_READING), self.digest(*SOURCES)))
            return asked[-1]

        source = Source(*self.remembered(key, self._read))
        # An English file may be saved while a build runs: what is made from this source goes by the key under which it
        # was found or kept. Where its files changed at each try it has none, and nothing made from it comes back.
        was_found, was_kept = len(asked) % 2 == 1, asked[-2:-1] == asked[-1:]
        self._opened = asked[-1] if asked and (was_found or was_kept) else secrets.token_hex()
        return source

    def edition(self, language: Language) -> Edition:
        """The library in a language; ToolkitError when the sources must be mended first."""
        if language.tag not in self._editions:
            source = self.source.usable
            if language.tag == SOURCE_LANGUAGE:
                self._editions[language.tag] = Edition(source, [])
            else:
                found = self.remembered(lambda: self.edition_key(language), lambda: self._translated(language))
                self._editions[language.tag] = Edition(*found)
        return self._editions[language.tag]

    @property
    def structure(self) -> str:
        """Names everything that pieces of every language depend on, but for what the texts say."""
        return key_of("structure", self.code.digest(*_READING), self.source.structure)

    def counts(self, language: Language) -> tuple[Counts, list[Diagnostic]]:
        """How much of a language is in which state, and what was held back."""

        def counted() -> tuple[Counts, list[Diagnostic]]:
            edition = self.edition(language)
            return count(library_texts(edition.library)), edition.found

        return self.remembered(lambda: key_of("counts", self.edition_key(language)), counted)

    def catalog(self, language: Language) -> tuple[Catalog, list[Diagnostic]]:
        """What is translated into a language, as it stands in its files."""
        return load_catalog(self.root, language)

    def source_key(self) -> str:
        """Names everything that the library in English, as it was opened, depends on."""
        _ = self.source
        return self._opened

    def edition_key(self, language: Language) -> str:
        """Names everything that the library in a language depends on."""
        files = self.digest(f"translations/{language.tag}")
        return key_of("edition", self.source_key(), self.code.digest(*_TRANSLATING), language.tag, files)

    def digest(self, *names: str) -> str:
        """Changes with any file below these folders of the project, or with the files themselves."""
        lines = []
        for name in names:
            path = self.root / name
            if path.is_dir():
                lines += [f"{name}/{file} {digest}" for file, digest in self.known.digests_below(path).items()]
            elif path.is_file():
                lines.append(f"{name} {self.known.digest(path)}")
        return digest_of_lines(lines)

    def remembered(self, key: Callable[[], str], make: Callable[[], T]) -> T:
        """The value kept under the key, or made and kept now.

        Somebody may save a file while it is being read. What came of that is kept only if the key is still the same:
        under the old key it would come back whenever the files are again as they were.
        """
        value: T | None = None
        for _ in range(_TRIES):
            try:
                before = key()
            except OSError:
                return make()  # a file can't be read: the loader says which, and what came of it is not kept
            value = self.values.value(before)
            if value is not None:
                break
            value = make()
            if key() == before:
                self.values.keep(before, value)
                break
        return cast(T, value)

    def save(self) -> None:
        """Keep the digests that were asked for."""
        self.code.save()
        self.known.save()

    def _read(self) -> tuple[Library | None, list[Diagnostic], list[Diagnostic], str]:
        loaded = load_library(self.root)
        if loaded.library is None:
            return None, loaded.diagnostics, [], ""
        breaches = validate(loaded.library, loaded.sources)
        return loaded.library, loaded.diagnostics, breaches, structure(loaded.library)

    def _translated(self, language: Language) -> tuple[Library, list[Diagnostic]]:
        catalog, found = self.catalog(language)
        translated, refused = translate(self.source.usable, language, catalog)
        return translated, [*found, *refused]
