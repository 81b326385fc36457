"""The framework's concepts and the terms of the glossary, in all languages together."""

from __future__ import annotations

from dataclasses import dataclass

Said = tuple[str, str]
"""Words, and the tag of their language."""
States = tuple[tuple[str, str], ...]
"""The languages in which not all is checked, each with its least checked state."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept of another vocabulary: its address, or a name below ours; how near it is, and why.

    `id` is the end of the address of what is said here.
    """

    id: str
    address: str
    relation: str
    why: tuple[Said, ...]
    states: States = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: `id` is the end of its address; `labels` are its names in each language that has one.

    `definition` is the framework's own English; `unofficial` are translations of it, `notes` our own words. `places`
    are those in the framework: the source of its name or definition where that is `official`, else where the framework
    speaks of it.
    """

    id: str
    scheme: str
    labels: tuple[Said, ...]
    notation: str = ""
    definition: str = ""
    unofficial: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()
    states: States = ()
    places: str = ""
    official: bool = False
    page: str = ""
    broader: str = ""
    related: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """Concepts of one kind; those of another vocabulary have a `source`."""

    id: str
    labels: tuple[Said, ...]
    source: str = ""
    states: States = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All concepts. `address` is what comes before each id, `site` where their pages stand.

    `rights` are as in a catalogue.
    """

    address: str
    site: str
    labels: tuple[Said, ...]
    about: tuple[Said, ...]
    publisher: str
    rights: tuple[Said, ...]
    version: str
    released: str
    schemes: tuple[Scheme, ...]
    concepts: tuple[Concept, ...]
    states: States = ()
