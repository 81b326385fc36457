"""`check` as a whole: what the rules and the catalogues do not already say."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check
from generator.diagnostics import UsageError
from generator.translating import add_language, sync
from tests.conftest import copy_tiny
from tests.copied import edit
from tests.lent import Lent
from tests.test_hostile import Answer


@pytest.fixture(scope="module")
def in_step(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    root = copy_tiny(tmp_path_factory.mktemp("synced") / "tiny")
    list(sync(root, ()))
    return Lent(root)


@pytest.fixture
def synced(in_step: Lent) -> Path:
    """The tiny framework, with its PO files in step with the English."""
    return in_step.afresh()


def found(root: Path) -> list[tuple[str, str]]:
    """What is not in step, and in which file; the catalogues' own remarks are tried elsewhere."""
    return [(each.code, each.position.file.name) for each in check(root) if each.code.startswith("SYNC")]


def test_one_language_is_checked_alone(synced: Path) -> None:
    add_language(synced, "fa")
    list(sync(synced, ()))
    for tag in ("ar", "fa"):
        edit(synced / f"translations/{tag}/content/site.po", 'msgstr "', 'msgstr "<b>')
    edit(synced / "content/site.yaml", "title: ", "tittle: ")
    assert {each.position.file.name for each in check(synced, ("ar",))} == {"site.yaml"}, "nothing else can be checked"
    edit(synced / "content/site.yaml", "tittle: ", "title: ")
    edit(synced / "content/site.yaml", "title: ", "title: The ")
    everything, alone = check(synced), check(synced, ("ar",))
    inside = synced / "translations/ar"
    assert alone and alone == [each for each in everything if each.position.file.is_relative_to(inside)]
    assert len(alone) < len(everything)
    both = [each for each in everything if {"ar", "fa"} & {*each.position.file.relative_to(synced).parts}]
    assert check(synced, ("ar", "fa")) == both
    with pytest.raises(UsageError, match="known: ar, fa"):
        check(synced, ("en",))
    answer = Answer(synced, "check", "--lang", "ar")
    assert answer.code == 1 and "translations/ar" in answer.said and "translations/fa" not in answer.said


def test_without_a_lock_nobody_translates_yet(tmp_path: Path) -> None:
    assert found(copy_tiny(tmp_path)) == []


def test_after_a_sync_all_is_in_step(synced: Path) -> None:
    assert found(synced) == []


def test_an_edit_of_the_english_asks_for_a_sync(synced: Path) -> None:
    site = synced / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("title: ", "title: The "), encoding="utf-8")
    assert found(synced) == [("SYNC001", "site.po"), ("SYNC002", "source.lock.yml")]
    list(sync(synced, ()))
    assert found(synced) == []


@pytest.mark.parametrize("change", ["layout", "gone", "left over"])
def test_a_po_file_that_a_sync_would_change_is_named(synced: Path, change: str) -> None:
    file = synced / "translations/ar/content/site.po"
    match change:
        case "layout":
            file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
        case "gone":
            file.unlink()
        case _:
            head = file.read_text("utf-8").partition("\n\n")[0]
            file = file.with_name("gone.po")
            entry = 'msgctxt "content/gone#title"\nmsgid "Gone"\nmsgstr ""\n'
            file.write_text(f"{head}\n\n{entry}", encoding="utf-8")
    assert found(synced) == [("SYNC001", file.name)]
    list(sync(synced, ()))
    assert found(synced) == []
