"""Making the environment: what `make` does before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with locks that ask for nothing, so that no network is needed."""
    folder = tmp_path / "a project"
    for name in ("scripts/environment.py", "pyproject.toml", "README.md", "LICENSE", "generator/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "generator/__main__.py").write_text("def main() -> None:\n    print('it runs')\n", encoding="utf-8")
    (folder / "requirements").mkdir()
    for lock in ("site", "test"):
        (folder / f"requirements/{lock}.txt").write_text("# nothing\n", encoding="utf-8")
    return folder


def prepare(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script as make does. The tests' own setuptools stands in for the locked one."""
    setuptools = find_spec("setuptools")
    assert setuptools
    assert setuptools.origin
    environment = {**os.environ, "PYTHONPATH": str(Path(setuptools.origin).parents[1]), "PIP_NO_INDEX": "1"}
    command = [sys.executable, "scripts/environment.py", *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_it_makes_a_command_that_runs_this_folders_code_and_then_rests(project: Path) -> None:
    first = prepare(project, "site")
    assert first.returncode == 0, first.stderr
    assert "Making .venv" in first.stdout
    command = project / ".venv/bin/citizen-data"
    assert subprocess.run([command], capture_output=True, text=True, check=True).stdout == "it runs\n"

    again = prepare(project, "site")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    (project / "requirements/site.txt").write_text("# nothing, but new\n", encoding="utf-8")
    after_change = prepare(project, "site")
    assert "Installing" in after_change.stdout
    assert "Making" not in after_change.stdout

    moved = project.with_name("elsewhere")
    project.rename(moved)
    assert "Making .venv" in prepare(moved, "site").stdout


def wheel(folder: Path, name: str) -> Path:
    """A package of nothing."""
    facts = f"{name}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{facts}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{facts}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{facts}/RECORD", "")
    return path


def test_a_package_with_other_bytes_than_the_lock_says_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = project / "requirements/site.txt"
    monkeypatch.setenv("PIP_FIND_LINKS", project.as_uri())
    right = sha256(wheel(project, "hollow").read_bytes()).hexdigest()

    lock.write_text(f"hollow==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    refused = prepare(project, "site")
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert "could not be installed" in refused.stderr
    assert prepare(project, "site").returncode == 1

    lock.write_text(f"hollow==1.0 --hash=sha256:{right}\n", encoding="utf-8")
    assert prepare(project, "site").returncode == 0
    assert list((project / ".venv").rglob("hollow-1.0.dist-info"))


def test_a_wrong_word_is_answered_with_the_right_ones(project: Path) -> None:
    wrong = prepare(project, "prod")
    assert wrong.returncode == 1
    assert wrong.stderr == "usage: python3 scripts/environment.py site|test\n"
