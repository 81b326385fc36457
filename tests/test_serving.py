"""The preview on the tiny framework: the bytes of a build from nothing, whatever the process has done before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.build import build
from generator.cache.code import PROGRAM
from generator.diagnostics import Diagnostic
from generator.order import THEME, Order
from generator.serving import ONCE, PREVIEW, LiveSite, ProgramChanged, preview_pages
from tests.conftest import ROOT, copy_tiny
from tests.render.site.conftest import contents


class Served:
    """A project and its preview, with everything that was said."""

    def __init__(self, folder: Path) -> None:
        self.root = copy_tiny(folder)
        shutil.copytree(ROOT / THEME, folder / THEME)
        self.said: list[str] = []
        self.found: list[Diagnostic] = []
        order = Order(folder, folder / PREVIEW, formats=("pages",))
        self.preview = LiveSite(order, self.found.extend, self.said.append)

    @property
    def page(self) -> Path:
        return self.root / "content/index.md"


@pytest.fixture
def served(tmp_path: Path) -> Served:
    served = Served(tmp_path / "project")
    assert served.preview.rebuild()
    return served


@pytest.mark.slow
def test_pages_of_one_language_are_made_once_and_those_that_changed_are_named(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path / "project")
    shutil.copytree(ROOT / THEME, root / THEME)
    out, outcome, changed = preview_pages(root, "ar")
    assert out == root / ONCE / "ar" and "ar/index.html" in changed and outcome.papers == 0
    assert preview_pages(root, "ar")[2] == []
    file = root / "translations/ar/documents/small-consent.po"
    text = file.read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith('msgstr "') and len(line) > 30)
    file.write_text(text.replace(old, f'{old[:-1]} كلمة"'), "utf-8")
    changed = preview_pages(root, "ar")[2]
    assert 0 < len(changed) < 12 and any("small-consent" in each for each in changed)
    assert not (root / "site").exists() and (out / "index.html").is_file()


@pytest.mark.slow
def test_warm_preview_is_what_a_cold_build_makes(served: Served, tmp_path: Path) -> None:
    text = served.page.read_text(encoding="utf-8")
    for addition in ("One more sentence.", "Another one.", ""):
        served.page.write_text(f"{text}\n{addition}\n" if addition else text, encoding="utf-8")
        assert served.preview.rebuild([served.page])
        afresh = tmp_path / f"afresh {addition}"
        shutil.copytree(served.root, afresh, ignore=shutil.ignore_patterns(".cache", "build", "site"))
        build(Order(afresh, afresh / "site", formats=("pages",)))
        assert contents(served.root / PREVIEW) == contents(afresh / "site")
    assert not (served.root / "site").exists()


@pytest.mark.slow
def test_a_disk_that_refuses_leaves_the_last_good_site_too(served: Served) -> None:
    before = contents(served.root / PREVIEW)
    edited = served.page.read_text(encoding="utf-8")
    served.page.write_text(f"{edited}\nMore.\n", encoding="utf-8")
    way = served.preview.order.out.with_name(f".{served.preview.order.out.name}.next")
    way.write_text("a file in the way of the folder")
    assert not served.preview.rebuild([served.page])
    assert "error: " in served.said[-2] and "move it away" in served.said[-2]
    assert contents(served.root / PREVIEW) == before
    way.unlink()
    assert served.preview.rebuild([served.page])


def test_mistake_leaves_the_last_good_site(served: Served) -> None:
    before = contents(served.root / PREVIEW)
    text = served.page.read_text(encoding="utf-8")
    served.page.write_text(f"{text}\n[nowhere](no-such-page.md)\n", encoding="utf-8")
    served.said.clear()
    assert not served.preview.rebuild([served.page])
    assert contents(served.root / PREVIEW) == before
    assert served.said == [
        "content/index.md changed: building …",
        "1 to mend; the last good site is still shown. Waiting for the next change.",
    ]
    assert [each.position.file.name for each in served.found if each.severity == "error"] == ["index.md"]
    served.page.write_text(text, encoding="utf-8")
    assert served.preview.rebuild([served.page])
    assert contents(served.root / PREVIEW) == before


@pytest.mark.slow
def test_old_program_builds_nothing_more(served: Served) -> None:
    said = len(served.said)
    with pytest.raises(ProgramChanged):
        served.preview.rebuild([served.page, PROGRAM / "report.py"])
    assert len(served.said) == said


def test_first_build_may_fail(tmp_path: Path) -> None:
    served = Served(tmp_path / "project")
    served.page.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert not served.preview.rebuild()
    assert "there is nothing to show yet" in served.said[-1]
