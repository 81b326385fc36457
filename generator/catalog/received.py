"""What translators send back, as rows that know where in which file they stand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Position


@dataclass(frozen=True, slots=True)
class Row:
    """One translation of a file that came back, whatever its shape.

    `key` is empty where the file names none; `source` is the English beside it, None where there is none. `draft` is
    what the file itself calls unfinished, `fingerprint` names what was sent out, `by` is who says in the file that they
    wrote this very text.
    """

    key: str
    text: str
    position: Position
    source: str | None = None
    lang: str = ""
    place: str = ""
    """A cell, where a line is not what a person would look for."""
    ticked: bool = False
    draft: bool = False
    fingerprint: str = ""
    by: str = ""
    shown: str = ""
    """The English that the file shows, where `source` is an older one that the translation was made from."""
    english_at: tuple[Position, str] | None = None
    """Where the English stands, with its cell, where that is not where the translation does."""
