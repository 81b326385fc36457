"""Every page is valid HTML, by the checker of the Nu project."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests import machine


def test_every_page_is_valid(site: Path) -> None:
    checker = machine.nu_checker()
    if checker is None:
        pytest.skip("the Nu checker needs Java, and npm to fetch it")
    command = ["java", "-jar", str(checker), "--errors-only", "--skip-non-html", str(site)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert re.sub(r"file:\S*/site/", "", run.stderr) == ""
    assert run.returncode == 0
