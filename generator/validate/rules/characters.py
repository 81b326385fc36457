"""Characters that a reader can't see, and markup that a text can't have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.blocks.marks import Refusal, parse
from generator.cache.pure import pure
from generator.diagnostics import Diagnostic
from generator.library.fonts import REMEDY, named, without_font
from generator.library.library import Library, library_texts
from generator.library.sources import Sources

_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_PLAIN = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|!\[|&[a-zA-Z]+;|&#\w+;")


class Characters:
    """A text holds no invisible, control or direction character, no raw HTML, no image and no HTML entity.

    Fails in framework/editions/1.0/definition.yaml:

        title: What <b>citizen</b> data is

    Passes:

        title: What citizen data is
    """

    code = "TXT"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """TXT001 for a character, TXT002 for markup, TXT003 for a letter that can't be printed."""
        for text in library_texts(library):
            for code, message, help in _mistakes(text.value):
                yield Diagnostic(code, message, sources.of(text.key), help)


@pure
def _mistakes(text: str) -> tuple[tuple[str, str, str], ...]:
    """Code, message and help for each."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[str, str, str]]:
    for letter in without_font(text):
        yield "TXT003", f"no font of the papers has {named(letter)}", REMEDY
    for character in dict.fromkeys(filter(_invisible, "" if _PLAIN.fullmatch(text) else text)):
        name = unicodedata.name(character, "without a name").lower()
        message = f"the character U+{ord(character):04X} ({name}) can't be seen"
        yield "TXT001", message, "remove it; type the words again"
    if found := _MARKUP.search(text):
        help = "use *em*, **strong** and [links](principle:relevance)"
        yield "TXT002", f"'{found[0]}' would be shown as it is typed", help
    elif refusal := _refusal(text):
        yield "TXT002", f"this text can't be shown: {refusal}", refusal.help


def _refusal(text: str) -> Refusal | None:
    """What is wrong with a text's marks."""
    try:
        parse(text)
    except Refusal as refusal:
        return refusal
    return None


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED or character == "\ufffd"
