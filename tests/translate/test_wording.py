"""Remarks on wording: what a reader meets counts, and nothing else."""

from __future__ import annotations

import pytest

from generator.catalog.entries import Rendering, Termbase, TermConcept
from generator.translate.extract import Unit
from generator.translate.wording import remarks

PRINCIPLE = TermConcept(
    id="principle",
    term="principle",
    in_language={
        "fr": Rendering(preferred="principe", avoid=("règle",)),
        "zh": Rendering(preferred="原则", avoid=("规则",)),
    },
)
TERMS = Termbase(terms=(PRINCIPLE,))


def codes(source: str, translation: str, tag: str = "fr") -> list[str]:
    unit = Unit("a#b", source, "text", official=False, critical=False, note="", placeholders=())
    return [each.code for each in remarks(unit, translation, TERMS, tag)]


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Read the principle.", "Lisez le principe.", []),
        ("Read the principle.", "Lisez le texte.", ["WORD001"]),
        ("Read the principle.", "Lisez la règle.", ["WORD002"]),
        ("Read [this](principle:relevance).", "Lisez [ceci](principle:relevance).", []),
        ("Write {principle} here.", "Écrivez {principle} ici.", []),
        ('The text says "this principle 12".', "Le texte dit «\u00a0this principe 12\u00a0».", []),
        ("It has 13 parts.", "Il a treize parties.", ["WORD004"]),
    ],
)
def test_a_term_counts_only_where_it_is_read(source: str, translation: str, expected: list[str]) -> None:
    assert codes(source, translation) == expected


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Read the principle.", "请先读原则。", []),
        ("Read the principle.", "请先读文字。", ["WORD001"]),
        ("Read the principle.", "请先读规则。", ["WORD002"]),
        ("Do you agree?", "您同意吗？", []),
        ("Do you agree?", "您同意吗。", ["WORD006"]),
        (
            "The people of the community decide what happens to the data (all of it).",
            "数据如何处理由社区决定（全部）。",
            [],
        ),
        ("The people of the community decide together what happens to all of the data.", "社区决定。", ["WORD003"]),
    ],
)
def test_a_language_without_spaces_is_read_in_its_own_way(source: str, translation: str, expected: list[str]) -> None:
    assert codes(source, translation, "zh") == expected


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("Who asks?", "Qui demande\u00a0?", []),
        ("Who asks?", "Qui demande\u202f?", []),
        ("Who asks?", "Qui demande?", []),
        ("Who asks?", "Qui demande ?", ["WORD009"]),
        ("They say “no”: wait.", "On dit «\u00a0non\u00a0» : attendez.", ["WORD009"]),
        ("They say “no”.", "On dit « non ».", ["WORD009"]),
        ("Write `a ? b`.", "Écrivez `a ? b`.", []),
    ],
)
def test_a_line_never_begins_with_a_sign_that_ends_words(source: str, translation: str, expected: list[str]) -> None:
    assert codes(source, translation) == expected
