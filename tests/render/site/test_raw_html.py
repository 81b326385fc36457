"""Blocks of HTML found the quick way are those that Python-Markdown and MkDocs find with a real parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor

from generator.render.site.raw_html import RawBlocks
from generator.render.site.shortcuts import take_shortcuts
from tests.conftest import examples

PLAIN = [
    '# A\n\n<div class="a"><p>b</p></div>\n\nText with <span lang="en">words</span>.\n\n## B { #b }\n',
    '<form id="f"><input id="i" name="n"><br><textarea name="t"></textarea></form><div id="d"></div>\n\nText\n',
    "<ul><li>a</li></ul>\n<ul><li>b</li></ul>\n\n- x\n- y\n",
    '<p>&lt;b&gt; &amp; &#123;</p>\n\n<svg viewBox="0 0 1 1"><path d="M0"/></svg>\n',
    '<a id="x&amp;y" name="z">w</a> and <b>c</b>\n\n<table><tr><td>1</td></tr></table>\n',
    '<div><div><div><div><p id="a">b<br>c<input></p></div>\n\n</div> id="d" </div><p title=" id=" id="e">f</p></div>\n',
]
PIECES = [
    *(
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<span>",
        "</span>",
        '<a id="a">',
        '<a name="b" href="#c">',
        "</a>",
        "<br>",
        "<br/>",
    ),
    *("<hr>", "<hr/>", "<div/>", "<script>", "</script>", "<style>", "<textarea>", "</textarea>", "<pre>", "</pre>"),
    *(
        '<div title="id=" id="q">',
        "<DIV>",
        "<div id='s'>",
        "<div\nid=x>",
        "<!-- c -->",
        "<!--",
        "<?php ?>",
        "<![CDATA[x]]>",
    ),
    *(
        "<",
        ">",
        "</",
        "</>",
        "&",
        "&amp;",
        "&#65;",
        "&#65",
        "&#x41;",
        "`",
        "``",
        "`<div>`",
        "\\<",
        "*a*",
        "[l](x.md)",
        "{ #id }",
    ),
    *("\n", "\n\n", "\n\n\n", " ", "   ", "    ", "\t", "word", "# H", "- i", "1. n", "> q", "\u2028", "é"),
]


def ordinary(text: str) -> tuple[str, set[str]]:
    md = Markdown(extensions=["attr_list", "toc"])
    anchors = _RawHTMLPreprocessor()
    anchors._register(md)
    return md.convert(text), anchors.present_anchor_ids


def quick(text: str) -> tuple[str, set[str]]:
    md = Markdown(extensions=["attr_list", "toc"])
    raw = RawBlocks(md)
    raw.register()
    take_shortcuts(md)
    return md.convert(text), raw.present_anchor_ids


@pytest.mark.parametrize("text", PLAIN)
def test_what_we_write_needs_no_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ordinary(text)
    monkeypatch.setattr(RawBlocks, "_run_slowly", lambda self, lines: pytest.fail("a parser was used"))
    assert quick(text) == expected


@settings(max_examples=examples(600))
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_mixture_comes_out_the_same(text: str) -> None:
    assert quick(text) == ordinary(text)
