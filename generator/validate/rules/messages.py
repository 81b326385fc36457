"""The words of the site's frame and of generated pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.interface import Interface
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import catalogue_of

_BLANK = re.compile(r"\{[^{}]*\}")


class Messages:
    """The note of a message tells the translator what each of its blanks becomes.

    Fails in content/interface.yaml:

        note: Word it so that any number fits.

    Passes:

        note: Keep {count}; it becomes a number. Word it so that any number fits.
    """

    code = "MSG"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """MSG002 for a blank that the note does not name."""
        for interface in (library.interface, library.wording):
            yield from _check(interface, sources)


def _check(interface: Interface, sources: Sources) -> Iterator[Diagnostic]:
    for index, message in enumerate(interface.messages):
        catalogue = catalogue_of(message.text.key)
        silent = [blank for blank in dict.fromkeys(_BLANK.findall(message.text.value)) if blank not in message.note]
        if silent:
            position = sources.at(catalogue, ("messages", index, "text"))
            help = f"add 'note: \"{silent[0]} becomes …\"'"
            yield Diagnostic("MSG002", f"no note says what {' and '.join(silent)} become", position, help)
