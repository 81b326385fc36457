"""The classifier as a script shows it, question by question."""

from __future__ import annotations

from dataclasses import dataclass

from generator.blocks.nodes import Phrase


@dataclass(frozen=True, slots=True)
class ScreenOption:
    """An answer; `next` is the id of the question that follows, empty at the end."""

    id: str
    text: Phrase
    because: Phrase
    open: Phrase | None
    finds: tuple[str, ...]
    sets: tuple[str, ...]
    clears: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ScreenQuestion:
    """A question with its part and where it rests in the framework."""

    id: str
    part: Phrase
    question: Phrase
    help: Phrase | None
    several: bool
    source: Phrase
    options: tuple[ScreenOption, ...]


@dataclass(frozen=True, slots=True)
class ScreenFinding:
    """A finding; `page` is its title as a link, and `papers` are (id, title as a link)."""

    id: str
    part: Phrase
    title: Phrase
    text: Phrase
    source: Phrase
    page: Phrase | None
    papers: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """All of it, in one language."""

    version: str
    questions: tuple[ScreenQuestion, ...]
    findings: tuple[ScreenFinding, ...]
