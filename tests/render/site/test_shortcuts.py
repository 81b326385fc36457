"""Shortcuts are taken, and each text comes out as Python-Markdown makes it."""

from __future__ import annotations

import random

import pytest
from markdown import Markdown

from generator.render.site.raw_html import RawBlocks
from generator.render.site.shortcuts import PREPARING, take_shortcuts

PIECES = [
    *"`*_[]()!<>&\\:#{}\n ", "  \n", "words", "![", "](", "&amp;", "&#65;", "<b>", "</b>",
    "<http://a.example>", "<a@b.c>", "[a]: /b", "**", "\\\\", "```",
    "\n```\n", "\n~~~ x\n", "\t", "\r", "\r\n", "\n  \n", "\x02", "\x03",
]  # fmt: skip
LINES = [
    "Words.", "One\nof two", "# A { #a }", "## B", "A\n==", "- one\n- two", "- one\n\n    two", "1. [a](b)", "> Words",
    "---", "[a]: /b", "[a]", "[a](/b)", "[TOC]", "a | b\n- | -\n1 | 2", "    code", "- a\n\n        code", "\u0645",
    "\u0663. a", "<div>a\n\nb</div>", "<p>a</p>", "<b>c</b>", "<div></div>\n<div></div>", "<!-- c -->",
    "\x02wzxhzdk:0\x03", "`<p>`", "\\*", "&amp;", "",
]  # fmt: skip
ENDS = ["", "", "\n  ", "\n\n    "]


EXTENSIONS = ["attr_list", "toc", "tables", "fenced_code"]


def quick() -> Markdown:
    md = Markdown(extensions=EXTENSIONS)
    take_shortcuts(md)
    return md


def test_every_text_comes_out_the_same() -> None:
    chance = random.Random(14)
    usual, sooner = Markdown(extensions=EXTENSIONS), quick()
    assert all("run" in vars(sooner.preprocessors[name]) for name in PREPARING), "Python-Markdown has other steps"
    for _ in range(1_500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(1, 30))) + chance.choice(ENDS)
        assert sooner.reset().convert(text) == usual.reset().convert(text), repr(text)
    for _ in range(1_500):
        text = "\n\n".join(chance.choices(LINES, k=chance.randrange(1, 12)))
        assert sooner.reset().convert(text) == usual.reset().convert(text), repr(text)
        assert sooner.toc_tokens == usual.toc_tokens, repr(text)  # type: ignore[attr-defined]


def test_the_steps_that_a_plain_page_does_not_need_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    md = quick()
    RawBlocks(md).register()
    html = "<table><tr><td>a</td></tr></table>"

    def fail(*_: object) -> None:
        pytest.fail("a step was taken that finds nothing")

    for name in ("hr", "reference"):
        monkeypatch.setattr(md.parser.blockprocessors[name], "test", fail)
    for target, name in (
        (md.treeprocessors["unescape"], "unescape"),
        (md.treeprocessors["toc"], "replace_marker"),
        (md.inlinePatterns["backtick"], "getCompiledRegExp"),
    ):
        monkeypatch.setattr(target, name, fail)
    assert md.convert(f"# A\n\nWords and [words](b.md)\n\n{html}\n\n[Words](c.md)\n") == (
        f'<h1 id="a">A</h1>\n<p>Words and <a href="b.md">words</a></p>\n{html}\n\n<p><a href="c.md">Words</a></p>'
    )
