"""The classifier as a classic script: its words as HTML of our own making, its tree as ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.blocks.nodes import Phrase
from generator.blocks.screen import Screen, ScreenFinding, ScreenQuestion
from generator.library.language import Language
from generator.render.html import HtmlWriter
from generator.render.place import PagePlace
from generator.render.script import assigned

PATH = "assets/classifier.js"


def screen_script(screen: Screen, language: Language, languages: Mapping[str, Language]) -> bytes:
    """The script's bytes: it gives `window.CitizenDataClassifier` its value."""
    writer = HtmlWriter(PagePlace("classify", language, languages))
    data = {
        "version": screen.version,
        "questions": [_question(writer, each) for each in screen.questions],
        "findings": [_finding(writer, each) for each in screen.findings],
    }
    return assigned("CitizenDataClassifier", data)


def _words(writer: HtmlWriter, phrase: Phrase | None) -> str:
    return writer.phrase(phrase, "span") if phrase else ""


def _question(writer: HtmlWriter, question: ScreenQuestion) -> dict[str, Any]:
    options = [
        {
            "id": option.id,
            "text": _words(writer, option.text),
            "because": _words(writer, option.because),
            "open": _words(writer, option.open),
            "finds": option.finds,
            "sets": option.sets,
            "clears": option.clears,
            "next": option.next,
        }
        for option in question.options
    ]
    return {
        "id": question.id,
        "part": _words(writer, question.part),
        "question": _words(writer, question.question),
        "help": _words(writer, question.help),
        "several": question.several,
        "source": _words(writer, question.source),
        "options": options,
    }


def _finding(writer: HtmlWriter, finding: ScreenFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "part": _words(writer, finding.part),
        "title": _words(writer, finding.title),
        "text": _words(writer, finding.text),
        "source": _words(writer, finding.source),
        "page": _words(writer, finding.page),
        "papers": [[id, _words(writer, link)] for id, link in finding.papers],
    }
