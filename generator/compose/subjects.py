"""What a page is to a search engine: a term, steps to follow, something to learn from, or a paper (schema.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator.blocks.artifact import DATA
from generator.blocks.nodes import Page, Subject
from generator.compose.data.vocabulary import FILE
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.library import Library
from generator.library.routes import FOLDERS
from generator.library.text import Text

_TERMS = f"{DATA}/{FILE}"


def _of_principle(_: Library, id: str) -> Subject:
    return Subject("DefinedTerm", concept=f"{_TERMS}#principle-{id}")


def _of_stage(library: Library, id: str) -> Subject:
    return Subject("HowTo", _steps(library.framework.stages.stages, id, lambda stage: stage.steps.values()))


def _of_checklist(library: Library, id: str) -> Subject:
    checklists = (*library.checklists, *library.criteria.sheets)
    return Subject("HowTo", _steps(checklists, id, lambda checklist: [item.action for item in checklist.items]))


def _of_lesson(_library: Library, _id: str) -> Subject:
    return Subject("LearningResource")


def _of_paper(_library: Library, _id: str) -> Subject:
    return Subject("DigitalDocument")


def _steps(entries: Iterable[Any], id: str, read: Callable[[Any], Iterable[Text]]) -> tuple[str, ...]:
    return tuple(phrase(text).plain for each in entries if each.id == id for text in read(each))


_BY_FOLDER: dict[str, Callable[[Library, str], Subject]] = {
    FOLDERS["principle"]: _of_principle,
    FOLDERS["stage"]: _of_stage,
    FOLDERS["checklist"]: _of_checklist,
    FOLDERS["document"]: _of_paper,
    FOLDERS["session"]: _of_lesson,
    "guides/": _of_lesson,
}


def with_subject(writer: Writer, page: Page) -> Page:
    """The page, which says what it is where a search engine has a word for it."""
    if page.path == "glossary":
        return replace(page, subject=Subject("DefinedTermSet", concept=f"{_TERMS}#term"))
    folder, slash, id = page.path.partition("/")
    make = _BY_FOLDER.get(f"{folder}{slash}") if slash else None
    return page if make is None else replace(page, subject=make(writer.library, id))
