"""The glossary."""

from __future__ import annotations

from generator.library.text import Node, Slug, Text


class Term(Node):
    """A glossary entry; `place` names where the framework itself defines or uses it."""

    id: Slug
    term: Text
    meaning: Text
    see: tuple[str, ...] = ()
    place: str = ""


class Glossary(Node):
    """`content/glossary.yaml`."""

    title: Text
    summary: Text
    terms: tuple[Term, ...]
