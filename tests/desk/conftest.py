"""The small project as `sync` leaves it: made once, and each test has a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.translating import sync
from tests.copied import project


@pytest.fixture(scope="session")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied, and left as it is."""
    root = project(tmp_path_factory.mktemp("synced") / "project")
    list(sync(root, ()))
    return root


@pytest.fixture
def root(synced: Path, tmp_path: Path) -> Path:
    """The project of one test."""
    return shutil.copytree(synced, tmp_path / "project")
