"""`make bench`: measure whole commands in a copy of the project and print what is wanted of each.

Processor seconds count children too; where the clock counts, the row says so. The rows that compare with plain Material
for MkDocs come from one run on the same Markdown, so that their ratios hold on any machine. Name parts to measure only
those: `python -m tests.bench pages check`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.forms import compare_forms
from tests.bench.papers import compare_papers, real_papers
from tests.bench.parts import PARTS
from tests.bench.project import ROOT, Project
from tests.bench.search import compare_search

OTHERS: dict[str, Callable[[], None]] = {
    "papers": lambda: compare_papers(real_papers(ROOT)),
    "forms": lambda: compare_forms(ROOT / "site"),
    "search": lambda: compare_search(ROOT / "site"),
}
ALL = (*PARTS, *OTHERS)


def main() -> None:
    """Measure the parts that were asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(ALL)}; all if left out")
    asked = parser.parse_args().parts or ALL
    unknown = [name for name in asked if name not in ALL]
    if unknown:
        parser.error(f"there is no part '{unknown[0]}'; known: {', '.join(ALL)}")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    for name in asked:
        if name in OTHERS:
            OTHERS[name]()
        else:
            measure_part(name)


def measure_part(name: str) -> None:
    """Print the rows of a part, each as soon as it is known."""
    print(f"\n{name}")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("TMPDIR")) as folder:
        for row in PARTS[name](Project(Path(folder) / "project")):
            print(row.text(), flush=True)


if __name__ == "__main__":
    main()
