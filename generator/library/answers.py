"""What somebody filled in: the same for every language.

A file of answers, in JSON or YAML:

    schema: citizen-data-answers/1
    document: adult-consent          (or `checklist: design`)
    version: 1.1.0
    edition: '1.0'
    conditions: {recording: true}
    answers: {organisation: River Watch, recording-kind: [photo], choice-take-part.take-part: true}

A key under `answers` is the id of a field, `clause.tick`, or `clause.row.column` of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import Field

from generator.library.text import Node, Slug

SCHEMA = "citizen-data-answers/1"

Value: TypeAlias = bool | int | str | tuple[str, ...]


class AnswersFile(Node):
    """A file of answers as it stands."""

    schema_id: str = Field(alias="schema")
    document: Slug | None = None
    checklist: Slug | None = None
    version: str = ""
    edition: str = ""
    conditions: dict[str, bool] = {}
    answers: dict[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to a paper's fields and conditions; a condition that is in neither state was not answered."""

    conditions: Mapping[str, bool] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What is written in a field; "" when nothing is."""
        value = self.values.get(name, "")
        return "" if isinstance(value, bool | tuple) else str(value)

    def ticked(self, name: str, choice: str = "") -> bool:
        """True for a box that is ticked, or for a choice that was made."""
        value = self.values.get(name)
        if choice:
            return value == choice or (isinstance(value, tuple) and choice in value)
        return value is True
