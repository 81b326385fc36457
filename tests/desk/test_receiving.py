"""Whatever comes back is taken row by row: what is safe goes in, and every other row is named with what to do."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from generator.catalog.entries import Entry
from generator.desk.receiving import ReceiveOrder, ReceiveOutcome, receive, write_left
from generator.desk.sending import ENDINGS, Sending, send
from generator.translate.receive import Fate
from generator.translate.send import TextSelection
from generator.translating import desks, sync
from tests.conftest import ROOT
from tests.copied import synced_project
from tests.lent import Lent

TITLE, SUMMARY = "framework/1.0/principles#relevance.plain", "framework/1.0/principles#relevance.why"
"""One text without a translation, and one that a machine drafts."""
HUMAN = "framework/1.0/principles#title"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    root = synced_project(tmp_path_factory.mktemp("drafted") / "project")
    (root / "machine.json").write_text(json.dumps({SUMMARY: "ملخص من آلة"}), "utf-8")
    assert fates(took(root, root / "machine.json", lang="ar")) == {"TAKEN": 1}
    return Lent(root)


@pytest.fixture
def root(drafted: Lent) -> Path:
    return drafted.afresh()


def english(root: Path) -> Mapping[str, str]:
    (desk,) = desks(root, ("ar",))
    return {key: entry.source for key, entry in desk.catalog.active.items()}


def entry(root: Path, key: str) -> Entry:
    (desk,) = desks(root, ("ar",))
    return desk.catalog.active[key]


def file(root: Path, name: str, rows: list[list[Any]]) -> Path:
    lines = "".join("\t".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    (root / name).write_text(lines, "utf-8")
    return root / name


def took(root: Path, *files: Path, **how: Any) -> ReceiveOutcome:
    return receive(root, ReceiveOrder(files, **how))


def fates(outcome: ReceiveOutcome) -> dict[str, int]:
    return {fate.name: number for fate, number in outcome.counts("ar").items()}


def test_every_row_is_counted(root: Path) -> None:
    texts = english(root)
    other = next(key for key in texts if key.startswith("interface#"))
    rows = [
        ["key", "text", "translation", "checked"],
        [TITLE, texts[TITLE], "موافقة صغيرة", ""],
        [SUMMARY, texts[SUMMARY], "ملخص من آلة", ""],
        [HUMAN, texts[HUMAN], "", ""],
        [other, texts[other], "<b>كلمات</b>", ""],
        ["content/index#title", "An older English", "عنوان", ""],
        ["no/such#key", "Nothing", "لا شيء", ""],
        ["no/such#key-either", texts[TITLE], "موافقة صغيرة", ""],
    ]
    outcome = took(root, file(root, "back.csv", rows), by="A Person")
    assert fates(outcome) == {"TAKEN": 1, "SAME": 2, "EMPTY": 1, "REFUSED": 1, "CONFLICTING": 2}
    assert sum(fates(outcome).values()) == len(rows) - 1
    assert entry(root, TITLE).text == "موافقة صغيرة" and entry(root, TITLE).translators == ("A Person",)
    assert entry(root, SUMMARY).fuzzy, "unchanged and without a tick, it stays the machine's"
    assert [(each.position.line, bool(each.help)) for each in outcome.diagnostics] == [(5, True), (6, True), (7, True)]
    assert "An older English" in outcome.diagnostics[1].message and "C6" in outcome.diagnostics[1].message


def test_without_a_name_it_is_a_draft_and_a_dry_run_writes_nothing(root: Path) -> None:
    back = file(root, "back.csv", [["key", "translation"], [TITLE, "موافقة صغيرة"]])
    before = {path: path.read_bytes() for path in (root / "translations").rglob("*") if path.is_file()}
    assert fates(took(root, back, dry_run=True)) == {"TAKEN": 1}
    assert before == {path: path.read_bytes() for path in (root / "translations").rglob("*") if path.is_file()}
    assert fates(took(root, back)) == {"TAKEN": 1}
    assert (entry(root, TITLE).machine, entry(root, TITLE).fuzzy) == (True, True)
    assert fates(took(root, back)) == {"SAME": 1}


def test_who_is_not_listed_is_nobody(root: Path) -> None:
    back = file(root, "back.csv", [["key", "translation"], [TITLE, "موافقة صغيرة"]])
    outcome = took(root, back, by="Some Body <some@example.org>")
    assert fates(outcome) == {"CONFLICTING": 1} and entry(root, TITLE).text == ""
    [found] = outcome.diagnostics
    assert "translators:" in found.help and "@example" not in found.message + found.help
    assert fates(took(root, back, by="a person <a@example.org>")) == {"TAKEN": 1}
    assert entry(root, TITLE).translators == ("A Person",)


def test_who_is_not_listed_is_named_once_and_what_is_unsafe_all_the_same(root: Path) -> None:
    texts = [(key, text) for key, text in english(root).items() if not re.search(r"[\[{*`<\"\d]", text)][:30]
    rows = [[key, f"كلمات {chr(0x627 + number) * (number + 1)}"] for number, (key, _) in enumerate(texts)]
    rows[3][1] += " <b>"
    outcome = took(root, file(root, "back.csv", [["key", "translation"], *rows]), by="Some Body")
    assert fates(outcome) == {"CONFLICTING": 29, "REFUSED": 1}
    unlisted, unsafe = sorted(outcome.diagnostics, key=lambda each: each.position.line)
    assert "so it is with 28 more rows" in unlisted.message and "HTML" in unsafe.message


def test_a_machines_words_become_a_persons_only_where_they_are_ticked(root: Path) -> None:
    text = english(root)[SUMMARY]
    heads, row = ["key", "text", "translation", "checked"], [SUMMARY, text, "ملخص من آلة"]
    assert fates(took(root, file(root, "back.csv", [heads, [*row, "x"]]))) == {"CONFLICTING": 1}, "nobody is named"
    assert entry(root, SUMMARY).fuzzy
    assert fates(took(root, file(root, "back.csv", [heads, [*row, "x"]]), by="A Person")) == {"TAKEN": 1}
    assert (entry(root, SUMMARY).fuzzy, entry(root, SUMMARY).translators) == (False, ("A Person",))


def test_a_draft_is_replaced_by_a_person_or_where_the_file_is_the_newer(root: Path) -> None:
    back = file(root, "back.csv", [["key", "translation"], [SUMMARY, "ملخص أفضل"]])
    assert fates(took(root, back)) == {"CONFLICTING": 1}
    assert entry(root, SUMMARY).text == "ملخص من آلة"
    assert fates(took(root, back, replace=True)) == {"TAKEN": 1}
    assert (entry(root, SUMMARY).text, entry(root, SUMMARY).fuzzy) == ("ملخص أفضل", True)


def test_a_persons_words_give_way_to_no_draft_and_to_a_person_only_where_the_file_is_the_newer(root: Path) -> None:
    old = entry(root, HUMAN).text
    back = file(root, "back.csv", [["key", "translation"], [HUMAN, "المبادئ كما هي"]])
    for how in ({}, {"replace": True}, {"by": "A Person"}):
        assert fates(took(root, back, **how)) == {"CONFLICTING": 1}
        assert entry(root, HUMAN).text == old
    assert fates(took(root, back, by="A Person", replace=True)) == {"TAKEN": 1}
    fresh = file(
        root, "fresh.csv", [["key", "translation", "fingerprint"], [HUMAN, "المبادئ", f"#{entry(root, HUMAN).digest}"]]
    )
    assert fates(took(root, fresh, by="A Person")) == {"TAKEN": 1}, "nobody changed it since it was sent"


def test_a_column_that_was_sorted_by_itself_makes_nobody_an_author(root: Path) -> None:
    texts = english(root)
    keys = [key for key, text in texts.items() if not re.search(r"[\[{*`<]", text)][:12]
    heads = ["key", "text", "translation"]
    words = [f"هذه كلمات طويلة بما يكفي عن النص {chr(0x627 + number) * 5}" for number in range(len(keys))]
    rows = [[key, texts[key], text] for key, text in zip(keys, words, strict=True)]
    assert took(root, file(root, "first.csv", [heads, *rows]), replace=True, by="A Person").counts("ar")[Fate.TAKEN] > 9
    moved = [[key, texts[key], text] for key, text in zip(keys, [*words[1:], "كلمات أخرى"], strict=True)]
    outcome = took(root, file(root, "moved.csv", [heads, *moved]), replace=True, by="A Person")
    assert fates(outcome) == {"CONFLICTING": len(keys)}, "also the row whose words are nobody else's"
    assert "11 rows" in outcome.diagnostics[0].message and "C2" in outcome.diagnostics[0].message
    one = file(root, "one.csv", [heads, moved[0]])
    assert fates(took(root, one, by="A Person")) == {"CONFLICTING": 1}
    assert fates(took(root, one, by="A Person", replace=True)) == {"TAKEN": 1}, "who says so may"


def test_a_column_that_was_moved_is_seen_where_the_language_has_no_words_yet(root: Path) -> None:
    texts = {key: text for key, text in english(root).items() if not re.search(r"[\[{*`<\"]", text)}
    said = ["كلمة " * len(text.split()) + ("." if text.endswith(".") else "") for text in texts.values()]
    heads = ["key", "text", "translation"]
    moved = [[key, text, word] for (key, text), word in zip(texts.items(), [*said[1:], said[0]], strict=True)]
    outcome = took(root, file(root, "moved.csv", [heads, *moved]), replace=True, by="A Person")
    assert Fate.TAKEN not in outcome.counts("ar") and "fit the English of other rows" in outcome.diagnostics[0].message
    rows = [[key, text, word] for (key, text), word in zip(texts.items(), said, strict=True)]
    right = took(root, file(root, "right.csv", [heads, *rows]), replace=True, by="A Person")
    assert right.counts("ar")[Fate.TAKEN] > len(texts) / 2


EDITED = "Gather what somebody wants."


@pytest.mark.parametrize("shape", ["csv", "xlsx", "po", "xliff", "json", "page"])
def test_an_edited_english_is_named_with_its_place_and_nothing_of_its_row_is_taken(root: Path, shape: str) -> None:
    texts = english(root)
    sent = root / f"sent.{'json' if shape == 'page' else ENDINGS[shape]}"
    send(root, Sending("ar", TextSelection(("framework/1.0/principles",)), "json" if shape == "page" else shape), sent)
    assert set(fates(took(root, sent, lang="ar", by="A Person"))) <= {"SAME", "EMPTY"}
    if shape == "xlsx":
        book = openpyxl.load_workbook(sent)
        for cells in book.worksheets[0].iter_rows():
            for cell in cells:
                if cell.value in (texts[TITLE], texts[SUMMARY]):
                    cell.value = EDITED
        book.save(sent)
    else:
        held = sent.read_text("utf-8-sig")
        if shape == "page":
            held = saved_by_the_page(json.loads(held))
        for key in (TITLE, SUMMARY):
            assert texts[key] in held
            held = held.replace(texts[key], EDITED)
        sent.write_text(held, "utf-8")
    for how in ({}, {"by": "A Person", "replace": True}):
        outcome = took(root, sent, lang="ar", **how)
        found = [each for each in outcome.diagnostics if "English beside it was changed" in each.message]
        assert fates(outcome)["CONFLICTING"] == 2 and Fate.TAKEN not in outcome.counts("ar"), outcome.diagnostics
        assert [EDITED in each.help and each.position.line >= 1 for each in found] == [True, True]
        if shape in ("csv", "xlsx"):
            assert all(re.search(r": cell B\d+", each.message) for each in found)
    assert entry(root, TITLE).text == "" and entry(root, SUMMARY).fuzzy


def saved_by_the_page(held: Mapping[str, Mapping[str, str]]) -> str:
    """What `templates/desk/page.js` writes of these texts."""
    quoted = partial(json.dumps, ensure_ascii=False)
    entries = (
        f'# sent: {each["fingerprint"]}\n#, fuzzy\nmsgctxt "{key}"\nmsgid {quoted(each["text"])}\n'
        f"msgstr {quoted(each['translation'])}\n"
        for key, each in held.items()
    )
    return "\n".join(('msgid ""\nmsgstr "Language: ar\\n"\n', *entries))


@pytest.mark.parametrize("shape", ["csv", "xlsx", "po", "xliff", "json"])
def test_english_that_we_have_changed_since_is_no_edit_of_who_sends_the_file_back(root: Path, shape: str) -> None:
    sent = root / f"sent.{ENDINGS[shape]}"
    send(root, Sending("ar", TextSelection(("framework/1.0/principles",)), shape), sent)
    before = english(root)
    for file in (root / "framework").rglob("*.yaml"):
        text = file.read_text("utf-8")
        for key in (TITLE, SUMMARY):
            text = text.replace(before[key], EDITED + key[-3:])
        file.write_text(text, "utf-8")
    list(sync(root, ("ar",)))
    assert english(root)[TITLE].startswith(EDITED)
    outcome = took(root, sent, lang="ar", by="A Person")
    assert set(fates(outcome)) <= {"SAME", "EMPTY"} and outcome.diagnostics == []


FRENCH = "Vous avez le droit de dire non, et cela ne change rien pour vous ni pour les autres."


def test_rows_of_another_language_stay_out(root: Path) -> None:
    shutil.copy(ROOT / "translations/frequent-words.tsv", root / "translations")
    languages = root / "translations/languages.yml"
    like = "direction: ltr, fonts: [Noto Sans], paper: [a4], plural: 'nplurals=1; plural=0;'"
    added = f"  - {{tag: fr, name: Français, region: fr-FR, translators: [A Person], {like}}}\n"
    added += f"  - {{tag: es, name: Español, region: es-ES, {like}}}\n"
    languages.write_text(f"{languages.read_text('utf-8').rstrip()}\n{added}", "utf-8")
    texts = english(root)
    keys = [key for key, text in texts.items() if not re.search(r"[\[{*`<\"]", text)][:6]
    spanish = ["Usted tiene derecho a decir que no, y eso no cambia nada para usted ni para los demás.", "Empezar"]
    rows = [["key", "translation"], *map(list, zip(keys, spanish, strict=False))]
    assert took(root, file(root, "es.csv", rows), lang="es").counts("es") == {Fate.TAKEN: 2}
    mixed = [*([key, f"{FRENCH} Texte {number}."] for number, key in enumerate(keys[2:])), *rows[1:]]
    back = file(root, "fr.csv", [["key", "translation"], *mixed])
    outcome = took(root, back, lang="fr", by="A Person")
    assert outcome.counts("fr") == {Fate.TAKEN: 4, Fate.CONFLICTING: 2}, "the short one is the other language's own"
    assert all("reads as 'es'" in each.message and each.help for each in outcome.diagnostics)
    assert took(root, back, lang="fr", by="A Person", replace=True).counts("fr")[Fate.TAKEN] == 2


def test_what_somebody_wrote_beside_the_table_is_named(root: Path) -> None:
    texts = english(root)
    heads, row = ["key", "text", "translation"], [TITLE, texts[TITLE], "موافقة صغيرة"]
    [found] = took(root, file(root, "back.csv", [[*heads, "my thoughts"], [*row, "too hard a word"]])).diagnostics
    assert "too hard a word" in found.message and "D2" in found.message and found.help
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in ([*heads, ""], [*row, "a better word"]):
        sheet.append(cells)
    sheet["C2"].comment = Comment("Somebody: who says this?", "Somebody")
    book.save(root / "back.xlsx")
    said = [each.message for each in took(root, root / "back.xlsx").diagnostics]
    assert ["a better word" in said[0], "who says this?" in said[1], "C2" in said[1]] == [True, True, True]


def test_a_tick_that_may_have_been_copied_down_is_asked_about(root: Path) -> None:
    texts = [(key, text) for key, text in english(root).items() if not re.search(r"[\[{*`<\"]", text)][:60]
    heads = ["key", "text", "translation", "checked"]
    rows = [
        [key, text, f"كلمات عن النص {chr(0x627 + number % 25) * 3}", ""] for number, (key, text) in enumerate(texts)
    ]
    took(root, file(root, "machine.csv", [heads, *rows]), replace=True)
    ticked = [[*row[:3], "x"] for row in rows]
    outcome = took(root, file(root, "ticked.csv", [heads, *ticked]), by="A Person", dry_run=True)
    assert [each.code for each in outcome.diagnostics if each.code == "RECEIVE007"] == ["RECEIVE007"]
    for changed, codes in (1, {"RECEIVE007"}), (2, set()):
        read = [*([*row[:2], f"كلمات {'أخرى' * (number + 1)}", ""] for number, row in enumerate(rows[:changed]))]
        sheet = file(root, "read.csv", [heads, *read, *ticked[changed:]])
        outcome = took(root, sheet, by="A Person", dry_run=True)
        assert {each.code for each in outcome.diagnostics} == codes, changed


def test_words_that_were_copied_down_a_column_stay_out(root: Path) -> None:
    texts = [(key, text) for key, text in english(root).items() if not re.search(r"[\[{*`<\"\d]", text)][:30]
    heads = ["key", "text", "translation"]
    for name, words in {"copied": ["نعم"] * 30, "counted on": [f"نعم {number}" for number in range(30)]}.items():
        sheet = file(root, "down.csv", [heads, *([*row, each] for row, each in zip(texts, words, strict=True))])
        outcome = took(root, sheet, by="A Person")
        assert fates(outcome) == {"CONFLICTING": 30}, name
        assert "beside" in outcome.diagnostics[0].message and "right for all" in outcome.diagnostics[0].help
    seven = file(root, "few.csv", [heads, *([*row, "نعم"] for row in texts[:7])])
    assert fates(took(root, seven, by="A Person")) == {"TAKEN": 7}


@pytest.mark.parametrize("change", ["a word for another", "a letter more", "accents away"])
def test_who_changes_all_rows_in_one_way_has_checked_none(root: Path, change: str) -> None:
    texts = [(key, text) for key, text in english(root).items() if not re.search(r"[\[{*`<\"\d]", text)][:30]
    heads = ["key", "text", "translation"]
    drafts = [f"كلماتٌ عن النص {chr(0x627 + number % 25) * (number + 1)}" for number in range(30)]
    sheet = [heads, *([*row, draft] for row, draft in zip(texts, drafts, strict=True))]
    took(root, file(root, "machine.csv", sheet), replace=True)
    made = {
        "a word for another": [each.replace("النص", "الموضوع") for each in drafts],
        "a letter more": [f"{each} و" for each in drafts],
        "accents away": [each.replace("ٌ", "") for each in drafts],
    }[change]
    back = [[*row, each] for row, each in zip(texts, made, strict=True)]
    back[0][2] = "كلمات كتبها شخص"
    outcome = took(root, file(root, "back.csv", [heads, *back]), by="A Person")
    assert fates(outcome) == {"TAKEN": 30}, "no word is lost"
    (desk,) = desks(root, ("ar",))
    held = [desk.catalog.active[key] for key, _ in texts]
    assert [each.text for each in held] == [row[2] for row in back]
    assert [desk.catalog.unchecked(each) for each in held] == [False] + [True] * 29
    ticked = [[*heads, "checked"], *([*row, "x"] for row in back[1:])]
    took(root, file(root, "ticked.csv", ticked), by="A Person")
    (desk,) = desks(root, ("ar",))
    assert not any(desk.catalog.unchecked(desk.catalog.active[key]) for key, _ in texts)


def test_who_reads_many_texts_may_change_one_letter_in_some(root: Path) -> None:
    texts = [(key, text) for key, text in english(root).items() if not re.search(r"[\[{*`<\"\d]", text)][:48]
    heads, letters = ["key", "text", "translation"], [chr(0x627 + number % 25) for number in range(48)]
    drafts = [f"كلمات عن النص {letter * (number + 1)}" for number, letter in enumerate(letters)]
    took(root, file(root, "machine.csv", [heads, *([*row, each] for row, each in zip(texts, drafts, strict=True))]))
    more = ["ڤ"] * 11 + [chr(0x0671 + number) for number in range(37)]
    back = [[*row, f"{draft} {sign}"] for row, draft, sign in zip(texts, drafts, more, strict=True)]
    assert fates(took(root, file(root, "back.csv", [heads, *back]), by="A Person")) == {"TAKEN": 48}
    (desk,) = desks(root, ("ar",))
    assert not any(desk.catalog.unchecked(desk.catalog.active[key]) for key, _ in texts)


def test_the_english_may_stand_where_the_key_does(root: Path) -> None:
    texts = english(root)
    (root / "by-english.json").write_text(json.dumps({texts[TITLE]: "موافقة", "No such text.": "لا"}), "utf-8")
    outcome = took(root, root / "by-english.json", lang="ar", by="A Person")
    assert fates(outcome) == {"TAKEN": 1, "REFUSED": 1} and entry(root, TITLE).text == "موافقة"


def test_two_files_with_other_words_for_one_text_are_both_named(root: Path) -> None:
    one = file(root, "one.csv", [["key", "translation"], [TITLE, "موافقة"]])
    two = file(root, "two.csv", [["key", "translation"], [TITLE, "قبول"]])
    outcome = took(root, one, two, by="A Person")
    assert fates(outcome) == {"REFUSED": 2} and entry(root, TITLE).text == ""
    assert [each.position.file for each in outcome.diagnostics] == [one, two]
    assert "two.csv" in outcome.diagnostics[0].message and "one.csv" in outcome.diagnostics[1].message
    unchanged = file(root, "two.csv", [["key", "translation"], [SUMMARY, "ملخص من آلة"], [TITLE, "موافقة"]])
    assert fates(took(root, one, unchanged, by="A Person")) == {"TAKEN": 1, "SAME": 2}


def test_a_browsers_second_copy_of_a_po_file_is_taken_for_what_it_holds(root: Path) -> None:
    po = root / "translations/ar/framework/1.0/principles.po"
    copy = po.with_name("principles (1).po")
    marked = f'msgctxt "{TITLE}"'
    before, _, after = po.read_text("utf-8").partition(marked)
    copy.write_text(before + marked + after.replace('msgstr ""', 'msgstr "موافقة صغيرة"', 1), "utf-8")
    outcome = took(root, po, copy, by="A Person")
    assert outcome.counts("ar")[Fate.TAKEN] == 1 and entry(root, TITLE).text == "موافقة صغيرة"
    assert outcome.diagnostics == []


def test_a_guess_of_msgmerge_is_no_translation_of_this_english(root: Path) -> None:
    (root / "a.po").write_text(
        f'msgid ""\nmsgstr "Language: ar\\n"\n\n#, fuzzy\n#| msgid "Something else"\nmsgctxt "{TITLE}"\n'
        f'msgid "{english(root)[TITLE]}"\nmsgstr "شيء آخر"\n', "utf-8",
    )  # fmt: skip
    assert fates(took(root, root / "a.po", by="A Person")) == {"CONFLICTING": 1}
    assert entry(root, TITLE).text == ""


def test_our_own_files_come_back_as_they_are(root: Path) -> None:
    """Also with old entries whose English stands elsewhere again: nobody has sent those."""
    text = english(root)[TITLE]
    po = root / "translations/ar/framework/1.0/principles.po"
    po.write_text(
        f'{po.read_text("utf-8")}\n#~ msgctxt "framework/1.0/principles#old"\n#~ msgid "{text}"\n#~ msgstr "قديم"\n',
        "utf-8",
    )
    files = tuple((root / "translations/ar").rglob("*.po"))
    outcome = took(root, *files, by="A Person")
    assert set(fates(outcome)) == {"SAME", "EMPTY"} and outcome.diagnostics == []


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not here")
def test_what_msgmerge_makes_of_our_file_is_told_from_what_a_person_wrote(root: Path) -> None:
    sent, newer = root / "sent.po", root / "newer.pot"
    send(root, Sending("ar", TextSelection(("framework/1.0/principles",)), "po"), sent)
    text = sent.read_text("utf-8").replace(
        'msgid "Keep what people tell you to yourself."', 'msgid "Keep all to yourself."'
    )
    newer.write_text(text, "utf-8")
    subprocess.run(["msgmerge", "--quiet", "--update", "--backup=off", "--previous", sent, newer], check=True)
    merged = sent.read_text("utf-8")
    assert "Keep all to yourself." in merged
    sent.write_text(merged.replace('msgid "Collect what people need."\nmsgstr ""', 'msgid "Collect what people need."\n'
                                   'msgstr "اجمع ما يحتاجه الناس"'), "utf-8")  # fmt: skip
    outcome = took(root, sent, by="A Person")
    assert outcome.counts("ar")[Fate.TAKEN] == 1 and entry(root, TITLE).translators == ("A Person",)


def test_a_memory_is_taken_by_its_english_where_that_is_one_texts(root: Path) -> None:
    texts = english(root)
    twice = next(text for text in texts.values() if list(texts.values()).count(text) > 1)
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="ar-SA"><seg>كلمات هنا</seg></tuv></tu>'
        for text in (texts[TITLE], twice)
    )
    (root / "memory.tmx").write_text(f"<tmx><body>{units}</body></tmx>", "utf-8")
    outcome = took(root, root / "memory.tmx", by="A Person")
    assert fates(outcome) == {"TAKEN": 1, "REFUSED": 1} and entry(root, TITLE).text == "كلمات هنا"
    assert "have this English" in outcome.diagnostics[0].message
    key = next(key for key, text in texts.items() if text == twice)
    assert fates(took(root, file(root, "one.csv", [["key", "translation"], [key, "كلمات هنا"]]))) == {"TAKEN": 1}
    assert fates(took(root, root / "memory.tmx", by="A Person")) == {"SAME": 2}, "nobody has to look at what stands"


def test_a_file_of_two_languages_is_taken_language_by_language(root: Path) -> None:
    text = english(root)[TITLE]
    (root / "two.csv").write_text(f'key,en,de,ar\n{TITLE},"{text}",Sammle,اجمع\n', "utf-8")
    (root / "two.tmx").write_text(
        f'<tmx><body><tu><tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="ar"><seg>اجمع</seg></tuv>'
        '<tuv xml:lang="de"><seg>Sammle</seg></tuv></tu></body></tmx>', "utf-8",
    )  # fmt: skip
    assert fates(took(root, root / "two.csv", dry_run=True)) == {"TAKEN": 1}
    outcome = took(root, root / "two.tmx", lang="ar", dry_run=True)
    assert (fates(outcome), outcome.unread) == ({"TAKEN": 1}, 1)
    assert "'de'" in outcome.diagnostics[0].message


@pytest.mark.parametrize(
    ("translation", "message"),
    [("Une petite feuille de consentement pour ici", "nothing says in which language"), ("", "nothing is translated")],
)
def test_a_file_of_no_language_of_the_project_is_refused_as_a_whole(root: Path, translation: str, message: str) -> None:
    back = file(root, "back.csv", [["key", "translation"], [TITLE, translation]])
    outcome = took(root, back)
    assert (outcome.unread, [message in each.message for each in outcome.diagnostics]) == (1, [True])
    back = file(root, "back.csv", [["key", "translation"], [TITLE, "Une petite feuille de consentement pour ici"]])
    assert "another language" in took(root, back, lang="ar").diagnostics[0].message
    (root / "a.po").write_text(f'msgid ""\nmsgstr "Language: de\\n"\n\nmsgctxt "{TITLE}"\nmsgid "x"\nmsgstr "y"\n')
    assert "'de'" in took(root, root / "a.po").diagnostics[0].message


def test_a_file_of_a_language_that_nobody_listed_is_refused_as_a_whole(root: Path) -> None:
    texts = english(root)
    shutil.copy(ROOT / "translations/frequent-words.tsv", root / "translations")
    kurdish = "پێش کۆکردنەوەی زانیاری لە خەڵک بپرسن و پێیان بڵێن بۆچی دەبێت"
    rows = [[key, texts[key], f"{kurdish} {number}"] for number, key in enumerate(list(texts)[:6])]
    outcome = took(root, file(root, "back.csv", [["key", "text", "translation"], *rows]), lang="ar", by="A Person")
    [found] = outcome.diagnostics
    assert (found.code, outcome.unread, outcome.rows) == ("RECEIVE006", 6, {}) and "hardly one" in found.message


def test_what_was_not_taken_stands_in_a_table_that_can_be_sent_again(root: Path) -> None:
    texts = english(root)
    rows = [["key", "text", "translation"], [TITLE, texts[TITLE], "=موافقة <b>"], [HUMAN, "Older", "مبادئ"]]
    outcome = took(root, file(root, "back.csv", rows), by="A Person")
    write_left(outcome.left, root / "left.csv")
    assert "'=موافقة <b>" in (root / "left.csv").read_text("utf-8-sig"), "no spreadsheet calculates with it"
    again = took(root, root / "left.csv", by="A Person")
    assert [each.row.text for each in again.left] == ["=موافقة <b>", "مبادئ"]


def test_a_workbook_of_hostile_cells_ends_in_words(root: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[str | None]] = [
        ["key", "translation"],
        [TITLE, "=1+1"],
        [TITLE, "ك" * 9_000],
        [SUMMARY, "كلمات _x0000_"],
        [None, "ك"],
    ]
    for row in rows:
        sheet.append(row)
    book.save(root / "back.xlsx")
    outcome = took(root, root / "back.xlsx", lang="ar", by="A Person")
    assert outcome.unread == 1 and fates(outcome) == {"REFUSED": 3}
    assert all(each.help and each.position.line > 1 for each in outcome.diagnostics)


def test_the_command_shows_a_diff_and_names_the_ticks_of_a_reviewer(root: Path) -> None:
    table = root / "review.csv"
    send(root, Sending("ar", TextSelection(for_review=True), "csv"), table)
    text = table.read_text("utf-8-sig")
    table.write_text(re.sub(",,(human|reviewed),", r",x,\1,", text, count=1), "utf-8")
    back = file(root, "back.csv", [["key", "translation"], [SUMMARY, "ملخص أفضل"]])
    done = subprocess.run(
        [sys.executable, "-m", "generator", "receive", str(table), str(back), "--by", "A Person", "--left", "left.csv"],
        cwd=root, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"ar {SUMMARY}\n  - ملخص من آلة\n  + ملخص أفضل\n" in done.stdout
    assert "1 taken as those of A Person" in done.stdout and "1 tick of a reviewer" in done.stdout
