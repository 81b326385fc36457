"""The classifier as classic scripts: where its answers lead as ids, and the words that its page does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.blocks.screen import Screen
from generator.library.asked import FIRST_PAPERS, Asked
from generator.library.classifier import ClassifierQuestion
from generator.library.language import Language
from generator.render.html import HtmlWriter
from generator.render.place import PagePlace
from generator.render.script import assigned


def scripts(screen: Screen, language: Language, languages: Mapping[str, Language]) -> Iterator[tuple[str, bytes]]:
    """Each script with its path: what the first questions need, the words of a result, and the deeper questions."""
    writer = HtmlWriter(PagePlace("classify", language, languages))
    walk = screen.asked
    first = {
        "version": walk.classifier.version,
        "first": FIRST_PAPERS,
        "levels": [{"id": level.id, "number": level.number} for level in walk.levels.levels],
        "words": {id: writer.phrase(words, "span") for id, words in screen.words.items()},
        **_questions(walk, walk.triage),
    }
    yield "assets/classifier.js", assigned("CitizenDataClassifier", first)
    result = {"html": writer.blocks(screen.result)}
    yield "assets/classifier-result.js", assigned("CitizenDataClassifierResult", result)
    deeper = {"html": writer.blocks(screen.deeper), **_questions(walk, walk.classifier.deeper)}
    yield "assets/classifier-deeper.js", assigned("CitizenDataClassifierDeeper", deeper)


def _questions(walk: Asked, questions: Sequence[ClassifierQuestion]) -> dict[str, Any]:
    """Questions with what they show and the papers that fit it, in the order in which their words stand on the page."""
    findings, papers = walk.told_by(questions)
    ranks = {each.paper: rank for rank, each in enumerate(walk.classifier.papers)}
    return {
        "questions": [_question(walk, each) for each in questions],
        "findings": [{"id": each.id, "part": each.part, "open": each.open} for each in findings],
        "papers": [
            {
                "id": each.paper,
                "when": each.when,
                "levels": walk.paper_levels.get(each.paper, ()),
                "rank": ranks[each.paper],
            }
            for each in papers
        ],
    }


def _question(walk: Asked, question: ClassifierQuestion) -> dict[str, Any]:
    raises = {each.id: each.raises for each in walk.levels.questions}
    said: dict[str, Any] = {"id": question.id, "several": question.several, "options": []}
    if question.unless:
        said["unless"] = question.unless
    if question.id in raises:
        said["raises"] = raises[question.id]
    for option in question.options:
        following = walk.after(question, (option,))
        held: dict[str, Any] = {"id": option.id, "next": following.id if following else ""}
        held.update({name: value for name in ("finds", "sets", "clears") if (value := getattr(option, name))})
        if option.open:
            held["open"] = True
        said["options"].append(held)
    return said
