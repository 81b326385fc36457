"""The small project as `sync` leaves it: made once, and each test finds it so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.copied import synced_project
from tests.lent import Lent


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """The project of this process."""
    return Lent(synced_project(tmp_path_factory.mktemp("synced") / "project"))


@pytest.fixture
def root(synced: Lent) -> Path:
    """The project of one test."""
    return synced.afresh()
