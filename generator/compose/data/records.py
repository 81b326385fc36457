"""The tables as records in a language: plain words, each record with its language, its state and its licence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.blocks.dataset import Collection, Column, Dataset, Holds, Value
from generator.compose.checked import all_checked
from generator.compose.data.tables import CLOSING, LEADING, TABLES, Col, DataTable, Raw
from generator.compose.inline import phrase
from generator.library.library import Library
from generator.library.routes import route
from generator.library.text import SOURCE_LANGUAGE, State, Text, texts_in

OURS, QUOTED, BOTH = "CC-BY-4.0", "LicenseRef-Quoted-Framework", "CC-BY-4.0 AND LicenseRef-Quoted-Framework"
"""As SPDX writes it. The framework states no licence: docs/licences.md says what holds for its words."""

WEAKEST_FIRST = (
    State.MISSING, State.BLOCKED, State.STALE, State.MACHINE, State.HUMAN, State.REVIEWED, State.SOURCE,
)  # fmt: skip


def collection(library: Library, datasets: Iterable[Dataset] | None = None) -> Collection:
    """Every table in the library's language; `datasets` where they were made before."""
    publication, edition = library.publication, library.framework.edition
    title = phrase(library.wording["data-title"]).plain
    # A record says its own state; the words around the records have one label, in the title that every file has.
    around = (publication.title, library.wording["data-title"], *(text for _, text in texts_in(library.data)))
    if not all_checked(around):
        title = f"{title} ({phrase(library.wording['state-draft']).plain})"
    return Collection(
        library.language,
        title,
        _said(library, "data-about"),
        phrase(publication.title).plain,
        _said(library, "column-licence"),
        edition.id,
        publication.version,
        publication.released,
        tuple(datasets if datasets is not None else (dataset(library, table) for table in TABLES)),
    )


def _said(library: Library, id: str) -> str:
    return phrase(library.data[id]).plain


def dataset(library: Library, table: DataTable) -> Dataset:
    """A table in the library's language."""
    return replace(headed(library, table), records=tuple(_record(library, table, raw) for raw in table.read(library)))


def headed(library: Library, table: DataTable) -> Dataset:
    """The same table without its records: what it is, and what its columns hold."""
    columns = (*LEADING, *table.columns, *CLOSING)
    return Dataset(
        table.name,
        table.group,
        _said(library, f"table-{table.name}"),
        tuple(Column(each.name, each.holds, _about(library, each), each.filled) for each in columns),
        (),
    )


def _about(library: Library, column: Col) -> str:
    return _said(library, f"column-{column.name.replace('_', '-')}")


def _record(library: Library, table: DataTable, raw: Raw) -> tuple[Value, ...]:
    own = [*LEADING, *table.columns]
    held = {column.name: _texts(raw.get(column.name)) for column in own}
    shown = [text for texts in held.values() for text in texts]
    tag = library.language.tag
    fell_back = tuple(name for name, texts in held.items() if any(text.lang != tag for text in texts))
    return (
        *(_value(column, raw.get(column.name)) for column in own),
        _page(table, raw),
        tag if not shown or any(text.lang == tag for text in shown) else SOURCE_LANGUAGE,
        fell_back,
        str(min((text.state for text in shown), key=WEAKEST_FIRST.index, default=State.SOURCE)),
        library.framework.edition.id,
        _licence(shown),
    )


def _texts(value: Any) -> Sequence[Text]:
    if isinstance(value, Text):
        return (value,)
    if isinstance(value, Mapping):
        return [text for text in value.values() if isinstance(text, Text)]
    return ()


def _value(column: Col, value: Any) -> Value:
    match column.holds:
        case Holds.TEXT:
            return None if value is None else phrase(value).plain
        case Holds.TEXTS:
            return {id: phrase(text).plain for id, text in (value or {}).items()}
        case Holds.WORDS:
            return tuple(value or ())
        case _:
            held: Value = value
            return held or None if column.holds is Holds.WORD else held


def _page(table: DataTable, raw: Raw) -> str | None:
    """The address of the record's page below the folder of its language."""
    target = raw.get(table.linked)
    if table.scheme:
        target = f"{table.scheme}:{target}"
    elif table.linked == "id":
        return None
    path, mark, anchor = route(str(target)).partition("#")
    return f"{path}.html{mark}{anchor}"


def _licence(texts: Sequence[Text]) -> str:
    official = {text.official for text in texts}
    return BOTH if len(official) == 2 else QUOTED if official == {True} else OURS
