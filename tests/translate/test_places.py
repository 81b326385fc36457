"""Translations beside another English are seen in a language that has no words yet to compare with."""

from __future__ import annotations

from functools import cache

import polib
import pytest

from generator.translate.places import misplaced
from tests.conftest import ROOT

FILES = [f"{tag}/{name}" for tag in ("ar", "sw", "zh") for name in ("documents/adult-consent", "framework/1.0/stages")]
Pairs = list[tuple[str, str]]


@cache
def pairs(file: str) -> Pairs:
    entries = polib.pofile(str(ROOT / f"translations/{file}.po"))
    return [(entry.msgid, entry.msgstr) for entry in entries if not entry.obsolete]


def moved(held: Pairs, by: int) -> Pairs:
    return [(source, held[(row + by) % len(held)][1]) for row, (source, _) in enumerate(held)]


@pytest.mark.parametrize("file", FILES)
def test_a_file_as_it_should_be_is_not_suspected(file: str) -> None:
    held = pairs(file)
    assert misplaced(held) is None
    assert misplaced([(source, text.rstrip(".。")) for source, text in held]) is None, "a habit is no move"
    assert misplaced(held[::-1]) is None, "the order of rows counts for nothing"
    assert misplaced(held[::2]) is None, "nor does it if half of them are gone"


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("by", [1, -1])
def test_a_column_that_was_moved_by_one_is_seen(file: str, by: int) -> None:
    held = pairs(file)
    found = misplaced(moved(held, by))
    assert found is not None and found.number > len(held) / 2


def test_so_is_a_part_of_one_and_where_it_begins() -> None:
    held = pairs("sw/documents/adult-consent")
    found = misplaced([*held[:20], *moved(held[20:50], 1), *held[50:]])
    assert found is not None
    assert abs(found.first - 20) <= 2 and abs(found.number - 30) <= 4, "rows may fit both"


@pytest.mark.parametrize("file", FILES)
def test_a_column_that_was_sorted_alone_is_seen(file: str) -> None:
    held = pairs(file)
    words = sorted(text for _, text in held)
    found = misplaced([(source, text) for (source, _), text in zip(held, words, strict=True)])
    assert found is not None


def test_few_texts_and_texts_that_are_all_alike_tell_nothing() -> None:
    assert misplaced([]) is None
    assert misplaced([("Yes", "Oui")]) is None
    assert misplaced([("Yes", "Non"), ("No", "Oui")]) is None
    assert misplaced([("Next", f"Neno {row}") for row in range(40)]) is None
