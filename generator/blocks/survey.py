"""A paper as a form for programs that ask on a phone: its questions in groups, each text in every language of the form.

Names of questions are made from ids and never from words, so that they stay the same in every edition and language.
An id has small letters, digits and single hyphens: so a hyphen becomes `_` and a dot `__`, and both can be told back.
What is no answer of the paper has `___` in its name, which no id can bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from generator.blocks.nodes import Phrase

ENDING = ".xlsx"
FOLDER = "xlsform"
"""Where the forms stand, below the data."""
PAPER = "form___paper"
"""The question that nobody sees: which paper it is, as a sent form tells it."""
EMPTY = "___"
"""The choice that ticks nothing."""
TICKED = "OK"
"""What a ticked box holds in a form that was sent, as its standard says."""

Lines: TypeAlias = tuple[Phrase, ...]
"""What is said in one place: one phrase below the other."""
Said: TypeAlias = tuple[Lines, ...]
"""The same in every language of the form, in their order."""


class Asks(StrEnum):
    """What a question asks for."""

    NOTE = "note"
    """Nothing: it is read."""
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    DATE = "date"
    TICK = "tick"
    ONE = "one"
    SOME = "some"
    SIGNATURE = "signature"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, each with its id; questions with the same choices share them by their name."""

    name: str
    options: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class SurveyItem:
    """A question or a note: `when` is the condition under which it is asked, if it has one of its own.

    An answer is at most so long (`most`), no day before that of another question, and nothing beside those that it
    excludes; `wrong` is said where it is. `needed` is said where one must be given. `timed` keeps when it was given.
    `default` stands there until somebody answers.
    """

    name: str
    asks: Asks
    label: Said
    hint: Said = ()
    choices: Choices | None = None
    when: str = ""
    most: int = 0
    not_before: str = ""
    excludes: tuple[str, ...] = ()
    wrong: Said = ()
    needed: Said = ()
    timed: bool = False
    default: str = ""
    unanswered: bool = False
    """Whether it stands there only as long as the condition is not answered."""


@dataclass(frozen=True, slots=True)
class SurveyGroup:
    """Questions under a title, if it has one; `rows` are asked again for each row of a table.

    `when` are conditions of which one at least must not be answered with no.
    """

    name: str
    label: Said
    parts: tuple[SurveyItem | SurveyGroup, ...]
    when: tuple[str, ...] = ()
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole form. `languages` are their names and tags as a person chooses among them; the first is the usual one.

    `paper` says which paper it is: id, version, edition of the framework, and each language with its fingerprint.
    `shown` are the answers that stand in the middle of a text.
    """

    id: str
    title: str
    version: str
    paper: str
    languages: tuple[tuple[str, str], ...]
    groups: tuple[SurveyGroup, ...]
    publisher: str
    released: str
    shown: tuple[str, ...] = ()


def question_name(key: str) -> str:
    """The name of the question for an answer of a paper: `choice-place.place` as `choice_place__place`."""
    name = key.replace("-", "_").replace(".", "__")
    return f"_{name}" if name[:1].isdigit() else name  # no name of XML begins with a digit


def key_of(name: str) -> str:
    """The answer of a paper that a question of this name is for."""
    return name.removeprefix("_").replace("__", ".").replace("_", "-")


def other_name(kind: str, *ids: str) -> str:
    """The name of what is no answer of the paper: a group, a note, a condition, a cell of a row that can be added."""
    return "___".join((kind, *(id.replace("-", "_") for id in ids)))


def kind_and_ids(name: str) -> tuple[str, ...]:
    """The kind and the ids in a name of `other_name`; nothing for the name of an answer."""
    kind, *ids = name.split("___")
    return (kind, *(id.replace("_", "-") for id in ids)) if ids else ()


def asked_in(parts: tuple[SurveyItem | SurveyGroup, ...]) -> Iterator[SurveyItem]:
    """Every question and note, in order."""
    for part in parts:
        if isinstance(part, SurveyGroup):
            yield from asked_in(part.parts)
        else:
            yield part
