"""A table of the toolkit as data: what its columns hold, and its records in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.library.language import Language

WORKBOOK, METADATA, SCHEMAS = "toolkit.xlsx", "csv-metadata.json", "schema"
"""The workbook of a language; the description of its tables, by the name that readers of CSVW look for; the folder of
schemas, which are the same for every language."""

Value = str | int | bool | tuple[str, ...] | Mapping[str, str] | None
"""What stands in a cell: one value, several words without spaces, or texts by their ids; None where nothing does."""


class Holds(StrEnum):
    """What a column holds; each format has one way to write each."""

    WORD = "word"
    """An id, an address, a name or a code that is the same in every language."""
    TEXT = "text"
    """Words in the language of the record."""
    NUMBER = "number"
    YES_NO = "yes-no"
    WORDS = "words"
    """Several ids, addresses or codes."""
    TEXTS = "texts"
    """Several texts, each with its id."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, which never changes, what it holds, and what it is in words of the language.

    Where it is `filled`, every record has a value.
    """

    name: str
    holds: Holds
    about: str
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table; `group` names the file that holds it together with others. Each record has a value for each column."""

    name: str
    group: str
    title: str
    columns: tuple[Column, ...]
    records: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """All tables in one language, and what is said of them together; `rights` says how a record tells its licence."""

    language: Language
    title: str
    about: str
    publisher: str
    rights: str
    edition: str
    version: str
    released: str
    datasets: tuple[Dataset, ...]

    @property
    def groups(self) -> dict[str, tuple[Dataset, ...]]:
        """The tables of each group, in their order."""
        names = dict.fromkeys(each.group for each in self.datasets)
        return {name: tuple(each for each in self.datasets if each.group == name) for name in names}
