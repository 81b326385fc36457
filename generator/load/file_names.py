"""Names that not every system can hold: a folder with such a file can't be unpacked, or loses one of two files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.diagnostics import Diagnostic, Position
from generator.files import listed

_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|[. ]$')


def strange_names(root: Path, folders: Sequence[str]) -> Iterator[Diagnostic]:
    """A diagnostic for each file or folder below these folders that Windows or a Mac could not hold as it is named."""
    seen: dict[str, str] = {}
    for path in (path for folder in folders for path in listed(root / folder, "")):
        place = Path(path)
        mistake = _mistake(place.name)
        if mistake:
            yield Diagnostic("FILE006", f"the name '{place.name}' {mistake}", Position(place), "choose a plain name")
        twin = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if twin != path:
            message = f"'{place.name}' and '{Path(twin).name}' are one name on Windows and on a Mac"
            yield Diagnostic("FILE006", message, Position(place), "rename one of them")


def _mistake(name: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "is not UTF-8"
    if _DEVICES.fullmatch(name):
        return "means a device on Windows"
    return "can't stand on Windows" if _FORBIDDEN.search(name) else ""
