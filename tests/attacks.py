# ruff: noqa: E501 - a list of attacks is read best as it is
"""Hostile texts of our own: each kind is something that one of our outputs could take for more than words."""

from __future__ import annotations

from itertools import product

_CALL = "window.ran(1)"

TAGS = (
    "script", "svg", "img", "iframe", "object", "embed", "form", "input", "button", "details", "video", "audio", "math",
    "style", "link", "meta", "base", "template", "marquee", "body", "a", "isindex", "textarea", "title", "noscript",
)  # fmt: skip
HANDLERS = (
    "onload", "onerror", "onclick", "onfocus", "ontoggle", "onmouseover", "onanimationend", "onpointerenter", "onbegin",
    "onpageshow",
)  # fmt: skip
ADDRESSES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", "data:text/html,", "vbscript:", "//evil.example/",
    "https://evil.example/", "http:evil.example", "mailto:a@evil.example", "tel:123", "file:///etc/passwd",
    "blob:https://evil.example/", "view-source:", "\\\\evil.example\\share", "www.evil.example", "evil.example/pay",
)  # fmt: skip
WAYS_TO_LINK = (
    "[words]({})",
    "<{}>",
    "![p]({})",
    '<a href="{}">a</a>',
    "[w]({} 'title')",
    "{}",
    "[a]: {}",
    "[w](<{}>)",
)
ENTITIES = ("&lt;script&gt;", "&#60;script&#62;", "&#x3c;script&#x3e;", "&amp;lt;b&amp;gt;", "&colon;", "&Tab;", "&#0;")
TEMPLATES = (
    "{{ config }}", "{% include 'a' %}", "{# a #}", "{{ ''.__class__.__mro__ }}", "{0}", "{a.__class__}", "%s", "%(a)s",
    "%n", "${a}", "#{a}", "<%= a %>", "$(touch a)", "`touch a`", "{organisation.x}", "{}", "}{", "${{ secrets.A }}",
)  # fmt: skip
TYPST = (
    "#read(\"/etc/passwd\")", "#import \"a\": *", "#include \"a\"", "#eval(\"1\")", "#set page(fill: red)", "= Heading",
    "*strong*", "_emph_", "$x$", "<label>", "@ref", "/* a */", "// a", "\\u{202e}", "#let a = 1", "[#box[a]]", "~", "---",
)  # fmt: skip
INVISIBLE = tuple(
    chr(number)
    for number in (
        *range(0x01, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0), 0xAD, 0x61C, 0x115F, 0x180E,
        *range(0x200B, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFE0F, 0xFEFF, 0xFFF9,
        0xFFFC, 0xFFFE, 0x1D173, 0xE0001, 0xE0041, 0xF0000,
    )
)  # fmt: skip
HOMOGLYPHS = ("раypal.example", "ｅｖｉｌ．example", "ᴇvil.example", "𝐞𝐯𝐢𝐥.example", "＜script＞", "‹script›", "﹤b﹥")
WORD = (
    "{ INCLUDETEXT \"c:\\\\a\" }", "{ DDEAUTO c:\\\\cmd.exe }", "</w:t><w:fldSimple w:instr=\"DDE\"/>", "{ HYPERLINK \"a\" }",
    "<w:br/>", "]]><w:p/>", "{ MACROBUTTON a }", "&#xB;",
)  # fmt: skip
SHEETS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example")',
    "=cmd|' /C calc'!A0",
    "\t=1",
    ";=1",
    "'=1",
)
MARKDOWN = (
    "# a", "> a", "- a", "1. a", "| a | b |", "```\na\n```", "    a", "***", "[^1]", "!!! note", "{: .a }", "{ #id }",
    "{: onclick=window.ran(1) }", "<!-- a -->", "<![CDATA[a]]>", "<?php ?>", "<!DOCTYPE a>", "a  \nb", "\\\n", "</p><p>",
    "</script><script>window.ran(1)</script>", "</title>", "--><b>", "'\"><b>", "`</code><b>`", "[a](b \"c\" onclick=d)",
)  # fmt: skip


NAMES = (
    "constructor", "__proto__", "prototype", "toString", "hasOwnProperty", "valueOf", "fill-tools", "null", "undefined",
    "NaN", "→ ✓ ☐ ★ ≥", "😀", "中",
)  # fmt: skip
"""Words that a script could take for something of its own, and letters that few fonts have."""


def texts() -> list[str]:
    """Every kind once, each in words that a person could have written."""
    marks = [
        *(f"<{tag} {handler}={_CALL}>x</{tag}>" for tag, handler in product(TAGS, HANDLERS)),
        *(f"<{tag}/{handler}={_CALL}//" for tag, handler in zip(TAGS, HANDLERS * 3, strict=False)),
        *(way.format(f"{address}{_CALL}") for way, address in product(WAYS_TO_LINK, ADDRESSES)),
        *(f"{entity}{_CALL}{entity}" for entity in ENTITIES),
        *(f"hid{letter}den" for letter in INVISIBLE),
        *TEMPLATES, *TYPST, *HOMOGLYPHS, *WORD, *SHEETS, *MARKDOWN, *NAMES,
    ]  # fmt: skip
    return list(dict.fromkeys(marks))
