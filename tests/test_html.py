"""The real pages: valid HTML, by the checker of the Nu project, and every link leads somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests import machine
from tests.links import broken_links


def test_every_page_is_valid(site: Path) -> None:
    checker = machine.nu_checker()
    if checker is None:
        pytest.skip("the Nu checker needs Java, and npm to fetch it")
    # It runs for seconds, so what Java would do to be quick over hours only costs time.
    short = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    command = ["java", *short, "-jar", str(checker), "--errors-only", "--skip-non-html", str(site)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert re.sub(r"file:\S*/site/", "", run.stderr) == ""
    assert run.returncode == 0


def test_every_link_of_every_page_leads_somewhere(site: Path) -> None:
    """Files and anchors, in every language."""
    assert broken_links(site.resolve()) == []
