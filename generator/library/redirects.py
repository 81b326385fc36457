"""Addresses that were given up, and where they lead on."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import StringConstraints

from generator.library.text import Node

_PART = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z-]+\})"
Address: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{_PART}(?:/{_PART})*$", max_length=200)]
"""The path of a page, without its ending. A file is written there: nothing else may stand in it, `..` least of all."""


class Redirects(Node):
    """`content/redirects.yaml`: the path of a page that is no more → where its readers go now (`page:matrix`).

    `{principle}` in both stands for the id of each principle; any scheme of `kinds.py` can stand there.
    """

    moved: dict[Address, str] = {}
