"""Every language tree becomes a folder of pages; languages whose inputs are unchanged are not built again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.cache.fingerprint import Fingerprints, digest_of_lines, installed_packages, stamps_of
from generator.cache.store import Store
from generator.cache.writing import read_record, write_record
from generator.diagnostics import Diagnostic, Position, Severity, ToolkitError
from generator.render.site.crew import Crew, OwnHands
from generator.render.site.job import ABOVE, LanguageJob, LanguageResult, MkdocsWarning
from generator.render.site.link import link_into

Progress = Callable[[str, bool], None]
"""Called for each finished language with its tag, and True if it was built, False if it was unchanged."""


RECORD = "record"
FEW = 40
"""To start workers takes longer than to make so many pages."""


@dataclass(frozen=True, slots=True)
class SitesReport:
    """Which languages were built and which were unchanged, what MkDocs found wrong, and each file with its digest."""

    built: tuple[str, ...]
    unchanged: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    digests: dict[str, str] = field(default_factory=dict)


def build_sites(
    trees: Mapping[str, Path],
    out: Path,
    cache: Path,
    jobs: int | None = None,
    progress: Progress | None = None,
    crew: Crew | None = None,
) -> SitesReport:
    """Build `<out>/<tag>/` for each tree (a folder with `mkdocs.yml` and `docs/`), which must not exist there yet.

    What all of them load stands beside these folders.

    Files of `out` may be hard links into the cache: replace them, never write into them. A `crew` says who makes
    the pages where they are many.
    """
    known = Fingerprints(cache / "fingerprints.json")
    store = Store(cache / "store")
    environment = _environment(known)
    plans = [_plan(tag, tree, cache, store, known, environment) for tag, tree in trees.items()]
    published: dict[str, str] = {}
    outcome = [plan.outcome() for plan in plans if plan.is_current(known) and _publish(plan, store, out, published)]
    for ready in outcome:
        _tell(progress, ready.tag, False)
    current = {ready.tag for ready in outcome}
    stale = [plan for plan in plans if plan.job.tag not in current]
    outcome += _build(stale, jobs, progress, crew, known)
    failed = {found.tag for found in outcome if found.failure}
    store = Store(cache / "store")  # with what was made just now
    for plan in stale:
        if plan.job.tag not in failed:
            _publish_for_sure(plan, store, known, out, published)
    known.save()
    _forget_unused(plans)
    return _report(trees, outcome, {plan.job.tag for plan in stale}, published)


@dataclass(frozen=True, slots=True)
class _Outcome:
    tag: str
    remarks: tuple[MkdocsWarning, ...]
    failure: str = ""


@dataclass(slots=True)
class _Plan:
    """One language's job, and where the files of its site are as of its last build."""

    job: LanguageJob
    record: _Record | None

    def is_current(self, known: Fingerprints) -> bool:
        """True when a build would make the files that the record names."""
        return self.record is not None and self.record.key == _key(self.job, self.record.result.watched, known)

    def pages(self, known: Fingerprints) -> int:
        """About how many pages a build would have to make."""
        before, now = self.record, self.job.digests
        if before is None or before.around != _around(self.job, before.result.watched, known):
            return len(now)
        changed = [name for name, digest in now.items() if before.digests.get(name) != digest]
        # What is no page is only linked, such as the many parts of the search.
        return len(now) if "mkdocs.yml" in changed else sum(name.endswith(".md") for name in changed)

    def outcome(self) -> _Outcome:
        """The warnings that the last build gave and this one would give again."""
        return _Outcome(self.job.tag, self.record.result.remarks if self.record else ())


@dataclass(frozen=True, slots=True)
class _Record:
    """The result of a build, under a key over everything that shaped it: the tree's files, and what is around them."""

    key: str
    result: LanguageResult
    digests: dict[str, str]
    around: str

    @classmethod
    def load(cls, job: LanguageJob) -> _Record | None:
        try:
            kept = read_record(job.folder / RECORD)
            return cls(kept["key"], LanguageResult.of(kept["result"]), dict(kept["digests"]), kept["around"])
        except (KeyError, TypeError):
            return None

    def save(self, job: LanguageJob) -> None:
        fields = {"key": self.key, "result": self.result.fields(), "digests": self.digests, "around": self.around}
        write_record(job.folder / RECORD, fields)


def _plan(tag: str, tree: Path, cache: Path, store: Store, known: Fingerprints, environment: str) -> _Plan:
    digests = known.digests_below(tree)
    folder = cache.absolute()
    job = LanguageJob(tag, tree.absolute(), folder / tag, Path(store.folder).absolute(), digests, environment)
    return _Plan(job, _Record.load(job))


def _build(
    plans: list[_Plan],
    jobs: int | None,
    progress: Progress | None,
    crew: Crew | None,
    known: Fingerprints,
) -> list[_Outcome]:
    """Build the languages of these plans and keep a record of each that is complete."""
    if not plans:
        return []
    by_tag = {plan.job.tag: plan for plan in plans}
    # The largest first: the last one to finish decides how long it takes.
    order = sorted((plan.job for plan in plans), key=lambda job: (-len(job.digests), job.tag))
    outcome = []
    few = sum(plan.pages(known) for plan in plans) <= FEW
    with OwnHands(1) if few else crew or Crew(_workers(jobs, len(order))) as team:
        for result in team.run(order):
            if not result.failure:
                _keep(by_tag[result.tag], result, known)
            outcome.append(_Outcome(result.tag, result.remarks, result.failure))
            _tell(progress, result.tag, True)
    failed: dict[str, list[str]] = {}
    for found in outcome:
        if found.failure and not found.remarks:
            failed.setdefault(found.failure, []).append(found.tag)
    if failed:
        said = (f"the pages in {', '.join(sorted(tags))} were not built: {failure}" for failure, tags in failed.items())
        raise ToolkitError("; ".join(said))
    return outcome


def _workers(jobs: int | None, languages: int) -> int:
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
    return max(1, min(jobs, languages))


def _keep(plan: _Plan, result: LanguageResult, known: Fingerprints) -> None:
    job = plan.job
    plan.record = _Record(_key(job, result.watched, known), result, job.digests, _around(job, result.watched, known))
    # Somebody who saves a file of the theme now may have been too late for this build: the next one must look again.
    if result.seen == stamps_of(result.watched):
        plan.record.save(plan.job)


def _publish(plan: _Plan, store: Store, out: Path, published: dict[str, str]) -> bool:
    """The language's site stands in its folder, with the digest of each file in `published`.

    False, and nothing stands there, when a file is lost or spoilt.
    """
    if plan.record is None:
        return False
    result = plan.record.result
    # All of them are looked at before the first is put in place, so that all that are spoilt are made again at once.
    made = {place: store.file(key) for place, key in result.made.items()}
    whole = {place: path for place, path in made.items() if path is not None}
    if len(whole) < len(made):
        return False
    linked = {place: plan.job.tree / name for place, name in result.linked.items()}
    digests = {place: Store.digest_in(path) for place, path in whole.items()}
    digests |= {place: plan.job.digests[name] for place, name in result.linked.items()}
    for place, path in (whole | linked).items():
        name = place if place.startswith(ABOVE) else f"{plan.job.tag}/{place}"
        if name not in published:  # what is ABOVE came with the first language
            link_into(out, name, path)
            published[name] = digests[place]
    return True


def _publish_for_sure(plan: _Plan, store: Store, known: Fingerprints, out: Path, published: dict[str, str]) -> None:
    """Publish what was just built; a spoilt file of it was kept from an earlier build, so it is made once more."""
    if _publish(plan, store, out, published):
        return
    _build([plan], 1, None, None, known)
    if not _publish(plan, Store(plan.job.store), out, published):
        raise ToolkitError(f"the pages in {plan.job.tag} are spoilt as soon as they are written: check the disk")


def _forget_unused(plans: Sequence[_Plan]) -> None:
    """The store keeps what these languages are made of, what other recent builds were, and some to spare."""
    if not plans:
        return
    store = Store(plans[0].job.store)
    for plan in plans:
        if plan.record is not None:
            result = plan.record.result
            store.note_use([*result.made.values(), *result.used])
    store.forget_unused(repr(sorted(plan.job.tag for plan in plans)))


def _key(job: LanguageJob, watched: Sequence[str], known: Fingerprints) -> str:
    """One digest over everything that shapes the pages of a language."""
    files = (f"{name} {digest}" for name, digest in job.digests.items())
    return digest_of_lines([_around(job, watched, known), *files])


def _around(job: LanguageJob, watched: Sequence[str], known: Fingerprints) -> str:
    """The same for what is not in the tree."""
    lines = [job.environment, str(job.tree)]
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


def _tell(progress: Progress | None, tag: str, built: bool) -> None:
    if progress is not None:
        progress(tag, built)


def _report(
    trees: Mapping[str, Path], outcome: list[_Outcome], built: set[str], published: dict[str, str]
) -> SitesReport:
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
    return SitesReport(tuple(tag for tag in trees if tag in built), unchanged, tuple(diagnostics), published)
