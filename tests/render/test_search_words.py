"""Words are folded as people write them, and their forms come together."""

from __future__ import annotations

import json

import pytest

from generator.render.search.words import keys, root, stem, words_in
from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests/cases/search-words.json").read_text(encoding="utf-8"))
"""Text → the keys of its words; the script is held to the same ones in tests/browser/test_search.py."""


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert [key for word in words_in(text) for key in keys(word)] == expected


ROOTS = json.loads((ROOT / "tests/cases/search-roots.json").read_text(encoding="utf-8"))
"""Language, folded word, and its root; the script is held to these too."""


@pytest.mark.parametrize(("tag", "key", "expected"), ROOTS)
def test_what_stands_around_a_root_is_no_part_of_it(tag: str, key: str, expected: str) -> None:
    assert root(key, tag) == expected


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", ["consent", "consents", "consented", "consenting"]),
        ("fr", ["enfant", "enfants"]),
        ("fr", ["informé", "informées", "informer"]),
        ("es", ["habitación", "habitaciones"]),
        ("ru", ["районной", "районный", "районные"]),
        ("sw", ["wanakusanya", "tulikusanya"]),
        ("xx", ["word"]),
    ],
)
def test_forms_share_a_stem(tag: str, forms: list[str]) -> None:
    assert len({stem(form, tag) for form in forms}) == 1


def test_different_words_do_not() -> None:
    assert stem("consent", "en") != stem("content", "en")
