"""What somebody filled in: the same for every language.

A file of answers, in JSON or YAML:

    schema: citizen-data-answers/1
    document: adult-consent          (or `checklist: design`)
    version: 1.1.0
    edition: '1.0'
    conditions: {recording: true}
    answers: {organisation: River Watch, recording-kind: [photo], choice-take-part.take-part: true}

A key under `answers` is the id of a field, `clause.tick`, or `clause.row.column` of a table. What fits a paper is told
by its contract (`library/slots.py`); here is only how a file says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field

from generator.library.text import Node, Slug

SCHEMA = "citizen-data-answers/1"

Value: TypeAlias = bool | int | str | tuple[str, ...]


class ValueShape(StrEnum):
    """How a value stands in a file; what it means depends on the field that it is for."""

    QUOTED = "quoted"
    PLAIN = "plain"
    """Without quotes, in YAML: `007`, `yes` and `2027-01-31` are words until a field asks for something else."""
    NUMBER = "number"
    WORD = "word"
    """One of JSON's own: true, false, null."""
    OTHER = "other"
    """A list or a mapping where there can be none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it stands in a file, letter by letter."""

    text: str
    how: ValueShape = ValueShape.QUOTED


Raw: TypeAlias = Said | tuple[Said, ...]


def _raw(value: Any) -> Raw:
    """A value of a file as it stands; what was read as YAML by others is told by its type."""
    match value:
        case Said():
            return value
        case list() | tuple():
            return tuple(
                each if isinstance(each := _raw(inner), Said) else Said("", ValueShape.OTHER) for inner in value
            )
        case None | bool():
            return Said({None: "null", True: "true", False: "false"}[value], ValueShape.WORD)
        case int():
            return Said(str(value), ValueShape.NUMBER)
        case str():
            return Said(value)
    return Said("", ValueShape.OTHER)


def _words(value: Any) -> Any:
    """The words of the file's head; what is empty or null was not said."""
    if isinstance(value, Said):
        return None if value.text == "" or value.how in (ValueShape.WORD, ValueShape.OTHER) else value.text
    return value


def _mapping(value: Any) -> Any:
    """`answers:` with nothing below it holds no answers."""
    return {} if value == Said("", ValueShape.PLAIN) else value


_Raw = Annotated[Any, BeforeValidator(_raw)]
_Head = BeforeValidator(_words)
_Mapping = Annotated[dict[str, _Raw], BeforeValidator(_mapping)]


class AnswersFile(Node):
    """A file of answers as it stands."""

    schema_id: Annotated[str | None, _Head] = Field(alias="schema")
    document: Annotated[Slug | None, _Head] = None
    checklist: Annotated[Slug | None, _Head] = None
    version: Annotated[str | None, _Head] = None
    edition: Annotated[str | None, _Head] = None
    conditions: _Mapping = {}
    answers: _Mapping = {}


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a paper's fields and conditions; a condition that is in neither state was not answered."""

    conditions: Mapping[str, bool] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What is written in a field; "" when nothing is."""
        value = self.values.get(name, "")
        return "" if isinstance(value, bool | tuple) else str(value)

    def applies(self, when: str | None) -> bool:
        """Whether what stands under a condition, or under none, applies or may: nobody said that it does not."""
        return not when or self.conditions.get(when) is not False

    def ticked(self, name: str, choice: str = "") -> bool:
        """True for a box that is ticked, or for a choice that was made."""
        value = self.values.get(name)
        if choice:
            return value == choice or (isinstance(value, tuple) and choice in value)
        return value is True
