"""Put files in a second place without writing them again, where the file system can."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def link_file(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """`target` is then the same file as `source`, or a copy where hard links are not possible; it must not exist."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(source, target)  # another volume, FAT, or too many links


def link_tree(source: Path, target: Path) -> None:
    """Every file below `source` then stands below `target` too; nothing of `target` may exist yet."""
    waiting = [(os.fspath(source), os.fspath(target))]
    while waiting:
        here, there = waiting.pop()
        os.makedirs(there, exist_ok=True)
        with os.scandir(here) as entries:
            for entry in entries:
                place = f"{there}/{entry.name}"
                if entry.is_dir():
                    waiting.append((entry.path, place))
                else:
                    link_file(entry.path, place)
