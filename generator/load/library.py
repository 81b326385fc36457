"""The authors' folders as one Library in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic, Position, has_errors
from generator.library.answers import AnswersFile
from generator.library.classifier import Classifier
from generator.library.diagrams import Diagrams
from generator.library.example import FOLDER as EXAMPLES
from generator.library.example import Example
from generator.library.framework import FILES, Framework
from generator.library.guides import Guides
from generator.library.library import Glossary, Interface, Library, Publication
from generator.library.markdown import MarkdownPage
from generator.library.matrix import Matrix
from generator.library.matters import Matters
from generator.library.packs import Packs
from generator.library.quotes import LOCK_NAME as QUOTES
from generator.library.session import Programmes, Session
from generator.library.sources import Sources
from generator.library.standards import Standards
from generator.library.template import Checklist, DocumentTemplate
from generator.library.text import SOURCE_LANGUAGE, Node
from generator.library.works import CitedWorks
from generator.load.languages import load_languages
from generator.load.markdown_page import load_page
from generator.load.model_file import ModelFile, load_model
from generator.load.quote_lock import load_quote_lock
from generator.load.source_lock import load_lock

N = TypeVar("N", bound=Node)

CONTENT: dict[str, tuple[str, type[Node], str]] = {
    "publication": ("content/site.yaml", Publication, "content/site"),
    "interface": ("content/interface.yaml", Interface, "interface"),
    "wording": ("content/wording.yaml", Interface, "wording"),
    "glossary": ("content/glossary.yaml", Glossary, "content/glossary"),
    "standards": ("content/standards.yaml", Standards, "content/standards"),
    "matters": ("content/matters.yaml", Matters, "content/matters"),
    "packs": ("content/packs.yaml", Packs, "content/packs"),
    "classifier": ("content/classifier.yaml", Classifier, "content/classifier"),
    "guides": ("content/guides.yaml", Guides, "content/guides"),
    "works": ("content/works.yaml", CitedWorks, "content/works"),
    "programmes": ("content/programmes.yaml", Programmes, "content/programmes"),
    "diagrams": ("content/diagrams.yaml", Diagrams, "content/diagrams"),
    "matrix": ("content/matrix.yaml", Matrix, "content/matrix"),
}
"""The single files of content/: the library's part that each fills, its path, its model and its catalogue."""

EDITIONS = "framework/editions"
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

    def model(self, path: str, model: type[N], catalogue: str) -> N | None:
        file = self.root / path
        if not file.exists():
            help = "every edition and site needs it; restore it"
            self.found.append(Diagnostic("FILE001", f"the file {path} is missing", Position(file), help))
            return None
        loaded, found = load_model(file, model, catalogue)
        self.found += found
        if loaded is None:
            return None
        self._remember(loaded)
        return loaded.model

    def folder(self, path: str, model: type[N], catalogue: str) -> tuple[N, ...]:
        files = sorted((self.root / path).glob("*.yaml"))
        self.refuse_strays(self.root / path, {file.name for file in files}, "give it the ending .yaml, or move it away")
        values = [self.model(f"{path}/{file.name}", model, f"{catalogue}/{file.stem}") for file in files]
        return tuple(value for value in values if value is not None)

    def refuse_strays(self, folder: Path, known: set[str], help: str) -> None:
        """A file that nothing reads is a mistake: its author believes that it counts."""
        for file in sorted(folder.iterdir()) if folder.is_dir() else []:
            if file.is_file() and file.name not in known and not file.name.startswith("."):
                self.found.append(Diagnostic("FILE004", f"nothing reads the file '{file.name}'", Position(file), help))

    def _remember(self, loaded: ModelFile[N]) -> None:
        self.sources.add(loaded.catalogue, loaded.source.path, loaded.model, loaded.source.positions)


def load_library(root: Path) -> Loaded:
    """Everything below framework/, content/ and templates/documents/, in the source language, with keys."""
    reader = _Reader(root)
    languages, found = load_languages(root)
    reader.found += found
    source = next((language for language in languages if language.tag == SOURCE_LANGUAGE), None)
    content = {name: reader.model(path, model, catalogue) for name, (path, model, catalogue) in CONTENT.items()}
    frameworks = dict(_editions(reader))
    documents = reader.folder("templates/documents", DocumentTemplate, "documents")
    checklists = reader.folder("content/checklists", Checklist, "content/checklists")
    sessions = reader.folder("content/sessions", Session, "content/sessions")
    examples = tuple(_examples(reader))
    pages = _pages(reader)
    if source is None or None in content.values() or not frameworks or has_errors(reader.found):
        return Loaded(None, reader.sources, reader.found)
    parts: dict[str, Any] = {
        **content,
        "documents": documents,
        "checklists": checklists,
        "sessions": sessions,
        "examples": examples,
        "pages": pages,
    }
    return Loaded(Library(source, frameworks=frameworks, **parts), reader.sources, reader.found)


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
            continue
        framework = _edition(reader, folder.name)
        if framework is not None:
            yield folder.name, framework


def _edition(reader: _Reader, edition: str) -> Framework | None:
    """The edition, when all of its files can be used."""
    parts: dict[str, Any] = {
        stem: reader.model(f"{EDITIONS}/{edition}/{stem}.yaml", model, f"framework/{edition}/{stem}")
        for stem, model in FILES.items()
    }
    lock, found = load_quote_lock(reader.root / EDITIONS / edition)
    reader.found += found
    reader.sources.add_quotes(edition, lock)
    known = {f"{stem}.yaml" for stem in FILES} | {QUOTES}
    reader.refuse_strays(reader.root / EDITIONS / edition, known, f"name it after one of: {', '.join(FILES)}")
    if any(part is None for part in parts.values()):
        return None
    return Framework.model_construct(**{stem.replace("-", "_"): part for stem, part in parts.items()})


def _examples(reader: _Reader) -> Iterator[Example]:
    """The filled papers of the worked examples, folder by folder."""
    for file in sorted((reader.root / EXAMPLES).glob("*/*.json")):
        catalogue = f"{EXAMPLES}/{file.parent.name}/{file.stem}"
        answers = reader.model(f"{catalogue}.json", AnswersFile, catalogue)
        if answers is not None:
            yield Example(initiative=file.parent.name, paper=file.stem, file=answers)


def _pages(reader: _Reader) -> tuple[MarkdownPage, ...]:
    content = reader.root / "content"
    lock, found = load_lock(reader.root)
    reader.found += found
    pages = []
    for file in sorted(content.rglob("*.md")):
        page, found = load_page(content, file, lock)
        reader.found += found
        if page is not None:
            reader.sources.add_page(file, page)
            pages.append(page)
    return tuple(pages)
