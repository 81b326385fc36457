"""Text: every string a reader can see, with its key, its language and its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from operator import is_not
from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

SOURCE_LANGUAGE = "en"
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
"""The signs of scripts that put no spaces between words, as a regular expression."""

MOST_LETTERS = 10_000
"""How many letters one text may have, in any language: the longest of ours has 900, and millions keep a check busy."""

TextPath: TypeAlias = tuple[str, ...]
Loc: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")


def catalogue_of(key: str) -> str:
    """The catalogue of a key: what stands before `#`, and the path of its PO file without the ending."""
    return key.partition("#")[0]


class State(StrEnum):
    """How far a text can be trusted in its language."""

    SOURCE = "source"
    REVIEWED = "reviewed"
    HUMAN = "human"
    MACHINE = "machine"
    STALE = "stale"
    MISSING = "missing"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Text:
    """One translatable text: a single paragraph of inline Markdown.

    `value` is written in `lang`; `key` is `file#entry.path` and never changes when the wording does;
    `source` is the English it was made from (empty for English itself); `formerly` is the English that
    a stale translation was made from; `official` marks the framework's own wording.
    """

    value: str
    key: str = ""
    lang: str = SOURCE_LANGUAGE
    state: State = State.SOURCE
    source: str = ""
    formerly: str = ""
    official: bool = False

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files a Text is a plain string; empty and many-lined ones are refused."""
        return core_schema.no_info_after_validator_function(_from_file, core_schema.str_schema(min_length=1))


def _from_file(value: str) -> Text:
    folded = " ".join(value.split())
    if not folded:
        raise ValueError("the text is empty")
    if len(folded) > MOST_LETTERS:
        raise ValueError(f"the text has more than {MOST_LETTERS:,} letters: make several of it")
    # A folded text has a line break only where its author left a blank line.
    if "\n" in value.strip():
        raise ValueError("a text is one paragraph: give a second paragraph a key of its own")
    return Text(folded)


def _mark_official(text: Text) -> Text:
    return replace(text, official=True)


Official = Annotated[Text, AfterValidator(_mark_official)]
"""The framework's own wording: quoted exactly, always shown with its paragraph."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A stable id: lower-case words joined by hyphens."""


class Node(BaseModel):
    """A frozen value read from an author's file; unknown keys are refused."""

    # Built when a file is read: a build that finds every file among the kept values needs no reader at all.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def map_texts(value: T, change: Callable[[TextPath, Text], Text], path: TextPath = ()) -> T:
    """The same value with every Text in it passed through `change`, which also receives its path.

    A path holds field names, mapping keys and the ids of listed entries, never positions.
    """
    return _mapped(value, change, path)  # type: ignore[no-any-return]


def _mapped(value: Any, change: Callable[[TextPath, Text], Text], path: TextPath) -> Any:
    # A language changes some ten thousand texts among a hundred thousand values: what holds none comes back as it is.
    if isinstance(value, Text):
        return change(path, value)
    if isinstance(value, dict):
        entries = {name: _mapped(each, change, (*path, name)) for name, each in value.items()}
        return entries if any(entries[name] is not each for name, each in value.items()) else value
    if isinstance(value, tuple):
        listed = tuple(_mapped(each, change, (*path[:-1], each.id) if hasattr(each, "id") else path) for each in value)
        return listed if any(map(is_not, listed, value)) else value
    if isinstance(value, BaseModel):  # last: to ask for it takes longer than for all others
        fields = {}
        for name, inner in vars(value).items():
            if not isinstance(inner, str | int | None):
                mapped = _mapped(inner, change, (*path, name))
                if mapped is not inner:
                    fields[name] = mapped
        return _with(value, fields) if fields else value
    return value


def _with(value: BaseModel, changed: dict[str, Any]) -> BaseModel:
    """As `model_copy`, for frozen models without private attributes, at a third of its price."""
    copy = type(value).__new__(type(value))
    object.__setattr__(copy, "__dict__", value.__dict__ | changed)
    object.__setattr__(copy, "__pydantic_fields_set__", value.model_fields_set)
    object.__setattr__(copy, "__pydantic_extra__", None)
    object.__setattr__(copy, "__pydantic_private__", None)
    return copy


def texts_in(value: Any) -> Iterator[tuple[TextPath, Text]]:
    """Every Text in a value with its path, in the order of the file."""
    for path, _, text in located_texts(value):
        yield path, text


def walked_once(most: int) -> Callable[[Callable[[Any], T]], Callable[[Any], T]]:
    """The same walk over a value, whose outcome is remembered: values never change, and a dozen rules walk over each.

    A value is known again by its identity. To compare or hash it would be a walk of its own. At most so many values are
    held: when there is one more, all are let go.
    """

    def once(walk: Callable[[Any], T]) -> Callable[[Any], T]:
        known: dict[int, tuple[Any, T]] = {}

        @wraps(walk)
        def walked(value: Any) -> T:
            held = known.get(id(value))
            if held is None:
                if len(known) >= most:
                    known.clear()
                held = known[id(value)] = value, walk(value)
            return held[1]

        return walked

    return once


WALKED = 5_000
"""So many values are held: more than a library has in all its languages."""


_texts: dict[int, tuple[Any, tuple[Text, ...]]] = {}


def with_texts(value: T, texts: tuple[Text, ...]) -> T:
    """The value, of which is known from now on that these are its texts: whoever kept it has kept them beside it."""
    if len(_texts) >= WALKED:
        _texts.clear()
    _texts[id(value)] = value, texts
    return value


def all_texts(value: Any) -> tuple[Text, ...]:
    """Every Text in a value, in the order of the file."""
    known = _texts.get(id(value))
    return known[1] if known else tuple(text for _, _, text in located_texts(value))


@walked_once(WALKED)
def located_texts(value: Any) -> list[tuple[TextPath, Loc, Text]]:
    """Every Text with its path and with its place in the file, as field names, keys and positions."""
    found: list[tuple[TextPath, Loc, Text]] = []
    _gather(value, (), (), found)
    return found


def _gather(value: Any, path: TextPath, loc: Loc, found: list[tuple[TextPath, Loc, Text]]) -> None:
    # Every rule walks the whole library, so this runs for some hundred thousand values: no generators, few calls.
    if isinstance(value, Text):
        found.append((path, loc, value))
    elif isinstance(value, dict):
        for name, each in value.items():
            _gather(each, (*path, name), (*loc, name), found)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            if not isinstance(each, str):
                _gather(each, (*path[:-1], each.id) if hasattr(each, "id") else path, (*loc, index), found)
    elif isinstance(value, BaseModel):
        for name, inner in vars(value).items():
            if not isinstance(inner, str | int | None):
                _gather(inner, (*path, name), (*loc, name), found)


def keyed(value: T, catalogue: str) -> T:
    """The same value, each Text keyed `catalogue#path`."""
    return map_texts(value, lambda path, text: replace(text, key=f"{catalogue}#{'.'.join(path)}"))
