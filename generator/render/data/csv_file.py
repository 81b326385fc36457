"""Tables as CSV (RFC 4180), and the description of a language's tables as the W3C wants it (CSVW)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.blocks.dataset import Collection, Column, Dataset, Holds, Value
from generator.catalog.entries import spreadsheet
from generator.render.data.json_file import compact

BETWEEN_WORDS, BETWEEN_TEXTS = " ", "\n"
"""What parts the values in a cell: no id or address holds a space, and no text an end of line."""


def table_csv(dataset: Dataset) -> bytes:
    """A line with the names of the columns, then one for each record; no cell is a formula to a spreadsheet."""
    heads = [column.name for column in dataset.columns]
    lines = spreadsheet([heads, *([cell(value) for value in record] for record in dataset.records)])
    return lines.encode("utf-8", "surrogatepass")


def cell(value: Value) -> str:
    """The value in one cell; of several texts, each with its id before it on a line of its own."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return BETWEEN_WORDS.join(value)
        case Mapping():
            return BETWEEN_TEXTS.join(f"{id}: {text}" for id, text in value.items())
        case _:
            return str(value)


def metadata_json(collection: Collection, licence: str) -> bytes:
    """What each table of a language is and what its columns hold, in that language."""
    return compact({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": collection.language.tag}],
        "dc:title": collection.title,
        "dc:description": collection.about,
        "dc:publisher": collection.publisher,
        "dc:license": {"@id": licence},
        "dc:rights": collection.rights,
        "dc:issued": {"@value": collection.released, "@type": "xsd:date"},
        "tables": [_table(each, collection.language.direction) for each in collection.datasets],
    })  # fmt: skip


def _table(dataset: Dataset, direction: str) -> dict[str, Any]:
    return {
        "url": f"{dataset.name}.csv",
        "dc:title": dataset.title,
        "tableDirection": direction,
        "tableSchema": {"columns": [_column(each) for each in dataset.columns], "primaryKey": "id"},
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": {"und": column.name},
        "dc:description": column.about,
        **_TYPES[column.holds],
    }


_TYPES: dict[Holds, dict[str, str]] = {
    Holds.WORD: {"datatype": "string"},
    Holds.TEXT: {"datatype": "string"},
    Holds.NUMBER: {"datatype": "integer"},
    Holds.YES_NO: {"datatype": "boolean"},
    Holds.WORDS: {"datatype": "string", "separator": BETWEEN_WORDS},
    Holds.TEXTS: {"datatype": "string", "separator": BETWEEN_TEXTS},
}
