"""Remarks on wording: what a reader meets counts, and nothing else."""

from __future__ import annotations

import pytest

from generator.catalog.entries import Concept, Rendering, Termbase
from generator.translate.extract import Unit
from generator.translate.wording import remarks

PRINCIPLE = Concept(
    id="principle", term="principle", in_language={"fr": Rendering(preferred="principe", avoid=("règle",))}
)
TERMS = Termbase(terms=(PRINCIPLE,))


def codes(source: str, translation: str) -> list[str]:
    unit = Unit("a#b", source, "text", official=False, critical=False, note="", placeholders=())
    return [each.code for each in remarks(unit, translation, TERMS, "fr")]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Read the principle.", "Lisez le principe.", []),
        ("Read the principle.", "Lisez le texte.", ["WORD001"]),
        ("Read the principle.", "Lisez la règle.", ["WORD002"]),
        ("Read [this](principle:relevance).", "Lisez [ceci](principle:relevance).", []),
        ("Write {principle} here.", "Écrivez {principle} ici.", []),
        ('The text says "this principle 12".', "Le texte dit « this principe 12 ».", []),
        ("It has 13 parts.", "Il a treize parties.", ["WORD004"]),
    ],
)
def test_a_term_counts_only_where_it_is_read(source: str, translation: str, expected: list[str]) -> None:
    assert codes(source, translation) == expected
