"""What the fonts of papers have, read from their files and compared with a second opinion."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from generator.diagnostics import ToolkitError
from generator.library import fonts
from generator.library.fonts import REMEDY, Font, all_fonts, printable, without_font
from generator.library.letters import letters_of


@pytest.mark.parametrize("font", [font for font in all_fonts() if font.place], ids=lambda font: str(font.family))
def test_its_files_are_there_and_have_its_letters(font: Font) -> None:
    assert font.paths, "the package does not hold the family"
    for path in font.paths:
        # A collection holds a font for each region; all have the same letters.
        fonts = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
        assert letters_of(path) == {chr(code) for code in fonts[0].getBestCmap()}
        assert font.family in {each["name"].getBestFamilyName() for each in fonts}


def test_every_font_of_the_list_is_installed() -> None:
    assert [font.family for font in all_fonts() if not font.place] == []
    assert without_font("王") == ()


def test_what_needs_no_picture_lacks_none() -> None:
    assert without_font("a\nb\u200d\u2068c\u2069 \ufe0f") == ()
    assert without_font("𒀀 and 𒀀") == ("𒀀",)
    assert "in words" in REMEDY
    assert "\u202f" in printable(), "French puts it before a colon"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"fonts: [\n", r"fonts\.yml:2: .*: mend the file"),
        (b"fonts:\n  - {family: A}\n", r"fonts\.yml: fonts\.0\.package: .*: mend the file"),
        (b"fonts: []\n", r"fonts\.yml: fonts: .*: mend the file"),
        (b"", r"fonts\.yml: .*: mend the file"),
    ],
)
def test_a_broken_list_is_named(held: bytes, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.yml").write_bytes(held)
    monkeypatch.setattr(fonts, "FILE", tmp_path / "fonts.yml")
    with pytest.raises(ToolkitError, match=said):
        all_fonts.__wrapped__()
