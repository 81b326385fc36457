"""One language through MkDocs: its settings, its warnings, and the files that it makes.

Under any other version of MkDocs than the one it was written for it leaves the keeper aside and builds in full; the
bytes are the same.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import jinja2
import markdown
import mkdocs
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.cache.fingerprint import stamps_of
from generator.cache.store import Store, key_of
from generator.render.jinja import mistake_in_template
from generator.render.site.job import LanguageJob, LanguageResult
from generator.render.site.keeper import Keeper, Remarks, quickened

WRITTEN_FOR = "1.6.1"


def warm_up() -> None:
    """Load what the first build would load on its way: extensions, themes, tables of regular expressions.

    It changes no result; a crew does it while its caller is still composing.
    """
    markdown.Markdown(extensions=["attr_list", "toc"]).convert("# A\n\n- [b](c)\n")
    jinja2.Environment(autoescape=True).from_string("{% if a %}{{ a | e }}{% endif %}").render()


def compile_templates(job: LanguageJob) -> None:
    """The templates of the language's theme are compiled: workers that are forked from now on need not do it each.

    What is wrong with one is for the build to say.
    """
    with _collected_remarks(), suppress(MkDocsException, yaml.YAMLError):
        config = read_config(job, str(job.folder / "new"))
        env = quickened(config.theme.get_env())
        for name in (*env.list_templates(extensions=["html"]), *config.theme.static_templates):
            with suppress(jinja2.TemplateError):
                env.get_template(name)


def build_language(job: LanguageJob) -> LanguageResult:
    """Build one language: every file of its site is then in the store, or is one of the tree as it is."""
    aside = job.folder / "new"
    shutil.rmtree(aside, ignore_errors=True)
    job.folder.mkdir(parents=True, exist_ok=True)
    watched, seen = tuple[str, ...](), ""
    store = Store(job.store)
    keeper = None
    with _collected_remarks() as remarks:
        try:
            config = read_config(job, str(aside))
            watched = _watched(config)
            seen = stamps_of(watched)
            config.plugins.on_startup(command="build", dirty=False)
            if mkdocs.__version__ == WRITTEN_FOR and not _others_see_texts(config):
                keeper = Keeper(job, store, remarks, watched)
                keeper.join(config)
            build(config)
        except Exception as problem:
            if said := mistake_in_template(problem):  # MkDocs remarks on it too, without the file
                return LanguageResult(job.tag, (), watched, failure=said)
            if not isinstance(problem, MkDocsException | yaml.YAMLError):
                raise
            return LanguageResult(job.tag, tuple(remarks.found), watched, failure=str(problem) or repr(problem))
    made = _taken_over(aside, store)
    if keeper is None:
        return LanguageResult(job.tag, tuple(remarks.found), watched, made=made, seen=seen)
    keeper.facts.save(job.folder)
    return LanguageResult(
        job.tag,
        tuple(remarks.found),
        watched,
        made=made | keeper.made,
        linked=keeper.linked,
        used=keeper.used,
        rendered=keeper.rendered,
        seen=seen,
    )


def _others_see_texts(config: MkDocsConfig) -> bool:
    """True when a hook would change the text of pages: such a text is not kept."""
    return any(config.plugins.events[event] for event in ("page_markdown", "page_content"))


def _taken_over(folder: Path, store: Store) -> dict[str, str]:
    """Each file that MkDocs has written, by its path, with its key in the store; the folder is gone."""
    made = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            made[path.relative_to(folder).as_posix()] = key = key_of("file", hashlib.sha256(content).hexdigest())
            store.put(key, content)
    shutil.rmtree(folder, ignore_errors=True)
    return made


def read_config(job: LanguageJob, site_dir: str) -> MkDocsConfig:
    """The tree's `mkdocs.yml`, as MkDocs itself would read it, for one language of several beside each other."""
    config = _read(job, site_dir)
    config.extra["shared"] = "../"  # where the builder puts what is ABOVE
    return config


def _read(job: LanguageJob, site_dir: str) -> MkDocsConfig:
    path = job.tree / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    # MkDocs reads YAML with the slow pure-Python loader, for tags such as !ENV that no tree of ours has.
    if "!" in text and any(line.lstrip("- ").partition(":")[2].lstrip().startswith("!") for line in text.splitlines()):
        return load_config(str(path), site_dir=site_dir)
    config = MkDocsConfig(config_file_path=str(path))
    config.load_dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506 - both safe
    config.load_dict({"site_dir": site_dir})
    errors, warnings = config.validate()
    for name, warning in warnings:
        logging.getLogger("mkdocs").warning("Config value '%s': %s", name, warning)
    if errors:
        raise MkDocsException("; ".join(f"mkdocs.yml: {name}: {error}" for name, error in errors))
    return config


def _watched(config: MkDocsConfig) -> tuple[str, ...]:
    folder = os.path.dirname(str(config.config_file_path))
    places = [os.path.join(folder, hook) for hook in config.hooks]
    if config.theme.custom_dir:
        places.append(os.path.join(folder, config.theme.custom_dir))
    return tuple(places)


@contextmanager
def _collected_remarks() -> Iterator[Remarks]:
    """While it lasts, warnings are collected and not printed, and the garbage collector rests.

    Afterwards logging and the environment, in which the hook fixes the day, are as they were.
    """
    remarks = Remarks()
    logger = logging.getLogger("mkdocs")
    before = logger.propagate, logger.level, gc.isenabled(), os.environ.get("SOURCE_DATE_EPOCH")
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    logger.addHandler(remarks)
    gc.disable()
    try:
        yield remarks
    finally:
        logger.removeHandler(remarks)
        logger.propagate, logger.level = before[0], before[1]
        if before[2]:
            gc.enable()
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if before[3] is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before[3]
