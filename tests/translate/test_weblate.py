"""What Weblate imports, and what it gives back.

Weblate writes PO files with translate-toolkit, which may not be installed here for its licence. What it does to a file
is done here with polib and, where it is, with gettext's own `msgcat`: other lines and fields, a name with an address.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import polib
import pytest

from generator.desk.receiving import ReceiveOrder, receive
from generator.translate.receive import Fate
from generator.translating import desks, sync, write_components
from tests.copied import synced_project
from tests.lent import Lent

KEY = "framework/1.0/principles#relevance.plain"


@pytest.fixture(scope="module")
def synced_lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    return Lent(synced_project(tmp_path_factory.mktemp("weblate") / "project"))


@pytest.fixture
def root(synced_lent: Lent) -> Path:
    return synced_lent.afresh()


def test_every_catalogue_is_a_component_of_one_clone(root: Path) -> None:
    number = write_components(root, "https://example.org/toolkit.git", root / "weblate.json")
    held = json.loads((root / "weblate.json").read_text("utf-8"))
    assert len(held) == number == len({each["slug"] for each in held})
    assert held[0]["repo"] == "https://example.org/toolkit.git"
    assert {each["repo"] for each in held[1:]} == {f"weblate://citizen-data/{held[0]['slug']}"}
    files = {path.relative_to(root).as_posix() for path in (root / "translations/ar").rglob("*.po")}
    assert files == {file for file in files if any(fnmatchcase(file, each["filemask"]) for each in held)} != set()
    assert {(each["file_format"], each["new_lang"], each["manage_units"]) for each in held} == {("po", "none", False)}


def weblates(file: Path, to: Path) -> None:
    """The file as Weblate leaves it: a translation more, lines of 77 letters, its own fields in its own order."""
    held = polib.pofile(str(file), wrapwidth=77)
    entry = held.find(KEY, by="msgctxt")
    assert entry is not None
    entry.msgstr = "موافقة صغيرة"
    plural = held.metadata["Plural-Forms"]
    held.metadata = {
        "Project-Id-Version": "citizen-data-toolkit", "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "2026-11-01 10:00+0000",
        "Last-Translator": "A Person <a@example.org>", "Language-Team": "Arabic <https://weblate.example/ar/>",
        "Language": "ar", "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit", "Plural-Forms": plural, "X-Generator": "Weblate 5.14",
    }  # fmt: skip
    held.save(str(to))


@pytest.mark.parametrize("how", ["as it is", "msgcat"])
def test_what_weblate_gives_back_is_taken_and_written_in_our_way(root: Path, tmp_path: Path, how: str) -> None:
    file = root / "translations/ar/framework/1.0/principles.po"
    before = file.read_text("utf-8")
    back = tmp_path / "back.po"
    weblates(file, back)
    if how == "msgcat":
        if shutil.which("msgcat") is None:
            pytest.skip("gettext is not here")
        subprocess.run(["msgcat", "--sort-by-file", "--width=60", "-o", str(back), str(back)], check=True)
    outcome = receive(root, ReceiveOrder((back,), by="A Person"))
    assert outcome.counts("ar")[Fate.TAKEN] == 1 and outcome.diagnostics == []
    after = file.read_text("utf-8")
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(changed) <= 2 and any("موافقة صغيرة" in line for line in changed), "one text changed, and nothing else"


def test_a_file_of_weblates_in_its_place_is_written_in_our_way_by_sync(root: Path) -> None:
    file = root / "translations/ar/framework/1.0/principles.po"
    before = file.read_text("utf-8")
    weblates(file, file)
    list(sync(root, ()))
    (desk,) = desks(root, ("ar",))
    assert desk.catalog.active[KEY].text == "موافقة صغيرة"
    after = file.read_text("utf-8")
    assert "example.org" not in after and "X-Generator" not in after
    assert len(set(after.splitlines()) ^ set(before.splitlines())) <= 4
