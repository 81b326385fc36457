"""The real pages: valid HTML, by the checker of the Nu project, and every link leads somewhere."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests import machine
from tests.browser.conftest import KINDS
from tests.links import broken_links
from tests.passed import Passed


@pytest.mark.long
def test_every_page_is_valid(site: Path) -> None:
    checker = machine.nu_checker()
    if checker is None:
        pytest.skip("the Nu checker needs Java, and npm to fetch it")
    before = Passed("valid", site, [Path(__file__), checker])
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    assert pages
    wanted = [page for page in pages if not before.holds(page)]
    if not wanted:
        return
    # The path of a picture is long for the stack that Java begins with; to be quick over hours would cost time.
    short = ["-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = ["java", *short, "-jar", str(checker), "--errors-only", "--skip-non-html", *wanted]
    run = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, timeout=600)
    assert re.sub(r"file:\S*/site/", "", run.stderr) == ""
    assert run.returncode == 0
    before.keep({page: [page] for page in wanted})


ACCESSIBLE = {
    "root": True,
    "extends": ["html-validate:a11y", "html-validate:document"],
    # What a page loads is a file beside it, and what is typed into a form is never sent.
    "rules": {"require-sri": "off", "wcag/h32": "off"},
}


def test_pages_of_each_kind_have_no_barrier_in_their_html(site: Path, tmp_path: Path) -> None:
    checker = machine.html_validate()
    if checker is None:
        pytest.skip("html-validate is fetched by npm, which is not here")
    config = tmp_path / "rules.json"
    config.write_text(json.dumps(ACCESSIBLE), encoding="utf-8")
    pages = [str(site / tag / f"{path}.html") for tag in ("en", "ar") for path in KINDS]
    command = ["node", str(checker), "--config", str(config), "--formatter", "text", *pages]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert (run.stdout, run.returncode) == ("", 0), run.stderr


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    """Files and anchors, in every language."""
    assert broken_links(site) == []
