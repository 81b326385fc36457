"""One person is known again, however a name is written."""

from __future__ import annotations

import pytest

from generator.catalog.people import same_person

NAME = "Aa Bé"


@pytest.mark.parametrize(
    "other",
    [
        "aa bé", " Aa  Bé", "AA BÉ", "Aa Be\u0301", "Ａａ Bé", "Aa\u00a0Bé", "Aa\u200b Bé", "Aa Bé.",
        "Aa Bé <aa@example.org>", "aa.bé",
    ],
)  # fmt: skip
def test_one_person(other: str) -> None:
    assert same_person(NAME, other) and same_person(other, NAME)


def test_an_address_alone_is_the_person_who_has_it() -> None:
    assert same_person("AA@example.org", "Aa Bé <aa@example.org>")
    assert same_person("Someone <aa@example.org>", "Aa Bé <AA@example.org>")


@pytest.mark.parametrize("other", ["Aa Bo", "Aa", "Bé", "", "?", "Aa Bo <ab@example.org>"])
def test_two_people(other: str) -> None:
    assert not same_person(NAME, other) and not same_person(other, NAME)
    assert not same_person("!", other)
