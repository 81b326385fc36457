"""The command and its groups: each module of this folder that is named after a heading adds its own."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.plain_help import PlainGroup
from generator.cli.terminal import stdout

NAME = "citizen-data"

# The headings of the list of commands: nearly thirty without one are too many to find something in.
AUTHORS, TRANSLATORS = "Write and build", "Translate"
PAPERS, RETURNED, TAKEN_ALONG = "Papers to use", "Papers that came back", "Take it along"

app = typer.Typer(
    name=NAME,
    cls=PlainGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
languages = typer.Typer(
    cls=PlainGroup, no_args_is_help=True, help="Add a language, or list the catalogues for Weblate."
)
app.add_typer(languages, name="languages", rich_help_panel=TRANSLATORS)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        stdout.print(f"citizen-data {version('citizen-data-toolkit')}")
        raise typer.Exit


@app.callback()
def command(
    _: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Check, build and translate the Citizen Data Toolkit. Run it in the project's folder."""
