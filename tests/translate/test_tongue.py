"""A text in another language of the same script is known by the words that each language says most often."""

from __future__ import annotations

import pytest

from generator.catalog.entries import Termbase
from generator.load.languages import load_frequent
from generator.translate.check import check_catalog
from generator.translate.tongue import hardly_its_own, in_another_language, mostly_in_another_language
from tests.conftest import ROOT
from tests.translate import sample

FREQUENT, _ = load_frequent(ROOT)
SAID = {
    "en": "Ask people before you collect their data, and tell them what it is for and who can see it.",
    "fr": "Demandez aux personnes avant de recueillir leurs données, et dites à quoi elles servent et qui les voit.",
    "es": "Pregunte a las personas antes de recoger sus datos, y dígales para qué son y quién los puede ver.",
    "pt": "Pergunte às pessoas antes de recolher os seus dados, e diga para que são e quem os pode ver na organização.",
    "it": "Chiedete alle persone prima di raccogliere i loro dati, e dite a che cosa servono e chi li può vedere.",
    "sw": "Waulize watu kabla ya kukusanya data yao, na uwaambie ni kwa ajili ya nini na nani anaweza kuiona.",
    "id": "Tanyakan kepada orang sebelum mengumpulkan data mereka, dan katakan untuk apa dan siapa yang dapat melihat.",
    "ru": "Спросите людей, прежде чем собирать их данные, и скажите, для чего это и кто может их видеть.",
    "uk": "Запитайте людей, перш ніж збирати їх дані, і скажіть, для чого це та хто може їх бачити.",
    "ar": "اسألوا الناس قبل جمع بياناتهم وقولوا لهم ما الغرض من ذلك ومن الذي يمكنه أن يراها في المنظمة.",
    "fa": "پیش از گردآوری داده‌ها از مردم بپرسید و به آنها بگویید که این برای چیست و چه کسی می تواند آن را ببیند.",
    "ca": "Pregunteu a les persones abans de recollir les seves dades, i digueu per què són i qui les pot veure.",
    "sr": "Питајте људе пре него што прикупите њихове податке, и реците им за шта су и ко може да их види.",
    "ha": "Ku tambayi mutane kafin ku tattara bayanan su, kuma ku gaya wa kowa abin da ya sa ake yin wannan.",
}


@pytest.mark.parametrize("tag", SAID)
def test_a_language_is_known_from_every_other(tag: str) -> None:
    assert in_another_language(SAID[tag], tag, FREQUENT) == ""
    for other, words in SAID.items():
        if other != tag:
            assert in_another_language(words, tag, FREQUENT), f"{other} in a catalogue of {tag}"


@pytest.mark.parametrize("tag", ["es", "pt"])
def test_galician_is_known_from_its_neighbours(tag: str) -> None:
    words = (
        "Pregunte ás persoas antes de recoller os seus datos, e diga para que son e quen os pode ver, pero non máis."
    )
    assert in_another_language(words, "gl", FREQUENT) == "" != in_another_language(words, tag, FREQUENT)


@pytest.mark.parametrize(
    "words",
    [
        "Cadre de Copenhague sur les données citoyennes",
        "Le cadre dit : “All the people who are in the data may ask to be left out of it.”",
        "OK, PDF, Word, EPUB, KoBo, ODK, XLSForm, CSV, JSON",
        "Copenhagen Framework on Citizen Data",
        "Of the, by the, for the.",
    ],
)
def test_names_quotations_and_short_texts_prove_nothing(words: str) -> None:
    assert in_another_language(words, "fr", FREQUENT) == ""


def test_a_language_of_which_nothing_is_known_is_left_alone() -> None:
    assert in_another_language(SAID["en"], "zu", FREQUENT) == "" == in_another_language(SAID["en"], "fr", {})


def test_a_file_is_of_another_language_when_most_of_it_is() -> None:
    def mostly(texts: list[str], tag: str) -> str:
        return mostly_in_another_language(texts, [in_another_language(each, tag, FREQUENT) for each in texts], tag)

    assert "es" in mostly([SAID["es"]] * 3 + [SAID["pt"]], "pt")
    assert mostly([SAID["es"], SAID["pt"], SAID["pt"]], "pt-BR") == ""
    assert mostly([SAID["es"]] * 2, "pt") == "", "two texts prove nothing"


def test_a_file_of_a_language_that_nobody_listed_is_of_another_one() -> None:
    strange = [f"Hãy hỏi mọi người trước khi thu thập dữ liệu của họ lần thứ {number}" for number in range(5)]
    assert "'fr'" in hardly_its_own(strange, "fr", FREQUENT)
    assert hardly_its_own(strange[:4], "fr", FREQUENT) == "", "so few prove nothing"
    assert hardly_its_own(strange, "zu", FREQUENT) == "", "nothing is known of this one"
    assert hardly_its_own([*strange, SAID["fr"]], "fr", FREQUENT) == "", "names and quotations may be many"
    for tag, words in SAID.items():
        assert hardly_its_own([words] * 5, tag, FREQUENT) == ""


def test_english_that_was_left_is_named_text_by_text_and_a_wrong_file_as_a_whole() -> None:
    library = sample.library(a="Ask people.", b="Ask them.", c="Ask all.", d="Ask.")

    def found(*texts: str) -> list[tuple[str, str]]:
        keys = [f"interface#{id}.text" for id in "abcd"]
        entries = [
            sample.entry(key, library.interface[key[10]].value, text) for key, text in zip(keys, texts, strict=True)
        ]
        checked = check_catalog(library, sample.catalog_of(*entries), Termbase(), None, FREQUENT)
        return [(each.code, str(each.severity)) for each in checked if each.code in ("WORD008", "TRANS009")]

    assert found(SAID["fr"], SAID["fr"], SAID["fr"], SAID["en"]) == [("WORD008", "warning")]
    assert found(SAID["en"], SAID["en"], SAID["en"], SAID["fr"]) == [("TRANS009", "error")]
    assert found(*[SAID["fr"]] * 4) == []
