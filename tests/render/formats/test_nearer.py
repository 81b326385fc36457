"""Two languages on few pages: what is short shares a line, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Conditional,
    Field,
    FieldKind,
    FieldRow,
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
from generator.render.formats.nearer import (
    first_part,
    is_scale,
    nearer,
    said_whole,
    statements,
    two_sizes,
    with_small_print_on,
)

LONG = "a long sentence that nobody would read on one line with another one, for it goes on and on and on"


def words(text: str, lang: str) -> Phrase:
    return Phrase((Plain(f"{text} {lang}"),), lang)


def said(text: str, lang: str, role: str = "") -> Paragraph:
    return Paragraph(words(text, lang), role)


def box(name: str, text: str, lang: str, *under: Block) -> TickRow:
    return TickRow(Field(name, FieldKind.TICK, "", lang), words(text, lang) if text else Phrase((), lang), under)


def line(text: str, lang: str, help: str = "") -> FieldRow:
    return FieldRow(Field("line", FieldKind.LINE, "", lang), words(text, lang), words(help, lang) if help else None)


def close(make: Callable[[str], Sequence[Block]]) -> tuple[Block, ...]:
    """What is made for both languages, side by side and then nearer."""
    return nearer(beside(make("fr"), make("en"), "fr", "en"))


def plain(blocks: tuple[Block, ...]) -> str:
    return " ".join(phrase.plain for block in blocks_in(blocks) for phrase in phrases_of(block))


def test_short_words_of_both_share_a_line() -> None:
    (row,) = close(lambda lang: [line("name", lang, "all of it")])
    assert isinstance(row, FieldRow)
    assert row.help
    assert (row.label.plain, row.help.plain) == ("name fr / name en", "all of it fr / all of it en")
    (tick,) = close(lambda lang: [box("a", "yes", lang)])
    assert isinstance(tick, TickRow)
    assert tick.phrase.plain == "yes fr / yes en"


@pytest.mark.parametrize("thumb", [True, False])
def test_both_sign_in_one_frame_as_wide_as_the_page(thumb: bool) -> None:
    """What is confirmed stands beside itself; a word that both share stands once."""

    def frame(lang: str, statement: str | None) -> Signing:
        same = Phrase((Plain("Date"),), lang)
        marked = words("thumb", lang) if thumb else None
        return Signing(
            words("who", lang), (words("name", lang), same), words(LONG, lang) if statement else None, marked
        )

    (pair,) = close(lambda lang: [frame(lang, LONG)])
    (signing,) = close(lambda lang: [frame(lang, None)])
    assert isinstance(pair, Pair) and isinstance(signing, Signing)
    assert plain(pair.second) == f"{LONG} en"
    (first,) = pair.first
    assert isinstance(first, Signing) and first.statement == words(LONG, "fr")
    for each in (first, signing):
        assert [line.plain for line in (each.who, *each.lines)] == ["who fr / who en", "name fr / name en", "Date"]
        assert (each.thumbprint.plain if each.thumbprint else "") == ("thumb fr / thumb en" if thumb else "")


def test_small_print_at_the_end_of_one_language_is_one_paragraph() -> None:
    blocks = [said("first", "en", "small"), said("text", "en"), said("a", "en", "small"), said("b", "en", "small")]
    assert [each.phrase.plain for each in with_small_print_on(blocks) if isinstance(each, Paragraph)] == [
        "first en",
        "text en",
        "a en · b en",
    ]
    assert with_small_print_on(blocks[:2]) == tuple(blocks[:2])


def test_long_words_and_words_with_a_blank_stay_beside_each_other() -> None:
    blank = Field("who", FieldKind.LINE, "who", "fr")
    for make in (
        lambda lang: [line(LONG, lang)],
        lambda lang: [box("a", LONG, lang)],
        lambda lang: [TickRow(blank, Phrase((Blank(blank),), lang))],
        lambda lang: [said("short", lang)],
    ):
        (pair,) = close(make)
        assert isinstance(pair, Pair)


def only_if(condition: str, text: str, lang: str, *blocks: Block) -> Conditional:
    return Conditional(condition, words(text, lang), blocks)


def test_clauses_of_one_condition_stand_in_one_frame_with_its_words_once() -> None:
    first, second = close(
        lambda lang: [
            only_if("photos", "if there are photos", lang, said("one", lang)),
            only_if("photos", "if there are photos", lang, said("two", lang)),
            only_if("places", LONG, lang, said("three", lang)),
        ]
    )
    assert isinstance(first, Conditional)
    assert isinstance(second, Conditional)
    assert (first.condition, first.words.plain) == ("photos", "if there are photos fr / if there are photos en")
    assert plain(first.blocks) == "one fr one en two fr two en"
    assert second.words.plain == f"{LONG} fr"
    assert plain(second.blocks) == f"{LONG} en three fr three en"


def test_what_stands_under_a_box_runs_on() -> None:
    (pair,) = close(lambda lang: [box("a", "ask", lang, said("why", lang), said("who", lang, "small"))])
    assert isinstance(pair, Pair)
    (tick,) = pair.first
    assert isinstance(tick, TickRow)
    assert [phrase.plain for under in tick.under for phrase in phrases_of(under)] == ["why fr · who fr"]
    assert plain(pair.second) == "ask en why en · who en"


def test_notes_in_small_print_become_one_in_each_language() -> None:
    first, second = close(lambda lang: [said("companion", lang, "small"), said("licence", lang, "small")])
    assert (plain((first,)), plain((second,))) == ("companion fr · licence fr", "companion en · licence en")
    assert isinstance(second, Paragraph)
    assert (second.role, second.phrase.lang) == ("second", "en")


def test_a_case_to_cut_out_says_it_in_both_languages() -> None:
    (items,) = close(lambda lang: [Items(((said("one", lang),), (said("two", lang),)), role="cases")])
    assert isinstance(items, Items)
    assert [plain(item) for item in items.items] == ["one fr one en", "two fr two en"]


def scale(lang: str) -> list[Block]:
    head = (
        Cell((said("statement", lang),), "column"),
        *(Cell((said(each, lang),), "column") for each in ("no", "yes")),
    )
    row = Cell((said("we ask", lang), said("why", lang)), "row")
    return [Table(words("mark", lang), (head, (row, Cell((box("a.no", "", lang),)), Cell((box("a.yes", "", lang),)))))]


def test_a_table_of_boxes_becomes_statements_with_boxes_that_say_their_level() -> None:
    (table,) = close(scale)
    assert isinstance(table, Table)
    assert is_scale(table)
    ((pair, boxes),) = statements(table, "fr", "en")
    assert (plain(pair.first), plain(pair.second)) == ("we ask fr why fr", "we ask en why en")
    assert [(each.field.name, each.phrase.plain) for each in boxes] == [
        ("a.no", "no fr / no en"),
        ("a.yes", "yes fr / yes en"),
    ]


def test_a_table_to_write_in_is_no_scale() -> None:
    row = (Cell((said("name", "fr"),), "row"), Cell((line("", "fr"),)))
    assert not is_scale(Table(words("t", "fr"), ((Cell((said("a", "fr"),)), Cell((said("b", "fr"),))), row)))
    assert not is_scale(Table(words("t", "fr"), ((Cell((said("a", "fr"),)),),)))


def test_a_cell_says_short_words_on_one_line_and_the_same_ones_once() -> None:
    assert plain(tuple(two_sizes([said("yes", "fr"), said("yes", "en")], "en"))) == "yes fr / yes en"
    same = [Paragraph(Phrase((Plain("09:00"),), lang)) for lang in ("fr", "en")]
    assert two_sizes(same, "en") == same[:1]
    assert two_sizes([said(LONG, "fr"), said(LONG, "en")], "en") == [said(LONG, "fr"), said(LONG, "en", "second")]
    assert two_sizes([said("fallen back", "en")], "en") == [said("fallen back", "en")]


def test_columns_are_as_wide_as_their_words_need_within_bounds() -> None:
    def part(first: int, second: int) -> float:
        pair = Pair((Paragraph(Phrase((Plain("a" * first),), "fr")),), (said("a" * second, "en"),), "fr", "en")
        return first_part([pair], {"fr": 1, "en": 1})

    assert part(1100, 1000) == pytest.approx(0.52, abs=0.01)
    assert part(9000, 100) == 0.59
    assert part(100, 9000) == 0.48
    assert first_part([], {}) == 0.48


def test_only_a_short_pair_is_kept_on_one_page() -> None:
    """In large print both fill the page."""
    for letters, large, whole in (
        (1, False, True),
        (300, False, True),
        (700, False, False),
        (1, True, True),
        (300, True, False),
    ):
        pair = Pair((said("a", "fr"),), (said("b" * letters, "en"),), "fr", "en")
        assert said_whole(pair, large) is whole
