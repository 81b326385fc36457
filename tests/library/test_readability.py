"""The Flesch-Kincaid grade by our own rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library.library import library_texts
from generator.library.readability import Measure, by_catalogue, measure, measure_all
from generator.load.library import load_library


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("a", 1), ("the", 1), ("cat", 1), ("people", 2), ("asked", 1), ("makes", 1), ("data", 2), ("consent", 2),
        ("little", 2), ("community", 4), ("yellow", 2), ("agreement", 3), ("don't", 1),
    ],
)  # fmt: skip
def test_syllables_of_common_words(word: str, syllables: int) -> None:
    assert measure(word).syllables == syllables


def test_where_the_rule_is_wrong_it_counts_too_many() -> None:
    assert measure("rules").syllables == 2


def test_the_grade_is_the_published_formula() -> None:
    """The cat sat on the mat: six words of one syllable in one sentence."""
    assert measure("The cat sat on the mat.").grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_the_framework_reads_hard_and_its_plain_reading_does_not() -> None:
    quoted = (
        "'Citizen Data' refers to data originated from initiatives for which citizens are engaged at various stages of "
        "the data value chain, guided by key principles that promote inclusive, responsible, professional and ethical "
        "production and use, regardless of whether or not these data are integrated into official statistics."
    )
    plain = (
        "Citizens take part in making this data. They keep to rules that protect people. The data can be used by all."
    )
    assert measure(quoted).grade > 20
    assert measure(plain).grade < 6


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("One two three. Four five.", 3),
        ("One two: three four; five?", 2),
        ("One {field-id} three.", 3),
        ("One [two three](page:a/long-address-with-words) four.", 4),
        ("Version 1.2 is here.", 4),
        ("", 0),
    ],
)
def test_the_longest_sentence(text: str, longest: int) -> None:
    assert measure(text).longest == longest


def test_headings_without_a_full_stop_are_sentences_of_their_own() -> None:
    assert measure_all(["A heading", "Another heading"]).sentences == 2


def test_nothing_to_read_has_grade_zero() -> None:
    assert measure("—").grade == 0
    assert measure_all([]) == Measure()


def test_what_is_kept_of_a_file_is_the_measure_of_its_texts(tiny: Path) -> None:
    library = load_library(tiny).library
    assert library
    wanted = by_catalogue(library_texts(library))
    assert library.measures == {name: sum((each for _, each in held), Measure()) for name, held in wanted.items()}
    assert list(library.measures) == list(wanted)
