"""`mkdocs build` in the project's folder gives the same pages as the generator's own way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import compose_tree
from tests.copied import copied
from tests.render.site.conftest import contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
VARIABLE = "CITIZEN_DATA_LANG"
FEW_PAGES = "pt"
"""A language that has the core only. To go through MkDocs twice costs what its pages cost, and all go one way."""


def index(root: Path, out: Path, tag: str, **environment: str) -> bytes:
    """The first page that `mkdocs build` makes in the folder; all it makes is what it makes of the language's tree."""
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build"]
    subprocess.run([*command, "-d", str(out / "root")], cwd=root, env={**os.environ, **environment}, check=True)
    tree = compose_tree(root, tag)
    subprocess.run([*command, "-f", str(tree / "mkdocs.yml"), "-d", str(out / "tree")], check=True)
    pages = contents(out / "root")
    assert pages == contents(out / "tree")
    return pages["index.html"]


def test_plain_mkdocs_at_the_root(tmp_path: Path) -> None:
    assert f'lang="{FEW_PAGES}"'.encode() in index(ROOT, tmp_path, FEW_PAGES, **{VARIABLE: FEW_PAGES})


def test_english_needs_no_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    root = copied(tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert b'lang="en"' in index(root, tmp_path / "en", "en")
    assert b'lang="ar"' in index(root, tmp_path / "ar", "ar", **{VARIABLE: "ar"})


def test_wrong_language_is_said_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "-d", str(tmp_path / "root")]
    environment = {**os.environ, VARIABLE: "xx"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "there is no language 'xx'" in done.stderr
    assert "Traceback" not in done.stderr
