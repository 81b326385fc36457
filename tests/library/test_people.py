"""One person is known again, however a name is written."""

from __future__ import annotations

import hashlib

import pytest

from generator.library.people import as_listed, has_address, same_person, without_addresses

NAME = "Aa Bé"


@pytest.mark.parametrize(
    "other",
    [
        "aa bé", " Aa  Bé", "AA BÉ", "Aa Be\u0301", "Ａａ Bé", "Aa\u00a0Bé", "Aa\u200b Bé", "Aa Bé.",
        "Aa Bé <aa@example.org>", "aa.bé", "Aa Be", "Bé, Aa", "\u0410a Bé", "A\u0430 \u0392é",
        "\u1d00a Bé", "\u13aaa B\u212e", "A\u0251 Bé", "Aa\ufe0f B\u034fé",
    ],
)  # fmt: skip
def test_one_person(other: str) -> None:
    assert same_person(NAME, other) and same_person(other, NAME)


def test_one_box_has_many_addresses() -> None:
    assert same_person("aa+review@example.org", "aa@example.org")
    assert same_person("a.a+x@googlemail.com", "aa@gmail.com")
    assert not same_person("a.a@example.org", "aa@example.org"), "elsewhere a dot may be another box"
    assert same_person("@aa", "@\u0430a"), "a forge has no such handle: it only looks like one"


def test_an_address_alone_is_the_person_who_has_it() -> None:
    assert same_person("AA@example.org", "Aa Bé <aa@example.org>")
    assert same_person("Someone <aa@example.org>", "Aa Bé <AA@example.org>")


@pytest.mark.parametrize("other", ["Aa Bo", "Aa", "Bé", "", "?", "Aa Bo <ab@example.org>"])
def test_two_people(other: str) -> None:
    assert not same_person(NAME, other) and not same_person(other, NAME)
    assert not same_person("!", other)


MAIL = "mail-2a78d0e1a80515fc"
"""The first sixteen digits of the SHA-256 of aa@example.org."""


def test_an_address_is_its_hash_and_a_forges_address_its_handle() -> None:
    assert f"mail-{hashlib.sha256(b'aa@example.org').hexdigest()[:16]}" == MAIL
    assert same_person("aa@example.org", MAIL) and same_person("X <AA@Example.org>", f"Y {MAIL}")
    assert same_person("mailto:aa@example.org", MAIL) and same_person("(aa@example.org.)", MAIL)
    assert same_person("aa+x@example.org", MAIL), "it is made of the address as CONTRIBUTING.md says"
    assert same_person("A.Be+x@gmail.com", f"mail-{hashlib.sha256(b'abe@gmail.com').hexdigest()[:16]}")
    for made_up in (
        "12+a-b@users.noreply.github.com",
        "A-b@users.noreply.github.com",
        "9-a-b@users.noreply.gitlab.com",
    ):
        assert same_person(made_up, "@a-b") and not same_person(made_up, "a-b")
    assert not same_person("12+a-b@users.noreply.example.org", "@a-b"), "anybody can have such a host"


def test_an_entry_of_a_list_joins_what_it_holds() -> None:
    listed = (f"Cc Dd {MAIL}", "@cc Cc Dd", "Ee")
    assert same_person("aa@example.org", "@CC", listed) and not same_person("aa@example.org", "@cc")
    assert not same_person("Ee", "@cc", listed)
    assert (as_listed("ee", listed), as_listed("Ff", listed)) == ("Ee", "")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Aa Bé <aa@example.org>", f"Aa Bé {MAIL}"),
        ("write to AA@EXAMPLE.ORG, please", f"write to {MAIL}, please"),
        ("@aa and a @ b", "@aa and a @ b"),
        ("x <12+aa@users.noreply.github.com>", "x @aa"),
    ],
)
def test_addresses_are_not_kept(words: str, kept: str) -> None:
    assert without_addresses(words) == kept
    assert has_address(words) is (words != kept) and not has_address(kept)
