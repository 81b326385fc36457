"""A paper as a form on the screen: the same fields and conditions, as questions in sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from generator.blocks.nodes import Block, Paper, Phrase
from generator.library.language import Language
from generator.library.slots import Contract


class Control(StrEnum):
    """What a person answers with."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    TICK = "tick"
    ONE = "one"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer; `name` is its key in a file of answers, `when` the condition under which it counts.

    `boolean` tells that the options `yes` and `no` stand for true and false. `alone` tells that each option is a tick
    of the paper, by its name in a file of answers, of which one at most is ticked; the one without a name ticks none.
    """

    name: str
    control: Control
    label: Phrase
    help: Phrase | None = None
    options: tuple[tuple[str, Phrase], ...] = ()
    required: bool = False
    max_length: int | None = None
    when: str = ""
    boolean: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows of a table to fill in: (row, its name, its questions); blank rows can be added until there are `most`."""

    name: str
    caption: Phrase
    rows: tuple[tuple[str, Phrase, tuple[Question, ...]], ...]
    most: int = 0
    when: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a checklist: the action to mark, what can be said of it beside that, and what explains it."""

    question: Question
    principles: tuple[str, ...]
    more: tuple[Question, ...]
    under: tuple[Block, ...]


FormEntry: TypeAlias = Question | Copies | Item


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form."""

    id: str
    title: Phrase
    entries: tuple[FormEntry, ...]


@dataclass(frozen=True, slots=True)
class FillIn:
    """What a page needs to let a person fill in a paper, in the page's language."""

    paper: str
    kind: str
    """`document` or `checklist`, as a file of answers says."""
    version: str
    edition: str
    title: Phrase
    parts: tuple[FormSection, ...]
    languages: tuple[Language, ...]
    """Those in which the paper can be shown, the page's own first."""
    word_site: str
    """The tag of the language whose site has the published Word document; empty where there is none."""
    word_file: str
    """Its name there."""
    conditions: Mapping[str, Phrase]
    """Condition → its words, shown above what counts only under it."""
    principles: Mapping[str, Phrase]
    """The names of the principles that items apply."""
    needed: Phrase
    """Marks a question that needs an answer."""
    more: Phrase
    """Opens what can be said of an item beside its tick."""
    doing: Phrase
    """What is done here: it tells the form from the page about its paper where their titles are the same."""
    after: tuple[Block, ...] = ()
    """What stands below the form: what to do next."""


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """A paper of a language's site as a script shows it while somebody fills it in.

    `document` is the whole paper with empty blanks and every conditional part. Without `checked` it may only be shown
    beside English.
    """

    document: Paper
    contract: Contract
    """What a file of answers for it may hold."""
    checked: bool
    stamp: str
    """What stands above it, and above what it stands beside, when one of the two is not checked."""
    remarks: tuple[tuple[str, Phrase], ...]
    """What can be said of an item of a checklist, as a label."""
    left_out: tuple[Phrase, Phrase] | None
    """The heading, and the words, above the list of the parts that were answered with no; None where none is named."""
    conditions: tuple[tuple[str, Phrase], ...]
    """Each condition in words, for that list."""
    original: Phrase
    """The heading above the English words that follow two unchecked translations."""
