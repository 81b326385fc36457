"""How much processor time the papers take: every document and checklist of every language, warm, in one process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from generator.blocks.nodes import Paper
from generator.compose.papers import papers
from generator.editions import Editions
from generator.render.base import Format
from generator.render.formats import maker_of

PDF_SECONDS = 0.060
"""What a PDF may cost."""

KINDS = ("a4-print.pdf", "a4-large.pdf", "docx")


def real_papers(root: Path) -> list[Paper]:
    """Every paper that the site offers, once."""
    door = Editions(root)
    source = door.source.usable
    editions = [door.edition(language).library for language in door.languages()]
    return list({each.name: each for edition in editions for each in papers(edition, source)}.values())


def compare_papers(documents: Sequence[Paper]) -> None:
    """A table: processor seconds for one file of each kind, in the mean and at the most."""
    print(f"\n{len(documents)} papers, processor seconds for a file, warm")
    print(f"  {'':38} {'mean s':>8} {'most s':>8}  wanted")
    for suffix in KINDS:
        maker = maker_of(suffix)
        maker.render(documents[0], suffix)  # fonts and templates are read once
        spent = [_seconds(maker, document, suffix) for document in documents]
        mean = sum(spent) / len(spent)
        verdict = f"≤ {PDF_SECONDS:<5} {'ok' if mean <= PDF_SECONDS else 'MISSED'}" if suffix.endswith("pdf") else ""
        print(f"  {suffix:38} {mean:8.3f} {max(spent):8.3f}  {verdict}".rstrip(), flush=True)


def _seconds(maker: Format, document: Paper, suffix: str) -> float:
    before = time.process_time()
    maker.render(document, suffix)
    return time.process_time() - before
