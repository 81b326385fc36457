"""What the fonts of papers have, read from their files and compared with a second opinion."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from generator.library.fonts import Font, all_fonts, families, printable, remedy, without_font
from generator.library.letters import letters_of


@pytest.mark.parametrize("font", [font for font in all_fonts() if font.place], ids=lambda font: str(font.family))
def test_its_files_are_there_and_have_its_letters(font: Font) -> None:
    assert font.paths, "the package does not hold the family"
    for path in font.paths:
        with TTFont(path) as read:
            assert letters_of(path) == {chr(code) for code in read.getBestCmap()}
            assert read["name"].getBestFamilyName() == font.family


def test_a_font_that_is_not_installed_is_passed_over_and_named() -> None:
    missing = [font for font in all_fonts() if not font.place]
    assert all(font.extra for font in missing), "what is always installed is here"
    assert not {font.family for font in missing} & set(families())
    if missing:
        assert without_font("王") == ("王",)
        assert "'.[fonts-cjk]'" in remedy("王")


def test_what_needs_no_picture_lacks_none() -> None:
    assert without_font("a\nb\u200d\u2068c\u2069 \ufe0f") == ()
    assert without_font("𒀀 and 𒀀") == ("𒀀",)
    assert "in words" in remedy("𒀀")
    assert "\u202f" in printable(), "French puts it before a colon"
