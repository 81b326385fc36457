"""The digest of a part of the program follows the code that it uses, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache.code import CodeDigests
from generator.cache.fingerprint import Fingerprints
from generator.editions import _READING
from generator.render.press import PRINTING

FILES = {
    "generator/__init__.py": '"""All."""\n',
    "generator/used.py": "def used():\n    return 1\n",
    "generator/late.py": "VALUE = 1\n",
    "generator/typed.py": "class Typed: ...\n",
    "generator/other.py": "VALUE = 1\n",
    "generator/room/__init__.py": "",
    "generator/room/part.py": '''"""A part."""
from typing import TYPE_CHECKING
import os
from generator import used
if TYPE_CHECKING:
    from generator.typed import Typed
def late():
    """Says what."""
    from generator.late import VALUE
    return VALUE
''',
    "templates/look/paper.typ": "plain",
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def digest(program: Path) -> str:
    code = CodeDigests(Fingerprints(), program / "code.json", program / "generator")
    found = code.digest("generator.room.part", "templates/look")
    code.save()
    return found


def test_all_that_is_used_is_found_and_nothing_else(program: Path) -> None:
    found = CodeDigests(Fingerprints(), program / "code.json", program / "generator").closure("generator.room.part")
    assert sorted(found) == ["generator", "generator.late", "generator.room", "generator.room.part", "generator.used"]


@pytest.mark.parametrize(
    ("file", "old", "new", "counts"),
    [
        ("room/part.py", "Says what.", "Says it better.", False),
        ("room/part.py", "import os", "import os  # why", False),
        ("room/part.py", "return VALUE", "return VALUE + 1", True),
        ("room/part.py", "from generator import used", "from generator import used, other", True),
        ("room/__init__.py", "", "VALUE = 1\n", True),
        ("used.py", "return 1", "return 2", True),
        ("late.py", "1", "2", True),
        ("typed.py", "...", "a = 1", False),
        ("other.py", "1", "2", False),
        ("../templates/look/paper.typ", "plain", "other", True),
    ],
)
def test_what_counts(file: str, old: str, new: str, counts: bool, program: Path) -> None:
    before = digest(program)
    assert digest(program) == before
    path = program / "generator" / file
    path.write_text(path.read_text().replace(old, new, 1) if old else new)
    assert (digest(program) != before) == counts


def test_papers_depend_on_what_prints_them(tmp_path: Path) -> None:
    code = CodeDigests(Fingerprints(), tmp_path / "code.json")
    printing = set(code.closure(*(name for name in PRINTING if "/" not in name)))
    assert {"generator.render.formats.pdf", "generator.render.formats.docx", "generator.blocks.nodes"} <= printing
    stages = ("load", "validate", "translate", "compose", "bundle", "report", "cli", "build", "editions")
    assert not [name for name in printing if name.split(".")[1:2] and name.split(".")[1] in stages]
    reading = set(code.closure(*_READING))
    assert "generator.validate.rules.quotes" in reading
    assert not [
        name for name in reading if name.startswith(("generator.render", "generator.compose", "generator.report"))
    ]
