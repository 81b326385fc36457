"""Templates for the pages that MkDocs does not make."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template


def template(folder: Path, name: str) -> Template:
    """The template in that folder: it escapes what it is given, and fails for what it is not given."""
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(name)
