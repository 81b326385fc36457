"""Every language tree becomes a folder of pages; languages whose inputs are unchanged are not built again."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache.fingerprint import Fingerprints, digest_of_lines, installed_packages, stamps_below
from generator.cache.writing import write_whole
from generator.diagnostics import Diagnostic, Position, Severity, ToolkitError
from generator.render.site.crew import Crew
from generator.render.site.job import LanguageJob, LanguageResult, Remark
from generator.render.site.link import link_tree

Progress = Callable[[str, bool], None]
"""Called for each finished language with its tag, and True if it was built, False if it was unchanged."""


@dataclass(frozen=True, slots=True)
class SitesReport:
    """Which languages were built and which were unchanged, and what MkDocs found wrong."""

    built: tuple[str, ...]
    unchanged: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def build_sites(
    trees: Mapping[str, Path],
    out: Path,
    cache: Path,
    jobs: int | None = None,
    progress: Progress | None = None,
    crew: Crew | None = None,
) -> SitesReport:
    """Build `<out>/<tag>/` for each tree (a folder with `mkdocs.yml` and `docs/`), which must not exist there yet.

    Files of `out` may be hard links into the cache: replace them, never write into them. Give a `crew` that was
    started before to save the time in which MkDocs is loaded.
    """
    known = Fingerprints(cache / "fingerprints.json")
    environment = _environment(known)
    plans = [_plan(tag, tree, cache, known, environment) for tag, tree in trees.items()]
    stale = [plan for plan in plans if not plan.is_current(known)]
    outcome = [_Outcome(plan.job.tag, plan.remarks()) for plan in plans if plan not in stale]
    for ready in outcome:
        _tell(progress, ready.tag, False)
    outcome += _build([plan for plan in plans if plan in stale], jobs, progress, crew, known)
    known.save()
    _forget_others(cache, set(trees))
    failed = {found.tag for found in outcome if found.failure}
    for tag in trees:
        if tag not in failed:
            link_tree(cache / tag / "site", out / tag)
    return _report(trees, outcome, {plan.job.tag for plan in stale})


@dataclass(frozen=True, slots=True)
class _Outcome:
    tag: str
    remarks: tuple[Remark, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """One language's job and the record that its last build left."""

    job: LanguageJob
    record: _Record | None

    def is_current(self, known: Fingerprints) -> bool:
        """True when the pages in the cache are those that a build would make."""
        if self.record is None or self.record.key != _key(self.job, self.record.watched, known):
            return False
        return self.record.files == _finished_files(self.job.site)

    def remarks(self) -> tuple[Remark, ...]:
        """The warnings that the last build gave and this one would give again."""
        return tuple(Remark(page, message) for page, message in self.record.remarks) if self.record else ()


@dataclass(frozen=True, slots=True)
class _Record:
    key: str
    watched: list[str]
    remarks: list[list[str]]
    files: dict[str, list[int]]

    @classmethod
    def load(cls, path: Path) -> _Record | None:
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            return cls(fields["key"], fields["watched"], fields["remarks"], fields["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, path: Path) -> None:
        fields = {"key": self.key, "watched": self.watched, "remarks": self.remarks, "files": self.files}
        write_whole(path, json.dumps(fields))


def _plan(tag: str, tree: Path, cache: Path, known: Fingerprints, environment: str) -> _Plan:
    folder = cache / tag
    digests = known.digests_below(tree)
    job = LanguageJob(tag, tree.absolute(), folder.absolute(), digests, environment)
    return _Plan(job, _Record.load(folder / "record.json"))


def _build(
    plans: list[_Plan], jobs: int | None, progress: Progress | None, crew: Crew | None, known: Fingerprints
) -> list[_Outcome]:
    """Build the languages of these plans and keep a record of each that is complete."""
    if not plans:
        return []
    by_tag = {plan.job.tag: plan.job for plan in plans}
    # The largest first: the last one to finish decides how long it takes.
    order = sorted(by_tag.values(), key=lambda job: (-len(job.digests), job.tag))
    for job in order:
        (job.folder / "record.json").unlink(missing_ok=True)
    outcome = []
    with crew or Crew(_workers(jobs, len(order))) as team:
        for result in team.run(order):
            if not result.failure:
                _keep_record(by_tag[result.tag], result, known)
            outcome.append(_Outcome(result.tag, result.remarks, result.failure))
            _tell(progress, result.tag, True)
    failed = [found for found in outcome if found.failure and not found.remarks]
    if failed:
        raise ToolkitError("; ".join(f"the pages in {found.tag} were not built: {found.failure}" for found in failed))
    return outcome


def _workers(jobs: int | None, languages: int) -> int:
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
    return max(1, min(jobs, languages))


def _keep_record(job: LanguageJob, result: LanguageResult, known: Fingerprints) -> None:
    watched = list(result.watched)
    remarks = [[remark.page, remark.message] for remark in result.remarks]
    record = _Record(_key(job, watched, known), watched, remarks, _finished_files(job.site))
    record.save(job.folder / "record.json")


def _key(job: LanguageJob, watched: list[str], known: Fingerprints) -> str:
    """One digest over everything that shapes the pages of a language."""
    lines = [job.environment, str(job.tree)]
    lines += [f"{name} {digest}" for name, digest in job.digests.items()]
    for place in watched:
        if os.path.isdir(place):
            lines += [f"{place} {name} {digest}" for name, digest in known.digests_below(place).items()]
        elif os.path.isfile(place):
            lines.append(f"{place} {known.digest(place)}")
        else:
            lines.append(f"{place} is gone")
    return digest_of_lines(lines)


def _environment(known: Fingerprints) -> str:
    here = Path(__file__).parent
    own = [f"{name} {digest}" for name, digest in known.digests_below(here).items()]
    return digest_of_lines([sys.version, *installed_packages(), *own])


def _finished_files(site: Path) -> dict[str, list[int]]:
    """Size, time of change and inode of every finished file; hard links do not change these."""
    return {name: [stamp[0], stamp[1], stamp[3]] for name, stamp in sorted(stamps_below(str(site)))}


def _forget_others(cache: Path, tags: set[str]) -> None:
    for folder in cache.iterdir() if cache.exists() else ():
        if (folder / "record.json").exists() and folder.name not in tags:
            shutil.rmtree(folder)


def _tell(progress: Progress | None, tag: str, built: bool) -> None:
    if progress is not None:
        progress(tag, built)


def _report(trees: Mapping[str, Path], outcome: list[_Outcome], built: set[str]) -> SitesReport:
    diagnostics = [
        Diagnostic(
            "SITE001",
            remark.message,
            Position(trees[found.tag] / "docs" / remark.page if remark.page else trees[found.tag] / "mkdocs.yml"),
            severity=Severity.ERROR if found.failure else Severity.WARNING,
        )
        for found in sorted(outcome, key=lambda found: found.tag)
        for remark in found.remarks
    ]
    unchanged = tuple(tag for tag in trees if tag not in built)
    return SitesReport(tuple(tag for tag in trees if tag in built), unchanged, tuple(diagnostics))
