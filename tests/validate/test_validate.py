"""The rules together, over the real folders."""

from __future__ import annotations

from generator.library.library import library_texts
from generator.load.library import load_library
from generator.validate import validate
from tests.conftest import ROOT
from tests.timing import least, seconds_of

SECONDS_A_TEXT = 0.00008


def test_the_whole_library_is_checked_in_a_moment() -> None:
    """The aim is 0.08 ms of processor time a text."""
    loaded = load_library(ROOT)
    assert loaded.library is not None
    library, limit = loaded.library, SECONDS_A_TEXT * len(library_texts(loaded.library))
    assert least(lambda: seconds_of(lambda: validate(library, loaded.sources)), limit) < limit
