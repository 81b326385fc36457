"""A kit as one ZIM file, which Kiwix opens. It needs libzim: under the GPL, so never installed by default."""

from __future__ import annotations

import hashlib
import importlib
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any

from generator.bundle.kit_page import MOVED
from generator.cache.writing import whole_file
from generator.diagnostics import ToolkitError

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""Python's own table is that of the machine, so that it would give other bytes elsewhere."""
_ANY = "application/octet-stream"
_INSTALL = "run `.venv/bin/python -m pip install --upgrade libzim`, then this again"
_GLASS = re.compile(rb"\x0f\x0dXapian Glass..", re.DOTALL)
"""How an index of Xapian begins; its identifier follows."""
_ID = slice(8, 24)
_PLACE_OF_SUM = slice(72, 80)
"""Where a ZIM file says who it is, and where its sum stands."""


@dataclass(frozen=True, slots=True)
class Zim:
    """What a ZIM file is: `language` in three letters (ISO 639-3), its first page, and what Kiwix shows in its list."""

    language: str
    first: str
    told: Mapping[str, str]
    """Title, Description and the others of openZIM's list of metadata."""
    icon: bytes = field(repr=False)
    full_text: bool = True


def write_zim(files: Iterable[tuple[str, bytes]], zim: Zim, target: Path) -> Path:
    """The files stand in `target`, its pages in the index; the same files give the same bytes.

    ToolkitError where libzim is not installed.
    """
    writer = needs_libzim()
    sums = hashlib.sha256()
    with whole_file(target) as aside:
        # One worker: several finish in another order each time.
        creator = writer.Creator(Path(aside)).config_indexing(zim.full_text, zim.language).config_nbworkers(1)
        creator.set_mainpath(zim.first)
        try:
            with creator:
                for name, value in zim.told.items():
                    creator.add_metadata(name, value)
                creator.add_illustration(48, zim.icon)
                for path, content in files:
                    sums.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
                    creator.add_item(_Entry(writer, path, content))
        except RuntimeError as error:  # all that libzim says, of a full disk and when it is too old for this
            raise ToolkitError(f"{target}: libzim can't write it: make room on the disk, then {_INSTALL}") from error
        _settle(Path(aside), uuid.UUID(bytes=sums.digest()[:16], version=5).bytes)
    return target


def needs_libzim() -> Any:
    """The part of libzim that writes; ToolkitError, with what to do, where it is not installed."""
    try:
        return importlib.import_module("libzim.writer")
    except ImportError as error:
        raise ToolkitError(
            f"a ZIM file needs libzim, which is under the GPL and so is not installed by itself: {_INSTALL}"
        ) from error


class _Entry:
    """A file, as libzim asks for it."""

    get_indexdata = None
    """libzim reads a page's words itself; a function that returns nothing would leave them out of the index."""

    def __init__(self, writer: Any, path: str, content: bytes) -> None:
        self._writer, self._path, self._content = writer, path, content
        self._type = _TYPES.get(PurePosixPath(path).suffix, _ANY)

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        found = _TITLE.search(self._content.decode()) if self._is_page() else None
        return unescape(found[1]).strip() if found else ""

    def get_mimetype(self) -> str:
        return self._type

    def get_contentprovider(self) -> Any:
        return self._writer.StringProvider(self._content)

    def get_hints(self) -> dict[Any, int]:
        hint = self._writer.Hint
        return {hint.FRONT_ARTICLE: self._is_page(), hint.COMPRESS: self._type.startswith(("text/", "image/svg"))}

    def _is_page(self) -> bool:
        return self._type == "text/html" and MOVED.encode() not in self._content


def _settle(file: Path, name: bytes) -> None:
    """The file and its indexes bear this identifier instead of one by chance, and the sum at the end is right again."""
    held = bytearray(file.read_bytes())
    held[_ID] = name
    for found in _GLASS.finditer(bytes(held)):
        held[found.end() : found.end() + 16] = name
    end = int.from_bytes(held[_PLACE_OF_SUM], "little")
    held[end : end + 16] = hashlib.md5(held[:end], usedforsecurity=False).digest()
    file.write_bytes(held)
