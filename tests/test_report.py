"""Diagnostics as text, JSON and annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Position, Severity
from generator.report import WIDTH, render_github, render_json, render_text


def diagnostic(root: Path, text: str, line: int, column: int, help: str = "did you mean 'privacy'?") -> Diagnostic:
    file = root / "content/page.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Diagnostic("REF001", "no principle has the id 'privcy'", Position(file, line, column), help)


def test_the_text_shows_place_line_caret_and_help(tmp_path: Path) -> None:
    found = diagnostic(tmp_path, "a: 1\nb: 2\nc: 3\n    related: [privcy]\n", 4, 5)
    assert render_text([found], tmp_path) == (
        "error[REF001]: no principle has the id 'privcy'\n"
        " --> content/page.yaml:4:5\n"
        "  |\n"
        "4 |     related: [privcy]\n"
        "  |     ^\n"
        "  = help: did you mean 'privacy'?\n"
        "\n"
        "1 error\n"
    )


def test_the_margin_is_as_wide_as_the_number_of_the_line(tmp_path: Path) -> None:
    shown = render_text([diagnostic(tmp_path, "\n" * 122 + "x: 1\n", 123, 1)], tmp_path).split("\n")
    assert shown[1:6] == [
        "   --> content/page.yaml:123:1",
        "    |",
        "123 | x: 1",
        "    | ^",
        "    = help: did you mean 'privacy'?",
    ]


def test_a_file_as_a_whole_has_no_line(tmp_path: Path) -> None:
    found = Diagnostic("FILE001", "the file is missing", Position(tmp_path / "a.yaml"))
    assert render_text([found], tmp_path) == "error[FILE001]: the file is missing\n --> a.yaml\n\n1 error\n"


@pytest.mark.parametrize(("line", "column"), [(9, 1), (2, 40), (1, 0)])
def test_a_place_that_the_file_does_not_have_is_no_trouble(tmp_path: Path, line: int, column: int) -> None:
    assert f"content/page.yaml:{line}:{column}" in render_text([diagnostic(tmp_path, "a: 1\n", line, column)], tmp_path)


def test_a_long_line_is_shown_around_the_caret(tmp_path: Path) -> None:
    text = "x" * 300 + "HERE" + "y" * 300
    rows = render_text([diagnostic(tmp_path, text, 1, 301)], tmp_path).split("\n")
    shown, caret = rows[3].removeprefix("1 | "), rows[4].removeprefix("  | ")
    assert len(shown) == WIDTH + 2
    assert shown.startswith("…x") and shown.endswith("y…")
    assert shown[len(caret) - 1 :].startswith("HERE")


def test_the_caret_stands_right_after_wide_letters_and_tabs(tmp_path: Path) -> None:
    rows = render_text([diagnostic(tmp_path, "\t字: x\n", 1, 5)], tmp_path).split("\n")
    assert rows[3] == "1 |  字: x"
    assert rows[4] == "  |      ^"


def test_control_characters_of_a_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    shown = render_text([diagnostic(tmp_path, "a: \x1b[31m\u202eb\n", 1, 1, help="not \x1b[31m here")], tmp_path)
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "a: �[31m�b" in shown


def test_a_line_of_an_old_code_page_is_shown_as_its_writer_saw_it(tmp_path: Path) -> None:
    """And a bad byte in a file that otherwise is UTF-8 stays one mark in its place."""
    for name, held, seen in (
        ("ar", "key;text\na;هذه الاستمارة تسأل عن البيانات\n".encode("cp1256"), "هذه الاستمارة تسأل عن البيانات"),
        ("fr", "key;text\na;d\xe9j\xe0 vu\n".encode("cp1252"), "déjà vu"),
        ("utf-8", "key;text\na;déjà \xff vu\n".encode().replace("\xff".encode(), b"\xff"), "déjà � vu"),
    ):
        (tmp_path / name).write_bytes(held)
        said = render_text([Diagnostic("A001", "wrong", Position(tmp_path / name, 2, 1))], tmp_path)
        assert f"2 | a;{seen}" in said, said


def test_a_line_of_a_file_that_is_damaged_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    for held in (b"a\0:\0 \0\xfd", b"\xff\xfea\0:\0\xd8", b"\xfe\xff\0a\xd8\0", b"\xff\xfe\0\0abc"):
        (tmp_path / "bad").write_bytes(held)
        assert "bad:1:1" in render_text([Diagnostic("A001", "wrong", Position(tmp_path / "bad", 1, 1))], tmp_path)


def test_the_last_line_counts_errors_and_warnings(tmp_path: Path) -> None:
    error = Diagnostic("A001", "an error", Position(tmp_path / "a"))
    warning = Diagnostic("B001", "a warning", Position(tmp_path / "b"), severity=Severity.WARNING)
    assert render_text([error, warning, error], tmp_path).endswith("\n\n2 errors, 1 warning\n")
    assert render_text([warning], tmp_path).startswith("warning[B001]: a warning\n")
    assert render_text([warning, warning], tmp_path).endswith("\n\n2 warnings\n")


def test_nothing_to_say() -> None:
    assert render_text([], Path()) == ""
    assert render_json([], Path()) == "[]\n"
    assert render_github([], Path()) == ""


def test_json_holds_every_part(tmp_path: Path) -> None:
    assert json.loads(render_json([diagnostic(tmp_path, "a: 1\n", 1, 3)], tmp_path)) == [
        {
            "code": "REF001",
            "severity": "error",
            "file": "content/page.yaml",
            "line": 1,
            "column": 3,
            "message": "no principle has the id 'privcy'",
            "help": "did you mean 'privacy'?",
        }
    ]


def test_an_annotation_is_escaped(tmp_path: Path) -> None:
    place = Position(tmp_path / "a,b: 100%.yaml", 4, 5)
    found = Diagnostic("REF001", "100% wrong: a, b", place, "first\nsecond", Severity.WARNING)
    assert render_github([found], tmp_path) == (
        "::warning file=a%2Cb%3A 100%25.yaml,line=4,col=5,title=REF001::100%25 wrong: a, b%0Afirst%0Asecond\n"
    )


def test_an_annotation_of_a_whole_file_has_no_line(tmp_path: Path) -> None:
    found = Diagnostic("FILE001", "missing", Position(tmp_path / "a.yaml"))
    assert render_github([found], tmp_path) == "::error file=a.yaml,title=FILE001::missing\n"


def test_a_file_outside_the_folder_keeps_its_path(tmp_path: Path) -> None:
    found = Diagnostic("FILE001", "missing", Position(Path("/elsewhere/a.yaml")))
    assert " --> /elsewhere/a.yaml\n" in render_text([found], tmp_path)
