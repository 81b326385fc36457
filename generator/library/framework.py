"""One edition of the framework as data: its own words quoted, ours beside them."""

from __future__ import annotations

from typing import Annotated, cast

from pydantic import Field, StringConstraints

from generator.library.text import Node, Official, Slug, Text

Reference = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]?|box-[0-9]+|table-[0-9]+|annex|fn-[1-9][0-9]?)$")]
"""A place in the framework's text: a paragraph number, a box, a table, the annex or a footnote."""

Points = dict[Slug, Text]
"""Short texts in the order in which they are read, each under a stable id."""


class Place(Node):
    """One paragraph, box, table or footnote of the framework, and the chapter it stands in."""

    id: Reference
    chapter: Slug


class EditionLedger(Node):
    """`edition.yaml`: what the edition is and the ledger of every place in it."""

    id: str
    title: Official
    publisher: str
    published: str
    chapters: Points
    ledger: tuple[Place, ...]


class Statement(Node):
    """A statement of the framework, in plain language, with its wording where that is normative."""

    id: Slug
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    title: Text
    quote: Official | None = None
    plain: Text
    points: Points = {}


class Chapter(Node):
    """A page's worth of entries: objectives, key terms, definition, consultations and the like."""

    title: Text
    summary: Text
    entries: tuple[Statement, ...]


class StagePart(Node):
    """A lettered part of a stage: (a) objectives, (b) partnerships, and so on."""

    id: Slug
    quote: Official
    plain: Text


class Stage(Node):
    """A stage of the data value chain, with the GSBPM phases that the framework maps to it."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Text
    quote: Official
    gsbpm: tuple[int, ...]
    plain: Text
    why: Text
    parts: tuple[StagePart, ...] = ()
    steps: Points
    questions: Points
    outputs: Points


class Stages(Node):
    """`stages.yaml`: the data value chain."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    gsbpm_phases: dict[Slug, Text]
    stages: tuple[Stage, ...]


class Modality(Node):
    """A collaboration modality; number 6 is the case the framework leaves out of scope."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Official
    quote: Official
    in_scope: bool
    plain: Text
    who_leads: Text
    watch_for: Text
    example: Text


class Modalities(Node):
    """`modalities.yaml`."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    modalities: tuple[Modality, ...]


class TaxonomyGroup(Node):
    """One of the two groups of initiatives."""

    id: Slug
    modalities: tuple[Slug, ...]
    title: Text
    plain: Text


class TaxonomyColumn(Node):
    """A column of Table 1 and the modalities it stands for."""

    id: Slug
    modalities: tuple[Slug, ...]
    heading: Text


class TaxonomyCell(Node):
    """A cell of Table 1; one that names several stages spans their rows."""

    id: Slug
    column: Slug
    stages: tuple[Slug, ...]
    plain: Text
    points: Points = {}
    example: Text | None = None


class Taxonomy(Node):
    """`taxonomy.yaml`: Table 1."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    caption: Text
    groups: tuple[TaxonomyGroup, ...]
    columns: tuple[TaxonomyColumn, ...]
    cells: tuple[TaxonomyCell, ...]


class ImplementationNote(Node):
    """What chapter III.2 says on applying a principle, in plain language."""

    id: Slug
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    plain: Text


class Related(Node):
    """A link from one principle to another; with paragraphs where the framework itself states it."""

    id: Slug
    why: Text
    paragraphs: tuple[Reference, ...] = ()


class Principle(Node):
    """One of the principles of citizen data."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Official
    statement: Official
    plain: Text
    why: Text
    notes: tuple[ImplementationNote, ...]
    stages: dict[Slug, Text]
    questions: Points
    related: tuple[Related, ...]
    elements: tuple[Slug, ...]


class Principles(Node):
    """`principles.yaml`."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    principles: tuple[Principle, ...]


class Category(Node):
    """One of the three categories of citizen data."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Text
    quote: Official
    plain: Text
    office: Text


class StewardFunction(Node):
    """One of the four functions of a statistical office as data steward."""

    id: Slug
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Text
    quote: Official
    plain: Text
    steps: Points


class OfficeRole(Node):
    """`nso-role.yaml`: the role of national statistical offices."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    categories: tuple[Category, ...]
    functions: tuple[StewardFunction, ...]
    entries: tuple[Statement, ...]


class Element(Node):
    """An element of an enabling environment."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Official
    plain: Text
    why: Text
    signs: Points
    questions: Points
    principles: tuple[Slug, ...]


class EnablingEnvironment(Node):
    """`enabling-environment.yaml`."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    elements: tuple[Element, ...]


class Area(Node):
    """An area of the roadmap."""

    id: Slug
    number: int
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    name: Official
    plain: Text
    actions: Points
    questions: Points
    elements: tuple[Slug, ...]


class Roadmap(Node):
    """`roadmap.yaml`."""

    title: Text
    summary: Text
    paragraphs: tuple[Reference, ...]
    plain: Text
    areas: tuple[Area, ...]


class Work(Node):
    """A work that a footnote or a paragraph cites; the citation itself is never translated."""

    id: Slug
    footnote: Reference
    paragraphs: tuple[Reference, ...] = Field(min_length=1)
    citation: str
    url: str = ""
    plain: Text


class Works(Node):
    """`references.yaml`: the footnotes."""

    title: Text
    summary: Text
    works: tuple[Work, ...]


class Framework(Node):
    """A whole edition."""

    edition: EditionLedger
    objectives: Chapter
    key_terms: Chapter
    definition: Chapter
    stages: Stages
    initiative_objectives: Chapter
    modalities: Modalities
    taxonomy: Taxonomy
    principles: Principles
    nso_role: OfficeRole
    enabling_environment: EnablingEnvironment
    roadmap: Roadmap
    consultations: Chapter
    references: Works
    editorial_notes: Chapter


FILES: dict[str, type[Node]] = {
    name.replace("_", "-"): cast("type[Node]", field.annotation) for name, field in Framework.model_fields.items()
}
"""The files of an edition, by stem; the field of `Framework` is the stem with underscores."""
