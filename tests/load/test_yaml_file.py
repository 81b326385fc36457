"""Reading YAML: plain data with places, and refusals instead of surprises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostic, Position
from generator.load.yaml_file import MAX_DEPTH, YamlFile, parse_yaml, read_yaml
from tests.conftest import ROOT

PATH = Path("file.yaml")


def parsed(text: str) -> YamlFile:
    file, found = parse_yaml(PATH, text)
    assert found == []
    assert file is not None
    return file


def refusal(text: str) -> Diagnostic:
    file, found = parse_yaml(PATH, text)
    assert file is None
    return found[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("~", None),
        ("", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("12", 12),
        ("-3", -3),
        ("1.0", "1.0"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("2025-01-02", "2025-01-02"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("9" * 30, "9" * 30),
        (">-\n  two\n  lines", "two lines"),
    ],
)
def test_values_follow_the_core_schema(written: str, value: object) -> None:
    assert parsed(f"key: {written}\n").data == {"key": value}


def test_every_node_has_its_place() -> None:
    file = parsed("a:\n  - b: 1\n    c: [x, y]\n  - z\n")
    assert file.data == {"a": [{"b": 1, "c": ["x", "y"]}, "z"]}
    places = {loc: (place.line, place.column) for loc, place in file.positions.items()}
    assert places == {
        (): (1, 1),
        ("a",): (1, 1),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 5),
        ("a", 0, "c"): (3, 5),
        ("a", 0, "c", 0): (3, 9),
        ("a", 0, "c", 1): (3, 12),
        ("a", 1): (4, 5),
    }


def test_an_unknown_place_is_that_of_its_nearest_ancestor() -> None:
    assert parsed("a:\n  b: 1\n").at(("a", "b", "c", 3)) == Position(PATH, 2, 3)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\nb: *x\n", "YAML002", 1, 4),
        ("a: *x\n", "YAML002", 1, 4),
        ("a: !!python/object:os.system 1\n", "YAML003", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "YAML004", 3, 1),
        ("a:\n  <<: {b: 1}\n", "YAML005", 2, 3),
        ("[" * (MAX_DEPTH + 1), "YAML006", 1, MAX_DEPTH + 1),
        ("a: 1\n---\nb: 2\n", "YAML001", 2, 1),
        ("a: b\u2028c\n", "YAML001", 1, 5),
        ("a: 1\nb:\x85", "YAML001", 2, 3),
        ("? [a]\n: 1\n", "YAML001", 1, 3),
        ("a:\n\t- b\n", "YAML001", 2, 1),
        ('a: "b\n', "YAML001", 2, 1),
        ("a: 1\nb: x\x00y\n", "YAML001", 2, 5),
        ("é: 1\nb: \ufffe\n", "YAML001", 2, 4),
    ],
)
def test_what_no_file_may_use_is_refused_where_it_stands(text: str, code: str, line: int, column: int) -> None:
    found = refusal(text)
    assert (found.code, found.position) == (code, Position(PATH, line, column))


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert parsed("'<<': 1\n").data == {"<<": 1}


def test_every_duplicate_key_is_reported() -> None:
    _, found = parse_yaml(PATH, "a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")
    assert [(each.code, each.position.line) for each in found] == [("YAML004", 2), ("YAML004", 5)]


def test_a_merge_key_bomb_costs_nothing() -> None:
    """Two hundred levels of doubling, in a file of a few kilobytes."""
    lines = ["a0: &a0 {k: 1}"] + [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 200)]
    assert refusal("\n".join(lines)).code == "YAML002"


def test_deep_nesting_is_refused_before_it_is_read_to_its_end() -> None:
    assert refusal("[" * 1_000_000).code == "YAML006"
    assert refusal("- " * 10_000).code == "YAML006"


def test_a_file_in_another_encoding_is_named_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    _, found = read_yaml(file)
    assert (found[0].code, found[0].position) == ("FILE005", Position(file, 2, 7))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    read, found = read_yaml(file)
    assert found == []
    assert read is not None and read.data == {"a": 1, "b": 2}
    assert read.at(("a",)) == Position(file, 1, 1)


def test_a_folder_with_the_name_of_a_file_is_a_diagnostic(tmp_path: Path) -> None:
    _, found = read_yaml(tmp_path)
    assert [each.code for each in found] == ["FILE002"]


def test_each_parser_reads_our_files_alike() -> None:
    """A machine that lacks the fast one builds the same site; the other stops at `?` without quotes in brackets."""

    def events(text: str, loader: Any) -> list[tuple[type[yaml.Event], str | None]]:
        return [(type(each), getattr(each, "value", None)) for each in yaml.parse(text, Loader=loader)]

    folders = ("content", "framework", "templates", "translations")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.y*ml")]
    assert len(files) > 100
    for file in files:
        text = file.read_text("utf-8")
        assert events(text, yaml.CSafeLoader) == events(text, yaml.SafeLoader), file
