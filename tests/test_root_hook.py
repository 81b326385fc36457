"""`mkdocs build` in the project's folder gives the same pages as the generator's own way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import compose_tree
from tests.render.site.conftest import contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_plain_mkdocs_at_the_root(tmp_path: Path, tag: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build"]
    environment = {**os.environ, "CITIZEN_DATA_LANG": tag}
    subprocess.run([*command, "-d", str(tmp_path / "root")], cwd=ROOT, env=environment, check=True)
    tree = compose_tree(ROOT, tag)
    subprocess.run([*command, "-f", str(tree / "mkdocs.yml"), "-d", str(tmp_path / "tree")], check=True)
    pages = contents(tmp_path / "root")
    assert pages == contents(tmp_path / "tree")
    assert f'lang="{tag}"'.encode() in pages["index.html"]


def test_wrong_language_is_said_plainly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "-d", str(tmp_path / "root")]
    environment = {**os.environ, "CITIZEN_DATA_LANG": "xx"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "there is no language 'xx'" in done.stderr
    assert "Traceback" not in done.stderr
