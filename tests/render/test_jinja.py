"""A broken template is its author's mistake: it is named with its line, never called a bug of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import ToolkitError
from generator.files import Refused
from generator.render.jinja import template


@pytest.mark.parametrize(
    ("written", "line", "how"),
    [
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n\n{{ nosuch }}", 3, "'nosuch' is undefined"),
        ("{{ nosuch.a.b }}", 1, "'nosuch' is undefined"),
        ("\n{{ 1 + 'a' }}", 2, "unsupported operand"),
        ("\n{{ 1 | nosuch }}", 2, "No filter named 'nosuch'"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, written: str, line: int, how: str) -> None:
    (tmp_path / "a.html").write_text(written)
    with pytest.raises(ToolkitError, match=rf"{re.escape(str(tmp_path))}/a.html:{line}: {how}.*: mend the template"):
        template(tmp_path, "a.html").render()


def test_what_a_template_calls_has_faults_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{{ called() }}")

    def called() -> str:
        raise TypeError("ours")

    with pytest.raises(TypeError, match="ours"):
        template(tmp_path, "a.html").render(called=called)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff")
    with pytest.raises(Refused, match=r"a\.html:1:1"):
        template(tmp_path, "a.html")
    with pytest.raises(FileNotFoundError, match=r"b\.html"):
        template(tmp_path, "b.html")
