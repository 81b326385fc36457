"""What a program does to a text between two people is told from what a person did."""

from __future__ import annotations

import pytest

from generator.translate.between import lost_letters, restored


@pytest.mark.parametrize(
    ("text", "standing", "expected"),
    [
        ("Qui ? Vous.", "Qui\u00a0? Vous.", "Qui\u00a0? Vous."),
        ('L\'avis "oui"...', "L’avis “oui”…", "L’avis “oui”…"),
        ("L’avis “oui”…", 'L\'avis "oui"...', "L’avis “oui”…"),  # a person made it better
        ("Qui\u202f?", "Qui\u00a0?", "Qui\u202f?"),
        ("Qui ? Toi.", "Qui\u00a0? Vous.", "Qui ? Toi."),
        ("اسأل", "اسأل\u200f", "اسأل\u200f"),
        ("", "", ""),
    ],
)
def test_signs_that_a_program_made_plain_are_as_they_stood(text: str, standing: str, expected: str) -> None:
    assert restored(text, standing) == expected


@pytest.mark.parametrize(
    ("text", "source", "english", "lost"),
    [
        ("Le c?ur", "", "The heart", True),
        ("Write ?none?", "Write ?none?", "Write “none”", True),
        ("Qui ?", "Who?", "Who?", False),
        ("Qui ?", "", "Who?", False),
        ("a?b", "", "a?b", False),
    ],
)
def test_letters_that_were_lost_show(text: str, source: str, english: str, lost: bool) -> None:
    assert lost_letters(text, source, english) is lost
