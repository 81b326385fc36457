"""The types of nodes that a composed tree has: each format must render all of them."""

from __future__ import annotations

from typing import get_args

from generator.blocks.nodes import Block, Inline, Placeholder

BLOCK_TYPES: tuple[type, ...] = get_args(Block)
INLINE_TYPES: tuple[type, ...] = tuple(each for each in get_args(Inline) if each is not Placeholder)
"""Composing puts something in the place of each placeholder, so no format ever meets one."""
