"""Locking quotations against the framework's text."""

from __future__ import annotations

from pathlib import Path

from generator.checking import lock_quotes as lock_all
from generator.library.library import Library
from generator.library.quotes import quote_lock_from_text
from generator.library.sources import Sources
from generator.load.library import load_library
from generator.validate.rules.quotes import lock_quotes
from tests.conftest import ROOT
from tests.validate.breaking import FRAMEWORK, edit, mistakes


def loaded(root: Path) -> tuple[Library, Sources]:
    held = load_library(root)
    assert held.library is not None
    return held.library, held.sources


def source(root: Path) -> str:
    return (root / "source.txt").read_text("utf-8")


def test_the_lock_is_what_the_command_writes(tiny: Path) -> None:
    """Line breaks and bold marks of the source do not count."""
    library, sources = loaded(tiny)
    text, refused = lock_quotes(library, sources, "1.0", source(tiny))
    assert refused == []
    assert text == sources.quotes("1.0").path.read_text("utf-8")


def test_a_quotation_that_the_source_does_not_hold_is_refused_and_not_locked(tiny: Path) -> None:
    edit(tiny, f"{FRAMEWORK}/principles.yaml", "must be kept private", "must be kept secret")
    library, sources = loaded(tiny)
    text, refused = lock_quotes(library, sources, "1.0", source(tiny))
    assert [(each.code, each.position.line) for each in refused] == [("QUO004", 11)]
    assert "principles#privacy.statement" not in text
    assert "principles#relevance.statement" in text


def test_a_quotation_is_bound_to_its_place(tiny: Path) -> None:
    """The words of one principle under the name of another are no quotation, though the source holds them."""
    edit(
        tiny,
        f"{FRAMEWORK}/principles.yaml",
        "Data about people must be kept private.",
        "Data must answer the needs of citizens.",
    )
    assert [each.code for each in mistakes(tiny)] == ["QUO001"]


def test_folding_a_quotation_otherwise_changes_nothing(tiny: Path) -> None:
    folded = ">-\n      Data about people\n      must be kept private."
    edit(tiny, f"{FRAMEWORK}/principles.yaml", "Data about people must be kept private.", folded)
    assert mistakes(tiny) == []


def test_without_a_lock_every_quotation_is_named(tiny: Path) -> None:
    (tiny / FRAMEWORK / "quotes.lock").unlink()
    found = mistakes(tiny)
    assert {each.code for each in found} == {"QUO002"}
    lock, _ = quote_lock_from_text(Path(), (ROOT / "tests/tiny" / FRAMEWORK / "quotes.lock").read_text("utf-8"))
    assert len(found) == len(lock.entries)


def test_the_real_lock_covers_the_normative_wording() -> None:
    """As many quotations of each kind as the framework has."""
    _, sources = loaded(ROOT)
    keys = list(sources.quotes("1.0").entries)
    counts = {
        "principles": sum(key.startswith("framework/1.0/principles#") and key.endswith(".statement") for key in keys),
        "stages": sum(key.startswith("framework/1.0/stages#") and key.count(".") == 2 for key in keys),
        "modalities": sum(key.startswith("framework/1.0/modalities#") and key.endswith(".quote") for key in keys),
        "objectives": sum(key.startswith("framework/1.0/initiative-objectives#") for key in keys),
        "categories, functions and names": sum(key.startswith("framework/1.0/nso-role#") for key in keys),
        "elements": sum(key.startswith("framework/1.0/enabling-environment#") for key in keys),
        "areas": sum(key.startswith("framework/1.0/roadmap#") for key in keys),
        "key terms": sum(key.startswith("framework/1.0/key-terms#") for key in keys),
    }
    assert counts == {
        "principles": 13,
        "stages": 6,
        "modalities": 6,
        "objectives": 8,
        "categories, functions and names": 3 + 4 + 2,
        "elements": 8,
        "areas": 6,
        "key terms": 3,
    }


def test_another_text_leaves_the_lock_as_it_is(tiny: Path) -> None:
    lock = tiny / FRAMEWORK / "quotes.lock"
    before = lock.read_bytes()
    found = lock_all(tiny, tiny / "content/site.yaml")
    assert [each.code for each in found] == ["QUO005"]
    assert lock.read_bytes() == before
