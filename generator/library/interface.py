"""The words of the site's frame and of generated pages."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import ToolkitError
from generator.library.text import Node, Slug, Text, catalogue_of, walked_once


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
        """The text of the message; ToolkitError where nobody has written it."""
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
        raise ToolkitError(f"{self.file}: the message '{id}' is not there: write it back")
