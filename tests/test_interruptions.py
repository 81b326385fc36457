"""Nothing stale and nothing lost: random edits, interruptions and damage, and two builds at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.bundle.manifest import list_files, read_manifest
from generator.serving import PREVIEW
from tests.commands import free_port
from tests.conftest import ROOT, commit
from tests.copied import edit, project
from tests.test_build import digests

pytestmark = [pytest.mark.slow, pytest.mark.long]

STEPS = 108
"""Six times what may happen, in one run, and other steps with each commit. `make fuzz` takes 5,000."""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "generator", *arguments]
    return subprocess.Popen(
        program, cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(*running: subprocess.Popen[str]) -> list[int]:
    for each in running:
        each.communicate(timeout=600)
    return [each.returncode for each in running]


def test_every_build_equals_one_from_nothing() -> None:
    program = [sys.executable, "-m", "tests.fuzz", "--steps", str(STEPS), "--seed", str(commit() % 10_000)]
    program += ["--kept", str(ROOT / ".cache/fuzz")]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_other_half_of_make_fuzz_runs() -> None:
    """Builds at once and builds that are killed, one of each; `make fuzz` takes 200 and 80."""
    program = [sys.executable, "-m", "tests.fuzz", "--together", "1", "--kills", "1", "--seed", "7"]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_builds_at_once_take_turns(tmp_path: Path) -> None:
    """With others that read and write beside them, a preview too; each leaves a whole site, and its words are true."""
    root = project(tmp_path / "project")
    pages = ("build", "--format", "pages", "--jobs", "1")
    assert finished(start(root, *pages)) == [0]
    preview, waited = start(root, "serve", "--jobs", "1", "--port", str(free_port())), 0
    for number in range(3):
        edit(root / "content/site.yaml", "version: ", f"version: {number}")
        both = [start(root, *pages), start(root, *pages, "--lang", "en"), start(root, *pages), start(root, "check")]
        both.append(start(root, "kit", "--out", str(tmp_path / f"{number}.zip")))
        said = [each.communicate(timeout=600) for each in both]
        assert [each.returncode for each in both] == [0] * 5, said
        waited += sum("Waiting for another build" in err for _, err in said)
        assert list_files(root / "site") == read_manifest(root / "site")
    assert waited > 0
    preview.send_signal(signal.SIGTERM)
    assert "Traceback" not in "".join(preview.communicate(timeout=600))
    assert list_files(root / PREVIEW) == read_manifest(root / PREVIEW)
    assert finished(start(root, *pages)) == [0]
    fresh = project(tmp_path / "fresh")
    (fresh / "content/site.yaml").write_bytes((root / "content/site.yaml").read_bytes())
    assert finished(start(fresh, *pages)) == [0]
    assert digests(root / "site") == digests(fresh / "site")
    assert not (root / ".site.turn").exists()


def test_two_projects_do_not_share_a_site_at_once(tmp_path: Path) -> None:
    roots = [project(tmp_path / name) for name in "ab"]
    site = tmp_path / "site"
    both = [start(root, "build", "--format", "pages", "--jobs", "1", "--out", str(site)) for root in roots]
    said = [each.communicate(timeout=600) for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert list_files(site) == read_manifest(site)


def test_a_site_can_be_read_by_all_whoever_builds_it(tmp_path: Path) -> None:
    root = project(tmp_path)
    program = f"umask 077; exec {sys.executable} -m generator build --format docx --lang en --jobs 2"
    subprocess.run(["sh", "-c", program], cwd=root, env=ENVIRONMENT, check=True, capture_output=True)
    for path in [root / "site", *(root / "site").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path
