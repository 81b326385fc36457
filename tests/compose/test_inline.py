"""A text's inline Markdown becomes inline nodes, and nothing in it can become more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blocks.nodes import Blank, Code, Emphasis, Field, FieldKind, Link, Plain, Strong
from generator.compose.inline import phrase
from generator.library.text import Text

NAME = Blank(Field("name", FieldKind.LINE, "Your name", "en"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain words", (Plain("plain words"),)),
        ("a **strong** word", (Plain("a "), Strong((Plain("strong"),)), Plain(" word"))),
        ("*soft*", (Emphasis((Plain("soft"),)),)),
        ("`a_b`", (Code("a_b"),)),
        ("see [Design](stage:design)", (Plain("see "), Link("stages/design", (Plain("Design"),)))),
        ("[Note 1](work:gsbpm)", (Link("references#gsbpm", (Plain("Note 1"),)),)),
        ("\\*literal\\*", (Plain("*literal*"),)),
        ("&lt;b&gt;", (Plain("<b>"),)),
        ("<b>", (Plain("<b>"),)),
        ("![x](y)", (Plain("![x](y)"),)),
    ],
)
def test_markup_becomes_nodes(value: str, expected: tuple[object, ...]) -> None:
    assert phrase(Text(value)).children == expected


def test_a_known_placeholder_becomes_a_blank_and_an_unknown_one_stays() -> None:
    children = phrase(Text("I, {name}, on {date}"), {"name": NAME}).children
    assert children == (Plain("I, "), NAME, Plain(", on {date}"))


def test_a_blank_inside_strong_is_found() -> None:
    assert phrase(Text("**{name}**"), {"name": NAME}).children == (Strong((NAME,)),)


def test_a_phrase_keeps_language_state_and_key() -> None:
    made = phrase(Text("mot", key="a#b", lang="fr"))
    assert (made.lang, made.key, made.plain) == ("fr", "a#b", "mot")


@given(st.text(min_size=1, max_size=60).filter(lambda words: words.strip()))
def test_no_text_is_lost_or_fails(words: str) -> None:
    assert phrase(Text(" ".join(words.split()) or "x")).children != ()
