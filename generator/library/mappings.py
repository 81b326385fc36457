"""How concepts of the framework stand to those of other vocabularies, each with the reason."""

from __future__ import annotations

from enum import StrEnum

from generator.library.text import Node, Slug, Text

GSBPM = "gsbpm"
"""The vocabulary to whose phases the framework itself maps its stages."""


class Relation(StrEnum):
    """How near two concepts are, as SKOS has it."""

    CLOSE = "closeMatch"
    """In most uses one can stand for the other."""
    RELATED = "relatedMatch"
    """They have to do with each other."""


class OtherVocabulary(Node):
    """Another vocabulary.

    Its concepts have addresses that begin with `base`; where it has none, they are ours, and `names` says what each is
    called there.
    """

    id: Slug
    name: str
    source: str
    base: str = ""
    names: dict[str, str] = {}


class Mapping(Node):
    """A `concept` (`principle:relevance`), one of another vocabulary (`fpos:1`), and why they belong together."""

    id: Slug
    concept: str
    other: str
    relation: Relation
    why: Text


class DataUse(Node):
    """A `code` of another vocabulary (`duo:DUO_0000027`) and the clauses (`paper/clause`) that say the same, and why.

    A clause says it no longer where the person ticked one of `unless`, boxes of its paper (`clause.tick`).
    """

    code: str
    clauses: tuple[str, ...]
    unless: tuple[str, ...] = ()
    because: str


class Mappings(Node):
    """`content/mappings.yaml`."""

    vocabularies: tuple[OtherVocabulary, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    data_uses: tuple[DataUse, ...] = ()
