"""Words are folded as people write them, and their forms come together."""

from __future__ import annotations

import json

import pytest

from generator.render.search.words import keys, stem, words_in
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests/cases/search-words.json").read_text(encoding="utf-8"))
"""Text → the keys of its words; the script is held to the same ones in tests/browser/test_search.py."""


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert [key for word in words_in(text) for key in keys(word)] == expected


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("en", ["consent", "consents", "consented", "consenting"]), ("fr", ["enfant", "enfants"]), ("xx", ["word"])],
)
def test_forms_share_a_stem(tag: str, forms: list[str]) -> None:
    assert len({stem(form, tag) for form in forms}) == 1


def test_different_words_do_not() -> None:
    assert stem("consent", "en") != stem("content", "en")
