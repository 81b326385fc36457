"""Put files in a second place without writing them again, where the file system can."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.cache.writing import make_folder


def link_file(source: str | os.PathLike[str], target: str | os.PathLike[str]) -> None:
    """`target` is then the same file as `source`, or a copy where hard links are not possible; it must not exist."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(source, target)  # another volume, FAT, or too many links


def link_into(folder: Path, name: str, source: str | os.PathLike[str]) -> None:
    """`folder/name` is then the same file as `source`, or a copy; folders on the way are made."""
    target = f"{folder}/{name}"
    try:
        link_file(source, target)
    except FileNotFoundError:
        make_folder(os.path.dirname(target))
        link_file(source, target)
