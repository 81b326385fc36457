"""The one door to the library: in English and in each language, always with what was found wrong.

Whoever builds, fills in, classifies, translates or checks opens the library here. What was opened before is remembered
under the digests of the files and of the code that it was made from.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.cache.code import CodeDigests
from generator.cache.fingerprint import Fingerprints, digest_of_lines
from generator.cache.memory import Memory
from generator.cache.pure import keep_answers, save_answers
from generator.cache.store import Store, key_of
from generator.catalog.counts import (
    BACK_FILE,
    MOST_SHOWN,
    READ_FILE,
    Counts,
    Judgements,
    Waiting,
    count,
    count_judged,
    judged,
    waiting,
)
from generator.catalog.entries import EDITORIAL_FILE, Catalog, Review
from generator.composed import Composed
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, has_errors
from generator.library.interface import LOCK as MESSAGES
from generator.library.kinds import EDITIONS, FOLDERS
from generator.library.language import LANGUAGES_FILE, Language
from generator.library.library import Held, Library, assembled, own_texts
from generator.library.quotes import LOCK_NAME as QUOTES
from generator.library.reads import watched
from generator.library.structure import structure
from generator.library.text import SOURCE_LANGUAGE, State, Text, all_texts, catalogue_of, with_texts
from generator.load.catalogs import catalog_files, load_catalog, load_po, load_remembered, load_reviews
from generator.load.judged import load_judgements
from generator.load.languages import load_languages
from generator.load.library import Loaded, load_library
from generator.translate.apply import translate_file
from generator.translate.extract import critical_keys
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
    held: tuple[Held, ...] = ()
    structure: str = ""
    """What stands in the library beside its texts and the bodies of its pages, as a digest."""

    @property
    def found(self) -> list[Diagnostic]:
        """Everything that is wrong."""
        return [*self.unreadable, *self.breaches]

    @property
    def readable(self) -> Library:
        """The library, though it may break rules; ToolkitError when a file must be mended first."""
        if self.library is None or has_errors(self.unreadable):
            raise ToolkitError("the sources have mistakes; run `citizen-data check` and mend them first")
        return self.library

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
    held: tuple[Held, ...]


_Translated = tuple[Any, tuple[Text, ...], list[Diagnostic]]
"""What a file holds in a language, its texts, and what a translator got wrong."""


class Editions:
    """The libraries of one project. What was opened stays open, so that two askers get the same value.

    `held` are values that this process has in its hands from an earlier opening (see `Store`).
    """

    def __init__(self, root: Path, held: dict[str, Any] | None = None) -> None:
        self.root = root
        cache = root / CACHE
        self.known = Fingerprints(cache / "fingerprints.json")
        self.code = CodeDigests(self.known, cache / "code.json")
        self.values = Store(cache / "values", held)
        keep_answers(self.values, lambda module: self.code.digest(module, _READING[-1]))
        self._editions: dict[str, Edition] = {}
        self._keys: dict[str, str] = {}

    @cached_property
    def known_languages(self) -> tuple[Language, ...]:
        """All languages of the project, in the order of their file."""
        return load_languages(self.root)[0]

    def languages(self, tags: Sequence[str] = ()) -> tuple[Language, ...]:
        """The languages with these tags, or all, in the order of their file; UsageError for one that does not exist."""
        known = [language.tag for language in self.known_languages]
        for tag in tags:
            if tag not in known:
                raise self._unknown(f"there is no language '{tag}'; known: {', '.join(known)}")
        return tuple(language for language in self.known_languages if not tags or language.tag in tags)

    def _unknown(self, said: str) -> ToolkitError:
        """That a language is not known; where the list of them can't be read, why."""
        mistakes = load_languages(self.root)[1]
        if self.known_languages or not mistakes:
            return UsageError(said)
        where = f"{LANGUAGES_FILE}:{mistakes[0].position.line}"
        return ToolkitError(f"{where}: {mistakes[0].message}: `citizen-data check` says more")

    def targets(self, tags: Sequence[str] = ()) -> tuple[Language, ...]:
        """As `languages`, without English; UsageError for a tag that nothing is translated into."""
        targets = {language.tag: language for language in self.known_languages if language.tag != SOURCE_LANGUAGE}
        for tag in tags:
            if tag not in targets:
                raise self._unknown(f"'{tag}' is not a language to translate into; known: {', '.join(targets)}")
        return tuple(language for tag, language in targets.items() if not tags or tag in tags)

    @cached_property
    def source(self) -> Source:
        """The library in English."""
        loaded = load_library(self.root, self._memory(*_READING))
        library = loaded.library
        if library is None:
            return Source(None, loaded.diagnostics, [])
        shape = structure(library.language, loaded.held, library)
        breaches = self.remembered(self._sources_key, lambda: self._breaches(library, loaded, shape), tries=1)
        return Source(library, loaded.diagnostics, breaches, loaded.held, shape)

    def _breaches(self, library: Library, loaded: Loaded, shape: str) -> list[Diagnostic]:
        """What breaks a rule. A rule that found nothing is asked again when something that it reads has changed."""
        locks = self.digest(MESSAGES, *(f"{EDITIONS}/{edition}/{QUOTES}" for edition in library.frameworks))
        key = key_of("rules", self.code.digest(*_READING), shape, locks)
        with watched():
            composed = Composed(self.values, "rules", key, {"own": library}, {"own": loaded.held})

            def remembered(rule: str, is_clean: Callable[[], bool]) -> bool:
                return composed.piece(rule, "", is_clean, bool).card

            found = validate(library, loaded.sources, remembered)
            composed.save()
        return found

    def edition(self, language: Language) -> Edition:
        """The library in a language; ToolkitError when the sources must be mended first."""
        tag = language.tag
        if tag not in self._editions:
            source = self.source.usable
            if tag == SOURCE_LANGUAGE:
                self._editions[tag] = Edition(source, [], self.source.held)
            else:
                # A file may be saved meanwhile: what is then made from this edition has a key that never comes again.
                before = self.edition_key(language)
                self._editions[tag] = self._translated(language)
                if self._edition_key(language) != before:
                    self._keys[tag] = secrets.token_hex()
        return self._editions[tag]

    @property
    def structure(self) -> str:
        """Names everything that pieces of every language depend on, but for what texts say and the bodies of pages."""
        return key_of("structure", self.code.digest(*_READING), self.source.structure)

    def counts(self, language: Language) -> tuple[Counts, list[Diagnostic]]:
        """How much of a language is in which state, and what was held back."""

        def counted() -> tuple[Counts, list[Diagnostic]]:
            edition = self.edition(language)
            back, unread = self._judged(language, BACK_FILE)
            read, unread_too = self._judged(language, READ_FILE)
            texts = own_texts(edition.library)
            by_key = {text.key: text for text in texts}
            critical = critical_keys(edition.library)
            queues = waiting(texts, critical, self._stale_since(language, texts))
            first = {state: queue[:MOST_SHOWN] for state, queue in queues.items()}
            counts = replace(
                count(texts, critical), first=first, back=count_judged(back, by_key), read=count_judged(read, by_key)
            )
            return counts, [*edition.found, *unread, *unread_too]

        return self.remembered(lambda: key_of("counts", self.edition_key(language)), counted)

    def _judged(self, language: Language, name: str) -> tuple[Judgements, list[Diagnostic]]:
        """What is told of a table of judgements: some are megabytes, and change seldom."""

        def read() -> tuple[Judgements, list[Diagnostic]]:
            rows, found = load_judgements(self.root, language, name)
            return judged(rows), found

        path = self.root / "translations" / language.tag / name
        return self._memory("generator.load.judged").made(path, "judged", read)[0]

    def waiting(self, language: Language) -> dict[State, list[Waiting]]:
        """The texts that wait for a translator or a reviewer, by state; those that matter most come first."""
        texts = own_texts(self.edition(language).library)
        return waiting(texts, self._critical, self._stale_since(language, texts))

    def _stale_since(self, language: Language, texts: Iterable[Text]) -> dict[str, str]:
        """The days on which the English of texts changed, by key, of all in catalogues where a text is out of date."""
        # Most languages have few such texts, and their catalogues are long to read.
        stale = {catalogue_of(text.key) for text in texts if text.state is State.STALE}
        files = catalog_files(self.root, language)
        read = (load_po(files[each], each, self.root, language.tag)[0] for each in sorted(stale & files.keys()))
        return {entry.key: entry.stale_since for file in read if file for entry in file.entries}

    def catalog(self, language: Language) -> tuple[Catalog, list[Diagnostic]]:
        """What is translated into a language, as it stands in its files."""
        return load_catalog(self.root, language)

    def source_key(self) -> str:
        """Names everything that the library in English, as it was opened, depends on."""
        held = (each.key for each in self.source.held)
        return key_of("source", self.code.digest(*_READING), self.source.structure, *held)

    def edition_key(self, language: Language) -> str:
        """Names everything that the library in a language depends on, as it was when this was first asked."""
        if language.tag not in self._keys:
            self._keys[language.tag] = self._edition_key(language)
        return self._keys[language.tag]

    def _edition_key(self, language: Language) -> str:
        files = self.digest(f"translations/{language.tag}", EDITORIAL_FILE)
        return key_of("edition", self.source_key(), self.code.digest(*_TRANSLATING), repr(language), files)

    def _sources_key(self) -> str:
        return key_of("breaches", str(self.root), self.code.digest(*_READING), self.digest(MESSAGES, *SOURCES))

    def _memory(self, *code: str) -> Memory:
        return Memory(self.values, self.known, self.code.digest(*code))

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

    def remembered(self, key: Callable[[], str], make: Callable[[], T], tries: int = _TRIES) -> T:
        """The value kept under the key, or made and kept now.

        Somebody may save a file while it is being read. What came of that is kept only if the key is still the same:
        under the old key it would come back whenever the files are again as they were.
        """
        value: T | None = None
        for _ in range(tries):
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
        """Keep the digests that were asked for, and the answers that were given."""
        save_answers()
        self.code.save()
        self.known.save()

    def _translated(self, language: Language) -> Edition:
        """Each file's values in the language, made anew where the file or its translation has changed."""
        reviews, found = load_reviews(self.root, language)
        remembered, unreadable = load_remembered(self.root, language)
        found += unreadable
        lines = (f"{words} {english}" for words, known in remembered.made_from.items() for english in known)
        edited = (f"{key} {pair!r}" for key, pairs in remembered.editorial.items() for pair in pairs)
        drafts = digest_of_lines(sorted((*remembered.machine_texts, *lines, *edited)))
        files = catalog_files(self.root, language)
        memory = self._memory(*_TRANSLATING)
        held, refused = [], []
        for each in self.source.held:
            own = tuple(review for review in reviews if catalogue_of(review.key) == each.catalogue)
            file = files.pop(each.catalogue, self.root / "translations" / language.tag / f"{each.catalogue}.po")

            def made(each: Held = each, own: tuple[Review, ...] = own, file: Path = file) -> _Translated:
                return self._in_language(replace(remembered, reviews=own), each, file)

            (value, texts, mistakes), key = memory.made(file, f"{each.key} {language!r} {own!r} {drafts}", made)
            refused += mistakes
            held.append(replace(each, value=with_texts(value, texts), key=key))
        for catalogue, file in files.items():  # no English file has these texts any more
            found += load_po(file, catalogue, self.root, language.tag)[1]
        return Edition(assembled(language, held), [*found, *refused], tuple(held))

    def _in_language(self, catalog: Catalog, held: Held, file: Path) -> _Translated:
        found: list[Diagnostic] = []
        if os.path.lexists(file):
            read, found = load_po(file, held.catalogue, self.root, catalog.language.tag)
            catalog = replace(catalog, files={} if read is None else {held.catalogue: read})
        value, refused = translate_file(held.value, catalog.language, catalog, self._critical)
        return value, all_texts(value), [*found, *refused]

    @cached_property
    def _critical(self) -> frozenset[str]:
        return critical_keys(self.source.usable)
