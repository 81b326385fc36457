"""What only depends on words is asked once, also by the next run; another program asks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache import pure as module
from generator.cache.pure import FEW, keep_answers, pure, save_answers
from generator.cache.store import Store

asked: list[str] = []


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else's answers are kept meanwhile."""
    monkeypatch.setattr(module, "_functions", [])
    monkeypatch.setattr(module._Kept, "now", None)
    asked.clear()


def length() -> object:
    @pure
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    return length


def answers_after(store: Store, code: str, words: int = FEW + 1) -> int:
    """How many questions a new run had to ask."""
    asked.clear()
    module._functions.clear()
    of = length()
    keep_answers(store, lambda _: code)
    assert [of(f"{number}") for number in range(words)] == [len(f"{number}") for number in range(words)]  # type: ignore[operator]
    assert of("0") == 1  # type: ignore[operator]
    save_answers()
    return len(asked)


def test_answers_are_known_to_the_next_run(tmp_path: Path) -> None:
    assert answers_after(Store(tmp_path), "one") == FEW + 1
    assert answers_after(Store(tmp_path), "one") == 0
    assert answers_after(Store(tmp_path), "two") == FEW + 1


def test_damaged_answers_are_asked_again(tmp_path: Path) -> None:
    assert answers_after(Store(tmp_path), "one") == FEW + 1
    (file,) = (path for path in tmp_path.iterdir() if "-" in path.name)
    file.write_bytes(file.read_bytes()[:-1])
    assert answers_after(Store(tmp_path), "one") == FEW + 1


def test_without_a_store_a_question_is_asked_once_a_run() -> None:
    of = length()
    assert [of("word"), of("word")] == [4, 4]  # type: ignore[operator]
    assert asked == ["word"]
