"""The words of the site's frame and of generated pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.interface import CATALOGUES, Interface, most_like
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import catalogue_of

_BLANK = re.compile(r"\{[^{}]*\}")


class Messages:
    """Each message that the program asks for is there; its note tells the translator what each of its blanks becomes.

    Fails in content/interface.yaml:

        note: Word it so that any number fits.

    Passes:

        note: Keep {count}; it becomes a number. Word it so that any number fits.
    """

    code = "MSG"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """MSG001 for a message that is gone, MSG002 for a blank that the note does not name."""
        for name, catalogue in CATALOGUES.items():
            yield from _missing(getattr(library, name), catalogue, sources.messages.get(name, frozenset()), sources)
        for interface in (library.interface, library.wording):
            yield from _check(interface, sources)


def _missing(interface: Interface, catalogue: str, asked: frozenset[str], sources: Sources) -> Iterator[Diagnostic]:
    ids = [message.id for message in interface.messages]
    for id in sorted(asked.difference(ids)):
        near = most_like(id, [each for each in ids if each not in asked])  # what is asked for is no slip of another
        position = sources.at(catalogue, ("messages", ids.index(near) if near else len(ids) - 1, "id"))
        help = "write it back, or run `citizen-data schemas` if nothing asks for it any more"
        help = f"write it back: '{near}' may be a slip of it" if near else help
        yield Diagnostic("MSG001", f"the message '{id}' is not there", position, help)


def _check(interface: Interface, sources: Sources) -> Iterator[Diagnostic]:
    for index, message in enumerate(interface.messages):
        catalogue = catalogue_of(message.text.key)
        silent = [blank for blank in dict.fromkeys(_BLANK.findall(message.text.value)) if blank not in message.note]
        if silent:
            position = sources.at(catalogue, ("messages", index, "text"))
            help = f"add 'note: \"{silent[0]} becomes …\"'"
            yield Diagnostic("MSG002", f"no note says what {' and '.join(silent)} become", position, help)
