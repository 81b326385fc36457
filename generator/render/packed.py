"""What a form fetches only when somebody answers or asks for it, packed in one script a form.

It is the paper that shows the answers, the form in this language for the page of another one, and the published Word
document. They are many words, so they come compressed as one, as the characters of a script: a page read from a disk
can open no other file. All say the same words, so as one they take less than in a zip, which compresses each alone; and
they take turns, piece by piece, since zlib sees no further back than 32 kB. What the Word documents of a language have
in common stands once beside them.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from generator.render.script import packed_literal

PAPER = "paper.json"
FORM = "form.json"
FRAME = "assets/word-frame.js"
_SHARED = ("[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/settings.xml")
"""Parts that every Word document has; they are left out where they are those of the frame."""
_ROUND = 24_000
"""How many bytes one piece of each file takes together, so that the same words stand near one another."""

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
    return _packed(f"{tag}/{paper}", {FORM: form, PAPER: shown} | own)


def _parts(word: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(word) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(name: str, files: Parts) -> bytes:
    # First the number of rounds, and the names of the files, each with its length; then in each round a piece of each.
    rounds = max(1, sum(map(len, files.values())) // _ROUND)
    names = json.dumps([rounds, [(each, len(held)) for each, held in files.items()]], separators=(",", ":"))
    pieces = (
        held[len(held) * turn // rounds : len(held) * (turn + 1) // rounds]
        for turn in range(rounds)
        for held in files.values()
    )
    content = packed_literal(zlib.compress(b"".join([names.encode(), b"\n", *pieces]), 9))
    return f"(window.CitizenDataPacked=window.CitizenDataPacked||{{}})[{json.dumps(name)}]={content};\n".encode()
