"""How far a language is: the same numbers for programs, as pictures, and on the page."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.blocks.nodes import Block, Folded, Items, Table
from generator.blocks.walk import blocks_in, phrases_in
from generator.catalog.counts import PARTS, part_of, waiting
from generator.compose.pages.status import status_page
from generator.compose.writer import writer_for
from generator.desk.standing import write_standing
from generator.editions import Editions
from generator.library.text import State, Text
from generator.translate.extract import critical_keys, units


def test_each_english_word_is_counted_once_and_critical_ones_apart(root: Path) -> None:
    write_standing(root, (), root / "status.json", None)
    (held,) = json.loads((root / "status.json").read_text("utf-8")).values()
    library = Editions(root).source.usable
    assert sum(sum(held["words"][part].values()) for part in PARTS) == sum(
        len(each.text.split()) for each in units(library)
    )
    critical = critical_keys(library)
    said = sum(len(each.text.split()) for each in units(library) if each.key in critical)
    assert sum(held["words"]["critical"].values()) == said > 0
    assert len(held["stale"]) == held["texts"]["stale"] and len(held["to-review"]) == held["texts"]["human"] > 0
    before = (root / "status.json").read_bytes()
    write_standing(root, (), root / "status.json", None)
    assert (root / "status.json").read_bytes() == before


def test_a_picture_says_in_words_what_it_shows(root: Path) -> None:
    (file,) = write_standing(root, ("ar",), None, root / "badges")
    picture = ElementTree.fromstring(file.read_bytes())  # noqa: S314 - our own file
    assert file.name == "ar.svg" and len(file.read_bytes()) < 2000
    label = picture.attrib["aria-label"]
    assert picture.findtext("{http://www.w3.org/2000/svg}title") == label and "%" in label
    drawn = picture.iter("{http://www.w3.org/2000/svg}rect")
    bars = [float(each.attrib["width"]) for each in drawn if "x" in each.attrib]
    assert sum(bars) == pytest.approx(120, abs=0.5)


@pytest.mark.parametrize("standing", ["badges", "badges/ar.svg"])
def test_where_the_pictures_are_refused_the_table_is_not_written_either(root: Path, standing: str) -> None:
    if standing == "badges":
        (root / standing).write_text("a file")
    else:
        (root / standing).mkdir(parents=True)
    with pytest.raises(OSError, match=r"exists|folder"):
        write_standing(root, ("ar",), root / "status.json", root / "badges")
    assert not (root / "status.json").exists()


def test_the_page_has_one_folded_table_for_each_language(root: Path) -> None:
    editions = Editions(root)
    counts = [(each, editions.counts(each)[0]) for each in editions.languages() if each.tag != "en"]
    page = status_page(writer_for(editions.source.usable), counts)
    folded = [each for each in page.blocks if isinstance(each, Folded)]
    assert [each.summary.lang for each in folded] == [language.tag for language, _ in counts]
    (table,) = [each for each in blocks_in(folded[0].blocks) if isinstance(each, Table)]
    numbers = [[int(cell.blocks[0].phrase.plain) for cell in row[1:]] for row in table.rows[1:]]  # type: ignore[union-attr]
    (_, held) = counts[0]
    assert numbers[-1] == [held.words["critical"].get(state, 0) for state in held.all_words]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == list(held.all_words.values())


def words_of(blocks: Sequence[Block]) -> str:
    return " ".join(each.plain for each in phrases_in(blocks))


def test_what_waits_is_named_the_oldest_first_and_critical_clauses_before_all(root: Path) -> None:
    file = root / "translations/ar/framework/1.0/principles.po"
    days = iter(("2026-11-09", "", "2026-11-03", "2026-11-20", "2026-10-31", "2026-11-15", "2026-11-16"))

    def stale(match: re.Match[str]) -> str:
        day = next(days, None)
        if day is None:
            return match[0]
        said = f"# out of date since: {day}\n" if day else ""
        return f'{said}#, fuzzy\n#| msgid "An older one"\nmsgctxt{match[1]}msgstr "كلمات"'

    head, _, entries = file.read_text("utf-8").partition("\n\n")
    text = re.sub(r'(?:#.*\n)*msgctxt(.*\nmsgid .*\n)msgstr ".*"', stale, entries)
    file.write_text(f"{head}\n\n{text}", "utf-8")
    write_standing(root, ("ar",), root / "status.json", None)
    (held,) = json.loads((root / "status.json").read_text("utf-8")).values()
    told = [each["since"] for each in held["stale"]]
    assert told == ["", "2026-10-31", "2026-11-03", "2026-11-09", "2026-11-15", "2026-11-16", "2026-11-20"]
    editions = Editions(root)
    (arabic,) = editions.languages(("ar",))
    page = status_page(writer_for(editions.source.usable), [(arabic, editions.counts(arabic)[0])])
    (folded,) = [each for each in page.blocks if isinstance(each, Folded)]
    lists = [[words_of(each) for each in items.items] for items in folded.blocks if isinstance(items, Items)]
    assert lists[0][0] == held["stale"][0]["key"]
    assert [each.split(", ")[1] for each in lists[0][1:-1]] == told[1:5] and lists[0][-1] == "… 2"
    assert len(lists) == 1, "nothing of a person is left here that waits for a reviewer"


def test_critical_clauses_wait_before_all_others() -> None:
    texts = [Text("x", key, "ar", state) for key in "abc" for state in (State.STALE, State.HUMAN, State.MACHINE)]
    found = waiting(texts, {"c"}, {"a": "2026-11-02", "b": "2026-11-01", "c": "2026-11-03"})
    assert {state: [each.key for each in queue] for state, queue in found.items()} == {
        State.STALE: ["c", "b", "a"], State.HUMAN: ["c", "b", "a"],
    }  # fmt: skip


def test_every_catalogue_is_of_one_part() -> None:
    parts = {
             "framework/1.0/principles#a": "framework", "wording#a": "frame", "documents/a#b": "documents",
             "content/checklists/a#b": "checklists", "content/questions/a#b": "questions", "content/about#a": "other",
    }  # fmt: skip
    assert {key: part_of(key) for key in parts} == parts
