"""A translation is in the letters of its language, or a program has lost them."""

from __future__ import annotations

import pytest

from generator.blocks.marks import Refusal
from generator.translate.letters import in_another_script, refuse_foreign_letters, script_of


@pytest.mark.parametrize(
    ("tag", "script"),
    [("ar", "Arab"), ("fr", "Latn"), ("pt-BR", "Latn"), ("zh-Hant", "Hant"), ("zh-TW", "Hant"), ("bn", "Beng"),
     ("sr-Latn", "Latn"), ("xx", "")],
)  # fmt: skip
def test_every_language_has_its_script(tag: str, script: str) -> None:
    assert script_of(tag) == script


@pytest.mark.parametrize("text", ["?????? ????", "???? (PDF)", "Ýíäíä", "{organisation} ???", "[???](principle:x)"])
def test_lost_letters_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        refuse_foreign_letters("Download the PDF from {organisation}", text, "ar")


@pytest.mark.parametrize("text", ["45321", "2026-03-01 00:00:00", "0.5"])
def test_a_number_that_a_spreadsheet_made_is_called_one(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_foreign_letters("The first of March", text, "fr")
    assert "number or a date" in refused.value.reason and "UTF-8" not in refused.value.help


@pytest.mark.parametrize(
    ("source", "text"),
    [("Download", "تنزيل"), ("PDF", "PDF"), ("“ODK”", "«ODK»"), ("1–2", "١–٢"), ("{a} / {b}", "{b} \\ {a}")],
)
def test_what_needs_no_letters_may_have_none(source: str, text: str) -> None:
    refuse_foreign_letters(source, text, "ar")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", "Vos donn\u00e9es p\u0430yées"),
        ("fr", "\u0430 Paris"),
        ("fr", "\u0421\u041e\u0420"),
        ("ru", "\u0432aши данные"),
        ("ar", "موافقة p\u0430y"),
    ],
)
def test_letters_that_only_look_right_are_refused(tag: str, text: str) -> None:
    with pytest.raises(Refusal, match="look alike"):
        refuse_foreign_letters("Your data", text, tag)


@pytest.mark.parametrize(
    ("source", "tag", "text"),
    [("A file", "ru", "PDF-файл на USB"), ("Russian: Русский", "fr", "Russe : Русский"), ("10 µm α", "fr", "10 µm α")],
)
def test_words_of_two_alphabets_side_by_side_may_stand(source: str, tag: str, text: str) -> None:
    refuse_foreign_letters(source, text, tag)


LATIN, ARABIC = "These are the words of a whole sentence.", "هذه كلمات جملة كاملة من النص كله هنا."


@pytest.mark.parametrize(
    ("tag", "texts", "refused"),
    [
        ("ar", [LATIN, LATIN, ARABIC], True),
        ("fr", [ARABIC], True),
        ("ar", [LATIN, ARABIC], False),
        ("ar", [ARABIC, "GSBPM", "KoBo", "ODK"], False),
        ("ar", ["GSBPM"], False),
        ("ar", [f"{ARABIC} [{ARABIC}](page:guides/topics/some-very-long-name-of-a-page)"], False),
        ("fr", [], False),
        ("zz", [LATIN], False),
    ],
)
def test_a_file_of_another_script_is_told_by_its_longer_texts(tag: str, texts: list[str], refused: bool) -> None:
    assert bool(in_another_script(texts, tag)) == refused
