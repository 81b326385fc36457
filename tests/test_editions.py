"""The one door: what is opened belongs together, also while somebody saves a file."""

from __future__ import annotations

from pathlib import Path

from generator.editions import Editions
from generator.library.text import State


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
