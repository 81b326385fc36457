"""The benchmark measures what it says: both sides build the same pages, and its edits are edits."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from tests.bench import parts
from tests.bench.contestants import our_copy, stock_copy
from tests.bench.measure import measure
from tests.bench.papers import KINDS, compare_papers
from tests.bench.project import Project
from tests.bench.table import Row
from tests.render.formats.samples import PAPERS
from tests.render.site.sample import SampleTree

pytestmark = pytest.mark.slow


@pytest.fixture
def trees(tmp_path: Path) -> dict[str, Path]:
    """Two small languages."""
    return {tag: SampleTree(tmp_path / "trees" / tag, tag, pages=4).folder for tag in ("en", "ar")}


def test_both_build_the_same_pages(trees: dict[str, Path], tmp_path: Path) -> None:
    ours, stock = our_copy(tmp_path / "ours", trees), stock_copy(tmp_path / "stock", trees)
    for contestant in (ours, stock):
        assert contestant.build().processor > 0
    made = {path.relative_to(ours.base / "out").as_posix() for path in ours.base.glob("out/*/**/page-*.html")}
    plain = {path.relative_to(stock.base / "site").as_posix() for path in stock.base.glob("site/**/page-*.html")}
    assert len(made) == 6
    # The plug-in puts the first language at the root.
    assert {name.removeprefix("en/") for name in made} == plain
    assert (stock.base / "site" / "search" / "search_index.json").exists()


def test_repeated_tree_is_a_site_of_its_own(trees: dict[str, Path], tmp_path: Path) -> None:
    ours = our_copy(tmp_path / "ours", trees, times=3)
    spent = ours.build(memory=True)
    assert len(list(ours.base.glob("out/*/**/*.html"))) == 24
    assert spent.megabytes > 10
    assert 'href="again-2/index.html"' in (ours.base / "out/ar/index.html").read_text(encoding="utf-8")


def test_a_repeated_tree_is_as_deep_as_before(trees: dict[str, Path], tmp_path: Path) -> None:
    """The theme leads from a door to its first page, and knows no lists below those of a door."""
    for tree in trees.values():
        config = yaml.safe_load((tree / "mkdocs.yml").read_text(encoding="utf-8"))
        (tree / "mkdocs.yml").write_text(yaml.safe_dump(config | {"nav": [{"Do": config["nav"]}]}), encoding="utf-8")
    ours = our_copy(tmp_path / "ours", trees, times=2)
    first, second = yaml.safe_load((ours.base / "trees/en/mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert second["Do 1"][0] == "again-1/index.md"
    assert str(second["Do 1"]).count("[") == str(first["Do"]).count("[")


def test_children_count() -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    command = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert measure([sys.executable, "-c", command], Path.cwd()).processor > 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt them")
def test_children_of_whoever_has_ended_count() -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    command = f"import subprocess, sys, os; subprocess.Popen([sys.executable, '-c', {burn!r}]); os._exit(0)"
    assert measure([sys.executable, "-c", command], Path.cwd()).processor > 0.3


def test_every_change_changes_the_copy_and_nothing_else(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")

    def files() -> dict[str, bytes]:
        return {
            path.relative_to(project.root).as_posix(): path.read_bytes()
            for path in project.root.rglob("*")
            if path.is_file()
        }

    for change, name in (
        (project.change_guide, "content/guides/journey/design.md"),
        (project.change_msgstr, "translations/fr/"),
        (project.change_interface, "content/interface.yaml"),
        (project.change_docstring, "generator/report.py"),
    ):
        before = files()
        change()
        changed = {each for each, data in files().items() if before.get(each) != data}
        assert len(changed) == 1 and changed.pop().startswith(name)


def test_row_says_whether_it_holds() -> None:
    assert Row("one guide changed", 1.5, 2).text().endswith("1.500 s       ≤ 2       ok")
    assert Row("one guide changed", 2.5, 2).text().endswith("MISSED")


def test_edit_is_timed_until_the_page_shows_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>", encoding="utf-8")
    assert parts._seconds_until(page.as_uri(), "<h1", 60) < 60
    with pytest.raises(SystemExit, match="did not show"):
        parts._seconds_until(page.as_uri(), "elsewhere", 0.1)


def test_the_cost_of_papers_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    compare_papers([PAPERS["en"], PAPERS["ar-en"]])
    shown = capsys.readouterr().out
    assert "2 papers" in shown
    assert all(f"\n  {suffix} " in shown for suffix in KINDS)
