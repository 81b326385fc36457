"""Everything the authors wrote, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.library.classifier import Classifier
from generator.library.diagrams import Diagrams
from generator.library.example import Example
from generator.library.framework import Framework
from generator.library.guides import Guides
from generator.library.language import Language
from generator.library.markdown import MarkdownPage
from generator.library.matrix import Matrix
from generator.library.matters import Matters
from generator.library.packs import Packs
from generator.library.session import Programmes, Session
from generator.library.standards import Standards
from generator.library.template import Checklist, DocumentTemplate, Printed, Template
from generator.library.text import Node, Slug, Text, texts_in
from generator.library.works import CitedWorks


class Term(Node):
    """A glossary entry; `place` names where the framework itself defines or uses it."""

    id: Slug
    term: Text
    meaning: Text
    see: tuple[str, ...] = ()
    place: str = ""


class Glossary(Node):
    """`content/glossary.yaml`."""

    title: Text
    summary: Text
    terms: tuple[Term, ...]


class Message(Node):
    """A string of the interface; `note` helps its translator."""

    id: Slug
    text: Text
    note: str = ""


class Interface(Node):
    """Every label, button and message that is nobody's content.

    `content/interface.yaml` holds the words of the site's frame, `content/wording.yaml` those of generated pages
    and papers.
    """

    messages: tuple[Message, ...]

    def __getitem__(self, id: str) -> Text:
        """The text of the message; a wrong id is a bug, and a KeyError."""
        return self.by_id[id]

    @property
    def by_id(self) -> dict[str, Text]:
        """Every message's text by id."""
        return {message.id: message.text for message in self.messages}


class Publication(Node):
    """`content/site.yaml`: who publishes, where and when."""

    title: Text
    tagline: Text
    url: str
    released: str
    version: str


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The authors' work as one value, all of it in the language `language`; each is equal to itself alone."""

    language: Language
    publication: Publication
    interface: Interface
    wording: Interface
    frameworks: dict[str, Framework]
    glossary: Glossary
    standards: Standards
    matters: Matters
    packs: Packs
    classifier: Classifier
    matrix: Matrix
    guides: Guides
    works: CitedWorks
    programmes: Programmes
    diagrams: Diagrams
    documents: tuple[DocumentTemplate, ...]
    checklists: tuple[Checklist, ...]
    sessions: tuple[Session, ...]
    examples: tuple[Example, ...]
    pages: tuple[MarkdownPage, ...] = field(default=())

    @property
    def templates(self) -> tuple[Template, ...]:
        """Every document, then every checklist."""
        return (*self.documents, *self.checklists)

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Everything that there is on paper: the templates, the questions as a decision chart, sessions, programmes."""
        return (*self.templates, self.classifier, *self.sessions, *self.programmes.programmes)

    @property
    def framework(self) -> Framework:
        """The newest edition."""
        return self.frameworks[max(self.frameworks, key=lambda id: [int(part) for part in id.split(".")])]


def parts(library: Library) -> Iterator[Node]:
    """Every model value of the library that holds texts, in a fixed order."""
    yield from (library.publication, library.interface, library.wording)
    for framework in library.frameworks.values():
        yield from (getattr(framework, name) for name in Framework.model_fields)
    yield from (library.glossary, library.standards, library.matters, library.packs, library.matrix)
    yield from (library.guides, library.works, library.diagrams)
    yield library.classifier
    yield from library.documents
    yield from library.checklists
    yield library.programmes
    yield from library.sessions
    yield from library.pages


@lru_cache(maxsize=1)  # rules ask for the texts of one library one after the other
def library_texts(library: Library) -> tuple[Text, ...]:
    """Every text of the library, in a fixed order."""
    return tuple(text for part in parts(library) for _, text in texts_in(part))
