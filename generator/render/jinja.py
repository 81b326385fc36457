"""Templates for the pages that MkDocs does not make, and what is said of a broken template, whoever fills it."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import NoReturn

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from generator.diagnostics import ToolkitError
from generator.files import text

_ENDINGS = (".html", ".js")


def template(folder: Path, name: str) -> Template:
    """The template in that folder: it escapes what it is given, and fails for what it is not given.

    ToolkitError where the template is broken, as it is read or as it is filled.
    """

    def load(name: str) -> tuple[str, str, None]:
        return text(folder / name, folder), str(folder / name), None

    environment = _Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(name)


class _Environment(Environment):
    def handle_exception(self, source: str | None = None) -> NoReturn:
        try:
            super().handle_exception(source)
        except Exception as problem:
            if said := mistake_in_template(problem):
                raise ToolkitError(said) from problem
            raise


def mistake_in_template(problem: Exception) -> str:
    """Where the template is broken that this comes from, how, and what to do; empty where it comes from none."""
    trace = traceback.extract_tb(problem.__traceback__)
    in_one = [place for place in trace if place.filename.endswith(_ENDINGS)]
    if isinstance(problem, TemplateSyntaxError) and problem.filename:
        return f"{problem.filename}:{problem.lineno}: {problem.message}: mend the template"
    if isinstance(problem, TemplateNotFound) and in_one:
        said = f"there is no template '{problem}'"
    elif isinstance(problem, TemplateError) or trace[-1:] == in_one[-1:] != []:
        said = str(problem).partition("\n")[0]
    else:
        return ""  # what a template calls has faults of its own
    place = f"{in_one[-1].filename}:{in_one[-1].lineno}: " if in_one else ""
    return f"{place}{said}: mend the template"
