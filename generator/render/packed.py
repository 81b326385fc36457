"""What a form fetches only when somebody answers or asks for it, packed in one script a form.

It is the paper that shows the answers, the form in this language for the page of another one, and the published Word
document. They are many words, so they come compressed as one, in base64: a page read from a disk can open no other
file. All say the same words, so as one they take a fifth less than in a zip, which compresses each alone. What the
Word documents of a language have in common stands once beside them.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from generator.render.script import literal

PAPER = "paper.json"
FORM = "form.json"
FRAME = "assets/word-frame.js"
_SHARED = ("[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/settings.xml")
"""Parts that every Word document has; they are left out where they are those of the frame."""

Parts = Mapping[str, bytes]


def word_frame(word: Path) -> Parts:
    """The parts of a Word document that others of its language share."""
    parts = _parts(word)
    return {name: parts[name] for name in _SHARED}


def frame_script(tag: str, frame: Parts) -> bytes:
    """The shared parts for scripts, of the language with that tag."""
    return _packed(f"{tag}/word", frame)


def packed_script(tag: str, paper: str, shown: bytes, form: bytes, word: Path | None, frame: Parts) -> bytes:
    """A paper and its form as data, and what its Word document has beside the frame, for scripts."""
    own = {name: part for name, part in _parts(word).items() if part != frame.get(name)} if word else {}
    return _packed(f"{tag}/{paper}", own | {PAPER: shown, FORM: form})


def _parts(word: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(word) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(name: str, files: Parts) -> bytes:
    # First the names of the files, each with its length; then what is in them, in that order.
    names = json.dumps([(each, len(held)) for each, held in files.items()], separators=(",", ":"))
    content = b64encode(zlib.compress(b"\n".join([names.encode(), b"".join(files.values())]), 9)).decode()
    return (
        f"(window.CitizenDataPacked=window.CitizenDataPacked||{{}})[{json.dumps(name)}]={literal(content)};\n".encode()
    )
