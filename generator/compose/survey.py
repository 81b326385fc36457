"""A paper as a form for a phone: the same words and the same answers, in all languages that it is translated into."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from generator.blocks.nodes import Phrase
from generator.blocks.survey import (
    Asks,
    Choices,
    Said,
    Survey,
    SurveyGroup,
    SurveyItem,
    kind_and_ids,
    other_name,
    question_name,
)
from generator.blocks.walk import phrases_in
from generator.compose.checked import on_paper, written
from generator.compose.forms import explained, team_notes
from generator.compose.inline import phrase
from generator.compose.papers import is_translated, may_stand_alone
from generator.compose.sides import Kind, Side, Sides, side_of
from generator.compose.survey_clauses import document, shown_in
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.template import Checklist, ChecklistItem, ChecklistSection, DocumentTemplate


def survey(libraries: Sequence[Library], id: str) -> Survey:
    """The form of a paper; the first of the libraries is the English one, which every form speaks."""
    # Words that only a phone says may be unchecked in one of the languages, although its paper is checked.
    drafted = frozenset(each.language.tag for each in libraries[1:] if not _is_checked(libraries[0], each, id))
    with on_paper():
        return _survey(libraries, id, drafted)


def _is_checked(source: Library, library: Library, id: str) -> bool:
    return may_stand_alone(library, id) and written(lambda: _survey((source, library), id, frozenset()))[1]


def _survey(libraries: Sequence[Library], id: str, drafted: Collection[str]) -> Survey:
    template = next(each for each in libraries[0].templates if each.id == id)
    if isinstance(template, Checklist):
        lists = _sides(libraries, id, Checklist, drafted)
        return _whole(lists, tuple(_checklist(lists)))
    papers = _sides(libraries, id, DocumentTemplate, drafted)
    return _whole(papers, tuple(document(papers)), shown_in(template))


def with_answers(form: Survey, answers: Answers) -> Survey:
    """The form with what the team wrote down before: words, numbers, days and conditions.

    Nothing is chosen or ticked for anybody, for a box that is ticked already is no consent.
    """
    said = {question_name(key): str(value) for key, value in answers.values.items() if isinstance(value, str | int)}
    said |= {other_name("condition", id): "yes" if holds else "no" for id, holds in answers.conditions.items()}
    groups = tuple(_written(group, said) for group in form.groups)
    return replace(form, groups=groups, version=f"{form.version.rpartition('_')[0]}_{_digest(groups)}")


def _written(group: SurveyGroup, said: Mapping[str, str]) -> SurveyGroup:
    parts = (_written(part, said) if isinstance(part, SurveyGroup) else _begun(part, said) for part in group.parts)
    return replace(group, parts=tuple(parts))


def _begun(asked: SurveyItem, said: Mapping[str, str]) -> SurveyItem:
    is_condition = kind_and_ids(asked.name)[:1] == ("condition",)
    if not is_condition and asked.asks not in (Asks.TEXT, Asks.LINES, Asks.NUMBER, Asks.DATE):
        return asked
    return replace(asked, default=said.get(asked.name, ""))


def _sides(libraries: Sequence[Library], id: str, kind: type[Kind], drafted: Collection[str]) -> Sides[Kind]:
    source = libraries[0]
    spoken = [source, *(each for each in libraries[1:] if is_translated(each, id))]
    return Sides(tuple(side_of(each, source, id, kind, drafted=each.language.tag in drafted) for each in spoken))


def _whole(sides: Sides[Kind], groups: tuple[SurveyGroup, ...], shown: tuple[str, ...] = ()) -> Survey:
    first = sides.each[0]
    library, template = first.writer.library, first.template
    groups = (_opening(sides), *groups, _closing(sides))
    edition = library.framework.edition.id
    return Survey(
        id=template.id,
        title=phrase(template.title).plain,
        version=f"{template.version}_{edition}_{first.fingerprint}_{_digest(groups)}",
        paper=" ".join((template.id, template.version, edition, *map(_fingerprint, sides.each))),
        languages=tuple(side.name for side in sides.each),
        groups=groups,
        publisher=phrase(library.publication.title).plain,
        released=library.publication.released,
        shown=shown,
    )


def _digest(groups: tuple[SurveyGroup, ...]) -> str:
    """Changes with every word and every question: phones fetch a form anew when its version is another one."""
    return sha256(repr(groups).encode("utf-8", "replace")).hexdigest()[:8]


def _fingerprint(side: Side[Kind]) -> str:
    return f"{side.writer.lang} {side.fingerprint}"


def _opening(sides: Sides[Kind]) -> SurveyGroup:
    """The stamp of a draft, the title, and the line that stands at the foot of each page of the paper."""
    lines = []
    for side in sides.each:
        stamp = (side.writer.words("draft-stamp"),) if side.draft else ()
        lines.append((*stamp, phrase(side.template.title), side.writer.named(side.footer)))
    return SurveyGroup(other_name("group", "opening"), (), (_note("opening", sides.told(lines)),))


def _closing(sides: Sides[Kind]) -> SurveyGroup:
    """What stands behind the paper itself."""
    lines = [tuple(phrases_in(team_notes(side.writer, side.template))) for side in sides.each]
    return SurveyGroup(other_name("group", "closing"), (), (_note("closing", sides.told(lines)),))


def _note(id: str, said: Said) -> SurveyItem:
    return SurveyItem(other_name("note", id), Asks.NOTE, said)


# -- checklists ---------------------------------------------------------------------------------------


def _checklist(sides: Sides[Checklist]) -> Iterator[SurveyGroup]:
    """Each section with its items and a place for notes."""
    scale = tuple((id, sides.say(sides.templates, _level(id))) for id in sides.templates[0].scale)
    levels = Choices("levels", scale) if scale else None
    for sections in zip(*(each.sections for each in sides.templates), strict=True):
        yield _section(sides, sections, levels)


def _section(sides: Sides[Checklist], sections: tuple[ChecklistSection, ...], levels: Choices | None) -> SurveyGroup:
    items = tuple(_item(sides, each, levels) for each in zip(*(each.items for each in sections), strict=True))
    id = sections[0].id
    notes = SurveyItem(question_name(f"{id}.notes"), Asks.LINES, sides.words("notes"))
    return SurveyGroup(other_name("section", id), sides.say(sections, lambda each: phrase(each.title)), (*items, notes))


def _item(sides: Sides[Checklist], items: tuple[ChecklistItem, ...], levels: Choices | None) -> SurveyItem:
    """An action to tick, or to give a level, with what explains it."""
    under = [tuple(phrases_in(explained(side.writer, item))) for side, item in zip(sides.each, items, strict=True)]
    asks = Asks.ONE if levels else Asks.TICK
    label = sides.say(items, lambda each: phrase(each.action))
    return SurveyItem(question_name(items[0].id), asks, label, sides.told(under), levels)


def _level(id: str) -> Callable[[Checklist], Phrase]:
    return lambda checklist: phrase(checklist.scale[id])
