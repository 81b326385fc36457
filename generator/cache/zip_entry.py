"""A file in a zip whose bytes depend on nothing but its name and what is in it."""

from __future__ import annotations

import stat
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day a zip file can hold; every file bears it, whenever it was written."""


def zip_entry(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    """The entry of a file of this name, to be packed or to stand there as it is."""
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system = 3  # POSIX, whatever machine this is: the permissions below are read so
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return entry
