"""The tables of the toolkit as data: one row each, which says what a record is made from and which columns it has.

Every format, the schemas and the page about the data read this list. Names of tables and columns are a promise: they
never change (docs/adr/0027-data-at-stable-addresses.md). A new one needs words in `content/data.yaml`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.blocks.dataset import Holds
from generator.library.effort import minutes
from generator.library.kinds import KINDS
from generator.library.library import Library, library_texts, values
from generator.library.template import DocumentTemplate, Template, target_of
from generator.library.text import State, Text, catalogue_of

Raw = Mapping[str, Any]
"""What a record is made from, by the names of columns; values are as the library has them."""


@dataclass(frozen=True, slots=True)
class Col:
    """A column of a table."""

    name: str
    holds: Holds
    filled: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. With a `scheme`, each record has a page: that of `scheme:` and the value in its column `linked`.

    A table that is made `of_every_text` is never kept: to see whether one of them has changed takes longer.
    """

    name: str
    group: str
    read: Callable[[Library], Iterable[Raw]]
    columns: tuple[Col, ...]
    scheme: str = ""
    linked: str = "id"
    of_every_text: bool = False


def word(name: str) -> Col:
    """A column with an id, an address or a code, or with nothing."""
    return Col(name, Holds.WORD)


def text(name: str) -> Col:
    """A column with words, or with nothing: authors may leave out what says no more."""
    return Col(name, Holds.TEXT)


def words(name: str) -> Col:
    """A column with several ids or addresses."""
    return Col(name, Holds.WORDS)


def texts(name: str) -> Col:
    """A column with several texts."""
    return Col(name, Holds.TEXTS)


def number(name: str) -> Col:
    """A column with a number, or with nothing."""
    return Col(name, Holds.NUMBER)


def yes_no(name: str) -> Col:
    """A column that says yes or no."""
    return Col(name, Holds.YES_NO, filled=True)


def _fields(nodes: Iterable[BaseModel]) -> Iterator[Raw]:
    """Records with the fields of these."""
    return (vars(node) for node in nodes)


# -- the framework ------------------------------------------------------------------------------------


def _passages(library: Library) -> Iterator[Raw]:
    """The framework's own words, wherever the toolkit quotes them, with their place."""
    edition = library.framework.edition
    chapters = {place.id: place.chapter for place in edition.ledger}
    for kind in KINDS:
        if kind.of_edition:
            for value in values(library, kind):
                for quote, places in _quotes(value, ()):
                    path = quote.key.partition("#")[2]
                    id = f"{kind.field.replace('_', '-')}.{path}"
                    yield {"id": id, "chapter": chapters[places[0]], "paragraphs": places, "quote": quote}


def _quotes(value: Any, places: tuple[str, ...]) -> Iterator[tuple[Text, tuple[str, ...]]]:
    """Every official text that stands at a place, with the places of the nearest entry around it."""
    if isinstance(value, Text):
        if value.official and places:
            yield value, places
    elif isinstance(value, BaseModel):
        own = getattr(value, "paragraphs", ()) or places
        for inner in vars(value).values():
            yield from _quotes(inner, own)
    elif isinstance(value, Mapping | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _quotes(inner, places)


def _principles(library: Library) -> Iterator[Raw]:
    for principle in library.framework.principles.principles:
        yield {**vars(principle), "at_stages": principle.stages}


def _stages(library: Library) -> Iterator[Raw]:
    for stage in library.framework.stages.stages:
        yield {**vars(stage), "gsbpm_phases": tuple(map(str, stage.gsbpm))}


# -- papers -------------------------------------------------------------------------------------------


def _items(library: Library) -> Iterator[Raw]:
    for checklist in library.checklists:
        for section in checklist.sections:
            for item in section.items:
                own = {"id": f"{checklist.id}.{item.id}", "checklist": checklist.id, "section": section.title}
                yield {**vars(item), **own}


def _papers(library: Library) -> Iterator[Raw]:
    uses = {use.paper: (purpose, use) for purpose, use in library.purposes.uses}
    for template in library.templates:
        purpose, use = uses.get(target_of(template), (None, None))
        yield {
            **vars(template),
            "kind": str(template.kind) if isinstance(template, DocumentTemplate) else "checklist",
            "levels": tuple(map(str, template.levels)),
            "minutes": minutes(template),
            "purpose": purpose.title if purpose else None,
            "filled_in_by": use.by if use else (),
            "used_at": use.at if use else (),
            "target": target_of(template),
            **_served(template),
        }


def _served(template: Template) -> Raw:
    """The principles and places that a paper serves; those of a checklist stand at its items."""
    if isinstance(template, DocumentTemplate):
        return {}
    items = template.items
    return {
        "principles": tuple(dict.fromkeys(id for item in items for id in item.principles)),
        "paragraphs": tuple(dict.fromkeys(id for item in items for id in item.paragraphs)),
        "standards": (),
    }


def _clauses(library: Library) -> Iterator[Raw]:
    for paper in library.documents:
        for section in paper.sections:
            for clause in section.clauses:
                yield {
                    **vars(clause),
                    "id": f"{paper.id}.{clause.id}",
                    "paper": paper.id,
                    "section": section.title,
                    "fields": tuple(f"{paper.id}.{id}" for id in clause.fields),
                    "when": f"{paper.id}.{clause.when}" if clause.when else None,
                    "signatures": {each.id: each.who for each in clause.signatures},
                }


def _form_fields(library: Library) -> Iterator[Raw]:
    for paper in library.documents:
        for field in paper.fields:
            own = {"id": f"{paper.id}.{field.id}", "paper": paper.id, "type": str(field.type)}
            yield {**vars(field), **own}


def _conditions(library: Library) -> Iterator[Raw]:
    for paper in library.documents:
        for condition in paper.conditions:
            yield {**vars(condition), "id": f"{paper.id}.{condition.id}", "paper": paper.id}


def _requirements(library: Library) -> Iterator[Raw]:
    answered: dict[str, list[str]] = defaultdict(list)
    for paper in library.documents:
        for clause in paper.clauses:
            for id in clause.satisfies:
                answered[id].append(f"{paper.id}.{clause.id}")
    for standard in library.standards.standards:
        for element in standard.elements:
            named = {"standard": standard.id, "name": standard.name, "citation": standard.source, "url": standard.url}
            yield {**vars(element), **named, "item": element.where, "clauses": tuple(answered[element.id])}


# -- quality, questions, words, works, translation ----------------------------------------------------


def _criteria(library: Library) -> Iterator[Raw]:
    criteria = library.criteria
    groups = {group.id: group.title for group in criteria.groups}
    for each in criteria.criteria:
        needs = {use: criteria.scale[level] for use, level in each.needs.items()}
        yield {**vars(each), "group": groups[each.group], "needs": needs}


def _crosswalk(library: Library) -> Iterator[Raw]:
    frames = {frame.id: frame for frame in library.criteria.frames}
    for each in library.criteria.criteria:
        for frame, called in each.found.items():
            yield {
                "id": f"{each.id}.{frame}",
                "criterion": each.id,
                "frame": frame,
                "frame_name": frames[frame].name,
                "called": called,
                "where_read": frames[frame].read,
            }


def _questions(library: Library) -> Iterator[Raw]:
    for theme in library.questions:
        for each in theme.questions:
            yield {**vars(each), "id": f"{theme.id}.{each.id}", "theme": theme.title}


def _terms(library: Library) -> Iterator[Raw]:
    for term in library.glossary.terms:
        yield {**vars(term), "paragraphs": (term.place,) if term.place else ()}


def _works(library: Library) -> Iterator[Raw]:
    for work in library.framework.references.works:
        yield {**vars(work), "cited_by": "framework", "addresses": (work.url,) if work.url else ()}
    for cited in library.works.works:
        named = f"{cited.author}: {cited.title}{f' ({cited.year})' if cited.year else ''}"
        yield {**vars(cited), "citation": named, "cited_by": "toolkit", "paragraphs": ()}


def _translation(library: Library) -> Iterator[Raw]:
    """For each file of texts, how many are in which state."""
    counted: dict[str, Counter[State]] = defaultdict(Counter)
    for each in library_texts(library):
        counted[catalogue_of(each.key)][each.state] += 1
    for catalogue, by_state in counted.items():
        yield {"id": catalogue, "texts": by_state.total(), **{str(state): by_state[state] for state in State}}


_PARAGRAPHS, _PRINCIPLES, _STAGES = words("paragraphs"), words("principles"), words("stages")
_NUMBER, _NAME, _PLAIN, _WHY, _TITLE = number("number"), text("name"), text("plain"), text("why"), text("title")
_QUESTIONS, _PAPER = texts("questions"), word("paper")

TABLES: tuple[DataTable, ...] = (
    DataTable("passages", "framework", _passages, (word("chapter"), _PARAGRAPHS, text("quote"))),
    DataTable(
        "principles",
        "framework",
        _principles,
        (_NUMBER, _PARAGRAPHS, _NAME, text("statement"), _PLAIN, _WHY, texts("at_stages"), _QUESTIONS,
         words("elements")),
        "principle",
    ),
    DataTable(
        "stages",
        "framework",
        _stages,
        (_NUMBER, _PARAGRAPHS, _NAME, text("quote"), words("gsbpm_phases"), _PLAIN, _WHY, texts("steps"), _QUESTIONS,
         texts("outputs")),
        "stage",
    ),
    DataTable(
        "modalities",
        "framework",
        lambda library: _fields(library.framework.modalities.modalities),
        (_NUMBER, _PARAGRAPHS, _NAME, text("quote"), yes_no("in_scope"), _PLAIN, text("who_leads"), text("watch_for"),
         text("example")),
        "modality",
    ),
    DataTable(
        "elements",
        "framework",
        lambda library: _fields(library.framework.enabling_environment.elements),
        (_NUMBER, _PARAGRAPHS, _NAME, _PLAIN, _WHY, texts("signs"), _QUESTIONS, _PRINCIPLES),
        "element",
    ),
    DataTable(
        "roadmap",
        "framework",
        lambda library: _fields(library.framework.roadmap.areas),
        (_NUMBER, _PARAGRAPHS, _NAME, _PLAIN, texts("actions"), _QUESTIONS, words("elements")),
        "area",
    ),
    DataTable(
        "checklists",
        "papers",
        _items,
        (word("checklist"), text("section"), text("action"), _WHY, text("evidence"), text("who"), _PRINCIPLES, _STAGES,
         _PARAGRAPHS),
        "checklist",
        "checklist",
    ),
    DataTable(
        "papers",
        "papers",
        _papers,
        (word("kind"), word("version"), _TITLE, text("summary"), text("audience"), text("purpose"),
         words("filled_in_by"), words("used_at"), words("levels"), number("minutes"), _PRINCIPLES, words("standards"),
         _PARAGRAPHS),
        "",
        "target",
    ),
    DataTable(
        "clauses",
        "papers",
        _clauses,
        (_PAPER, text("section"), text("title"), text("text"), texts("points"),
         texts("ticks"), words("fields"), texts("signatures"), word("when"), yes_no("critical"), _PRINCIPLES,
         words("satisfies")),
        "document",
        "paper",
    ),
    DataTable(
        "fields",
        "papers",
        _form_fields,
        (_PAPER, word("type"), text("label"), text("help"), yes_no("required"),
         number("max_length"), texts("choices"), word("matter")),
        "document",
        "paper",
    ),
    DataTable(
        "conditions",
        "papers",
        _conditions,
        (_PAPER, text("question"), text("words"), word("matter"), word("means")),
        "document",
        "paper",
    ),
    DataTable(
        "standards",
        "papers",
        _requirements,
        (word("standard"), _NAME, word("item"), text("asks"), yes_no("health_only"), words("clauses"), word("citation"),
         word("url")),
        "standard",
        "standard",
    ),
    DataTable(
        "levels",
        "papers",
        lambda library: _fields(library.levels.levels),
        (_NUMBER, _TITLE, text("text"), text("need")),
    ),
    DataTable(
        "criteria",
        "quality",
        _criteria,
        (text("group"), _NAME, text("question"), _WHY, text("evidence"), text("who"), texts("needs"), _PRINCIPLES,
         _STAGES, _PARAGRAPHS),
        "criterion",
    ),
    DataTable(
        "crosswalk",
        "quality",
        _crosswalk,
        (word("criterion"), word("frame"), text("frame_name"), text("called"), text("where_read")),
        "criterion",
        "criterion",
    ),
    DataTable(
        "questions",
        "questions",
        _questions,
        (text("theme"), text("question"), text("answer"), _PARAGRAPHS, words("works"), words("links"), words("roles"),
         _PRINCIPLES, _STAGES),
    ),
    DataTable(
        "glossary",
        "glossary",
        _terms,
        (text("term"), text("meaning"), words("see"), _PARAGRAPHS),
        "term",
    ),
    DataTable(
        "works",
        "works",
        _works,
        (word("citation"), words("addresses"), _PLAIN, word("cited_by"), _PARAGRAPHS),
        "work",
    ),
    DataTable(
        "translation",
        "translation",
        _translation,
        (number("texts"), *(number(str(state)) for state in State)),
        of_every_text=True,
    ),
)  # fmt: skip
"""Every table, in the order in which the page names them."""

LEADING = (Col("id", Holds.WORD, filled=True),)
CLOSING = (
    word("page"),
    Col("language", Holds.WORD, filled=True),
    words("in_english"),
    Col("state", Holds.WORD, filled=True),
    Col("edition", Holds.WORD, filled=True),
    Col("licence", Holds.WORD, filled=True),
)
"""What every record has: what it is, where people read it, in which language and how far checked, and its licence."""
