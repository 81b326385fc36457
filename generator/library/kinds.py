"""The kinds of content: one row each, which says all that the program must know of a kind.

Whatever treats every kind alike reads this table: loading, catalogues, schemas, rules, links and their names, what
rests on the framework, papers, the menu. To add a kind, write its model, add its row to TABLE and its field to
Contents; CONTRIBUTING.md has the whole recipe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.library.answers import AnswersFile
from generator.library.classifier import Classifier
from generator.library.criteria import Criteria
from generator.library.diagrams import Diagrams
from generator.library.example import Example
from generator.library.framework import FILES, Framework
from generator.library.glossary import Glossary
from generator.library.guides import Guides
from generator.library.interface import Interface
from generator.library.kits import Kits
from generator.library.levels import Levels
from generator.library.mappings import Mappings
from generator.library.markdown import MarkdownPage
from generator.library.matrix import Matrix
from generator.library.matters import Matters
from generator.library.menu import Menu
from generator.library.packs import Packs
from generator.library.pictures import Pictures
from generator.library.publication import Publication
from generator.library.purposes import Purposes
from generator.library.questions import QuestionPages, Questions
from generator.library.redirects import Redirects
from generator.library.search_words import SearchWords, SearchWordsFile
from generator.library.session import Programmes, Session
from generator.library.standards import Standards
from generator.library.template import Checklist, DocumentTemplate
from generator.library.text import Node
from generator.library.works import CitedWorks
from generator.library.worksheet import Worksheet

EDITIONS = "framework/editions"


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page about many things; one that is `written` by hand has its place here and nothing else.

    With an anchor in its path (`definition#key-terms`) it is a section of another page. Where a page stands in the menu
    says `content/menu.yaml`.
    """

    path: str
    written: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """What texts may link to as `scheme:id`: each entry in the list `entries`, or the file's value where that is empty.

    `at` is what comes before the id in the path of its page. `name` is the field with its name; without one it can be
    linked to, but is nowhere called by its name. `rests_on` are the fields with the places in the framework that its
    page serves; `notes.paragraphs` are those of every entry in the list `notes`.
    """

    scheme: str
    at: str
    entries: str = ""
    name: str = "name"
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content.

    `field` is where the library keeps it: one value for a single file, else a tuple. What stands in an edition of the
    framework is a field of that edition. `files` is the file, or a pattern for the files, from the root; `catalogue`
    the PO file of its texts and `schema` the JSON Schema of its files, both without ending and named like the file if
    left out. `page` is the page about all of them, and `rests_on` says, as in Linked, what that page serves.
    `printed` means that each is a paper. `made` turns what a file holds into what the library keeps.
    """

    field: str
    model: type[Node]
    files: str
    catalogue: str = ""
    schema: str = ""
    page: PageRow | None = None
    rests_on: tuple[str, ...] = ()
    linked: tuple[Linked, ...] = ()
    printed: bool = False
    made: Callable[[str, Any], Node] | None = None

    @property
    def of_edition(self) -> bool:
        """True for the files of the framework's editions."""
        return self.files.startswith(f"{EDITIONS}/")

    @property
    def many(self) -> bool:
        """True where the library keeps many of them: each has a file of its own."""
        return "*" in self.files and not self.of_edition

    @property
    def schema_name(self) -> str:
        """The name of the JSON Schema of its files; kinds with one model may share one."""
        return self.schema or self.files.rpartition("/")[2].removesuffix(".yaml")

    def catalogue_of(self, file: str) -> str:
        """The catalogue of one of its files."""
        return _moved(file, self.files, self.catalogues) or file

    def file_of(self, catalogue: str) -> str | None:
        """The file of one of its catalogues; None for a catalogue of another kind."""
        return _moved(catalogue, self.catalogues, self.files)

    @property
    def catalogues(self) -> str:
        """The catalogue, or the pattern of those of its files."""
        return self.catalogue or self.files.rpartition(".")[0]


def _moved(name: str, pattern: str, other: str) -> str | None:
    """The name with what the stars of one pattern stand for put into those of the other; None where it does not fit."""
    found = _fitting(pattern).fullmatch(name)
    if found is None:
        return None
    parts = iter(found.groups())
    return _STARS.sub(lambda _: next(parts), other)


@cache  # every file is compared with every kind
def _fitting(pattern: str) -> re.Pattern[str]:
    return re.compile(_ANY_NAME.sub("([^/]*)", _ANY_PATH.sub("(.*)", re.escape(pattern))))


_STARS, _ANY_PATH, _ANY_NAME = re.compile(r"\*\*/\*|\*"), re.compile(r"\\\*\\\*/\\\*"), re.compile(r"\\\*")


def _of_edition(
    stem: str,
    page: PageRow | None = None,
    *linked: Linked,
    schema: str = "",
    rests_on: tuple[str, ...] = ("paragraphs",),
) -> Kind:
    """The row of a file that each edition of the framework has."""
    return Kind(
        stem.replace("-", "_"),
        FILES[stem],
        f"{EDITIONS}/*/{stem}.yaml",
        f"framework/*/{stem}",
        schema or stem,
        page,
        rests_on if page else (),
        linked,
    )


def _chapter(stem: str, on: str = "") -> Kind:
    """The row of a chapter: a page of statements, or a section on the page of another chapter."""
    page = PageRow(f"{on}#{stem}" if on else stem)
    return _of_edition(stem, page, schema="chapter", rests_on=("entries.paragraphs",))


_PLACES = ("paragraphs",)

TABLE: tuple[Kind | PageRow, ...] = (
    Kind("publication", Publication, "content/site.yaml"),
    Kind("interface", Interface, "content/interface.yaml", "interface", "interface"),
    Kind("wording", Interface, "content/wording.yaml", "wording", "interface"),
    # The chapters of the framework, and what one looks up.
    _of_edition("edition"),
    _chapter("objectives"),
    _chapter("definition"),
    _chapter("key-terms", on="definition"),
    _chapter("initiative-objectives", on="definition"),
    Kind(
        "glossary",
        Glossary,
        "content/glossary.yaml",
        page=PageRow("glossary"),
        linked=(Linked("term", "glossary#", "terms", "term"),),
    ),
    _of_edition(
        "references",
        PageRow("references"),
        Linked("work", "references#", "works", "", ("footnote", "paragraphs")),
        rests_on=(),
    ),
    _chapter("consultations", on="objectives"),
    _chapter("editorial-notes", on="objectives"),
    Kind("data", Interface, "content/data.yaml", schema="interface", page=PageRow("data")),
    PageRow("coverage"),
    PageRow("translation-status"),
    PageRow("about", written=True),
    # What the framework is about.
    _of_edition(
        "modalities",
        PageRow("modalities"),
        Linked("modality", "modalities#", "modalities", rests_on=_PLACES),
    ),
    _of_edition("taxonomy", PageRow("modalities#taxonomy")),
    _of_edition(
        "nso-role",
        PageRow("nso-role"),
        Linked("category", "nso-role#", "categories", rests_on=_PLACES),
        Linked("function", "nso-role#function-", "functions", rests_on=_PLACES),
        rests_on=("paragraphs", "entries.paragraphs"),
    ),
    _of_edition(
        "principles",
        PageRow("principles"),
        Linked("principle", "principles/", "principles", rests_on=("paragraphs", "notes.paragraphs")),
    ),
    _of_edition("stages", PageRow("stages"), Linked("stage", "stages/", "stages", rests_on=_PLACES)),
    _of_edition(
        "enabling-environment",
        PageRow("enabling-environment"),
        Linked("element", "enabling-environment/", "elements", rests_on=_PLACES),
    ),
    _of_edition("roadmap", PageRow("roadmap"), Linked("area", "roadmap#", "areas", rests_on=_PLACES)),
    # What people use.
    Kind(
        "documents",
        DocumentTemplate,
        "templates/documents/*.yaml",
        "documents/*",
        "document",
        PageRow("documents"),
        linked=(Linked("document", "documents/", name="title", rests_on=_PLACES),),
        printed=True,
    ),
    Kind(
        "purposes",
        Purposes,
        "content/purposes.yaml",
        linked=(Linked("purpose", "documents#", "purposes", "title"),),
    ),
    Kind("packs", Packs, "content/packs.yaml", page=PageRow("packs")),
    Kind(
        "checklists",
        Checklist,
        "content/checklists/*.yaml",
        schema="checklist",
        linked=(Linked("checklist", "checklists/", name="title", rests_on=("items.paragraphs",)),),
        printed=True,
    ),
    PageRow("groups"),
    Kind("classifier", Classifier, "content/classifier.yaml", page=PageRow("classify"), printed=True),
    Kind(
        "questions",
        Questions,
        "content/questions/*.yaml",
        schema="questions",
        page=PageRow("questions"),
    ),
    Kind(
        "question_pages",
        QuestionPages,
        "content/question-pages.yaml",
        linked=(Linked("questions", "questions/", "pages", "title"),),
    ),
    Kind("menu", Menu, "content/menu.yaml"),
    Kind("redirects", Redirects, "content/redirects.yaml"),
    Kind("guides", Guides, "content/guides.yaml", page=PageRow("guides")),
    Kind(
        "sessions",
        Session,
        "content/sessions/*.yaml",
        schema="session",
        linked=(Linked("session", "workshops/", name="title"),),
        printed=True,
    ),
    Kind(
        "programmes",
        Programmes,
        "content/programmes.yaml",
        page=PageRow("workshops"),
        linked=(Linked("programme", "workshops#", "programmes", "title"),),
        printed=True,
    ),
    Kind(
        "worksheets",
        Worksheet,
        "content/worksheets/*.yaml",
        schema="worksheet",
        page=PageRow("numbers"),
        linked=(Linked("worksheet", "numbers/", name="title", rests_on=_PLACES),),
        printed=True,
    ),
    Kind(
        "criteria",
        Criteria,
        "content/criteria.yaml",
        page=PageRow("criteria"),
        rests_on=_PLACES,
        linked=(
            Linked("checklist", "checklists/", "sheets", "title"),
            Linked("criterion", "criteria#", "criteria", rests_on=_PLACES),
        ),
        printed=True,
    ),
    Kind("matrix", Matrix, "content/matrix.yaml", page=PageRow("matrix")),
    Kind(
        "standards",
        Standards,
        "content/standards.yaml",
        page=PageRow("standards"),
        linked=(Linked("standard", "standards#", "standards"),),
    ),
    # What other kinds are made with.
    Kind("levels", Levels, "content/levels.yaml"),
    Kind("matters", Matters, "content/matters.yaml"),
    Kind("mappings", Mappings, "content/mappings.yaml"),
    Kind("kits", Kits, "content/kits.yaml"),
    Kind("diagrams", Diagrams, "content/diagrams.yaml"),
    Kind("pictures", Pictures, "content/pictures.yaml"),
    Kind("search_words", SearchWordsFile, "content/search/*.yaml", schema="search-words", made=SearchWords.made),
    Kind("works", CitedWorks, "content/works.yaml", linked=(Linked("work", "references#", "works", ""),)),
    Kind("examples", AnswersFile, "content/examples/*/*.json", made=Example.made),
    Kind("pages", MarkdownPage, "content/**/*.md"),
    PageRow("all-pages"),
)
"""Every kind of content, and every page that is about no kind."""

KINDS: tuple[Kind, ...] = tuple(row for row in TABLE if isinstance(row, Kind))

PAGES: tuple[PageRow, ...] = tuple(
    page for row in TABLE if (page := row.page if isinstance(row, Kind) else row) is not None
)
"""The pages about kinds and the others."""

FOLDERS: tuple[str, ...] = ("content", EDITIONS, "templates/documents")
"""What authors write stands below these folders and nowhere else; a file there that is of no kind is a mistake."""


def entries(value: Node, linked: Linked) -> Iterable[Any]:
    """What texts may link to in a value."""
    return getattr(value, linked.entries) if linked.entries else (value,)


def places(value: Any, fields: Iterable[str]) -> Iterator[str]:
    """The places in the framework that stand in the fields of a value."""
    for field in fields:
        name, _, inner = field.partition(".")
        held = getattr(value, name)
        if inner:
            for entry in held:
                yield from places(entry, (inner,))
        else:
            yield from (held,) if isinstance(held, str) else held


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Contents:
    """What the files hold, in one language: a field for each kind, but for those in an edition of the framework."""

    publication: Publication
    interface: Interface
    wording: Interface
    data: Interface
    frameworks: dict[str, Framework]
    glossary: Glossary
    documents: tuple[DocumentTemplate, ...]
    purposes: Purposes
    packs: Packs
    checklists: tuple[Checklist, ...]
    classifier: Classifier
    guides: Guides
    sessions: tuple[Session, ...]
    programmes: Programmes
    matrix: Matrix
    menu: Menu
    question_pages: QuestionPages
    redirects: Redirects
    standards: Standards
    levels: Levels
    matters: Matters
    mappings: Mappings
    kits: Kits
    criteria: Criteria
    diagrams: Diagrams
    pictures: Pictures
    works: CitedWorks
    questions: tuple[Questions, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    search_words: tuple[SearchWords, ...] = ()
    examples: tuple[Example, ...] = ()
    pages: tuple[MarkdownPage, ...] = ()
