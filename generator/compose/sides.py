"""A paper in several languages at once, for what says each text in all of them.

The rule of all papers holds here too: what no reviewer has passed never stands alone. The name of the language says
that it is a draft, and the English words follow each text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from generator.blocks.nodes import Phrase
from generator.blocks.survey import Choices, Lines, Said
from generator.blocks.walk import fingerprint_of
from generator.compose.papers import as_printed, editions, may_stand_alone
from generator.compose.writer import Writer, writer_for
from generator.library.library import Library
from generator.library.template import Template

T = TypeVar("T")
Kind = TypeVar("Kind", bound=Template)


@dataclass(frozen=True, slots=True)
class Side(Generic[Kind]):
    """A paper in one of the languages as it is printed, with the line at its foot and its fingerprint."""

    writer: Writer
    template: Kind
    draft: bool
    footer: str
    fingerprint: str

    @property
    def name(self) -> tuple[str, str]:
        """The language as a person chooses it, and its tag."""
        language = self.writer.library.language
        draft = (self.writer.say("state-draft"),) if self.draft else ()
        return self.writer.listed((language.name, *draft)), language.tag


def side_of(library: Library, source: Library, id: str, _: type[Kind], *, drafted: bool) -> Side[Kind]:
    """The paper in the library's language; `source` is the library in English. It is a draft too where that is said."""
    printed = editions(library, source, id)[0]
    template = cast("Kind", as_printed(library, id))
    draft = drafted or not may_stand_alone(library, id)
    return Side(writer_for(library), template, draft, printed.labels.footer, fingerprint_of(printed))


@dataclass(frozen=True, slots=True)
class Sides(Generic[Kind]):
    """All sides, English first. Whatever is told of them comes once for each, in the same shape."""

    each: tuple[Side[Kind], ...]

    @property
    def templates(self) -> tuple[Kind, ...]:
        """What each is made from."""
        return tuple(side.template for side in self.each)

    def told(self, lines: Sequence[Lines]) -> Said:
        """What each side says; a draft is followed by the English words where these are others."""
        return tuple(_beside(side, own, lines[0]) for side, own in zip(self.each, lines, strict=True))

    def say(self, values: Sequence[T], phrase_of: Callable[[T], Phrase | None]) -> Said:
        """What is said of each side's value; nothing where it has no such words."""
        said = [phrase_of(value) for value in values]
        return self.told([(words,) if words else () for words in said]) if said[0] else ()

    def words(self, id: str, **values: str) -> Said:
        """A string of the wording."""
        return self.say(self.each, lambda side: side.writer.words(id, **values))

    def wrong(self, id: str, values: Sequence[T], label: Callable[[T], Phrase], **more: str) -> Said:
        """What the screen says too of an answer that does not fit, with its question."""
        lines = zip(self.each, values, strict=True)
        return self.told(
            [(side.writer.words(f"screen-error-{id}", question=label(value).plain, **more),) for side, value in lines]
        )

    def yes_no(self) -> Choices:
        """The two answers to a question of yes or no."""
        return Choices("yes_no", tuple((id, self.words(f"answer-{id}")) for id in ("yes", "no")))


def _beside(side: Side[Kind], own: Lines, english: Lines) -> Lines:
    same = [line.plain for line in own] == [line.plain for line in english]
    return own if same or not side.draft else (*own, *english)
