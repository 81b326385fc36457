"""Where translations live, and the one way to write there."""

from __future__ import annotations

from pathlib import Path

from generator.cache.writing import write_whole
from generator.library.kinds import KINDS
from generator.library.library import Library
from generator.library.markdown import MarkdownPage

FOLDER = "translations"
LOCK_FILE = f"{FOLDER}/source.lock.yml"


def po_path(root: Path, tag: str, catalogue: str) -> Path:
    """The PO file of a catalogue."""
    return root / FOLDER / tag / f"{catalogue}.po"


def source_path(library: Library, catalogue: str) -> str:
    """The author's file behind a catalogue, from the root."""
    # Pages may stand in the folder of another kind, so only those that exist tell them apart.
    if catalogue in {f"content/{page.path}" for page in library.pages}:
        return f"{catalogue}.md"
    named = (kind.file_of(catalogue) for kind in KINDS if kind.model is not MarkdownPage)
    return next((file for file in named if file), f"{catalogue}.yaml")


def write_text(path: Path, text: str) -> bool:
    """Puts the text in place in one step; True when the file was not so already."""
    held = text.encode()
    if path.is_file() and path.read_bytes() == held:
        return False
    write_whole(path, held)
    return True
