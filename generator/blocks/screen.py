"""The classifier as its script needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.blocks.nodes import Block, Phrase
from generator.library.asked import Asked


@dataclass(frozen=True, slots=True)
class Screen:
    """Where answers lead; the words of results and of the deeper questions; and the script's own words, by id."""

    asked: Asked
    result: tuple[Block, ...]
    deeper: tuple[Block, ...]
    words: Mapping[str, Phrase]
