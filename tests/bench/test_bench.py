"""The benchmark runs, and both sides really build the same pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.__main__ import WANTED, _compare
from tests.bench.contestants import set_up
from tests.bench.measure import run
from tests.bench.papers import KINDS, compare_papers
from tests.render.formats.samples import PAPERS
from tests.render.site.sample import SampleTree


@pytest.fixture
def trees(tmp_path: Path) -> dict[str, Path]:
    """Two small languages."""
    return {tag: SampleTree(tmp_path / "trees" / tag, tag, pages=4).folder for tag in ("en", "ar")}


def test_both_build_the_same_pages(trees: dict[str, Path], tmp_path: Path) -> None:
    ours, stock = set_up(tmp_path / "bench", trees)
    for contestant in (ours, stock):
        run(contestant.command, contestant.base)
    made = {path.relative_to(ours.base / "out").as_posix() for path in ours.base.glob("out/*/**/page-*.html")}
    plain = {path.relative_to(stock.base / "site").as_posix() for path in stock.base.glob("site/**/page-*.html")}
    assert len(made) == 6
    # The plug-in puts the first language at the root.
    assert {name.removeprefix("en/") for name in made} == plain
    assert (stock.base / "site" / "search" / "search_index.json").exists()


def test_table_has_every_row(trees: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    _compare("two small languages", trees, runs=1)
    shown = capsys.readouterr().out
    assert "two small languages: 8 pages" in shown
    for name in WANTED:
        assert f"\n  {name} " in shown


def test_the_cost_of_papers_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    compare_papers([PAPERS["en"], PAPERS["ar-en"]])
    shown = capsys.readouterr().out
    assert "2 papers" in shown
    assert all(f"\n  {suffix} " in shown for suffix in KINDS)
