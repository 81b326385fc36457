"""Which messages the program asks for: each line of the lock has the name of a file and an id."""

from __future__ import annotations

import os
from pathlib import Path

from generator.files import text
from generator.library.interface import CATALOGUES, LOCK
from generator.library.library import Library

_HEAD = "# Written by `citizen-data schemas`: the messages that the program asks for. Commit it; do not edit it.\n"


def asked_messages(root: Path) -> dict[str, frozenset[str]]:
    """The ids by the names of their files in the library; none where there is no lock."""
    if not os.path.lexists(root / LOCK):
        return {}
    lines = [line.split() for line in text(root / LOCK, root).splitlines()]
    return {name: frozenset(line[1] for line in lines if len(line) == 2 and line[0] == name) for name in CATALOGUES}


def message_lock(library: Library) -> str:
    """The lock of all messages that are there."""
    lines = (f"{name} {message.id}\n" for name in CATALOGUES for message in getattr(library, name).messages)
    return _HEAD + "".join(sorted(lines))
