"""The types of our scripts: what each gives to the others and takes from the generator, checked by TypeScript."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import machine

PROJECT = Path(__file__).resolve().parent / "types"
SCRIPTS = PROJECT.parents[1] / "templates/theme/assets/javascripts"


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What TypeScript says to the project in the folder."""
    checker = machine.type_checker()
    if checker is None or shutil.which("node") is None:
        pytest.skip("npm and Node.js are not here; they fetch and run the checker of types")
    command = ["node", str(checker), "--project", str(folder), "--pretty", "false"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("project", ["tsconfig.json", "worker.json"])
def test_the_types_of_our_scripts_fit_together(project: str) -> None:
    """Those of pages, of the desk and of kits; and the worker that answers for a kept language."""
    found = checked(PROJECT / project)
    assert found.stdout == ""
    assert found.returncode == 0


@pytest.mark.slow
def test_a_wrong_type_would_be_found(tmp_path: Path) -> None:
    """The look-out can tell: a misspelt tool of another script, a number where words belong, and what has no type."""
    shutil.copy(PROJECT / "globals.d.ts", tmp_path)
    own = (PROJECT / "tsconfig.json").read_text("utf-8").replace("../../templates/desk/", "")
    (tmp_path / "tsconfig.json").write_text(
        own.replace("../../templates/theme/assets/javascripts/", ""),
        encoding="utf-8",
    )
    (tmp_path / "wrong.js").write_text(
        "const tools = window.CitizenData.answers;\ntools.isDayy('2027-01-31');\ntools.isDay(20270131);\n"
        "function same(words) { return words; }\n",
        encoding="utf-8",
    )
    said = checked(tmp_path).stdout
    assert "isDayy" in said
    assert "is not assignable to parameter of type 'string'" in said
    assert "Parameter 'words' implicitly has an 'any' type" in said
