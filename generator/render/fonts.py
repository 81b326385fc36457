"""The fonts of printed papers.

They come with pinned packages, never from the system, so that paper is alike everywhere.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

PACKAGES = ("fontpkg_noto_sans", "fontpkg_amiri")
"""Fonts whose text can be copied and read out again: see docs/adr on why these."""

FAMILIES = ("Noto Sans", "Amiri")
"""The names of these fonts, in the order in which they help out where another one lacks a letter."""


def font_folders() -> list[Path]:
    """The folder of each package's font files."""
    return [Path(str(files(package))) / "files" for package in PACKAGES]
