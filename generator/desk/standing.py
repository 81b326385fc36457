"""How far each language is, for programs and for a forge: words by part and state, and what waits for whom."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.blocks.marks import parse, words_in
from generator.cache.writing import write_together
from generator.catalog.counts import CRITICAL, PARTS, STATES, Counts
from generator.desk.opened import Project
from generator.library.text import State
from generator.render.desk.badge import badge


def write_standing(root: Path, tags: Sequence[str], table: Path | None, badges: Path | None) -> list[Path]:
    """All that is asked for, or nothing: the table of all languages, and a folder of pictures. Returns the pictures."""
    project = Project(root)
    pictures = _badges(project, tags, badges) if badges else {}
    write_together({**({table: _json(project, tags)} if table else {}), **pictures})
    project.editions.save()
    return list(pictures)


def _json(project: Project, tags: Sequence[str]) -> bytes:
    """An entry for each language; critical clauses stand first in each list."""
    held = {language.tag: _told(project, language.tag) for language in project.editions.targets(tuple(tags))}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _badges(project: Project, tags: Sequence[str], to: Path) -> dict[Path, bytes]:
    """A picture for each language, by its tag."""
    names = {state: _plain(project, f"state-{state}") for state in STATES}
    languages = project.editions.targets(tuple(tags))
    counted = {each: project.editions.counts(each)[0].all_words for each in languages}
    return {to / f"{each.tag}.svg": badge(each, words, names) for each, words in counted.items()}


def _plain(project: Project, id: str) -> str:
    return "".join(words_in(parse(project.library.wording.by_id[id].value)))


def _told(project: Project, tag: str) -> Mapping[str, Any]:
    (language,) = project.editions.targets((tag,))
    counts, _ = project.editions.counts(language)
    catalog = project.catalog(tag)
    waiting = project.editions.waiting(language)
    return {
        "name": language.name,
        "texts": {state.value: counts.by_state.get(state, 0) for state in STATES},
        "words": _words(counts),
        "stale": [{"key": each.key, "since": each.since} for each in waiting[State.STALE]],
        "to-review": [each.key for each in waiting[State.HUMAN]],
        "attic": sum(bool(entry.text.strip()) for entry in catalog.obsolete.values()),
    }


def _words(counts: Counts) -> Mapping[str, Mapping[str, int]]:
    return {
        part: {state.value: counts.words.get(part, {}).get(state, 0) for state in STATES} for part in (*PARTS, CRITICAL)
    }
