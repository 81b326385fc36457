"""Who publishes the site."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator

from generator.library.characters import is_day
from generator.library.text import Node, Text

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Under what our own words are; the framework's are quoted, and under none."""


def checked_day(words: str) -> str:
    """The same words; ValueError when they name no day."""
    if not is_day(words):
        raise ValueError("write a day that the calendar has, as 2026-01-31")
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
