"""Two languages side by side: same shape, every blank once."""

from __future__ import annotations

import pytest

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Conditional,
    Field,
    FieldKind,
    FieldRow,
    Heading,
    Inline,
    Items,
    Pair,
    Paragraph,
    Phrase,
    Plain,
    Signing,
    Table,
    TickRow,
)
from generator.blocks.walk import blocks_in, phrases_of
from generator.compose.beside import beside


def words(text: str, lang: str) -> Phrase:
    return Phrase((Plain(text),), lang)


def field(name: str, lang: str, kind: FieldKind = FieldKind.LINE) -> Field:
    return Field(name, kind, f"label {lang}", lang)


def form(lang: str) -> tuple[Block, ...]:
    blank: Inline = Blank(field("who", lang))
    return (
        Heading(2, words(f"title {lang}", lang), "title"),
        Paragraph(Phrase((Plain(f"I, {lang} "), blank), lang)),
        Items(((Paragraph(words(f"point {lang}", lang)),),)),
        FieldRow(field("line", lang), words(f"line {lang}", lang), words(f"help {lang}", lang)),
        TickRow(
            field("tick", lang, FieldKind.TICK), words(f"tick {lang}", lang), (Paragraph(words(f"why {lang}", lang)),)
        ),
        Conditional("c", words(f"only if {lang}", lang), (Paragraph(words(f"then {lang}", lang)),)),
        Table(
            words(f"caption {lang}", lang),
            (
                (Cell((Paragraph(words(f"column {lang}", lang)),), "column"),),
                (Cell((FieldRow(field("cell", lang), Phrase((), lang)),)),),
            ),
        ),
        Signing(words(f"who {lang}", lang), (words(f"name {lang}", lang),)),
    )


def fields_in(blocks: tuple[Block, ...]) -> list[str]:
    names = []
    for block in blocks_in(blocks):
        if isinstance(block, FieldRow | TickRow):
            names.append(block.field.name)
        names += [
            child.field.name for phrase in phrases_of(block) for child in phrase.children if isinstance(child, Blank)
        ]
    return sorted(names)


def test_every_blank_and_box_stands_once() -> None:
    assert fields_in(beside(form("fr"), form("en"), "fr", "en")) == fields_in(form("fr"))


def test_every_word_of_both_languages_is_there() -> None:
    joined = beside(form("fr"), form("en"), "fr", "en")
    said = " ".join(phrase.plain for block in blocks_in(joined) for phrase in phrases_of(block))
    for word in (
        "title",
        "point",
        "line",
        "help",
        "tick",
        "why",
        "only if",
        "then",
        "caption",
        "column",
        "who",
        "name",
    ):
        assert f"{word} fr" in said
        assert f"{word} en" in said


def test_a_blank_is_named_in_the_second_language() -> None:
    pair = next(block for block in beside(form("fr"), form("en"), "fr", "en") if isinstance(block, Pair))
    (second,) = pair.second
    assert isinstance(second, Paragraph)
    assert second.phrase.plain == "I, en [label en]"


def test_equal_headings_are_not_said_twice() -> None:
    same = (Heading(2, words("GSBPM", "fr"), "g"),)
    assert beside(same, same, "fr", "en") == same


def test_sides_of_different_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        beside((Paragraph(words("a", "fr")),), (Heading(2, words("b", "en"), "b"),), "fr", "en")
