"""The small project as `sync` leaves it: made once, and each test has a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.copied import synced_project


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied, and left as it is."""
    return synced_project(tmp_path_factory.mktemp("synced") / "project")


@pytest.fixture
def root(synced: Path, tmp_path: Path) -> Path:
    """The project of one test."""
    return shutil.copytree(synced, tmp_path / "project")
