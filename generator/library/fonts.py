"""The fonts of printed papers, as `templates/pdf/fonts.yml` states them, and the letters that they have.

All of them together make a text printable: a letter that a language's own fonts lack is taken from the next one.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from generator.diagnostics import ToolkitError
from generator.files import text
from generator.library.letters import letters_of
from generator.library.text import Node

FILE = Path(str(files("generator"))).parent / "templates" / "pdf" / "fonts.yml"
STAND_IN = "\N{WHITE SQUARE}"
"""What is printed for a letter that no font has, so that nobody takes the word for complete."""
_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
"""Some fonts have pictures for these, but nobody wants them printed."""
_WITHOUT_PICTURE = re.compile("[\n\t\ufe00-\ufe0f]")


class Font(Node):
    """A font: the family's name, the Python package that brings it, and where in that its files are.

    `file` begins the names of its files where that is not the family without blanks.
    """

    family: str
    package: str
    folder: str = ""
    file: str = ""

    @property
    def place(self) -> Path | None:
        """The folder of its files, or None where the package is not installed."""
        found = importlib.util.find_spec(self.package)
        return Path(found.origin).parent / self.folder if found and found.origin else None

    @property
    def paths(self) -> list[Path]:
        """Its files, or none where the package is not installed."""
        begin = re.compile(re.escape(self.file or self.family.replace(" ", "")) + r"[-\[.]")
        return sorted(path for path in self.place.iterdir() if begin.match(path.name)) if self.place else []

    @property
    def letters(self) -> frozenset[str]:
        """The characters that it has, the bold and the slanted file of the family too; none where it is not there."""
        return frozenset.intersection(*map(letters_of, self.paths)) if self.paths else frozenset()


class Fonts(Node):
    """`templates/pdf/fonts.yml`."""

    fonts: Annotated[tuple[Font, ...], Field(min_length=1)]


@cache
def all_fonts() -> tuple[Font, ...]:
    """Every font of the list, installed or not; ToolkitError where it is no list of fonts."""
    try:
        return Fonts.model_validate(yaml.safe_load(text(FILE))).fonts
    except yaml.MarkedYAMLError as error:
        place = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ToolkitError(f"{FILE}{place}: {error.problem}: mend the file") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ToolkitError(f"{FILE}: {place}: {first['msg'].lower()}: mend the file") from error


@cache
def families() -> tuple[str, ...]:
    """The families that are installed, in the order in which they are asked for a letter."""
    return tuple(font.family for font in all_fonts() if font.place)


@cache
def font_folders() -> tuple[Path, ...]:
    """The folders of all installed fonts."""
    return tuple(dict.fromkeys(place for font in all_fonts() if (place := font.place)))


@cache
def printable() -> frozenset[str]:
    """Every character that the installed fonts have."""
    return frozenset[str]().union(*(font.letters for font in all_fonts())) - _CONTROLS


@cache
def _first() -> frozenset[str]:
    """Those of the first font."""
    return all_fonts()[0].letters - _CONTROLS


def without_font(words: str) -> tuple[str, ...]:
    """The letters of the words that no installed font has, each once."""
    # Most words need the first font alone: to read the letters of all takes longer than to read a guide.
    if _first().issuperset(words) or printable().issuperset(words):
        return ()
    return tuple(letter for letter in dict.fromkeys(words) if letter not in printable() and not _unseen(letter))


def _unseen(letter: str) -> bool:
    """Whether a character needs no picture: a line's end, a joiner, a mark of direction, a choice of a variant."""
    return unicodedata.category(letter) == "Cf" or _WITHOUT_PICTURE.match(letter) is not None


REMEDY = "write it in words or with another sign, or name a font that has it in templates/pdf/fonts.yml"
"""What to do about a letter that no installed font has."""


def named(letter: str) -> str:
    """A letter and how Unicode calls it."""
    return f"'{letter}' (U+{ord(letter):04X}, {unicodedata.name(letter, 'without a name').lower()})"
