"""Who publishes the site."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator

from generator.library.text import Node, Text


def checked_day(words: str) -> str:
    """The same words; ValueError when they name no day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        raise ValueError("write the day as 2026-01-31")
    try:
        date.fromisoformat(words)
    except ValueError:
        raise ValueError("no calendar has this day: write one that it has") from None
    return words


def checked_address(words: str) -> str:
    """The same words; ValueError when no site can stand there."""
    try:
        place = urlsplit(words)
        if place.scheme in ("http", "https") and place.hostname and re.fullmatch(r"[!-~]+", words):
            return words
    except ValueError:
        pass
    raise ValueError("write the address of the site, as https://example.org/toolkit/")


def is_findable(address: str) -> bool:
    """Whether the address of a site can lead anybody there: not under a name that is kept for examples (RFC 2606)."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    return host.rpartition(".")[2] not in ("example", "invalid", "localhost", "test")


Day: TypeAlias = Annotated[str, AfterValidator(checked_day)]
Address: TypeAlias = Annotated[str, AfterValidator(checked_address)]


class Publication(Node):
    """`content/site.yaml`: who publishes, where and when."""

    title: Text
    tagline: Text
    url: Address
    released: Day
    version: str
