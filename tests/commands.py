"""Every command once, with what it reads, in a small project: one table for all tests that try each of them.

A test holds it against the list of the command line, so a new command is interrupted, refused its disk and given
hostile files as soon as it has its row here.
"""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from generator import cli
from tests import ready
from tests.conftest import ROOT
from tests.copied import edit, project

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "check": (),
    "build": ("--format", "pages", "--lang", "en", "--jobs", "1"),
    "serve": ("--jobs", "1", "--port", "PORT"),
    "editorial": ("content/index#cf8c",),
    "schemas": (),
    "quotes": ("--against", "source.txt"),
    "keep": (),
    "preview": ("en",),
    "send": ("ar", "--to", "out/send.csv"),
    "receive": ("drafts.json",),
    "sync": (),
    "status": ("--json", "out/status.json", "--badges", "out/badges"),
    "review": ("--lang", "ar", "--reviewer", "first-reviewer", "--date", "2026-01-01", "--from", "ticked.csv"),
    "languages add": ("fa",),
    "languages weblate": ("https://example.org/x.git", "--to", "out/weblate.json"),
    "fill": ("small-consent", "--answers", "answers.json", "-o", "out/fill.docx"),
    "compare": ("answers.json", "answers.json"),
    "pack": ("small-pack", "-o", "out/pack.zip"),
    "booklet": ("small-consent", "-o", "out/booklet.pdf"),
    "classify": ("--answers", "route.json", "-o", "out/classify.html"),
    "xlsform": ("small-consent", "--answers", "answers.json", "--out", "out/xlsform"),
    "cells": ("table.csv", "-o", "out/cells.csv"),
    "read": ("paper.docx", "--out", "out/read"),
    "changed": ("paper.docx", "--out", "out/changed.html"),
    "reconsent": ("paper.docx", "--out", "out/again.docx"),
    "record": ("answers.json", "-o", "out/record.jsonld"),
    "dcat": ("sheet.json", "-o", "out/dcat.ttl"),
    "data": ("--out", "out/data"),
    "kit": ("--out", "out/kit.zip"),
    "kits": ("--out", "out/kits"),
    "epub": ("--out", "out/epub"),
    "zim": ("--kit", "small", "--out", "out/zim"),
}
"""The arguments of each command, in a project that was `prepared` and built."""


def names(*, hidden: bool = False) -> set[str]:
    """All commands that the help names, or those that it does not: they only name what took their place."""

    def below(command: Any, name: str) -> Iterator[str]:
        if not hasattr(command, "commands") and command.hidden == hidden:
            yield name
        for word, inner in getattr(command, "commands", {}).items():
            yield from below(inner, f"{name} {word}".strip())

    return set(below(typer.main.get_command(cli.app), ""))


def line(command: str) -> tuple[str, ...]:
    """The whole line of a command."""
    return (*command.split(), *(each.replace("PORT", str(free_port())) for each in ARGUMENTS[command]))


SHEET = """\
id: metadata-sheet
kind: governance
version: 1.0.0
title: Sheet of the data
summary: What the data are.
audience: The team.
levels: [1]
instructions: {empty: Leave no line empty.}
stages: [design]
principles: [privacy]
paragraphs: ['1']
fields:
  - {id: title, label: Title of the data, max_length: 80}
sections:
  - id: what
    title: What it is
    clauses:
      - {id: name, text: 'The data are called {title}.', principles: [privacy]}
"""


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        return int(waiting.getsockname()[1])


def prepared(root: Path) -> Path:
    """The small project with a site, a returned paper and all else that the commands of the table read.

    The sources are ahead of the site and of what was signed, so that each command has something to do.
    """
    project(root)
    for name in ("epub", "kit", "desk"):
        shutil.copytree(ROOT / "templates" / name, root / "templates" / name)
    (root / "templates/documents/metadata-sheet.yaml").write_text(SHEET, encoding="utf-8")
    edit(
        root / "content/guides/principles/privacy.md",
        "- [Score",
        "- [Name the data](document:metadata-sheet)\n- [Score",
    )
    purpose = "- {paper: 'document:small-consent', by: [team], at: [design]}"
    edit(
        root / "content/purposes.yaml",
        purpose,
        f"{purpose}\n      {purpose.replace('small-consent', 'metadata-sheet')}",
    )
    shutil.copy(root / "content/examples/river/small-consent.json", root / "answers.json")
    (root / "sheet.json").write_text(
        '{"schema": "citizen-data-answers/1", "document": "metadata-sheet", "answers": {"title": "River"}}'
    )
    (root / "route.json").write_text('{"schema": "citizen-data-route/1", "answers": {"ours": "no"}}')
    (root / "table.csv").write_text("place,a,b\nx,3,40\ny,50,60\n")
    (root / "drafts.json").write_text('{"content/levels#answers.yes": "نعم"}', encoding="utf-8")
    summary = '#: framework/editions/1.0/principles.yaml\nmsgctxt "framework/1.0/principles#summary"'
    edit(root / "translations/ar/framework/1.0/principles.po", summary, f"# translator: A Person\n{summary}")
    _run(root, "build", "--jobs", "1")
    _run(root, "keep")
    _run(root, "fill", "small-consent", "--answers", "answers.json", "-o", "paper.docx")
    _run(root, "send", "ar", "--for-review", "--to", "ticked.csv")
    edit(root / "ticked.csv", "لكل العمل.,", "لكل العمل.,yes")
    _run(root, "sync")
    edit(root / "templates/documents/small-consent.yaml", "asks me.", "asks me, and others.")
    edit(root / "content/index.md", "framework with", "framework, with")
    return root


def _run(root: Path, *command: str) -> None:
    done = ready.run(root, *command, program=ready.ALONE)
    assert done.returncode == 0, done.stdout + done.stderr
