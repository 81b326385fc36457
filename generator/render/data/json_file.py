"""Tables as JSON, and the JSON Schema of such a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.blocks.dataset import SCHEMAS, Collection, Column, Dataset, Holds, Value

_NOTHING: tuple[Value, ...] = (None, (), {})
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ABOUT = ("title", "language", "edition", "version", "released")
"""What a file says of itself before its tables."""
_LICENCES, _RIGHTS = "licences", "rights"
"""The licences of its records, and how each record tells its own."""


def group_json(collection: Collection, group: str) -> bytes:
    """The tables of a group: what they are, then each as a list of records. What a record has not is left out."""
    tables = {each.name: [_record(each, record) for record in each.records] for each in collection.groups[group]}
    about = {"title": collection.title, "language": collection.language.tag}
    made = {"edition": collection.edition, "version": collection.version, "released": collection.released}
    rights = {_LICENCES: _licences(collection.groups[group]), _RIGHTS: collection.rights}
    return compact({"$schema": f"../{SCHEMAS}/{group}.json", **about, **made, **rights, **tables})


def _licences(datasets: Iterable[Dataset]) -> list[str]:
    """Every licence that some record of the tables has: our words have one, and the framework's have none."""
    found = set()
    for each in datasets:
        place = next(place for place, column in enumerate(each.columns) if column.name == "licence")
        found |= {licence for record in each.records for licence in str(record[place]).split(" AND ")}
    return sorted(found)


def _record(dataset: Dataset, record: tuple[Value, ...]) -> dict[str, Any]:
    return {
        column.name: _written(value)
        for column, value in zip(dataset.columns, record, strict=True)
        if value not in _NOTHING
    }


def _written(value: Value) -> Any:
    if isinstance(value, Mapping):
        return [{"id": id, "text": text} for id, text in value.items()]
    return list(value) if isinstance(value, tuple) else value


def schema_json(collection: Collection, group: str, address: str) -> bytes:
    """The JSON Schema of the group's file in every language.

    A reader of the data must take columns that it does not know: a later version may have more.
    """
    datasets = collection.groups[group]
    properties: dict[str, Any] = {name: {"type": "string"} for name in ("$schema", *_ABOUT, _RIGHTS)}
    properties[_LICENCES] = {"type": "array", "items": {"type": "string"}}
    properties |= {each.name: {"type": "array", "items": {"$ref": f"#/$defs/{each.name}"}} for each in datasets}
    return compact({
        "$schema": _DIALECT,
        "$id": address,
        "title": collection.title,
        "type": "object",
        "required": [*_ABOUT, _LICENCES, _RIGHTS, *(each.name for each in datasets)],
        "properties": properties,
        "$defs": {each.name: _table_schema(each) for each in datasets},
    })  # fmt: skip


def _table_schema(dataset: Dataset) -> dict[str, Any]:
    return {
        "title": dataset.title,
        "type": "object",
        "required": [column.name for column in dataset.columns if column.filled],
        "properties": {column.name: _column_schema(column) for column in dataset.columns},
    }


def _column_schema(column: Column) -> dict[str, Any]:
    return {"description": column.about, **_TYPES[column.holds]}


_STRING: dict[str, Any] = {"type": "string"}
_TEXT = {"type": "object", "required": ["id", "text"], "properties": {"id": _STRING, "text": _STRING}}
_TYPES: dict[Holds, dict[str, Any]] = {
    Holds.WORD: _STRING,
    Holds.TEXT: _STRING,
    Holds.NUMBER: {"type": "integer"},
    Holds.YES_NO: {"type": "boolean"},
    Holds.WORDS: {"type": "array", "items": _STRING},
    Holds.TEXTS: {"type": "array", "items": _TEXT},
}


def compact(value: Any) -> bytes:
    """The value as JSON without a space too many."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "surrogatepass")
