"""The framework's own wording, and the lock that keeps it as it was compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Position
from generator.library.framework import Framework
from generator.library.library import Library
from generator.library.quotes import quote_digest, quote_lock_text
from generator.library.sources import Sources
from generator.library.text import Text, texts_in

_COMPARE = "compare with the framework's text and run `citizen-data quotes --against FILE`"
_MARKUP = re.compile(r"[*]|<[^<>]+>")


class Quotes:
    """Every official text is letter by letter what was once found in the framework's text and locked.

    Fails in framework/editions/1.0/nso-role.yaml:

        quote: Category 1 is data that become a part of official statistics.

    Passes:

        quote: Category 1 is data that becomes part of official statistics.
    """

    code = "QUO"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """QUO001 for a changed text, QUO002 for one that is not locked, QUO003 for a lock of a text that is gone."""
        for edition, framework in library.frameworks.items():
            yield from _check(edition, framework, sources)


def lock_quotes(library: Library, sources: Sources, edition: str, source_text: str) -> tuple[str, list[Diagnostic]]:
    """The content of the edition's lock, and a QUO004 for each quotation that `source_text` does not hold.

    A refused quotation is left out of the lock. Line breaks, bold marks and tags in `source_text` do not count.
    No lock at all when most quotations are not there: it is another text, and the lock that stands must stay.
    """
    searched = _folded(_MARKUP.sub("", source_text))
    exact, refused = [], []
    for text in _official(library.frameworks[edition]):
        if _folded(text.value) in searched:
            exact.append(text)
        else:
            message = f"this is not in the framework's text: {_begin(text.value)}"
            refused.append(Diagnostic("QUO004", message, sources.of(text.key), "copy the wording again, flaws too"))
    return quote_lock_text(exact) if len(exact) >= len(refused) else "", refused


def wrong_text(file: Path, edition: str) -> Diagnostic:
    """What to say of a file that holds less than half of an edition's quotations."""
    message = f"most quotations of edition {edition} are not in this text, so its lock was left as it was"
    return Diagnostic("QUO005", message, Position(file, 1, 1), "give the framework's own text of this edition")


def _check(edition: str, framework: Framework, sources: Sources) -> Iterator[Diagnostic]:
    lock = sources.quotes(edition)
    texts = {text.key: text for text in _official(framework)}
    for key, text in texts.items():
        locked = lock.entries.get(key)
        if locked is None:
            message = f"this quotation was never compared: {_begin(text.value)}"
            yield Diagnostic("QUO002", message, sources.of(key), _COMPARE)
        elif locked.digest != quote_digest(text):
            message = "the framework's own wording was changed here"
            help = f"restore it, or {_COMPARE}; your own words belong under 'plain'"
            yield Diagnostic("QUO001", message, sources.of(key), help)
    for key, locked in lock.entries.items():
        if key not in texts:
            message = f"the quotation '{key}' is gone"
            position = Position(lock.path, locked.line, 1)
            yield Diagnostic("QUO003", message, position, f"restore it, or {_COMPARE}")


def _official(framework: Framework) -> Iterator[Text]:
    for name in Framework.model_fields:
        yield from (text for _, text in texts_in(getattr(framework, name)) if text.official)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _begin(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
