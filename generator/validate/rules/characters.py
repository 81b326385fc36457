"""Characters that a reader can't see, and markup that a text can't have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.blocks.marks import Refusal, parse
from generator.diagnostics import Diagnostic
from generator.library.fonts import named, remedy, without_font
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
            for letter in without_font(text.value):
                message = f"no font of the papers has {named(letter)}"
                yield Diagnostic("TXT003", message, sources.of(text.key), remedy(letter))
            for character in dict.fromkeys(filter(_invisible, "" if _PLAIN.fullmatch(text.value) else text.value)):
                name = unicodedata.name(character, "without a name").lower()
                message = f"the character U+{ord(character):04X} ({name}) can't be seen"
                yield Diagnostic("TXT001", message, sources.of(text.key), "remove it; type the words again")
            if found := _MARKUP.search(text.value):
                message = f"'{found[0]}' would be shown as it is typed"
                help = "use *em*, **strong** and [links](principle:relevance)"
                yield Diagnostic("TXT002", message, sources.of(text.key), help)
            elif refusal := _refusal(text.value):
                yield Diagnostic("TXT002", f"this text can't be shown: {refusal}", sources.of(text.key), refusal.help)


def _refusal(text: str) -> Refusal | None:
    """What is wrong with a text's marks."""
    try:
        parse(text)
    except Refusal as refusal:
        return refusal
    return None


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED or character == "\ufffd"
