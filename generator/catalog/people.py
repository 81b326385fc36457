"""Whether two names are one person's: people and programs write a name in many ways."""

from __future__ import annotations

import re

from generator.catalog.entries import letters_of

_ADDRESS = re.compile(r"<([^<>]*)>")


def same_person(one: str, other: str) -> bool:
    """True when the names, or the addresses beside them, are equal but for case, spaces, signs and ways of coding."""
    return bool(_identities(one) & _identities(other))


def _identities(name: str) -> set[str]:
    """The name and each address, by their letters and digits; a name of signs alone is taken as it is."""
    parts = (_ADDRESS.sub("", name), *_ADDRESS.findall(name))
    return {letters for letters in map(letters_of, parts) if letters} or {name}
