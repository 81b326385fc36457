"""No two questions ask the same: who finds one of two answers does not know of the other."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations

from tests.conftest import ROOT, loaded

TWINS = 0.36
"""How alike two questions with their answers may be, as the cosine between their words by how rare these are."""


def weighed(texts: dict[str, str]) -> dict[str, dict[str, float]]:
    words = {id: Counter(re.findall(r"[a-z]{3,}", text.lower())) for id, text in texts.items()}
    spread = Counter(word for found in words.values() for word in found)
    weights = {
        id: {word: (1 + math.log(count)) * math.log(len(texts) / spread[word]) for word, count in found.items()}
        for id, found in words.items()
    }
    lengths = {id: math.hypot(*found.values()) for id, found in weights.items()}
    return {id: {word: value / lengths[id] for word, value in found.items()} for id, found in weights.items()}


def alike(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(value * other.get(word, 0) for word, value in one.items())


def test_no_two_questions_have_the_same_answer() -> None:
    asked = [each for theme in loaded(ROOT).questions for each in theme.questions]
    words = weighed({each.id: f"{each.question.value} {each.answer.value}" for each in asked})
    twins = [pair for pair in combinations(words, 2) if alike(words[pair[0]], words[pair[1]]) > TWINS]
    assert twins == []


def test_twins_would_be_found() -> None:
    words = weighed({"lost": "a phone is lost, lock it", "gone": "the phone is lost: lock it", "other": "pay people"})
    assert alike(words["lost"], words["gone"]) > TWINS > alike(words["lost"], words["other"])
