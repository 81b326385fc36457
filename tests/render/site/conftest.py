"""Fixtures for building small sites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.render.site.builder import SitesReport, build_sites
from tests.render.site.sample import SampleTree

Bytes = dict[str, bytes]
Trees = dict[str, SampleTree]
Plainly = Callable[..., Bytes]


def contents(folder: Path) -> Bytes:
    """Every file below a folder by relative path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(trees: Trees, base: Path, **options: object) -> tuple[SitesReport, Path]:
    """Build into an empty folder, with the cache of the build before."""
    out = base / "out"
    shutil.rmtree(out, ignore_errors=True)
    folders = {tag: tree.folder for tag, tree in trees.items()}
    return build_sites(folders, out, base / "cache", **options), out  # type: ignore[arg-type]


@pytest.fixture
def trees(tmp_path: Path) -> dict[str, SampleTree]:
    """Three languages, one from right to left."""
    return {tag: SampleTree(tmp_path / "trees" / tag, tag) for tag in ("en", "fr", "ar")}


@pytest.fixture
def plainly(tmp_path: Path) -> Callable[..., Bytes]:
    """Builds a tree with a command of its own (`mkdocs` or `properdocs`), in a process of its own."""

    def build(tree: SampleTree, program: str = "mkdocs", **environment: str) -> Bytes:
        out = tmp_path / "plain" / tree.tag
        command = [sys.executable, "-m", program, "--quiet", "build", "-f", str(tree.folder / "mkdocs.yml")]
        subprocess.run([*command, "-d", str(out)], check=True, env={**os.environ, **environment}, capture_output=True)
        return contents(out)

    return build
