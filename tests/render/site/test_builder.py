"""Sites built with the cache and in several processes equal those of a plain `mkdocs build`, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.cache.fingerprint import Fingerprints
from generator.diagnostics import Severity, ToolkitError
from generator.render.site import builder, driver, keeper
from generator.render.site import crew as crew_module
from generator.render.site.crew import Crew
from generator.render.site.job import LanguageJob, LanguageResult
from tests.render.site.conftest import Bytes, Plainly, Trees, build, contents
from tests.render.site.sample import write_theme
from tests.render.site.test_edits import change_body


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trees of these tests are small; here they count as large."""
    monkeypatch.setattr(builder, "FEW", 0)


@pytest.mark.slow
def test_cold_build_equals_plain_mkdocs(trees: Trees, plainly: Plainly, tmp_path: Path) -> None:
    report, out = build(trees, tmp_path)
    assert report.built == ("en", "fr", "ar")
    for tag, tree in trees.items():
        assert contents(out / tag) == plainly(tree)


def test_unchanged_languages_need_no_mkdocs(trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = build(trees, tmp_path)
    before = contents(out)
    for name in [name for name in sys.modules if name.split(".")[0] == "mkdocs"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "mkdocs", None)
    monkeypatch.setattr(Crew, "start", lambda crew: pytest.fail("a process was started"))
    told: list[tuple[str, bool]] = []
    report, out = build(trees, tmp_path, progress=lambda tag, built: told.append((tag, built)))
    assert report.built == () and report.unchanged == ("en", "fr", "ar")
    assert told == [("en", False), ("fr", False), ("ar", False)]
    assert contents(out) == before


def test_only_the_changed_page_is_written(trees: Trees, tmp_path: Path) -> None:
    trees["en"].folder.joinpath("docs", "big.bin").write_bytes(b"1234")
    _, out = build(trees, tmp_path)
    before = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    change_body(trees["en"], "roadmap/page-002.md")
    report, out = build(trees, tmp_path)
    after = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    assert report.built == ("en",) and before.keys() == after.keys()
    written = {path.relative_to(out / "en").as_posix() for path in after if after[path] != before[path]}
    assert written == {"roadmap/page-002.html"}


@pytest.mark.slow
def test_one_process_gives_the_same_bytes(trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = build(trees, tmp_path / "many", jobs=3)
    forked = contents(out)
    _, out = build(trees, tmp_path / "two", jobs=2)
    assert contents(out) == forked
    _, out = build(trees, tmp_path / "one", jobs=1)
    assert contents(out) == forked
    monkeypatch.setattr(Crew, "start", lambda crew: None)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    _, out = build(trees, tmp_path / "own")
    assert contents(out) == forked
    assert os.environ["SOURCE_DATE_EPOCH"] == "86400"


def test_forked_workers_find_the_templates_compiled(
    trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "COMPILED", keeper._Compiled())
    folder = trees["en"].folder
    digests = Fingerprints().digests_below(folder)
    job = LanguageJob("en", folder, tmp_path / "en", tmp_path / "store", digests, "")
    driver.compile_templates(job)
    monkeypatch.setattr(jinja2.Environment, "_generate", lambda *_, **__: pytest.fail("a template was compiled"))
    assert not driver.build_language(job).failure


def test_template_with_a_mistake_is_an_error(trees: Trees, tmp_path: Path) -> None:
    trees["en"].theme.joinpath("main.html").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(ToolkitError, match=r"the pages in ar, en, fr .*main\.html:1: Expected an expression"):
        build(trees, tmp_path, jobs=2)
    trees["en"].theme.joinpath("main.html").write_bytes(b"{% include 'other.html' %}")
    trees["en"].theme.joinpath("other.html").write_bytes(b"<p>\n\xff")
    with pytest.raises(ToolkitError, match=r"not built: \S*other\.html:2: the file is not UTF-8: mend"):
        build(trees, tmp_path, jobs=1)


def test_worker_that_dies_is_an_error(trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "PROGRAM", "import os; os._exit(9)")
    with pytest.raises(ToolkitError, match="ar, en, fr"):
        build(trees, tmp_path)


@pytest.mark.slow
def test_few_pages_start_no_process(trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(trees, tmp_path)
    started: list[Crew] = []

    def start(crew: Crew) -> None:
        started.append(crew)

    monkeypatch.setattr(builder, "FEW", 1)
    monkeypatch.setattr(Crew, "start", start)
    change_body(trees["en"], "roadmap/page-002.md")
    report, _ = build(trees, tmp_path)
    assert report.built == ("en",) and not started
    config = trees["en"].folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\n# mine\n", encoding="utf-8")
    report, _ = build(trees, tmp_path)
    assert report.built == ("en",) and len(started) == 1


@pytest.mark.slow
def test_another_mkdocs_is_left_alone(trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = build(trees, tmp_path / "known")
    known = contents(out)
    monkeypatch.setattr(Crew, "start", lambda crew: None)
    monkeypatch.setattr(driver, "WRITTEN_FOR", "0.0.0")
    monkeypatch.setattr(driver, "Keeper", None)
    _, out = build(trees, tmp_path / "unknown")
    assert contents(out) == known
    change_body(trees["fr"], "roadmap/page-002.md")
    report, out = build(trees, tmp_path / "unknown")
    assert report.built == ("fr",) and contents(out) != known


def test_theme_that_is_saved_during_a_build_is_built_again(
    trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is as before in the end, as when git takes something back: nobody knows which one was read."""
    style = trees["en"].theme / "assets" / "site.css"
    kept, run = style.read_bytes(), Crew.run

    def saved_meanwhile(crew: Crew, jobs: list[LanguageJob]) -> Iterator[LanguageResult]:
        for result in run(crew, jobs):
            style.write_bytes(b"p {}")
            style.write_bytes(kept)
            yield result

    with monkeypatch.context() as patched:
        patched.setattr(Crew, "run", saved_meanwhile)
        build(trees, tmp_path)
    assert "en" in build(trees, tmp_path)[0].built
    assert build(trees, tmp_path)[0].built == ()


def test_pages_of_a_template_that_is_saved_during_a_build_are_not_kept(
    trees: Trees, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would come back as those of the template that it was before, when its change is taken back."""
    build(trees, tmp_path)
    template = trees["en"].theme / "main.html"
    kept = template.read_bytes()
    template.write_bytes(kept.replace(b"</main>", b"</main>new"))
    on_files = keeper.Keeper.on_files

    def saved_meanwhile(self: keeper.Keeper, files: Any, *, config: Any) -> Any:
        template.write_bytes(kept.replace(b"</main>", b"</main>newest"))
        return on_files(self, files, config=config)

    with monkeypatch.context() as patched:
        patched.setattr(builder, "FEW", 99)  # in this process
        patched.setattr(keeper.Keeper, "on_files", saved_meanwhile)
        report, _ = build(trees, tmp_path)
    assert report.diagnostics
    assert all(
        "main.html was saved while the pages were made; build again" in each.message for each in report.diagnostics
    )
    template.write_bytes(kept.replace(b"</main>", b"</main>new"))
    _, out = build(trees, tmp_path)
    assert b"newest" not in (out / "en/index.html").read_bytes()
    assert b"</main>new" in (out / "en/index.html").read_bytes()


def test_page_written_over_in_the_site_is_made_again(trees: Trees, tmp_path: Path) -> None:
    _, out = build(trees, tmp_path)
    before = contents(out)
    (out / "fr" / "index.html").write_text("spoilt", encoding="utf-8")
    report, out = build(trees, tmp_path)
    assert report.built == ("fr",)
    assert contents(out) == before
    (out / "ar" / "assets" / "site.css").write_text("spoilt", encoding="utf-8")  # the same file in all languages
    _, out = build(trees, tmp_path)
    assert contents(out) == before
    assert (trees["ar"].theme / "assets" / "site.css").read_text(encoding="utf-8") != "spoilt"


@pytest.mark.slow
@pytest.mark.parametrize("harm", [lambda data: data[:-7], lambda data: b"", lambda data: data.replace(b"p", b"q")])
def test_no_damaged_file_of_the_cache_is_published(
    trees: Trees, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    _, out = build(trees, tmp_path)
    before = contents(out)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            stamp = path.stat()
            path.write_bytes(harm(path.read_bytes()))
            os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    change_body(trees["fr"], "roadmap/page-002.md")  # its neighbours are kept
    _, out = build(trees, tmp_path)
    _, expected = build(trees, tmp_path / "afresh")
    assert contents(out) == contents(expected)
    assert contents(out).keys() == before.keys()


def test_broken_cache_is_no_obstacle(trees: Trees, tmp_path: Path) -> None:
    _, out = build(trees, tmp_path)
    before = contents(out)
    (tmp_path / "cache" / "en" / "record").write_bytes(b"\x80nonsense")
    (tmp_path / "cache" / "ar" / "facts").write_bytes(b"[]")
    (tmp_path / "cache" / "fingerprints.json").write_text("[]")
    shutil.rmtree(tmp_path / "cache" / "fr")
    report, out = build(trees, tmp_path)
    assert report.built == ("en", "fr")
    shutil.rmtree(tmp_path / "cache" / "store")
    report, out = build(trees, tmp_path)
    assert report.built == ("en", "fr", "ar")
    assert contents(out) == before


def test_smaller_build_throws_nothing_away(trees: Trees, tmp_path: Path) -> None:
    build(trees, tmp_path)
    _, out = build({"en": trees["en"]}, tmp_path)
    assert [path.name for path in out.iterdir()] == ["en"]
    report, _ = build(trees, tmp_path)
    assert report.built == ()


def test_warning_comes_back_each_time(trees: Trees, tmp_path: Path) -> None:
    trees["fr"].set_page("roadmap/page-002.md", "Lost", "[gone](nowhere.md)")
    for _ in range(2):
        report, _ = build(trees, tmp_path)
        assert [(found.code, found.severity) for found in report.diagnostics] == [("SITE001", Severity.WARNING)]
        assert "nowhere.md" in report.diagnostics[0].message
        assert report.diagnostics[0].position.file == trees["fr"].folder / "docs" / "roadmap" / "page-002.md"
    change_body(trees["fr"], "checklists/page-001.md")
    report, _ = build(trees, tmp_path)
    assert report.built == ("fr",) and len(report.diagnostics) == 1


def test_strict_tree_with_a_broken_link_is_an_error(trees: Trees, tmp_path: Path) -> None:
    config = trees["fr"].folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("{", '{"strict": true,', 1), encoding="utf-8")
    trees["fr"].set_page("roadmap/page-002.md", "Lost", "[gone](nowhere.md)")
    report, out = build(trees, tmp_path)
    assert [found.severity for found in report.diagnostics] == [Severity.ERROR]
    assert not (out / "fr").exists() and (out / "en" / "index.html").exists()


def test_output_does_not_depend_on_the_day_or_the_machine(trees: Trees, plainly: Plainly) -> None:
    tree = trees["ar"]
    first = plainly(tree, PYTHONHASHSEED="1", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH="86400", LC_ALL="C")
    assert first == plainly(tree, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8")
    assert set(re.findall(rb"<lastmod>(.*?)</lastmod>", first["sitemap.xml"])) == {b"2026-11-22"}
    assert "sitemap.xml.gz" not in first


def test_nothing_of_the_stock_theme_is_left(trees: Trees, plainly: Plainly) -> None:
    others = sorted(name for name in plainly(trees["en"]) if not name.endswith(".html"))
    assert others == ["assets/frame.js", "assets/site.css", "sitemap.xml"]


@pytest.mark.slow
def test_properdocs_gives_the_same_site(trees: Trees, plainly: Plainly) -> None:
    def anonymous(site: Bytes) -> Bytes:
        return {name: re.sub(rb'<meta name="generator"[^>]*>', b"", data) for name, data in site.items()}

    mkdocs, properdocs = plainly(trees["fr"]), plainly(trees["fr"], program="properdocs")
    assert anonymous(mkdocs) == anonymous(properdocs)
    assert mkdocs != properdocs


def test_theme_can_move(trees: Trees, tmp_path: Path) -> None:
    tree = trees["en"]
    build({"en": tree}, tmp_path)
    tree.theme = tmp_path / "elsewhere"
    write_theme(tree.theme)
    (tree.theme / "assets" / "site.css").write_text("other", encoding="utf-8")
    tree.write_config()
    _, out = build({"en": tree}, tmp_path)
    assert (out / "en" / "assets" / "site.css").read_text(encoding="utf-8") == "other"
    assert [path.name for path in out.iterdir()] == ["en"]
