"""What we take from others and what we pass on: actions, packages, licences, and what a pull request may bring."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.test_repository import ROOT, tracked

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
A_PIN = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def run(script: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What a script of ours answers."""
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_its_digest(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [use for use in used if not A_PIN.fullmatch(use) and not use.startswith("./.github/workflows/")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_right_to_write_says_what_for(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert ": write" not in line or " # " in line, line


def test_workflows_have_no_findings() -> None:
    auditor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [auditor, "--offline", "--no-progress", "--min-severity", "medium", *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_are_written_as_github_reads_them() -> None:
    linter = shutil.which("actionlint")
    if linter is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run([linter, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_program_that_locks_is_locked_too() -> None:
    lock = (ROOT / "requirements/uv.txt").read_text(encoding="utf-8")
    assert re.search(r"^uv==[\d.]+ \\$", lock, re.MULTILINE)
    assert "--hash=sha256:" in lock
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_file_has_a_licence_whose_text_is_here() -> None:
    """As the REUSE specification asks: the last annotation that fits a file counts."""
    with (ROOT / "REUSE.toml").open("rb") as file:
        annotations = tomllib.load(file)["annotations"]
    named = set()
    patterns = []
    for each in annotations:
        paths = each["path"] if isinstance(each["path"], list) else [each["path"]]
        patterns += [re.sub(r"/?\*\*", "*", path) for path in paths]
        named |= set(each["SPDX-License-Identifier"].split(" AND "))
    texts = {path.stem for path in (ROOT / "LICENSES").iterdir()}
    assert named == texts
    assert [name for name in tracked() if not any(fnmatchcase(name, pattern) for pattern in patterns)] == []
    for pattern in patterns:
        assert any(fnmatchcase(name, pattern) for name in tracked()), f"no file fits {pattern}"


def test_the_bill_of_materials_holds_all_that_is_installed(tmp_path: Path) -> None:
    file = tmp_path / "dist/bill.json"
    assert run("bill_of_materials.py", str(file)).returncode == 0
    bill = json.loads(file.read_bytes())
    lock = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", lock, re.MULTILINE))
    assert {(part["name"], part["version"]) for part in bill["components"] if "version" in part} == locked
    digests = re.findall(r"sha256:([0-9a-f]{64})", lock)
    assert sorted(digests) == sorted(
        held["content"] for part in bill["components"] for each in part.get("components", ()) for held in each["hashes"]
    )
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(references) == len(set(references))
    assert run("bill_of_materials.py").returncode == 2


class Repository:
    """A small repository with a base and whatever a pull request does to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("translations/fr/a.po", "a")
        self.write("translations/ar/a.po", "a")
        self.write("content/index.md", "a")
        self.git("init", "-q", "-b", "main")
        self.commit()
        self.git("branch", "base")

    def git(self, *arguments: str) -> None:
        settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.fileMode=true"]
        subprocess.run(["git", *settings, *arguments], cwd=self.folder, check=True, capture_output=True)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a")

    def judged(self, rule: str) -> subprocess.CompletedProcess[str]:
        self.commit()
        return run("translation_changes.py", "base", "HEAD", rule, folder=self.folder)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_one_language_may_change(repository: Repository) -> None:
    repository.write("translations/fr/a.po", "b")
    repository.write("translations/fr/new/b.po", "b")
    repository.write("translations/fr/review.tsv", "b")
    assert repository.judged("one-language").returncode == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("translations/ar/a.po", "one language, not ar, fr"),
        ("content/index.md", "content/index.md: a translation changes only"),
        ("translations/fr/run.sh", "translations/fr/run.sh: a translation changes only"),
        ("translations/languages.yml", "translations/languages.yml: a translation changes only"),
        ("translations/fr/a\n::set-env.po", "translations/fr/a?::set-env.po: a translation"),
    ],
)
def test_more_may_not(repository: Repository, name: str, words: str) -> None:
    repository.write("translations/fr/a.po", "b")
    repository.write(name, "b")
    judged = repository.judged("one-language")
    assert judged.returncode == 1
    assert words in judged.stdout


@pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")
@pytest.mark.parametrize("rule", ["plain-files", "one-language"])
def test_links_and_programs_are_refused(repository: Repository, rule: str) -> None:
    (repository.folder / "translations/fr/b.po").symlink_to("/etc/passwd")
    (repository.folder / "translations/fr/a.po").chmod(0o755)
    judged = repository.judged(rule)
    said = judged.stdout
    assert judged.returncode == 1
    assert "translations/fr/a.po is a link" in said and "translations/fr/b.po is a link" in said


def test_a_wrong_call_is_answered() -> None:
    assert run("translation_changes.py", "base", "HEAD", "anything").returncode == 2
