"""A build is skipped only when it would change nothing, and that is found out quickly."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.cache import freshness
from generator.cache.fingerprint import sha256_of, stamp_of
from generator.cache.freshness import Closing, is_fresh, remember, take_snapshot

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
ARGUMENTS = ["build"]
CLOSING = Closing("Built 3 languages.\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was built and remembered a moment ago."""
    for name in ("content/a.yaml", "framework/editions/1.0/b.yaml", "templates/c.html", "generator/d.py", "mkdocs.yml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "site" / "en").mkdir(parents=True)
    (tmp_path / "site" / "en" / "index.html").write_text("page")
    (tmp_path / "site" / "index.html").write_text("door")
    time.sleep(0.1)
    assert remember(take_snapshot(tmp_path, ARGUMENTS), [tmp_path / "site"], CLOSING)
    return tmp_path


def test_nothing_changed(project: Path) -> None:
    assert is_fresh(project, ARGUMENTS) == CLOSING
    assert is_fresh(project, ARGUMENTS) == CLOSING


def test_never_built(tmp_path: Path) -> None:
    assert is_fresh(tmp_path, ARGUMENTS) is None


@pytest.mark.parametrize("name", ["content/a.yaml", "mkdocs.yml", "site/en/index.html", "generator/d.py"])
def test_changed_added_or_deleted_file(project: Path, name: str) -> None:
    path = project / name
    before = path.read_text()
    path.write_text(before.upper())  # the same size
    assert is_fresh(project, ARGUMENTS) is None
    path.write_text(before)
    assert is_fresh(project, ARGUMENTS) == CLOSING
    path.unlink()
    assert is_fresh(project, ARGUMENTS) is None
    path.write_text(before)
    assert is_fresh(project, ARGUMENTS) == CLOSING
    if "/" in name:
        (path.parent / "new.txt").write_text("")
        assert is_fresh(project, ARGUMENTS) is None


def test_edits_within_one_tick(project: Path) -> None:
    path = project / "content" / "a.yaml"
    for number in range(60):
        path.write_text(f"{number:03}")
        assert remember(take_snapshot(project, ARGUMENTS), [project / "site"], CLOSING)
        path.write_text(f"{number:03}")
        assert is_fresh(project, ARGUMENTS) == CLOSING
        path.write_text(f"{number + 500:03}")
        assert is_fresh(project, ARGUMENTS) is None


def test_output_spoilt_within_one_tick(project: Path) -> None:
    page = project / "site" / "index.html"
    for number in range(40):
        page.write_text(f"{number:03}")
        assert remember(take_snapshot(project, ARGUMENTS), [project / "site"], CLOSING)
        page.write_text("xxx")
        assert is_fresh(project, ARGUMENTS) is None


def test_time_set_back_by_hand(project: Path) -> None:
    path = project / "content" / "a.yaml"
    found = path.stat()
    path.write_text(path.read_text().upper())
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert is_fresh(project, ARGUMENTS) is None


def test_same_content_written_again_is_learned(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / "content" / "a.yaml"
    path.write_text(path.read_text())
    time.sleep(0.1)
    assert is_fresh(project, ARGUMENTS) == CLOSING
    monkeypatch.setattr(freshness, "sha256_of", lambda path: pytest.fail("read again"))
    assert is_fresh(project, ARGUMENTS) == CLOSING


def test_other_arguments_or_address(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_fresh(project, ["build", "--lang", "fr"]) is None
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert is_fresh(project, ARGUMENTS) is None
    monkeypatch.delenv("SITE_URL")
    assert remember(take_snapshot(project, ["build", "--lang", "fr"]), [project / "site"], Closing("other\n"))
    assert is_fresh(project, ARGUMENTS) == CLOSING
    assert is_fresh(project, ["build", "--lang", "fr"]) == Closing("other\n")


def test_other_packages(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "installed_packages", lambda: ["mkdocs-1.7.0.dist-info"])
    assert is_fresh(project, ARGUMENTS) is None


def test_input_changed_while_building_is_not_remembered(project: Path) -> None:
    snapshot = take_snapshot(project, ARGUMENTS)
    (project / "content" / "a.yaml").write_text("changed")
    assert not remember(snapshot, [project / "site"], CLOSING)
    assert is_fresh(project, ARGUMENTS) is None


def test_single_file_among_the_outputs(project: Path) -> None:
    kit = project / "kit.zip"
    kit.write_text("zip")
    assert remember(take_snapshot(project, ARGUMENTS), [project / "site", kit], CLOSING)
    assert is_fresh(project, ARGUMENTS) == CLOSING
    kit.write_text("zap")
    assert is_fresh(project, ARGUMENTS) is None
    kit.unlink()
    assert is_fresh(project, ARGUMENTS) is None


def test_broken_record(project: Path) -> None:
    for record in (project / ".cache" / "fresh").iterdir():
        record.write_text('{"version": 1}')
    assert is_fresh(project, ARGUMENTS) is None


def test_command_answers_without_loading_anything(project: Path) -> None:
    """The command says the last build's words, and none of the heavy packages was loaded for it."""
    heavy = "typer pydantic ruamel jinja2 mkdocs markdown yaml rich polib docx typst"
    script = (
        "import os, sys; sys.argv = ['citizen-data', 'build']; import generator.__main__ as command; leave = os._exit;"
        f"os._exit = lambda code: leave(code or len(set('{heavy}'.split()) & set(sys.modules)));"
        "command.main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-S", "-c", script]
    build = f"from generator.cache.freshness import *; remember(take_snapshot('.', ['build']), ['site'], {CLOSING!r})"
    subprocess.run([sys.executable, "-S", "-c", build], cwd=project, env=environment, check=True)
    said = subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True)
    assert said.stdout == CLOSING.out


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("buffered", [True, False])
def test_words_that_cannot_be_said_end_in_one_line(project: Path, buffered: bool) -> None:
    """Whether the system refuses them at once or when they are flushed at the end."""
    script = "import sys; sys.argv = ['citizen-data', 'build']; import generator.__main__ as command; command.main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "" if buffered else "1"}
    build = f"from generator.cache.freshness import *; remember(take_snapshot('.', ['build']), ['site'], {CLOSING!r})"
    subprocess.run([sys.executable, "-S", "-c", build], cwd=project, env=environment, check=True)
    command = [sys.executable, "-S", "-c", script]
    with FULL.open("w") as full:
        said = subprocess.run(
            command, cwd=project, env=environment, check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert said.returncode == 1
    assert re.fullmatch("error: there is no space left: .+\n", said.stderr)


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes what a command writes to")
def test_a_command_without_an_output_ends_as_with_one(project: Path) -> None:
    for words, code in (("build", 0), ("--version", 0), ("check", 1)):  # remembered; the whole program; its mistakes
        script = f"import sys; sys.argv = ['citizen-data', '{words}']; import generator.__main__ as it; it.main()"
        said = subprocess.run(
            ["sh", "-c", 'exec "$0" -c "$1" >&-', sys.executable, script],
            cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert (said.returncode, "Traceback" in said.stderr) == (code, False), said.stderr


def test_what_was_put_in_place_is_believed_until_it_is_written_to(project: Path) -> None:
    page, other = project / "site/page.html", project / "site/other.html"
    for path in (page, other):
        path.write_text("made")
    made = {str(path): (stamp_of(path.stat()), sha256_of(path)) for path in (page, other)}
    os.link(page, project / "link")  # as when the old site goes: the time of the inode changes, and nothing else
    other.write_text("mine")
    assert remember(take_snapshot(project, ARGUMENTS), [project / "site"], CLOSING, made)
    assert is_fresh(project, ARGUMENTS) == CLOSING
    other.write_text("made")
    assert is_fresh(project, ARGUMENTS) is None
