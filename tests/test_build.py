"""The whole chain on the tiny framework: what a build leaves behind when it works, fails, or is killed."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.build import Outcome, build
from generator.catalog.entries import signature
from generator.checking import check
from generator.desk.receiving import ReceiveOrder as Received
from generator.desk.receiving import receive
from generator.desk.sending import Sending, send
from generator.diagnostics import UsageError
from generator.order import Order
from generator.translate.send import TextSelection
from generator.translating import desks, record_reviews
from tests import ready
from tests.conftest import ROOT
from tests.copied import edit, project
from tests.links import broken_links

pytestmark = pytest.mark.slow


def built(root: Path, jobs: int | None = 1, **more: object) -> Outcome:
    """Built in one process: to start others for so few papers takes longer than to print them."""
    outcome = build(Order(root, root / "site", jobs=jobs, **more))  # type: ignore[arg-type]
    assert not outcome.failed, outcome.diagnostics
    return outcome


def digests(site: Path) -> dict[str, str]:
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """By as many processes as there are processors, as a reader's own build."""
    root = project(tmp_path_factory.mktemp("project"))
    built(root, jobs=None)
    return root / "site"


def test_every_language_and_format_is_there(site: Path) -> None:
    names = set(digests(site))
    assert {
        "index.html",
        "404.html",
        "_headers",
        "sw.js",
        "en/assets/keep-list.js",
        "robots.txt",
        "sitemap.xml",
        "manifest.json",
        "en/index.html",
        "ar/index.html",
    } <= names
    papers = {name for name in names if "/papers/" in name}
    assert {re.sub(r".*/papers/[a-z-]+\.", "", name) for name in papers if name.startswith("en/")} == {
        "en.a4-print.pdf", "en.a4-large.pdf", "en.letter-print.pdf", "en.letter-large.pdf", "en.docx",
        "en.a4-pack.pdf", "en.a4-fold.pdf", "en.letter-fold.pdf",
    }  # fmt: skip
    assert not {name for name in papers if ".ar" in name and "letter-" in name}, "who reads Arabic prints on A4"
    arabic = {name.removeprefix("ar/papers/") for name in papers if name.startswith("ar/papers/small-consent")}
    assert {name.split(".")[1] for name in arabic} == {"ar-en"}, "an unchecked translation stands alone"
    assert not {name for name in papers if name.startswith("ar/papers/small-check")}, "nothing of it is in Arabic"
    page = (site / "ar/checklists/small-check.html").read_text(encoding="utf-8")
    assert 'href="../../en/papers/small-check.en.a4-print.pdf"' in page, "what is English stands once"


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_a_link_to_nowhere_is_found(site: Path, tmp_path: Path) -> None:
    """So that the test above can fail."""
    shutil.copytree(site, tmp_path / "copy")
    edit(
        tmp_path / "copy/en/index.html",
        "<main",
        '<a href="nowhere.html">x</a><a href="stages.html#nothing">x</a><a href="data:,x">x</a><main',
    )
    assert broken_links(tmp_path / "copy") == [
        "en/index.html: data:,x",
        "en/index.html: nowhere.html",
        "en/index.html: stages.html#nothing",
    ]


def test_same_bytes_in_another_folder_time_zone_and_hash_seed(site: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "elsewhere" / "deeper")
    program = (
        "from pathlib import Path; from generator.build import *;"
        "assert not build(Order(Path.cwd(), Path('site').resolve(), jobs=1)).failed"
    )
    environment = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
    }
    subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=True)
    assert digests(root / "site") == digests(site)


def test_a_rebuild_after_edits_equals_a_fresh_build(tmp_path: Path) -> None:
    root = project(tmp_path / "edited")
    built(root)
    po = next((root / "translations/ar").rglob("*.po"))
    edit(root / "content/wording.yaml", "text: Why it matters", "text: Why this matters")
    built(root)
    po.write_text(po.read_text(encoding="utf-8").replace("#, fuzzy\n", "", 1), encoding="utf-8")
    built(root, formats=("pages",))
    built(root)
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".cache", "site"))
    built(fresh)
    assert digests(root / "site") == digests(fresh / "site")
    assert "Why this matters" in "".join(
        path.read_text(encoding="utf-8") for path in (root / "site/en").rglob("*.html")
    )


def test_a_mistake_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    built(root)
    before = digests(root / "site")
    edit(root / "content/glossary.yaml", "terms:", "terns:")
    outcome = build(Order(root, root / "site"))
    assert outcome.failed
    assert {found.position.file.name for found in outcome.diagnostics} == {"glossary.yaml"}
    assert digests(root / "site") == before


def test_killed_at_any_moment_the_old_site_is_whole(tmp_path: Path) -> None:
    root = project(tmp_path)
    built(root)
    before = digests(root / "site")
    program = (
        "from pathlib import Path; from generator.build import *; build(Order(Path.cwd(), Path('site').resolve()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for number in range(6):
        edit(root / "content/site.yaml", "version: ", "version: 9")
        running = subprocess.Popen([sys.executable, "-c", program], cwd=root, env=environment, start_new_session=True)
        time.sleep(0.25 + 0.25 * number)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        after = digests(root / "site")
        assert after.keys() == before.keys()
        assert (root / "site/index.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    built(root)
    assert digests(root / "site").keys() == before.keys()


def test_one_language_and_only_pages(tmp_path: Path) -> None:
    root = project(tmp_path)
    outcome = built(root, languages=("ar",), formats=("pages",))
    assert outcome.languages == ("ar",)
    assert not (root / "site/en").exists()
    assert not list((root / "site").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--help"], 0, "Check, build and translate"),
        (["check"], 0, ""),
        (["build", "--format", "pages", "--lang", "en"], 0, "Open site/index.html"),
        (["build", "--lang", "xx"], 2, "no language 'xx'"),
        (["build", "--format", "epub"], 2, "no format 'epub'"),
        (["nonsense"], 2, "No such command"),
        (["status"], 0, "ar:"),
        (["data", "--lang", "en"], 0, "dist/data: "),
        (["data", "--out", "content"], 2, "content is among the sources"),
        (["data", "--out", ""], 2, ". is among the sources"),
        (["dcat", "content/examples/river/small-consent.json", "--out", "entry.txt"], 2, "must end in .ttl or .jsonld"),
        (["dcat", "content/examples/river/small-consent.json", "--out", "entry.ttl"], 2, "no paper 'metadata-sheet'"),
        (["kit"], 1, "run `citizen-data build` first"),
    ],
)
def test_exit_codes_of_the_command(arguments: list[str], code: int, said: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    run = ready.run(root, *arguments)
    assert run.returncode == code, run.stderr
    assert said in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_a_mistake_is_reported_with_its_place_and_exit_code_1(tmp_path: Path) -> None:
    root = project(tmp_path)
    edit(root / "content/glossary.yaml", "terms:", "terns:")
    run = ready.run(root, "check")
    assert run.returncode == 1
    assert re.search(r"error\[MODEL00\d\].*\n\s*--> content/glossary\.yaml:\d+:\d+", run.stderr)
    assert "did you mean 'terms'?" in run.stderr


@pytest.mark.parametrize("place", [".", "..", "content", "content/site", "notes"])
def test_a_site_never_replaces_sources_or_strangers_files(place: str, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "notes").mkdir()
    (root / "notes/mine.txt").write_text("mine")
    before = digests(root)
    with pytest.raises(UsageError, match="holds"):
        build(Order(root, (root / place).resolve(), formats=("pages",)))
    assert digests(root) == before


def test_a_project_in_a_folder_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    root = project(tmp_path / "\udcff")
    with pytest.raises(UsageError, match="the name of a folder is not UTF-8: give it a plain name"):
        build(Order(root, root / "site", formats=("pages",)))
    assert not (root / "site").exists()


def test_a_build_of_one_language_leaves_nothing_stale_for_the_next(tmp_path: Path) -> None:
    root = project(tmp_path / "warm")
    built(root, languages=("ar",), formats=("pages",))
    built(root, formats=("pages",))
    cold = project(tmp_path / "cold")
    built(cold, formats=("pages",))
    assert digests(root / "site") == digests(cold / "site")


def test_a_file_that_nothing_reads_is_a_mistake(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "content/checklists/extra.yml").write_text("id: extra\n")
    (root / "framework/editions/1.0/stagess.yaml").write_text("title: x\n")
    found = [each for each in check(root) if each.code == "FILE004"]
    assert [each.position.file.name for each in found] == ["extra.yml", "stagess.yaml"]


def test_a_stale_schema_is_a_mistake(tmp_path: Path) -> None:
    root = project(tmp_path)
    shutil.copytree(ROOT / "framework/schemas", root / "framework/schemas")
    assert [each for each in check(root) if each.code == "SCHEMA001"] == []
    (root / "framework/schemas/stages.schema.json").write_text("{}")
    assert [each.position.file.name for each in check(root) if each.code == "SCHEMA001"] == ["stages.schema.json"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_person_sends_back_a_spreadsheet(delimiter: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    sheet = tmp_path / "ar.csv"
    assert send(root, Sending("ar", TextSelection(), "csv"), sheet)[1] > 1
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    key = rows[0]["key"]
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["key", "text", "translation"], [key, rows[0]["text"], rows[0]["text"]]])
    assert receive(root, Received((sheet,), "ar", "A Person")).diagnostics == []
    (desk,) = desks(root, ("ar",))
    entry = desk.catalog.active[key]
    signed = signature("A Person", key, entry.source, entry.text)
    assert (entry.fuzzy, entry.machine, entry.comments[-1]) == (False, False, f"translator: A Person {signed}")


def test_what_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path)
    for content in (b"a,b\n1,2\n", "clé;é".encode("latin-1")):
        (tmp_path / "x.csv").write_bytes(content)
        taken = receive(root, Received((tmp_path / "x.csv",), "ar"))
        assert (taken.rows, [each.code for each in taken.diagnostics]) == ({}, ["RECEIVE001"])
    with pytest.raises(UsageError, match="is no date"):
        record_reviews(root, "ar", "first-reviewer", "2026-13-45", {})
    with pytest.raises(UsageError, match="still to come"):
        record_reviews(root, "ar", "first-reviewer", "2999-01-01", {})
