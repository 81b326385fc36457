"""The authors' folders as one Library in the source language."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, TypeVar

from generator.cache.fingerprint import is_ignored
from generator.diagnostics import Diagnostic, Position, has_errors
from generator.files import listed
from generator.library.framework import Framework
from generator.library.kinds import EDITIONS, FOLDERS, KINDS, Kind
from generator.library.library import Library
from generator.library.markdown import MarkdownPage
from generator.library.quotes import LOCK_NAME as QUOTES
from generator.library.sources import Sources
from generator.library.text import SOURCE_LANGUAGE, Node
from generator.load.file_names import strange_names
from generator.load.languages import load_languages
from generator.load.markdown_page import load_page
from generator.load.model_file import ModelFile, load_model
from generator.load.quote_lock import load_quote_lock
from generator.load.source_lock import load_lock

N = TypeVar("N", bound=Node)

_EDITION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})*")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library, where its parts stand, and what is wrong; no library when a file could not be read."""

    library: Library | None
    sources: Sources
    diagnostics: list[Diagnostic]


@dataclass(slots=True)
class _Reader:
    """Loads files one after the other and gathers what is wrong with any of them."""

    root: Path
    sources: Sources = field(default_factory=Sources)
    found: list[Diagnostic] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)
    """The files that were read, and the folders that were refused as a whole."""

    def model(self, path: str, model: type[N], catalogue: str) -> N | None:
        file = self.root / path
        self.seen.add(file)
        if not os.path.lexists(file):
            help = "every edition and site needs it; restore it"
            self.found.append(Diagnostic("FILE001", f"the file {path} is missing", Position(file), help))
            return None
        loaded, found = load_model(file, model, catalogue, within=self.root)
        self.found += found
        if loaded is None:
            return None
        self._remember(loaded)
        return loaded.model

    def kind(self, kind: Kind) -> Any:
        """What the library keeps of a kind: one value (None when it can't be used), or a tuple of those that can."""
        if kind.model is MarkdownPage:
            return _pages(self, kind)
        files = [path.relative_to(self.root).as_posix() for path in sorted(self.root.glob(kind.files))]
        held = [self._made(kind, file) for file in (files if kind.many else [kind.files])]
        return tuple(value for value in held if value is not None) if kind.many else held[0]

    def _made(self, kind: Kind, file: str) -> Node | None:
        catalogue = kind.catalogue_of(file)
        value = self.model(file, kind.model, catalogue)
        return kind.made(catalogue, value) if kind.made and value is not None else value

    def _remember(self, loaded: ModelFile[N]) -> None:
        self.sources.add(loaded.catalogue, loaded.source.path, loaded.model, loaded.source.positions)


def load_library(root: Path) -> Loaded:
    """Everything below framework/, content/ and templates/documents/, in the source language, with keys."""
    reader = _Reader(root)
    languages, found = load_languages(root)
    reader.found += found
    source = next((language for language in languages if language.tag == SOURCE_LANGUAGE), None)
    frameworks = dict(_editions(reader))
    contents: dict[str, Any] = {kind.field: reader.kind(kind) for kind in KINDS if not kind.of_edition}
    reader.found += [*_strays(reader), *strange_names(root, FOLDERS)]
    if source is None or None in contents.values() or not frameworks or has_errors(reader.found):
        return Loaded(None, reader.sources, reader.found)
    return Loaded(Library(language=source, frameworks=frameworks, **contents), reader.sources, reader.found)


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


def _editions(reader: _Reader) -> Iterator[tuple[str, Framework]]:
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
        framework = _edition(reader, folder.name)
        if framework is not None:
            yield folder.name, framework


def _edition(reader: _Reader, edition: str) -> Framework | None:
    """The edition, when all of its files can be used."""
    parts: dict[str, Any] = {
        kind.field: reader.model(file := kind.files.replace("*", edition), kind.model, kind.catalogue_of(file))
        for kind in KINDS
        if kind.of_edition
    }
    folder = reader.root / EDITIONS / edition
    lock, found = load_quote_lock(folder)
    reader.found += found
    reader.seen.add(folder / QUOTES)
    reader.sources.add_quotes(edition, lock)
    return None if None in parts.values() else Framework.model_construct(**parts)


def _pages(reader: _Reader, kind: Kind) -> tuple[MarkdownPage, ...]:
    lock, found = load_lock(reader.root)
    reader.found += found
    pages = []
    for file in sorted(reader.root.glob(kind.files)):
        reader.seen.add(file)
        page, found = load_page(reader.root / "content", file, lock)
        reader.found += found
        if page is not None:
            reader.sources.add_page(file, page)
            pages.append(page)
    return tuple(pages)
