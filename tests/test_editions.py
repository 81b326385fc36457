"""The one door: what is opened belongs together, also while somebody saves a file."""

from __future__ import annotations

import random
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.editions import Editions
from generator.library.text import State
from tests.conftest import examples
from tests.validate.breaking import edit, mistakes
from tests.validate.test_rules import BREAKS


def test_an_edition_goes_by_the_english_that_was_opened(tiny: Path) -> None:
    """An English file is saved after the source was read: the next opening must not get the older edition back."""
    file = tiny / "content/index.md"
    first = Editions(tiny)
    (arabic,) = first.targets(("ar",))
    opened = first.source.usable
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Another "), encoding="utf-8")
    older = first.edition(arabic).library
    assert _title(older, "source") == _title(opened, "value")

    then = Editions(tiny)
    assert _title(then.source.usable, "value").startswith("Another ")
    assert _title(then.edition(arabic).library, "source") in ("", _title(then.source.usable, "value"))
    state = next(page for page in then.edition(arabic).library.pages if page.path == "index").title.state
    assert state in (State.STALE, State.MISSING)


def _title(library: object, field: str) -> str:
    page = next(page for page in library.pages if page.path == "index")  # type: ignore[attr-defined]
    return str(getattr(page.title, field))


def test_rules_that_are_remembered_find_what_all_rules_find(tiny: Path) -> None:
    """Mistakes are made and mended in turn: nothing that a rule would find now is missing, and its place is right."""
    chance = random.Random(28)
    for number, case in enumerate(chance.sample(BREAKS, examples(15))):
        path = tiny / case.path
        good = path.read_bytes()
        edit(tiny, case.path, case.old, case.new)
        assert remembered(tiny) == mistakes(tiny), case
        path.write_bytes(good)
        # A line that says nothing: the sources are others than before, so that what was found then is no answer.
        with (tiny / "content/site.yaml").open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")
        assert remembered(tiny) == []


def test_a_new_paragraph_is_seen_by_rules_that_look_at_pages(tiny: Path) -> None:
    page = tiny / "content/index.md"
    words = page.read_text(encoding="utf-8")
    assert remembered(tiny) == []
    for line in ("Words[^1].", "Read the [page](page:nowhere).", "- one\n- [two](https://example.org/never-cited)"):
        page.write_text(words.replace("## ", f"{line}\n\n## ", 1), encoding="utf-8")
        assert remembered(tiny) == mistakes(tiny)


def remembered(root: Path) -> list[Diagnostic]:
    """What breaks a rule, by an opening that knows what earlier ones found."""
    editions = Editions(root)
    found = editions.source.breaches
    editions.save()
    return found
