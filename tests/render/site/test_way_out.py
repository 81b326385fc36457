"""The tree is no builder's own: two others make the same pages of it, on a machine without Material for MkDocs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from generator.build import compose_tree
from generator.render.site.builder import build_sites
from tests.conftest import ROOT, copy_tiny
from tests.render.site.conftest import Bytes, contents

SHARED = re.compile(rb'("(?:\.\./)*)\.\./(?=assets/(?:images|stylesheets|javascripts)/)')
"""The way to what several languages have once above them; whoever builds one alone has it with its pages."""
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Arabic tree of the tiny framework, with the real theme, without its papers."""
    project = copy_tiny(tmp_path_factory.mktemp("project"))
    shutil.copytree(ROOT / "templates/theme", project / "templates/theme")
    shutil.copytree(ROOT / "templates/pdf", project / "templates/pdf", dirs_exist_ok=True)
    return compose_tree(project, "ar")


@pytest.fixture
def without_material(tmp_path: Path) -> dict[str, str]:
    """An environment with every installed package but Material, and what it alone brings."""
    packages = tmp_path / "packages"
    packages.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.lower().startswith(("material", "mkdocs_material", "pymdownx", "pymdown_extensions")):
            (packages / path.name).symlink_to(path)
    return {**os.environ, "PYTHONPATH": str(packages)}


def built_by(program: str, tree: Path, out: Path, environment: dict[str, str]) -> Bytes:
    # -S: nothing is found but what the environment names.
    command = [sys.executable, "-S", "-m", program, "--quiet", "build", "-f", str(tree / "mkdocs.yml"), "-d", str(out)]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return {name: GENERATOR.sub(b"", data) for name, data in contents(out).items()}


def test_material_is_gone_there(without_material: dict[str, str]) -> None:
    command = [sys.executable, "-S", "-c", "import material"]
    done = subprocess.run(command, env=without_material, capture_output=True, check=False)
    assert b"No module named 'material'" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_other_builders_make_the_same_pages(
    program: str, tree: Path, tmp_path: Path, without_material: dict[str, str]
) -> None:
    report = build_sites({"ar": tree}, tmp_path / "ours", tmp_path / "cache")
    assert not report.diagnostics
    made = contents(tmp_path / "ours")
    ours = {name.removeprefix("ar/"): SHARED.sub(rb"\1", data) for name, data in made.items()}
    assert len([name for name in ours if name.endswith(".html")]) > 20
    assert built_by(program, tree, tmp_path / program, without_material) == ours
