"""Boxes to tick as they stand in a returned document: what is drawn before a line, and what its control says of it.

A tick is consent. So it counts only where both say the same, in a sign that means yes to everybody: a bare cross or a
word in place of the box is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.load.returned.base import Line

EMPTY, TICKED, UNKNOWN = "\u2610", "\u2612", "\ufffd"
"""How our own papers draw a box, and what stands for a sign that nobody knows."""
_BOXES = f"{EMPTY}\u25a1\u25a2\u25fb\u2751\u2752"
_TICKS = f"{TICKED}\u2611\u2713\u2714\u25a0\u221a\u2705\U0001f5f8\U0001f5f9\U0001f5f7xX\u0445\u0425"
_BOX = re.compile(
    rf"\s*(?:\[(?P<typed>[{_TICKS} ]?)\]|(?P<box>[{_BOXES}])|(?P<ticked>[{_TICKS}])(?=[\ufe0e\ufe0f]?(?:\s|$)))"
    r"[\ufe0e\ufe0f]?\s*"
)
_DRAWN = re.compile(f"[{EMPTY}{TICKED}\u2611]")
_FONTS: Mapping[str, tuple[bytes, bytes]] = {
    "Wingdings": (b"\x78\xfc\xfd\xfe", b"\x6f\x71\x72\xa8"),
    "Wingdings 2": (b"\x50\x51\x52\x53\x54", b"\xa3"),
    "Webdings": (b"\x61", b"\x63"),
}
"""The ticks and the empty boxes of fonts whose letters are signs."""


def unboxed(words: str) -> str:
    """The line without the box before it."""
    return _BOX.sub("", words, count=1) if _BOX.match(words) else words


def is_ticked(line: Line) -> bool | None:
    """Whether the box before a line is ticked; None where nobody can be sure of that."""
    found = _BOX.match(line.words)
    if found is None or _DRAWN.search(line.words, found.end()):
        return None
    drawn = bool((found["typed"] or "").strip() or found["ticked"])
    states = {piece.control.ticked for piece in line.pieces if piece.control and piece.control.tick}
    return drawn if states <= {drawn} else None


def sign_of(font: str, code: str) -> str:
    """The sign of a font of signs, where it is a tick or an empty box."""
    ticks, boxes = _FONTS.get(font, (b"", b""))
    letter = int(code, 16) & 0xFF if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    return TICKED if letter in ticks else EMPTY if letter in boxes else UNKNOWN
