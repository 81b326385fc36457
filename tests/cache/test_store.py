"""The store gives back what was put there or nothing, and forgets what nobody needs."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from generator.cache import store as module
from generator.cache.store import Store, key_of
from generator.cache.values import pack, unpack
from generator.cache.writing import make_folder, read_record, readable_by_all, write_record, write_whole
from generator.library.text import State, Text

KEY = key_of("a", "b")


def test_a_key_keeps_its_parts_apart() -> None:
    assert key_of("a", "bc") != key_of("ab", "c")


def test_what_was_put_comes_back_in_the_next_run(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, b"content")
    again = Store(tmp_path)
    assert again.read(KEY) == b"content"
    assert again.file(KEY) == next(tmp_path.iterdir())
    assert again.read(key_of("other")) is None


@pytest.mark.parametrize("damage", [b"", b"conten", b"content!", b"CONTENT"])
def test_damaged_content_is_as_if_it_had_never_been(damage: bytes, tmp_path: Path) -> None:
    path = Store(tmp_path).put(KEY, b"content")
    path.write_bytes(damage)
    for damaged in (Store(tmp_path), Store(tmp_path)):
        assert damaged.read(KEY) is None
    assert Store(tmp_path).file(KEY) is None
    store = Store(tmp_path)
    store.put(KEY, b"content")
    assert store.read(KEY) == Store(tmp_path).read(KEY) == b"content"


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.read(KEY)
    store.put(KEY, b"one")
    store.put(KEY, b"two")
    assert Store(tmp_path).read(KEY) == b"two"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_smaller_build_throws_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPARE_BYTES", 0)
    keys = [key_of(str(number)) for number in range(5)]
    whole = Store(tmp_path)
    for key in keys:
        whole.put(key, b"x")
    whole.forget_unused("everything")
    small = Store(tmp_path)
    assert small.read(keys[0])
    small.forget_unused("a little")
    assert all(Store(tmp_path).read(key) for key in keys)


def test_what_no_recent_build_used_goes_beyond_some_to_spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPARE_BYTES", 20)
    for number in range(6):
        os.utime(Store(tmp_path).put(key_of(str(number)), b"0123456789"), (number, number))
    (tmp_path / "planted").write_text("x")
    now = Store(tmp_path)
    now.read(key_of("0"))
    now.forget_unused("everything")
    kept = [number for number in range(6) if Store(tmp_path).read(key_of(str(number)))]
    assert kept == [0, 4, 5]
    assert not (tmp_path / "planted").exists()


def test_values_come_back_as_they_were() -> None:
    values = {"text": Text("x", "key", state=State.STALE), "path": Path("a"), "all": (1, None, frozenset({"b"}))}
    assert unpack(pack(values)) == values
    assert pack(values) == pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


class _Looked:
    """Written as some Pythons write a member of an enumeration."""

    def __init__(self, place: object, name: str) -> None:
        self.asked = place, name

    def __reduce__(self) -> tuple[object, tuple[object, str]]:
        return getattr, self.asked


def test_a_member_is_read_as_every_python_writes_it() -> None:
    assert unpack(pickle.dumps([_Looked(State, "STALE")])) == [State.STALE]
    for place, name in ((State, "mro"), (State, "__init__"), (Text, "__init__"), (State.STALE, "value")):
        with pytest.raises(ValueError, match="no values of ours"):
            unpack(pickle.dumps(_Looked(place, name)))


class _Planted:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch planted",)


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(_Planted()),
        pickle.dumps(os.path.join),
        pickle.dumps(Path.cwd),
        b"cgenerator.library.text\nmap_texts\n.",
        b"cgenerator.library.text\nre\n.",
        b"\x80\x04\x8c\x16generator.library.text\x8c\x0dText.__init__\x93.",
        b"cos\nsystem\n(S'touch planted'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        pack(Text("x"))[:-4],
        b"",
        b"no pickle",
    ],
)
def test_bytes_that_are_no_values_run_nothing(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="no values of ours"):
        unpack(content)
    assert not list(tmp_path.iterdir())


def test_everyone_can_read_a_site_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with readable_by_all():
            write_whole(tmp_path / "a/b/file", "x")
        write_whole(tmp_path / "mine", "x")
    finally:
        os.umask(before)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b", "a/b/file", "mine")]
    assert modes == [0o755, 0o755, 0o644, 0o600]


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", "old")
    with pytest.raises(TypeError):
        write_whole(tmp_path / "file", 3)  # type: ignore[arg-type]
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", "new")
    assert (tmp_path / "file").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder"}


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    make_folder(tmp_path / "a")
    make_folder(tmp_path / "a")
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file")


@pytest.mark.parametrize("damage", [b"", b"[", b"00000000\n[1]", b"\xff\xfe"])
def test_a_damaged_record_is_none(damage: bytes, tmp_path: Path) -> None:
    write_record(tmp_path / "record", [1])
    assert read_record(tmp_path / "record") == [1]
    (tmp_path / "record").write_bytes(damage)
    assert read_record(tmp_path / "record") is None
    assert read_record(tmp_path / "nothing") is None


def test_a_process_that_stays_reads_a_value_once_and_lets_go_of_what_it_no_longer_uses(tmp_path: Path) -> None:
    held: dict[str, object] = {}
    Store(tmp_path, held).keep(key_of("a"), ("value",))
    Store(tmp_path, held).keep(key_of("b"), ("other",))
    for file in tmp_path.iterdir():
        file.unlink()
    store = Store(tmp_path, held)
    assert store.value(key_of("a")) == ("value",)
    assert Store(tmp_path).value(key_of("a")) is None
    store.forget_unused("purpose")
    assert held == {key_of("a"): ("value",)}
