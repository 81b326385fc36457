"""A site is put in place whole: also when the program is killed in the middle of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.bundle import swap
from generator.diagnostics import ToolkitError

FILES = 40

LOOP = """
import itertools, sys, time
from pathlib import Path
from generator.bundle import swap

if sys.argv[2] == "two steps":
    swap._exchange = lambda one, other: False
place = Path(sys.argv[1])
swap.recover(place)
number = int((place / "0").read_text())
started = time.monotonic()
for turn in itertools.count():
    number += 1
    staging = swap.staging_for(place)
    for name in range(40):
        (staging / str(name)).write_text(str(number))
    swap.put_in_place(staging, place)
    if turn == 0:
        print(time.monotonic() - started, flush=True)
"""


def fill(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in range(FILES):
        (folder / str(name)).write_text(str(number))


def whole(folder: Path) -> bool:
    """All files are there and of one build."""
    words = [path.read_text() for path in folder.iterdir()]
    return len(words) == FILES and len(set(words)) == 1


@pytest.mark.skipif(os.name != "posix", reason="no signal that cannot be caught")
@pytest.mark.slow
@pytest.mark.parametrize("way", ["one step", "two steps"])
def test_killed_at_any_moment(tmp_path: Path, way: str) -> None:
    place = tmp_path / "site"
    fill(place, 0)
    dice = random.Random(7)
    for _ in range(25):
        command = [sys.executable, "-c", LOOP, str(place), way]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            one_turn = float(process.stdout.readline())
            time.sleep(dice.uniform(0.0, 2 * one_turn))
            process.send_signal(signal.SIGKILL)
        if way == "one step":
            assert whole(place)  # no mending needed: every reader sees a whole site at every moment
        swap.recover(place)
        assert whole(place)
    assert int((place / "0").read_text()) >= 25
    swap.staging_for(place).rmdir()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_crash_between_the_two_steps_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "site"
    fill(place, 1)
    staging = swap.staging_for(place)
    fill(staging, 2)
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    plain_rename = Path.rename

    def rename_once(path: Path, target: Path) -> Path:
        if target == place:  # neither the new site nor, in haste, the old one
            raise KeyboardInterrupt
        return plain_rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_once)
    with pytest.raises(KeyboardInterrupt):
        swap.put_in_place(staging, place)
    monkeypatch.undo()
    assert not place.exists()
    assert swap.recover(place)
    assert whole(place) and (place / "0").read_text() == "1"
    assert not swap.recover(place)


def test_first_and_second_site(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "site"
    for number in (1, 2):
        staging = swap.staging_for(place)
        fill(staging, number)
        swap.put_in_place(staging, place)
        assert whole(place) and (place / "0").read_text() == str(number)
        assert [path.name for path in place.parent.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="the one-step exchange is tested where it exists")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    fill(tmp_path / "one", 1)
    fill(tmp_path / "two", 2)
    assert swap._exchange(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "one" / "0").read_text() == "2"
    assert not swap._exchange(tmp_path / "one", tmp_path / "none")


def test_what_an_earlier_crash_left_is_removed(tmp_path: Path) -> None:
    place = tmp_path / "site"
    fill(place, 1)
    fill(tmp_path / ".site.next", 9)
    fill(tmp_path / ".site.previous", 8)
    assert not any(swap.staging_for(place).iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.next", "site"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.write_text("mine")
    staging = swap.staging_for(place)
    with pytest.raises(ToolkitError, match="in the way"):
        swap.put_in_place(staging, place)
    assert place.read_text() == "mine"
