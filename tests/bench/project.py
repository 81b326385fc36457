"""A copy of the project in which a measurement may change what it likes, and the changes that people make."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Measure, measure

ROOT = Path(__file__).parents[2]
NAMES = (
    "content",
    "framework",
    "generator",
    "requirements",
    "templates",
    "translations",
    "pyproject.toml",
    "mkdocs.yml",
)
LANGUAGES = "translations/languages.yml"
_PRINTED = re.compile(r"[0-9a-f]{40}-[0-9a-f]{64}")
"""As a store names its files: beside them stands a record of what each build used, which each build writes."""
GUIDE = "content/guides/journey/design.md"


class Project:
    """The copy; commands run in it with the copy's own program."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        folder.mkdir(parents=True)
        for name in NAMES:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / name)

    def run(self, *arguments: str) -> Measure:
        """`citizen-data` with these arguments, from its start to its end."""
        return measure([sys.executable, "-m", "generator", *arguments], self.root)

    def forget(self) -> None:
        """Nothing was ever built."""
        for name in (".cache", "site", "build"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def size(self) -> tuple[int, float]:
        """How many files the site has, and how many million bytes."""
        files = [path for path in (self.root / "site").rglob("*") if path.is_file()]
        return len(files), sum(path.stat().st_size for path in files) / 1_000_000

    def printed(self) -> set[str]:
        """The names of all printed papers in the cache, with the time at which each was written."""
        files = (path for path in (self.root / ".cache/papers").iterdir() if _PRINTED.fullmatch(path.name))
        return {f"{path.name} {path.stat().st_mtime_ns}" for path in files}

    # -- what people change

    def change_guide(self, sentence: str = "One more sentence.") -> None:
        """A guide has one more paragraph."""
        guide = self.root / GUIDE
        guide.write_text(f"{guide.read_text(encoding='utf-8').rstrip()}\n\n{sentence}\n", encoding="utf-8")

    def change_msgstr(self) -> None:
        """One French translation has another word at its end."""
        for path in self._catalogs("fr"):
            text = path.read_text(encoding="utf-8")
            changed = re.sub(r'(?m)^(msgstr "[^"\\]{40,})\."$', r'\1 aussi."', text, count=1)
            if changed != text:
                path.write_text(changed, encoding="utf-8")
                return
        raise SystemExit("there is no French translation to change")

    def change_interface(self) -> None:
        """A word of the frame, which every page shows, is another."""
        words = self.root / "content/interface.yaml"
        text = words.read_text(encoding="utf-8")
        words.write_text(text.replace("text: Search\n", "text: Find\n", 1), encoding="utf-8")

    def change_docstring(self) -> None:
        """A module that prints nothing says something else about itself."""
        module = self.root / "generator/report.py"
        module.write_text(module.read_text(encoding="utf-8").replace('"""', '"""In short: ', 1), encoding="utf-8")

    def speak(self, *tags: str) -> None:
        """The site is of these languages, with all that is translated into them."""
        text = (ROOT / LANGUAGES).read_text(encoding="utf-8")
        head, *entries = re.split(r"(?m)^(?=  - tag: )", text)
        kept = [entry for entry in entries if re.match(r"  - tag: (\w+)", entry)[1] in tags]  # type: ignore[index]
        (self.root / LANGUAGES).write_text(head + "".join(kept), encoding="utf-8")

    def _catalogs(self, tag: str) -> Iterator[Path]:
        yield from sorted((self.root / "translations" / tag).rglob("*.po"))
