"""Files as one zip to carry away: the same files always give the same bytes."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.cache.fingerprint import stamps_below
from generator.cache.writing import whole_file
from generator.cache.zip_entry import zip_entry
from generator.files import opened

ALREADY_PACKED = (".epub", ".pdf", ".docx", ".zip", ".png", ".jpg", ".woff2", ".gz")


def write_archive(site: Path, target: Path, folder: str, belongs: Callable[[str], bool] = lambda _: True) -> Path:
    """Pack the files of the site that belong (by relative path) into `target`, all inside one folder of that name."""
    files = sorted(path for path, _ in stamps_below(os.fspath(site)))
    with whole_file(target) as aside, zipfile.ZipFile(aside, "w", strict_timestamps=True) as archive:
        for path in files:
            if belongs(path) and os.path.abspath(site / path) != os.path.abspath(target):
                _add(archive, site, path, f"{folder}/{path}")
    return target


def write_entries(target: Path, entries: Iterable[tuple[str, bytes]]) -> Path:
    """Pack these files into `target`, in their order and as small as they get; each is made when its turn comes."""
    with whole_file(target) as aside, zipfile.ZipFile(aside, "w", compresslevel=9) as archive:
        for name, content in entries:
            entry = _entry(name)
            archive.writestr(entry, content, entry.compress_type, 9)
    return target


def _entry(name: str) -> zipfile.ZipInfo:
    # The file by which readers know a book stands in it as it is.
    return zip_entry(name, packed=name != "mimetype" and not name.lower().endswith(ALREADY_PACKED))


def _add(archive: zipfile.ZipFile, site: Path, path: str, name: str) -> None:
    entry = _entry(name)
    # A kit is handed on: what a link in the site points to on this machine must not be in it.
    handle = opened(site / path, within=site)
    entry.file_size = os.fstat(handle).st_size  # lets zipfile choose the plain or the large format at once
    with open(handle, "rb") as reading, archive.open(entry, "w") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
