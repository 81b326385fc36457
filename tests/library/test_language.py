"""A language tag names folders of the site and of the cache, so it can be nothing but a tag."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.library.language import People, Tag

TAGS, PEOPLE = TypeAdapter(Tag), TypeAdapter(People)


@pytest.mark.parametrize("tag", ["en", "fr", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "sl-rozaj", "de-1996", "fil"])
def test_tags_are_taken(tag: str) -> None:
    assert TAGS.validate_python(tag) == tag


@pytest.mark.parametrize(
    "tag", ["../../x", "..", "/etc", "fr/x", "", "FR", "fr_FR", "fr-", "assets", "fr\n", "fr ", "C:"]
)
def test_anything_else_is_refused(tag: str) -> None:
    with pytest.raises(ValidationError, match="BCP 47"):
        TAGS.validate_python(tag)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (["Aa <aa@example.org>"], "write Aa mail-2a78d0e1a80515fc"),
        (["Aa @aa", "Bb @AA"], "are one person"),
        (["Aa", "aa."], "are one person"),
        (["A\ta"], "on one line"),
        ([" "], "on one line"),
    ],
)
def test_a_list_of_people_has_each_once_and_no_address(people: list[str], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        PEOPLE.validate_python(people)
    assert PEOPLE.validate_python(["Aa @aa", "@bb", "mail-0123456789abcdef"])
