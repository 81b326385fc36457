"""The head and the foot of the pages of a returned paper: which lines there are ours, and which somebody has added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.compose.inline import phrase
from generator.compose.writer import writer_for
from generator.library.characters import in_figures
from generator.library.library import Library
from generator.load.returned.line_words import like
from generator.reading.which_paper import FINGERPRINT, PaperIdentity


def added_around(source: Library, mark: PaperIdentity, around: Iterable[str]) -> list[str]:
    """The lines that the paper does not have there.

    Of an earlier version nobody knows its title: what stands before its version there is taken as that.
    """
    libraries = [each for each in (mark.library, mark.beside, source) if each]
    ours = {_bare(words) for library in libraries for words in _ours(library, mark)}
    kept = [each for each in dict.fromkeys(around) if _bare(each) not in ours]
    earlier = mark.version not in ("", mark.template.version)
    ends = tuple(each.partition(_SEPARATOR)[2] for each in ours if _SEPARATOR in each)
    return [each for each in kept if not (earlier and _bare(each).endswith(ends))]


_SEPARATOR = " \N{MIDDLE DOT} "


def _ours(library: Library, mark: PaperIdentity) -> Iterator[str]:
    writer = writer_for(library)
    yield writer.say("page-of")
    yield writer.say("draft-stamp")
    title = phrase(mark.template.title).plain
    yield _SEPARATOR.join((title, mark.version, ""))
    for state in ("state-draft", "state-checked", "state-original"):
        yield writer.say(
            "paper-footer",
            title=title,
            version=mark.version,
            edition=mark.edition,
            language=" / ".join(each.language.name for each in (mark.library, mark.beside) if each),
            state=writer.say(state),
            fingerprint="",
        )


def _bare(words: str) -> str:
    """The words as they are compared: with any number, and any fingerprint."""
    figures = re.sub(r"\{pages?\}|[0-9]+", "0", FINGERPRINT.sub("", in_figures(words)))
    return like(figures.replace(_SEPARATOR.strip(), _SEPARATOR)).strip(_SEPARATOR)
