"""The words of the site's frame and of generated pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import ToolkitError
from generator.library.text import Node, Slug, Text, catalogue_of, walked_once

CATALOGUES = {"interface": "interface", "wording": "wording", "data": "content/data"}
"""The files of messages, as the library names them, with their catalogues."""
LOCK = "framework/schemas/messages.lock"
"""Which messages the program asks for: the catalogue and the id of each, as `citizen-data schemas` found them."""


class MissingMessage(ToolkitError):
    """A message that nobody has written: in which file, its id, and the id there that is most like it, if one is."""

    def __init__(self, file: str, id: str, near: str) -> None:
        super().__init__(file, id, near)
        self.file, self.id, self.near = file, id, near

    def __str__(self) -> str:
        """What is wrong, and what to do."""
        near = f"; the one most like it is '{self.near}'" if self.near else ""
        return f"{self.file}: the message '{self.id}' is not there: write it back{near}"


class Message(Node):
    """A string of the interface; `note` helps its translator."""

    id: Slug
    text: Text
    note: str = ""


class Interface(Node):
    """Every label, button and message that is nobody's content.

    `content/interface.yaml` holds the words of the site's frame, `content/wording.yaml` those of generated pages
    and papers.
    """

    messages: tuple[Message, ...]

    def __getitem__(self, id: str) -> Text:
        """The text of the message; MissingMessage where nobody has written it."""
        return self.by_id[id]

    @property
    def by_id(self) -> Mapping[str, Text]:
        """Every message's text by id."""
        return _by_id(self)


# Pages ask for some thousand messages, one by one. Each language has a few of these values, and they are large.
@walked_once(100)
def _by_id(interface: Interface) -> Mapping[str, Text]:
    found = _Messages((message.id, message.text) for message in interface.messages)
    found.file = f"content/{catalogue_of(interface.messages[0].text.key)}.yaml" if interface.messages else found.file
    return found


class _Messages(dict[str, Text]):
    file = "content/interface.yaml or content/wording.yaml"

    def __missing__(self, id: str) -> Text:
        raise MissingMessage(self.file, id, most_like(id, self))


def most_like(id: str, ids: Iterable[str]) -> str:
    """The one of these ids that the id may be a slip of; nothing where none is like it."""
    from difflib import get_close_matches  # late: nothing is missing but by mistake

    return next(iter(get_close_matches(id, ids, n=1, cutoff=0.8)), "")
