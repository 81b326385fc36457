"""The authors' folders as one Library in the source language."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

from generator.cache.fingerprint import is_ignored
from generator.cache.memory import Memory
from generator.diagnostics import Diagnostic, Position, has_errors
from generator.files import listed
from generator.library.kinds import EDITIONS, FOLDERS, KINDS, Kind
from generator.library.library import Held, Library, assembled
from generator.library.markdown import MarkdownPage
from generator.library.quotes import LOCK_NAME as QUOTES
from generator.library.readability import Measure, own_measure
from generator.library.sources import Sources
from generator.library.structure import body, shape
from generator.library.text import SOURCE_LANGUAGE, Text, all_texts, with_texts
from generator.load.file_names import strange_names
from generator.load.languages import load_languages
from generator.load.markdown_page import load_page
from generator.load.message_lock import asked_messages
from generator.load.model_file import load_model, positions_in
from generator.load.quote_lock import load_quote_lock
from generator.load.source_lock import load_lock

_EDITION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})*")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library, where its parts stand, and what is wrong; no library when a file could not be read.

    `held` is what each file holds, from which the library is put together.
    """

    library: Library | None
    sources: Sources
    diagnostics: list[Diagnostic]
    held: tuple[Held, ...] = ()


_Read = tuple[Any, list[Diagnostic], str, str, Measure, tuple[Text, ...]]
"""What a file holds and what is wrong with it; its shape, its body, how hard it is to read, and its texts."""


def _told(value: Any, found: list[Diagnostic]) -> _Read:
    """With all that is worked out once, when a file is read, and kept beside what it holds."""
    texts = all_texts(value)
    return value, found, shape(value), body(value), own_measure(texts), texts


@dataclass(slots=True)
class _Reader:
    """Loads files one after the other and gathers what is wrong with any of them."""

    root: Path
    memory: Memory
    sources: Sources = field(default_factory=Sources)
    found: list[Diagnostic] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)
    """The files that were read, and the folders that were refused as a whole."""

    def kind(self, kind: Kind) -> Iterator[Held]:
        """What the files of a kind hold, those that can be used."""
        if kind.model is MarkdownPage:
            yield from _pages(self, kind)
            return
        files = [path.relative_to(self.root).as_posix() for path in sorted(self.root.glob(kind.files))]
        for file in files if kind.many else [kind.files]:
            yield from self.file(kind, file)

    def file(self, kind: Kind, path: str, edition: str = "") -> Iterator[Held]:
        """What a YAML file of a kind holds; nothing, and why, when it can't be used."""
        file, catalogue = self.root / path, kind.catalogue_of(path)
        self.seen.add(file)
        if not os.path.lexists(file):
            help = "every edition and site needs it; restore it"
            self.found.append(Diagnostic("FILE001", f"the file {path} is missing", Position(file), help))
            return

        def read() -> _Read:
            loaded, found = load_model(file, kind.model, catalogue, within=self.root)
            return _told(loaded and loaded.model, found)

        (model, found, shaped, inner, measure, texts), key = self.memory.made(file, f"{kind.field} {catalogue}", read)
        self.found += found
        if model is not None:
            self.sources.add(catalogue, file, model, partial(positions_in, file, self.root))
            value = kind.made(catalogue, model) if kind.made else with_texts(model, texts)
            yield Held(kind, edition, catalogue, value, key, shaped, inner, measure)


def load_library(root: Path, memory: Memory | None = None) -> Loaded:
    """Everything below framework/, content/ and templates/documents/, in the source language, with keys.

    A file that the memory knows is not read again.
    """
    reader = _Reader(root, memory or Memory())
    languages, found = load_languages(root)
    reader.found += found
    source = next((language for language in languages if language.tag == SOURCE_LANGUAGE), None)
    held = (*_editions(reader), *(each for kind in KINDS if not kind.of_edition for each in reader.kind(kind)))
    reader.found += [*_strays(reader), *strange_names(root, FOLDERS)]
    reader.sources.messages = asked_messages(root)
    library = None if source is None or has_errors(reader.found) else assembled(source, held)
    return Loaded(library, reader.sources, reader.found, held)


def _strays(reader: _Reader) -> Iterator[Diagnostic]:
    """A file that nothing reads is a mistake: its author believes that it counts."""
    for folder in FOLDERS:
        for file in map(Path, listed(reader.root / folder, "")):
            path = file.relative_to(reader.root)
            left_behind = any(part.startswith(".") or is_ignored(part) for part in path.parts)
            if not left_behind and not file.is_dir() and reader.seen.isdisjoint((file, *file.parents)):
                message = f"nothing reads the file '{file.name}'"
                yield Diagnostic("FILE004", message, Position(file), _place_for(path))


def _place_for(path: Path) -> str:
    """The help for a file that nothing reads: what may stand in its folder."""
    folder = path.parent.as_posix()
    read = [kind.files.rpartition("/")[2] for kind in KINDS if fnmatch(folder, kind.files.rpartition("/")[0])]
    near = difflib.get_close_matches(path.name, read, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    patterns = [name for name in read if "*" in name]
    return f"only {', '.join(patterns)} is read here: rename it, or move it away" if patterns else "move it away"


def _editions(reader: _Reader) -> Iterator[Held]:
    editions = reader.root / EDITIONS
    folders = sorted(path for path in editions.iterdir() if path.is_dir()) if editions.is_dir() else []
    if not folders:
        message = f"there is no edition in {EDITIONS}"
        reader.found.append(Diagnostic("FILE001", message, Position(editions), "restore the folder, such as 1.0"))
    for folder in folders:
        if not _EDITION.fullmatch(folder.name):
            message = f"the folder '{folder.name}' is not named after an edition"
            help = "name it after its version, such as 1.0"
            reader.found.append(Diagnostic("FILE003", message, Position(folder), help))
            reader.seen.add(folder)
            continue
        yield from _edition(reader, folder.name)


def _edition(reader: _Reader, edition: str) -> Iterator[Held]:
    for kind in KINDS:
        if kind.of_edition:
            yield from reader.file(kind, kind.files.replace("*", edition), edition)
    folder = reader.root / EDITIONS / edition
    lock, found = load_quote_lock(folder)
    reader.found += found
    reader.seen.add(folder / QUOTES)
    reader.sources.add_quotes(edition, lock)


def _pages(reader: _Reader, kind: Kind) -> Iterator[Held]:
    lock, found = load_lock(reader.root)
    reader.found += found
    for file in sorted(reader.root.glob(kind.files)):
        reader.seen.add(file)
        path = file.relative_to(reader.root / "content").with_suffix("").as_posix()

        def read(file: Path = file) -> _Read:
            return _told(*load_page(reader.root / "content", file, lock))

        about = f"page {lock.pages.get(path, ())!r}"
        (page, found, shaped, inner, measure, texts), key = reader.memory.made(file, about, read)
        reader.found += found
        if page is not None:
            reader.sources.add(f"content/{path}", file, page)
            yield Held(kind, "", f"content/{path}", with_texts(page, texts), key, shaped, inner, measure)
