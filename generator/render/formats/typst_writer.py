"""Words as Typst source, in several languages: their letters, their direction and their size.

Every text is written as a string literal, so no word of an author or translator can ever be Typst code.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Code,
    Drawing,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Mark,
    Phrase,
    Plain,
    Strong,
    TickRow,
    Typed,
)
from generator.library.fonts import STAND_IN, without_font
from generator.library.language import Language
from generator.render.drawing import drawing_file

BODY_SIZE = 10.5
LARGE_SIZE = 18.0
_LETTER_WIDTHS = {"ARABIC": 0.75, "HAN": 1.8}
"""How wide a letter is on the whole beside one of Latin, where it is not the same."""
_SECOND = 0.88
"""How large the second of two languages is beside the first: nobody fills it in, and paper is dear."""


def text(words: str) -> str:
    """A Typst string literal; letters that no font has are replaced by a sign that can be seen."""
    for letter in without_font(words):
        words = words.replace(letter, "" if unicodedata.category(letter) == "Cc" else STAND_IN)
    return json.dumps(words, ensure_ascii=False)


def arguments(values: Mapping[str, str]) -> str:
    """Named arguments of a function."""
    return ", ".join(f"{name}: {value}" for name, value in values.items())


def ticked(row: TickRow) -> str:
    """Whether the box is ticked."""
    return "true" if row.field.value else "false"


def voice_of(language: Language, languages: Sequence[Language]) -> dict[str, str]:
    """The language, direction and fonts of words; the fonts of the other languages help out, and then all we have."""
    fonts = dict.fromkeys(font for each in (language, *languages) for font in each.fonts)
    return {
        "lang": text(language.tag.partition("-")[0]),
        "dir": language.direction,
        # All by their name: written out wherever the language changes, they would be most of a paper in two languages.
        "fonts": f"({', '.join((*map(text, fonts), '..all-fonts'))})",
    }


def points_in(language: Language, points: float) -> float:
    """The size of a language's letters, for some scripts are small at the same size."""
    return round(points * language.print_size / 100, 2)


class TypstWriter:
    """Writes in the first of the languages; words in another one say so. `write` is how blocks are written."""

    def __init__(
        self,
        write: Callable[[TypstWriter, Sequence[Block]], Iterator[str]],
        languages: Sequence[Language],
        points: float,
        row_names: list[bool] | None = None,
        beside: Language | None = None,
    ) -> None:
        self._write = write
        self.points = points
        self.beside = beside.tag if beside else ""
        self.row_names = [] if row_names is None else row_names
        self.parts = 0
        self.languages = {language.tag: language for language in languages}
        self.lang = languages[0].tag
        self.first_part = "0.5"
        self._voices: dict[str, str] = {}

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks one after the other."""
        return "\n".join(self._write(self, tuple(blocks)))

    def boxes(self, rows: Iterable[TickRow]) -> str:
        """Boxes to tick, with their words, as arguments."""
        return ", ".join(f"({text(row.field.name)}, {ticked(row)}, {self.phrase(row.phrase)})" for row in rows)

    def content(self, blocks: Iterable[Block]) -> str:
        """Blocks as a content argument, or `none`."""
        written = self.blocks(blocks)
        return f"[{written}]" if written else "none"

    def inline(self, children: Sequence[Inline]) -> str:
        """What stands inside a phrase."""
        return "".join(INLINE[type(child)](self, child) for child in children)

    def phrase(self, phrase: Phrase) -> str:
        """A phrase as a content argument, in its own language."""
        words = self.inline(phrase.children)
        if phrase.lang == self.lang or phrase.lang not in self.languages:
            return f"[{words}]"
        return f"text({self.voice(phrase.lang)})[{words}]"

    def spoken(self, phrase: Phrase, block: str) -> str:
        """A block of one phrase, all of it in the phrase's language: its lines then start at that language's side."""
        if phrase.lang == self.lang or phrase.lang not in self.languages:
            return block.format(self.phrase(phrase))
        voice, outer = self.voice(phrase.lang), self.lang
        self.lang = phrase.lang
        written = block.format(self.phrase(phrase))
        self.lang = outer
        return f"#[#set text({voice})\n{written}]"

    def typed(self, node: Typed) -> str:
        """What somebody typed, as a string; line by line apart from its surroundings where directions could mix."""
        marks = ("", "")
        if node.mixes or any(language.direction == "rtl" for language in self.languages.values()):
            marks = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
        return text("\n".join(line.join(marks) if line else "" for line in node.text.split("\n")))

    def foreign(self, node: Foreign) -> str:
        """Words in another language inside a phrase."""
        words = self.inline(node.children)
        if node.lang not in self.languages:
            return words
        if not self.is_small(node.lang):
            return f"#text({self.voice(node.lang)})[{words}];"
        said = f"text({self.voice(node.lang)}, size: {self.size(node.lang)})[{words}]"
        return f"#box({said});" if node.whole else f"#{said};"

    def voice(self, tag: str) -> str:
        """The language, direction and fonts of words in a language, as named arguments."""
        if tag not in self._voices:
            voice = voice_of(self.languages[tag], tuple(self.languages.values()))
            self._voices[tag] = arguments({"lang": voice["lang"], "dir": voice["dir"], "font": voice["fonts"]})
        return self._voices[tag]

    def side(self, tag: str, blocks: Iterable[Block]) -> str:
        """The voice and the blocks of one side of a pair, as arguments."""
        outer, self.lang = self.lang, tag
        content = self.blocks(blocks)
        self.lang = outer
        return f"({self.voice(tag)}, size: {self.size(tag)}), [{content}]"

    def second(self, phrase: Phrase) -> str:
        """A phrase of the second language, in its size wherever it stands."""
        return f"text({self.voice(phrase.lang)}, size: {self.size(phrase.lang)})[{self.inline(phrase.children)}]"

    def widths(self) -> dict[str, float]:
        """For each language, about how much room a letter takes on paper: its width by the height of its line."""
        return {
            tag: self.points_of(tag) ** 2 * _LETTER_WIDTHS.get(language.script, 1)
            for tag, language in self.languages.items()
        }

    def size(self, tag: str) -> str:
        """The size of a language's letters: the second of two is as small as notes are, but in large print."""
        return f"{self.points_of(tag):.2f}pt"

    def points_of(self, tag: str) -> float:
        """As `size`, as a number."""
        return points_in(self.languages[tag], self.points * (_SECOND if self.is_small(tag) else 1))

    def is_small(self, tag: str) -> bool:
        """Whether this is the second of two languages, which is as large as the first in large print alone."""
        return tag == self.beside and self.points < LARGE_SIZE


def _link(writer: TypstWriter, node: Link) -> str:
    words = writer.inline(node.children)
    # On paper only an address of the open web leads anywhere.
    return f"#link({text(node.target)})[{words}];" if "://" in node.target else words


INLINE: dict[type, Callable[[TypstWriter, Any], str]] = {
    Plain: lambda _, node: f"#{text(node.text)};",
    Strong: lambda writer, node: f"#strong[{writer.inline(node.children)}];",
    Emphasis: lambda writer, node: f"#emph[{writer.inline(node.children)}];",
    Code: lambda writer, node: f"#{writer.typed(Typed(node.text))};",
    Mark: lambda *_: "",  # pages alone have them
    Typed: lambda writer, node: f"#{writer.typed(node)};",
    Link: _link,
    Foreign: lambda writer, node: writer.foreign(node),
    Blank: lambda writer, node: (
        f"#blank({text(node.field.name)}, {text(node.field.label)}, {writer.typed(node.field.typed)});"
    ),
    Drawing: lambda writer, node: (
        f"#drawing({json.dumps(drawing_file(node, writer.languages[writer.lang].direction))});"
    ),
}
