"""The toolkit as data, by itself and in the site, and how people use it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.blocks.artifact import DATA
from generator.build import build
from generator.diagnostics import UsageError
from generator.editions import Editions
from generator.exporting import data_files, export
from generator.order import THEME, Order
from tests.conftest import ROOT, loaded


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_the_site_and_the_export_hold_the_same(tiny: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / THEME, tiny / THEME)
    outcome = build(Order(tiny, tmp_path / "site", formats=("data",)))
    assert not outcome.failed, outcome.diagnostics
    number = export(tiny, (), tmp_path / "data")
    held = tree(tmp_path / "data")
    assert len(held) == number
    assert held == tree(tmp_path / "site" / DATA)
    assert {name.partition("/")[0] for name in held if "/" in name} == {"en", "ar", "schema", "xlsform"}
    page = (tmp_path / "site/en/data.html").read_text(encoding="utf-8")
    for address in re.findall(r'href="\.\./(data/[^"]*)"', page):
        assert (tmp_path / "site" / address).is_file()
    assert "toolkit.xlsx" in page
    assert " kB" in page


@pytest.mark.slow
def test_pages_alone_lead_to_no_data(tiny: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / THEME, tiny / THEME)
    assert not build(Order(tiny, tmp_path / "site", formats=("pages",))).failed
    assert not (tmp_path / "site" / DATA).exists()
    page = (tmp_path / "site/en/data.html").read_text(encoding="utf-8")
    assert "papers.csv" in page
    assert f'href="../{DATA}/' not in page


def test_only_what_changed_is_written_again(tiny: Path) -> None:
    def files() -> dict[str, int]:
        editions = Editions(tiny)
        made = data_files(editions, editions.languages())
        editions.save()
        return {name: path.stat().st_ino for name, path in made.items()}

    before = files()
    assert files() == before
    path = tiny / "content/glossary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("meaning: ", "meaning: Yes. ", 1), encoding="utf-8")
    changed = {name for name, inode in files().items() if before[name] != inode}
    assert changed
    assert not any("schema" in name for name in changed)
    assert not any("papers" in name for name in changed)


def test_an_export_takes_away_nothing_of_others(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("keep me")
    with pytest.raises(UsageError, match="holds something else"):
        export(tiny, (), tmp_path / "mine")
    assert tree(tmp_path / "mine") == {"notes.txt": b"keep me"}


def example(id: str) -> str:
    """The line of code that the page shows."""
    found = re.fullmatch(r"`(.*)`", loaded(ROOT).wording[id].value)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("program", "option", "id"), [(sys.executable, "-c", "data-python-how"), ("Rscript", "-e", "data-r-how")]
)
def test_the_examples_of_the_page_run(tiny: Path, tmp_path: Path, program: str, option: str, id: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    export(tiny, ("en",), tmp_path / "data")
    run = subprocess.run(
        [program, option, example(id)], cwd=tmp_path / "data/en", capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "Relevance" in run.stdout
