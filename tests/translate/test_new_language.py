"""What CLDR knows of a language, and its entry in a list that somebody keeps: everything else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import ToolkitError, UsageError
from generator.library.language import Language, Languages
from generator.load.model_file import as_model
from generator.load.yaml_file import parse_yaml
from generator.translate.new_language import new_language, with_entry
from tests.conftest import examples

FACTS = [
    ("am", "አማርኛ", "ltr", "am-ET", ["Noto Sans Ethiopic", "Noto Sans"], ["a4"]),
    ("hi", "हिन्दी", "ltr", "hi-IN", ["Noto Sans Devanagari", "Noto Sans"], ["a4"]),
    ("fa", "فارسی", "rtl", "fa-IR", ["Amiri", "Noto Sans"], ["a4"]),
    ("he", "עברית", "rtl", "he-IL", ["Noto Sans Hebrew", "Noto Sans"], ["a4"]),
    ("ka", "ქართული", "ltr", "ka-GE", ["Noto Sans Georgian", "Noto Sans"], ["a4"]),
    ("ru", "Русский", "ltr", "ru-RU", ["Noto Sans"], ["a4"]),
    ("sr-Latn", "Srpski (latinica)", "ltr", "sr-Latn-RS", ["Noto Sans"], ["a4"]),
    ("pt-BR", "Português (Brasil)", "ltr", "pt-BR", ["Noto Sans"], ["a4"]),
    ("es", "Español", "ltr", "es-ES", ["Noto Sans"], ["a4", "letter"]),
    ("es-ES", "Español (España)", "ltr", "es-ES", ["Noto Sans"], ["a4"]),
    ("es-MX", "Español (México)", "ltr", "es-MX", ["Noto Sans"], ["a4", "letter"]),
    ("fr", "Français", "ltr", "fr-FR", ["Noto Sans"], ["a4"]),
    ("fil", "Filipino", "ltr", "fil-PH", ["Noto Sans"], ["a4", "letter"]),
]


@pytest.mark.parametrize(("tag", "name", "direction", "region", "fonts", "paper"), FACTS)
def test_what_cldr_knows(tag: str, name: str, direction: str, region: str, fonts: list[str], paper: list[str]) -> None:
    found = new_language(tag, "", ())
    assert (found.tag, found.name, found.direction, found.region) == (tag, name, direction, region)
    assert (list(found.fonts), list(found.paper)) == (fonts, paper)


def test_a_language_that_cldr_does_not_know_needs_its_name() -> None:
    with pytest.raises(UsageError, match="--name"):
        new_language("qaa", "", ())
    made_up = new_language("qaa", "עמק", ())
    assert (made_up.name, made_up.direction, made_up.region) == ("עמק", "rtl", "qaa")
    assert made_up.plural == "nplurals=1; plural=0;"


def test_print_is_as_large_as_with_the_same_fonts_elsewhere() -> None:
    arabic = new_language("ar", "", ()).model_copy(update={"print_size": 116})
    assert new_language("fa", "", (arabic,)).print_size == 116
    assert new_language("he", "", (arabic,)).print_size == 100


@pytest.mark.parametrize("tag", ["english", "FR", "fr_FR", "../x", "", "xx", "zz-ZZ", "sw-QQ", "sw-Arab", "root"])
def test_a_tag_that_nobody_knows_is_refused(tag: str) -> None:
    with pytest.raises(UsageError):
        new_language(tag, "", ())


def test_a_tag_of_the_past_leads_to_the_one_of_today() -> None:
    with pytest.raises(UsageError, match="'he'"):
        new_language("iw", "", ())


def test_a_script_without_a_font_is_named_with_what_to_do() -> None:
    with pytest.raises(ToolkitError, match=r"nko letter n\): name a font of its script in templates/pdf/fonts\.yml"):
        new_language("nqo", "", ())


# -- in the file --------------------------------------------------------------------------------------

ENGLISH = """\
  - tag: en
    name: English
    direction: ltr
    region: en-GB
    fonts: [Noto Sans]
    plural: x
"""
FLAT = ENGLISH.replace("    ", "  ").replace("  - ", "- ")
WIDE = ENGLISH.replace("  - ", "   -   ").replace("    ", "       ", 6)
FRENCH = ENGLISH.replace("en", "fr")
FOLDED = ENGLISH.replace("x", ">-\n      nplurals=2; #no\n      # no")
ONE_LINE = "- {tag: en, name: 'English', direction: \"ltr\", region: en-GB, fonts: [A,  B], plural: x}\n"
LAYOUTS = {
    "plain": f"languages:\n{ENGLISH}",
    "without indent": f"# One.\nlanguages:\n{FLAT}",
    "a wide indent": f"languages:\n{WIDE}",
    "no line end": f"languages:\n{ENGLISH}".rstrip(),
    "Windows": f"languages:\n{ENGLISH}".replace("\n", "\r\n"),
    "a marked start": f"%YAML 1.2\n---\nlanguages:  # all of them\n{ENGLISH}",
    "a marked end": f"---\nlanguages:\n{ENGLISH}...\n",
    "a quoted key": f'"languages":\n{ENGLISH}',
    "comments": f"#a\n\n#b\nlanguages:   # c\n# d\n{ENGLISH.replace('ltr', 'ltr   # e')}    # f\n  # g\n\n# h",
    "set apart": f"languages:\n{ENGLISH}\n  # French\n{FRENCH}\n\n\n",
    "a folded rule": f"languages:\n{FOLDED}",
    "blanks at the ends": f"languages: \n{ENGLISH.replace('ltr', 'ltr  ')}   \n",
    "one line each": f"languages:\n{ONE_LINE}",
    "keys below the dash": "languages:\n" + ENGLISH.replace("  - tag", "  -\n    tag"),
    "a long line": "languages:\n" + ENGLISH.replace("x", f'"{"x " * 300}"'),
}
AMHARIC = new_language("am", "", ())


def languages(text: str) -> tuple[Language, ...]:
    source, found = parse_yaml(Path("languages.yml"), text)
    assert source, found
    loaded, found = as_model(source, Languages, "languages")
    assert loaded, found
    return loaded.model.languages


def is_added(text: str) -> None:
    """The entry is in the list, and the file is as it was without it."""
    written = with_entry(text, AMHARIC)
    assert languages(written) == (*languages(text), AMHARIC)
    added = len(written) - len(text)
    assert any(written[:place] + written[place + added :] == text for place in range(len(text) + 1))
    assert ("\r\n" in written) == ("\r\n" in text)
    assert "\n" not in written.replace("\r\n", "") or "\r\n" not in text


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_every_other_byte_stays(text: str) -> None:
    is_added(text)


NOISE = st.text(st.sampled_from(" #'\"[]{}:-,é…ع\t"), max_size=12)
COMMENT = st.builds(lambda indent, noise: f"{' ' * indent}#{noise}", st.integers(0, 8), NOISE)
COMMENTS = st.lists(st.just("") | COMMENT, max_size=3)


@settings(deadline=None, max_examples=examples(150))
@given(st.data(), st.sampled_from([ENGLISH, FLAT, WIDE]), st.booleans(), st.booleans())
def test_every_other_byte_stays_among_any_comments(data: st.DataObject, entry: str, twice: bool, windows: bool) -> None:
    lines = ["languages:", *entry.splitlines(), *(entry.replace("en", "fr").splitlines() if twice else ())]
    text = ""
    for line in ["", *lines]:
        text += f"{line}  # {data.draw(NOISE)}\n" if line and data.draw(st.booleans()) else f"{line}\n"
        text += "".join(f"{comment}\n" for comment in data.draw(COMMENTS))
    is_added(text.replace("\n", "\r\n") if windows else text)


def test_the_entry_is_written_as_the_others_are() -> None:
    text = LAYOUTS["set apart"]
    assert with_entry(text, AMHARIC.model_copy(update={"print_size": 110, "tag": "no"})) == text.rstrip() + (
        "\n\n  - tag: no\n    name: አማርኛ\n    direction: ltr\n    region: am-ET\n"
        "    fonts: [Noto Sans Ethiopic, Noto Sans]\n    paper: [a4]\n    print_size: 110\n"
        '    plural: "nplurals=2; plural=(n == 0 || n == 1 ? 0 : 1);"\n\n\n\n'
    )
