"""Addresses that were given up, and where they lead on."""

from __future__ import annotations

from generator.library.text import Node


class Redirects(Node):
    """`content/redirects.yaml`: the path of a page that is no more → where its readers go now (`page:matrix`).

    `{principle}` in both stands for the id of each principle; any scheme of `kinds.py` can stand there.
    """

    moved: dict[str, str] = {}
