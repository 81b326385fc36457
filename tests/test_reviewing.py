"""A review is recorded of what a person read: here in a terminal, or in a table with a tick on each row."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.checking import check
from generator.desk.receiving import ReceiveOrder, receive
from generator.desk.sending import Sending, send
from generator.diagnostics import Severity
from generator.translate.send import TextSelection
from generator.translating import desks, record_review_file
from tests.conftest import ROOT
from tests.copied import project

KEY, OTHER = "framework/1.0/principles#summary", "framework/1.0/principles#title"
WHO = ("first-reviewer", "2026-01-02")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = project(tmp_path / "project")
    po = root / "translations/ar/framework/1.0/principles.po"
    edited(po, f'msgctxt "{KEY}"', f'# translator: A Person\nmsgctxt "{KEY}"')
    return root


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def kept(root: Path) -> dict[str, str]:
    (desk,) = desks(root, ("ar",))
    return {review.key: review.reviewer for review in desk.catalog.reviews}


def rows(root: Path) -> list[dict[str, str]]:
    table = root / "review.csv"
    send(root, Sending("ar", TextSelection(for_review=True), "csv"), table)
    return list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))


def sent(root: Path, table: list[dict[str, str]]) -> Path:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    (root / "back.csv").write_text(out.getvalue(), "utf-8")
    return root / "back.csv"


def test_only_ticked_rows_are_reviewed(root: Path) -> None:
    table = rows(root)
    assert {KEY, OTHER} <= {row["key"] for row in table}
    assert record_review_file(root, "ar", *WHO, sent(root, table)) == (0, len(table), [])
    for row in table:
        row["checked"] = "x" if row["key"] == KEY else ""
    assert record_review_file(root, "ar", *WHO, sent(root, table)) == (1, len(table) - 1, [])
    assert kept(root)[KEY] == "first-reviewer"


@pytest.mark.parametrize("column", ["fingerprint", "translation", "text"])
def test_another_text_than_the_one_that_was_sent_is_not_reviewed(root: Path, column: str) -> None:
    table = [row | {"checked": "x"} for row in rows(root) if row["key"] == KEY]
    table[0][column] = "0" * 16
    added, _, [found] = record_review_file(root, "ar", *WHO, sent(root, table))
    assert (added, found.code, KEY in found.message, bool(found.help)) == (0, "REVIEW003", True, True)
    assert KEY not in kept(root)


def test_what_is_no_such_table_is_refused(root: Path) -> None:
    (root / "back.csv").write_text(f"key,translation,checked\n{KEY},x,x\n", "utf-8")
    assert [each.code for each in record_review_file(root, "ar", *WHO, root / "back.csv")[2]] == ["REVIEW003"]
    (root / "back.csv").write_text("a,b\n", "utf-8")
    assert "--for-review" in record_review_file(root, "ar", *WHO, root / "back.csv")[2][0].help


def test_keys_that_are_piped_in_are_read_by_nobody(root: Path) -> None:
    command = ("review", "--lang", "ar", "--reviewer", WHO[0], "--date", WHO[1], KEY)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input="y\n" * 9,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "read by a person" in done.stderr and "--for-review" in done.stderr
    assert KEY not in kept(root)


def test_a_review_of_a_day_to_come_is_a_mistake(root: Path) -> None:
    edited(root / "translations/ar/review.tsv", "2026-01-02", "2999-01-01")
    assert "REVIEW007" in [each.code for each in check(root)]
    edited(root / "translations/ar/review.tsv", "2999-01-01", "2019-01-01")
    assert "REVIEW011" in [each.code for each in check(root)], "before there was anything to review"


def test_a_returned_file_of_another_language_is_refused_as_a_whole(root: Path) -> None:
    file = root / "back.csv"
    file.write_text(f"key,translation\n{KEY},Deux principes pour tout le travail qui reste.\n", "utf-8")
    taken = receive(root, ReceiveOrder((file,), "ar", "A Person"))
    assert [(each.code, each.position.file) for each in taken.diagnostics] == [("RECEIVE006", file)]
    assert (taken.rows, "--lang" in taken.diagnostics[0].help) == ({}, True)


def test_what_would_be_refused_is_said_when_it_is_recorded(root: Path) -> None:
    def git(*arguments: str) -> None:
        settings = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)

    def codes(email: str) -> list[str]:
        (root / "translations/ar/review.tsv").write_text("", "utf-8")
        git("config", "user.email", email)
        found = record_review_file(root, "ar", *WHO, back)[2]
        assert all(each.severity is Severity.WARNING and each.help and "@example" not in each.message for each in found)
        return [each.code for each in found]

    edited(root / "translations/languages.yml", "[first-reviewer,", '["first-reviewer @first",')
    back = sent(root, [row | {"checked": "x"} for row in rows(root) if row["key"] == KEY])
    git("init", "-q")
    git("config", "user.name", "Somebody")
    git("add", "-A")
    git("commit", "-q", "-m", "a")
    assert codes("first@users.noreply.github.com") == []
    assert codes("second@example.org") == ["REVIEW009"]
    po = root / "translations/ar/framework/1.0/principles.po"
    edited(po, "# translator: A Person", "# read\n# translator: A Person")
    assert codes("2+first@users.noreply.github.com") == ["REVIEW010"]
