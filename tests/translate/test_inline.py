"""What a translation may hold, and that nothing else gets through."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from html.parser import HTMLParser

import jinja2
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.blocks.marks import Refusal, is_one_paragraph, parse, written
from generator.library.text import State, Text
from generator.translate.apply import translate
from generator.translate.inline import REFUSED_CATEGORIES, check_characters, safe_value
from tests.conftest import examples
from tests.translate import sample

HIDDEN = REFUSED_CATEGORIES - {"Cn", "Co"}
"""Of those that mean nothing yet, or what somebody agreed upon, there are a million."""
PLAIN = "You may refuse at any time."
RICH = "Read `data.csv` and [the form](document:consent) within {days} days, **please**."
GOOD = "Lisez `data.csv` et [le formulaire](document:consent) sous {days} jours, **merci**."

# Each attack is a whole translation; "RICH" in front marks those that start from the correct one.
ATTACKS = [
    "<script>alert(1)</script>",
    "Vous pouvez <b onclick=alert(1)>refuser</b>.",
    "Vous <img src=x onerror=alert(1)> pouvez.",
    "Vous pouvez <!-- caché --> refuser.",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "Vous pouvez <svg/onload=alert(1)>",
    "<?php echo 1 ?>",
    "<![CDATA[x]]>",
    "</p><p>Vous pouvez",
    "<https://evil.example/>",
    "<mailto:x@evil.example>",
    "[cliquez](https://evil.example/)",
    "[cliquez](javascript:alert(1))",
    "[cliquez](data:text/html;base64,PHNjcmlwdD4=)",
    "[cliquez](//evil.example)",
    "[cliquez](principle:relevance)",
    "[cliquez](1)",
    "[cliquez][1]",
    "[cliquez](<javascript:alert(1)>)",
    "[1]: https://evil.example/",
    "![](https://evil.example/pixel.png)",
    "![suivi](pixel)",
    "Voir https://evil.example/ maintenant",
    "Voir www.evil.example maintenant",
    "Voir WWW.EVIL.COM maintenant",
    "Voir ｗｗｗ.evil.com maintenant",
    "Voir w\u200dww.evil.com maintenant",
    "Voir evil.com/payer maintenant",
    "Écrivez à vol@evil.example",
    "javascript:alert(1)",
    "{{ config }}",
    "{% include 'secret' %}",
    "{# rien #}",
    "${7*7}",
    "<%= 7*7 %>",
    "{x.__class__}",
    "{0.__globals__}",
    "{unknown}",
    "{days}",
    "Vous pouvez { .classe onclick=alert(1) }",
    "Vous pouvez {: .classe }",
    "Vous pouvez refuser. { #autre-id }",
    "# Titre",
    "> citation",
    "- liste",
    "* liste",
    "+ liste",
    "1. liste",
    "7) liste",
    "---",
    "===",
    "***",
    "```python",
    "~~~",
    "!!! note",
    "::: note",
    "??? note",
    ": définition",
    "[TOC]",
    "*[HTML]: sigle",
    "[^1]: note",
    "[^1]",
    "- [ ] tâche",
    "| a | b |",
    "    code en retrait",
    "\tcode en retrait",
    "ligne\n\n<script>x</script>",
    "ligne\n    code",
    "ligne  \nsuite",
    "ligne\\\nsuite",
    "`code`",
    "``<b>``",
    "**gras** ici",
    "*italique* ici",
    "__gras__ ici",
    "nul\x00ici",
    "cloche\x07ici",
    "retour\x1b[31mici",
    "inversé \u202eecirp\u202c ici",
    "marque \u200eici",
    "marque \u200fici",
    "isolat \u2066ici\u2069",
    "privé \ue000 ici",
    "invisible \u200b ici",
    "bom \ufeff ici",
    "tag \U000e0041 ici",
    "séparateur \u2028 ici",
    "&#x202e;inversé",
    "&#0;nul",
    "&#xE000;",
    "accents a" + "\u0301" * 12,
    "Vous pouvez refuser. " * 60,
    "\\<script>alert(1)\\</script>",
    "\\{\\{ config \\}\\}",
    "&#123;&#123; config &#125;&#125;",
    "*" * 60 + "a",
    "[" * 60 + "a" + "](x)" * 60,
    "RICH " + GOOD.replace("document:consent", "document:other"),
    "RICH " + GOOD.replace("document:consent", "https://evil.example"),
    "RICH " + GOOD.replace("(document:consent)", '(document:consent "titre")'),
    "RICH " + GOOD + " [encore](document:consent)",
    "RICH " + GOOD.replace("{days}", "{days} {days}"),
    "RICH " + GOOD.replace("{days}", "{organisation}"),
    "RICH " + GOOD.replace("{days}", "trois"),
    "RICH " + GOOD.replace("`data.csv`", "`rm -rf`"),
    "RICH " + GOOD.replace("`data.csv`", "data.csv"),
    "RICH " + GOOD.replace("[le formulaire]", "[]"),
    "RICH " + GOOD.replace("[le formulaire]", "[<b>le formulaire</b>]"),
    "RICH " + GOOD.replace("[le formulaire]", "[![x](y)]"),
    "RICH " + GOOD + "{: onclick=alert(1) }",
]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff]")
_LINKED = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


class _Tags(HTMLParser):
    """Every start tag with its attributes, except the texts of attributes that only name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, tuple[tuple[str, str | None], ...]]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, tuple(sorted(attrs))] += 1

    def handle_comment(self, data: str) -> None:
        self.found["comment", ((data, None),)] += 1

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def _tags(html: str) -> Counter[tuple[str, tuple[tuple[str, str | None], ...]]]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def _renderings(text: str) -> list[str]:
    """The text through parsers that allow far more than ours."""
    extensions = ["extra", "attr_list", "toc", "sane_lists", "admonition"]
    return [_LINKED.render(text), markdown.markdown(text, extensions=extensions)]


def assert_no_more_than(source: str, value: str) -> None:
    for english, other in zip(_renderings(source), _renderings(value), strict=True):
        assert not _tags(other) - _tags(english), other
    assert jinja2.Template(value).render() == jinja2.Template(value, autoescape=True).render() == value
    assert not _CONTROL.search(value)
    assert "\n" not in value
    assert "evil" not in value


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_through(attack: str) -> None:
    source, text = (RICH, attack[5:]) if attack.startswith("RICH ") else (PLAIN, attack)
    try:
        value = safe_value(source, text)
    except Refusal:
        return
    assert_no_more_than(source, value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_through_a_page(attack: str) -> None:
    body = f"{PLAIN}\n\n- {RICH}\n\n| A | B |\n|---|---|\n| {PLAIN} | x |\n"
    library = sample.library(f"---\ntitle: T\ndescription: D\n---\n\n{body}")
    text = attack.removeprefix("RICH ")
    catalog = sample.catalog({block.text.key: text for block in library.pages[0].blocks}, library)
    translated, _ = translate(library, sample.FRENCH, catalog)
    before, after = (sample.shown(each.pages[0], alike=True) for each in (library, translated))
    for english, other in zip(_renderings(before), _renderings(after), strict=True):
        assert not _tags(other) - _tags(english)
    assert not _CONTROL.search(after)


def test_most_attacks_are_refused_and_not_only_defused() -> None:
    refused = 0
    for attack in ATTACKS:
        source, text = (RICH, attack[5:]) if attack.startswith("RICH ") else (PLAIN, attack)
        try:
            safe_value(source, text)
        except Refusal:
            refused += 1
    assert len(ATTACKS) >= 50
    assert refused >= len(ATTACKS) - 6


@pytest.mark.parametrize(
    ("source", "text", "value"),
    [
        (PLAIN, "Vous pouvez refuser à tout moment.", "Vous pouvez refuser à tout moment."),
        (PLAIN, "  Vous pouvez.  ", "Vous pouvez."),
        (PLAIN, "Note : « c’est » 100 %, n° 3 ; oui ?", "Note : « c’est » 100 %, n° 3 ; oui ?"),
        (PLAIN, "a_b_c et 2 * 3", "a\\_b\\_c et 2 \\* 3"),
        (PLAIN, "Q&A < 5 & plus", "Q&amp;A &lt; 5 & plus"),
        (PLAIN, "[sic]", "\\[sic\\]"),
        (PLAIN, "يمكنك الرفض في أي وقت.", "يمكنك الرفض في أي وقت."),
        (RICH, GOOD, GOOD),
        ("*one* two", "un deux", "un deux"),
        ("*one*", "_un_", "*un*"),
        ("See [a](1) and [b](2).", "Voir [b](2) et [a](1).", "Voir [b](2) et [a](1)."),
        ("A **very *deep* mark**", "Une **marque *très* profonde**", "Une **marque *très* profonde**"),
        ("See https://example.org/a", "Voir https://example.org/a", "Voir https://example.org/a"),
    ],
)
def test_good_translations_come_through(source: str, text: str, value: str) -> None:
    assert safe_value(source, text) == value


def test_only_right_to_left_languages_may_use_direction_marks() -> None:
    text = "اقرأ \u2066GSBPM\u2069 الآن\u200f"
    assert safe_value(PLAIN, text, rtl=True) == text
    with pytest.raises(Refusal, match=r"U\+2066"):
        safe_value(PLAIN, text)
    with pytest.raises(Refusal, match="not closed"):
        safe_value(PLAIN, "اقرأ \u2066GSBPM الآن", rtl=True)
    with pytest.raises(Refusal, match=r"U\+202E"):
        safe_value(PLAIN, "اقرأ \u202eGSBPM", rtl=True)


def test_a_refusal_says_what_to_write() -> None:
    with pytest.raises(Refusal) as caught:
        safe_value(RICH, GOOD.replace("{days}", "trois"))
    assert caught.value.reason == "the placeholder {days} is missing"
    assert caught.value.help == "write {days} where its value belongs"


def test_the_reader_sees_the_words_of_the_translator() -> None:
    for text in ("a_b_c", "2 * 3 * 4", "[sic]", "x < y & z", "5 > 4", "C:\\temp", "a ` b"):
        value = safe_value(PLAIN, text)
        shown = "".join(token.content for token in _LINKED.parseInline(value)[0].children or [])
        assert shown == text


_ALPHABET = st.sampled_from(
    [*"abé ا*_`[](){}<>&#!|\\~.:-+=1\"'$%\n\t", "\u200f", "{days}", "](", "**", "www.", "http://"]
)


@settings(max_examples=examples(600))
@given(st.lists(_ALPHABET, max_size=25).map("".join), st.sampled_from([PLAIN, RICH, "a *b* `c`"]))
def test_whatever_is_let_through_renders_like_english(text: str, source: str) -> None:
    try:
        value = safe_value(source, text)
    except Refusal:
        return
    assert_no_more_than(source, value)


@settings(max_examples=examples(300))
@given(st.lists(_ALPHABET, max_size=25).map("".join))
def test_writing_and_parsing_again_changes_nothing(text: str) -> None:
    try:
        tree = parse(text.strip())
        value = written(tree)
    except Refusal:
        return
    if parse(value.strip()) == tree:
        assert written(parse(value)) == value


@settings(max_examples=examples(300))
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_no_hidden_character_gets_through(text: str) -> None:
    try:
        value = safe_value(PLAIN, text)
    except Refusal:
        return
    assert all(unicodedata.category(each) not in ("Cc", "Co", "Cs", "Cn", "Zl", "Zp") for each in value)


def test_every_hidden_character_is_refused_and_no_space_that_is_seen() -> None:
    hidden = {each for each in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(each) in HIDDEN}
    for each in hidden - {"\u200c", "\u200d"}:
        with pytest.raises(Refusal):
            check_characters(PLAIN, f"a{each}b", rtl=False)
    check_characters(PLAIN, "« a\u00a0: b\u202f! » \u200c\u200d" + "a\u0301" * 9 + "\u0301" * 5, rtl=False)
    with pytest.raises(Refusal):
        check_characters(PLAIN, "a" + "\u0301" * 7, rtl=False)


def test_state_of_an_attack_is_blocked_and_english_is_shown() -> None:
    library = sample.library(search="Search")
    catalog = sample.catalog({"interface#search.text": "<b>Chercher</b>"}, library)
    translated, found = translate(library, sample.FRENCH, catalog)
    assert translated.interface["search"] == Text("Search", "interface#search.text", state=State.BLOCKED)
    assert "raw HTML" in found[0].message


def test_a_letter_that_no_font_has_is_refused_with_what_to_do() -> None:
    signs = "Refusez → ✓ ☐ ★ ≥ 🎉 à tout moment."
    assert safe_value(PLAIN, signs) == signs
    with pytest.raises(Refusal, match=r"no font of the papers has '𒀀' \(U\+12000") as refused:
        safe_value(PLAIN, "Refusez 𒀀.")
    assert "another sign" in refused.value.help


@settings(max_examples=examples(500))
@given(st.text("a1ع中 -.)#>*_=~`[]|:\t\n\r\v\u2028", max_size=9))
def test_one_paragraph_is_what_a_parser_takes_for_one(text: str) -> None:
    kinds = [token.type for token in MarkdownIt("commonmark", {"html": False}).parse(text)]
    assert is_one_paragraph(text) == (kinds == ["paragraph_open", "inline", "paragraph_close"])
