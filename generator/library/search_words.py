"""What the search must know of a language's words: those that say nothing, everyday words for ours, and words alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.library.text import Node


class SearchWordsFile(Node):
    """`content/search/<tag>.yaml`; each language has its own, so nothing in it is translated.

    `common` are words that say nothing about what somebody looks for, parted by blanks; `everyday` maps what people
    type to the words of our texts; `forms` gives to a word those of its forms that no rule of endings finds; `alike`
    are groups of words that people say for one another, parted by commas; `asked` gives other words for what a
    question asks, by the question's id; `kinds` gives what people call a kind of page, by the folder of the page;
    `called` gives what people call one page, names parted by commas, by the link to it (`document:sign-in-sheet`);
    `signs` are pairs of a sign that people type, such as a traditional Chinese one, and the one of our texts for it;
    `latin` are the sounds of a script that people also type in Latin letters, each with its spellings (parted by
    commas) and, after a colon, our letters for it: such words are looked up by these sounds alone, without vowels.
    """

    common: str = ""
    everyday: dict[str, str] = {}
    forms: dict[str, str] = {}
    alike: tuple[str, ...] = ()
    asked: dict[str, str] = {}
    kinds: dict[str, str] = {}
    called: dict[str, str] = {}
    signs: Annotated[str, Field(pattern=r"^(\S\S( \S\S)*)?$")] = ""
    latin: Annotated[str, Field(pattern=r"^([a-z0-9,]+:[^\s:]+( [a-z0-9,]+:[^\s:]+)*)?$")] = ""


class SearchWords(SearchWordsFile):
    """What a file holds, and the tag of its language."""

    id: str

    @classmethod
    def made(cls, catalogue: str, file: SearchWordsFile) -> SearchWords:
        """The words with the language after which their file is named."""
        return cls(id=catalogue.rpartition("/")[2], **dict(file))
