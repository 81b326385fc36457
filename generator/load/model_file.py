"""A YAML file as a model value; what does not fit the model is a diagnostic at its place."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import MAX_MISTAKES, Diagnostic, Position
from generator.library.text import Loc, Node, keyed
from generator.load.yaml_file import YamlFile, read_yaml

N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True)
class ModelFile(Generic[N]):
    """A model value, the file it came from, and the catalogue that its texts are keyed by."""

    catalogue: str
    model: N
    source: YamlFile


def load_model(
    path: Path, model: type[N], catalogue: str, within: Path | None = None
) -> tuple[ModelFile[N] | None, list[Diagnostic]]:
    """The file as a value of `model` with keyed texts, or why it is none; `within` as in `generator.files`."""
    source, found = read_yaml(path, within)
    return (None, found) if source is None else as_model(source, model, catalogue)


def positions_in(path: Path, within: Path | None = None) -> dict[Loc, Position]:
    """Where each node of the file stands; none for a file that can't be read any more."""
    source, _ = read_yaml(path, within)
    return {} if source is None else source.positions


def as_model(source: YamlFile, model: type[N], catalogue: str) -> tuple[ModelFile[N] | None, list[Diagnostic]]:
    """As `load_model`, from a file that was read already."""
    try:
        value = model.model_validate(source.data)
    except ValidationError as error:
        mistakes = error.errors(include_url=False)
        return None, [_diagnostic(details, source, model) for details in mistakes[:MAX_MISTAKES]]
    return ModelFile(catalogue, keyed(value, catalogue), source), []


def _diagnostic(details: ErrorDetails, source: YamlFile, model: type[BaseModel]) -> Diagnostic:
    loc: Loc = tuple(part for part in details["loc"] if part != "[key]")
    position = source.at(loc)
    name = loc[-1] if loc else source.path.stem
    match details["type"]:
        case "missing":
            return Diagnostic("MODEL001", f"the key '{name}' is missing here", position, f"add '{name}:'")
        case "extra_forbidden":
            help = _suggestion(str(name), _siblings(model, loc))
            return Diagnostic("MODEL002", f"the key '{name}' has no meaning here", position, help)
        case _:
            return Diagnostic("MODEL003", f"'{name}': {_lowered(details['msg'])}", position, _expected(details))


def _lowered(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _expected(details: ErrorDetails) -> str:
    if details["type"] == "string_type":
        return "write text here; quote it if it looks like a number, true or null"
    if details["type"] in ("model_type", "dict_type"):
        return "write keys and values here, one on a line: 'key: value'"
    if details["type"] in ("tuple_type", "list_type"):
        return "write a list here: '- first', or '[first, second]'"
    if details["type"] in ("int_parsing", "int_type", "bool_parsing", "bool_type"):
        return "write a whole number, or true or false, without quotes"
    if details["type"] == "string_pattern_mismatch":
        return "ids are lower-case words joined by hyphens; places are '12', 'box-1', 'table-1', 'annex' or 'fn-3'"
    return ""


def _siblings(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are allowed where `loc` stands, as far as the model tells."""
    current: Any = model
    for part in loc[:-1]:
        current = _inner(current, part)
        if current is None:
            return []
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _inner(model: Any, part: str | int) -> Any:
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    if isinstance(part, int):
        return model
    annotation = model.model_fields[part].annotation if part in model.model_fields else None
    candidates = [annotation, *getattr(annotation, "__args__", ())]
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, BaseModel)), None)


def _suggestion(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"allowed here: {', '.join(known)}" if known else "remove it"
