"""A scoring sheet for a spreadsheet: criteria, the level that each reaches, and the profile that they draw."""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.language import Language

SHEET = ".sheet.xlsx"
"""How the file of a scoring sheet ends, after the id of its paper."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion: its name, its question, the question in English where nobody checked the translation, its needs.

    `needs` are the least levels, in the order of the sheet's uses.
    """

    id: str
    name: str
    question: str
    original: str
    needs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The sheet: words around it, its levels from the lowest (0) on, the uses that need levels, and its criteria.

    `paper` is its id with its version, edition and language; `heads` are the words above name,
    question, original and level; `warning` is said where it is a draft.
    """

    language: Language
    paper: str
    title: str
    about: tuple[str, ...]
    warning: str
    profile: str
    publisher: str
    released: str
    heads: tuple[str, str, str, str]
    levels: tuple[str, ...]
    uses: tuple[str, ...]
    criteria: tuple[Scored, ...]
