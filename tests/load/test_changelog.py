"""What changed, read from its list."""

from __future__ import annotations

from pathlib import Path

from generator.load.changelog import load_changes
from tests.conftest import ROOT

LIST = """# Changelog

Words before.

## Unreleased

### Added

- One `thing` with
  two lines and [a link](https://example.org).
- Another.

## 0.1.0 - 2026-01-31

- The **first**.
"""


def test_each_version_has_its_lines_and_its_day(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(LIST, encoding="utf-8")
    first, second = load_changes(tmp_path, "2026-05-01")
    assert (first.id, first.day) == ("unreleased", "2026-05-01")
    assert first.lines == ("One thing with two lines and a link.", "Another.")
    assert (second.id, second.day, second.lines) == ("0.1.0-2026-01-31", "2026-01-31", ("The first.",))


def test_nobody_must_keep_a_list(tmp_path: Path) -> None:
    assert load_changes(tmp_path, "2026-05-01") == ()


def test_our_own_list_is_read() -> None:
    changes = load_changes(ROOT, "2026-05-01")
    assert all(change.lines and not any("`" in line for line in change.lines) for change in changes)
