"""A language is added to a project and its pages are built, in scripts that the project had not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build
from generator.checking import check
from generator.desk.receiving import ReceiveOrder as Received
from generator.desk.receiving import receive
from generator.diagnostics import ToolkitError, UsageError, has_errors
from generator.filling import FillOrder, fill
from generator.library.language import LANGUAGES_FILE
from generator.load.languages import load_languages
from generator.order import Order
from generator.translating import add_language, status, sync
from tests.conftest import ROOT
from tests.copied import project


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tag", "name", "direction", "day"),
    [("am", "", "ltr", "30 ጁን 2027"), ("hi", "", "ltr", "30 जून 2027"), ("qaa", "עמק", "rtl", "2027-06-30")],
    ids=["Ethiopic", "Devanagari", "made up, from right to left"],
)
def test_a_language_is_added_and_built(tmp_path: Path, tag: str, name: str, direction: str, day: str) -> None:
    root = project(tmp_path)
    list(sync(root, ()))
    assert add_language(root, tag, name) == []
    list(sync(root, (tag,)))
    assert check(root) == []
    own_name = load_languages(root)[0][-1].name
    words = written(root / "words.json", {"documents/small-consent#title": own_name})
    order = Received((words,), tag, "A person <a@example.org>")
    [unknown] = receive(root, order).diagnostics
    assert "not among the people" in unknown.message and "@example.org" not in unknown.message + unknown.help
    languages = root / LANGUAGES_FILE
    languages.write_text(f"{languages.read_text(encoding='utf-8')}    translators: [A Person]\n", encoding="utf-8")
    assert receive(root, order).diagnostics == []
    made = (root / f"translations/{tag}/documents/small-consent.po").read_text(encoding="utf-8")
    assert "# translator: A Person" in made and "@example.org" not in made
    outcome = build(Order(root, root / "site", (tag,), ("pages",), 1))
    assert not outcome.failed and outcome.diagnostics == ()
    page = (root / f"site/{tag}/documents/small-consent.html").read_text(encoding="utf-8")
    assert f'<html lang="{tag}" dir="{direction}"' in page and own_name in page
    assert 'lang="en"' in page, "English words in it are marked as English"
    search = b"".join(path.read_bytes() for path in (root / f"site/{tag}").rglob("*.js"))
    assert own_name.encode() in search or json.dumps(own_name)[1:-1].encode() in search

    answers = {"schema": "citizen-data-answers/1", "document": "small-consent", "answers": {"until": "2027-06-30"}}
    wanted = FillOrder("small-consent", written(root / "answers.json", answers), tag, None, "md", root / "filled.md")
    assert not has_errors(fill(root, wanted))
    filled = (root / "filled.md").read_text(encoding="utf-8")
    assert day in filled and "30 June 2027" in filled, "each language writes the day as it does, beside the other"


def written(file: Path, value: object) -> Path:
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_rest_of_the_file_stays(tiny: Path, mark: bytes) -> None:
    file = tiny / LANGUAGES_FILE
    before = mark + file.read_bytes() + b"# The end.\n"
    file.write_bytes(before)
    add_language(tiny, "fa")
    after = file.read_bytes()
    assert after.startswith(before.removesuffix(b"# The end.\n")) and after.endswith(b"# The end.\n")
    with pytest.raises(UsageError, match="already"):
        add_language(tiny, "fa")
    assert file.read_bytes() == after


def test_a_file_with_mistakes_is_not_touched(tiny: Path) -> None:
    file = tiny / LANGUAGES_FILE
    broken = file.read_text(encoding="utf-8").replace("direction: rtl", "direction: up")
    file.write_text(broken, encoding="utf-8")
    assert [each.code for each in add_language(tiny, "fa")] == ["MODEL003"]
    assert file.read_text(encoding="utf-8") == broken


def test_no_language_is_added_to_sources_that_cannot_be_read(tiny: Path) -> None:
    before = (tiny / LANGUAGES_FILE).read_bytes()
    (tiny / "content/checklists/bad.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(ToolkitError, match="mend them first"):
        add_language(tiny, "fa")
    assert (tiny / LANGUAGES_FILE).read_bytes() == before


def test_a_list_without_a_place_for_one_more_is_not_touched(tiny: Path) -> None:
    file = tiny / LANGUAGES_FILE
    text = "languages: [{tag: en, name: English, direction: ltr, region: en-GB, fonts: [Noto Sans], plural: x}]\n"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ToolkitError, match="by hand"):
        add_language(tiny, "fa")
    assert file.read_text(encoding="utf-8") == text


def test_reading_loads_no_ruamel() -> None:
    code = "import sys, generator.checking, generator.translating; sys.exit('ruamel.yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_status_counts_what_is_kept_without_a_source(tiny: Path) -> None:
    file = tiny / "content/index.md"
    assert "whose English is gone" not in next(status(tiny, ("ar",)))
    po = tiny / "translations/ar/content/index.po"
    held = po.read_text(encoding="utf-8")
    po.write_text(f'{held}\n#~ msgctxt "content/index#gone"\n#~ msgid "Gone"\n#~ msgstr "ذهب"\n', encoding="utf-8")
    assert next(status(tiny, ("ar",))).endswith("; 1 kept whose English is gone")
    list(sync(tiny, ("ar",)))
    assert next(status(tiny, ("ar",))).endswith("; 1 kept whose English is gone") and file.is_file()
