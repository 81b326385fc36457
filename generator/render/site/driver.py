"""One language through MkDocs, keeping what did not change. The only module that knows how MkDocs works inside.

It replaces no function of MkDocs: it registers one more plug-in and overrides methods on single objects (a page, a
file, the template environment) that MkDocs then calls. Under any other version than the one it was written for it
leaves all that aside and builds in full; the bytes are the same.
"""

# ruff: noqa: ARG002, ARG005 - MkDocs calls methods with arguments by name, needed or not
from __future__ import annotations

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import jinja2
import markdown
import mkdocs
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.cache.fingerprint import Fingerprints, digest_of_lines, stamp_of
from generator.render.site.converter import Converter
from generator.render.site.job import LanguageJob, LanguageResult, Remark
from generator.render.site.link import link_file
from generator.render.site.memory import LanguageMemory, PageMemory, StaticMemory, place_of

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

WRITTEN_FOR = "1.6.1"
PLUGIN = "citizen-data/keeper"


def warm_up() -> None:
    """Load what the first build would load on its way: extensions, themes, tables of regular expressions.

    It changes no result; a crew does it while its caller is still composing.
    """
    markdown.Markdown(extensions=["attr_list", "toc"]).convert("# A\n\n- [b](c)\n")
    jinja2.Environment(autoescape=True).from_string("{% if a %}{{ a | e }}{% endif %}").render()


def build_language(job: LanguageJob) -> LanguageResult:
    """Build one language into its place in the cache; the old pages stay there until the new ones are complete."""
    fresh = job.folder / "new"
    shutil.rmtree(fresh, ignore_errors=True)
    job.folder.mkdir(parents=True, exist_ok=True)
    watched: tuple[str, ...] = ()
    keeper = None
    with _collected_remarks() as remarks:
        try:
            config = read_config(job, str(fresh))
            watched = _watched(config)
            config.plugins.on_startup(command="build", dirty=False)
            if mkdocs.__version__ == WRITTEN_FOR:
                keeper = Keeper(job, remarks, watched)
                keeper.join(config)
            build(config)
        except (MkDocsException, jinja2.TemplateError, yaml.YAMLError) as problem:
            return LanguageResult(job.tag, tuple(remarks.found), watched, failure=str(problem) or repr(problem))
    if keeper:
        keeper.link_kept()
    _put_in_place(job)
    if keeper:
        keeper.memory.save(job.folder / "memory", job.environment)
    return LanguageResult(
        job.tag,
        tuple(remarks.found),
        watched,
        rendered=len(keeper.memory.pages) - len(keeper.kept) if keeper else 0,
        kept=len(keeper.kept) if keeper else 0,
    )


def read_config(job: LanguageJob, site_dir: str) -> MkDocsConfig:
    """The tree's `mkdocs.yml`, as MkDocs itself would read it."""
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


def _put_in_place(job: LanguageJob) -> None:
    old = job.folder / "old"
    shutil.rmtree(old, ignore_errors=True)
    if job.site.exists():
        job.site.rename(old)
    (job.folder / "new").rename(job.site)
    shutil.rmtree(old, ignore_errors=True)


class _Remarks(logging.Handler):
    """Collects the warnings of MkDocs together with the page that was being read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.page = ""
        self.found: list[Remark] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(Remark(self.page, record.getMessage()))

    def concern(self, page: str) -> bool:
        """True when a warning was about this page."""
        return any(remark.page == page for remark in self.found)


@contextmanager
def _collected_remarks() -> Iterator[_Remarks]:
    """While it lasts, warnings are collected and not printed, and the garbage collector rests.

    Afterwards logging and the environment, in which the hook fixes the day, are as they were.
    """
    remarks = _Remarks()
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


class Keeper:
    """A MkDocs plug-in that answers from memory what would come out the same.

    A page's HTML holds while its source and everything around Markdown is the same. A finished page holds while, on
    top of that, settings, theme and the navigation are the same: titles, addresses and front matter of all pages, in
    order, since a template may show its neighbours (but not their text).
    """

    def __init__(self, job: LanguageJob, remarks: _Remarks, watched: tuple[str, ...]) -> None:
        self.job = job
        self.remarks = remarks
        self.before = LanguageMemory.load(job.folder / "memory", job.environment)
        self.memory = LanguageMemory()
        self.kept: set[str] = set()
        self._converter = Converter()
        self._linked: list[tuple[str, str]] = []
        self._rendered: list[tuple[PageMemory | StaticMemory, str]] = []
        known = Fingerprints()
        self._around = digest_of_lines(
            [job.environment, job.digests["mkdocs.yml"]]
            + [f"{name} {digest}" for place in watched for name, digest in _digests(known, place)]
        )
        self._hooks = digest_of_lines(known.digest(place) for place in watched if os.path.isfile(place))

    def join(self, config: MkDocsConfig) -> None:
        """From here on the build asks this keeper first."""
        theme = config.theme
        get_env = theme.get_env

        def get_quick_env() -> jinja2.Environment:
            env = get_env()
            folder = self.job.folder.parent / "templates" / self.job.environment[:16]
            folder.mkdir(parents=True, exist_ok=True)
            env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
            return env

        _override(theme, "get_env", get_quick_env)
        config.plugins[PLUGIN] = self  # type: ignore[assignment]  # any object with on_… methods will do, as hooks do

    # -- events, in the order in which MkDocs sends them

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Static files are linked where neither source nor copy changed. All that shapes Markdown is known now."""
        for file in files:
            if not file.is_documentation_page() and file.abs_src_path is not None:
                _override(file, "copy_file", self._copier(file, file.copy_file))
        validation = sorted((name, repr(value)) for name, value in config.validation.items())
        self.memory.markdown_key = digest_of_lines(
            [self.job.environment, self._hooks, repr(config.markdown_extensions), repr(config.mdx_configs)]
            + [repr(config.use_directory_urls), repr(validation)]
            + [f"{file.src_uri} {file.url} {file.inclusion}" for file in files]
        )
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """A page whose source is unchanged gets its HTML from memory; any other is converted and remembered."""
        uri = page.file.src_uri
        self.remarks.page = uri
        source = self.job.digests.get(f"docs/{uri}", "")
        known = self.before.pages.get(uri)
        if source and known and known.source == source and self.before.markdown_key == self.memory.markdown_key:
            self.memory.pages[uri] = known
            _override(page, "read_source", lambda config: _restore_source(page, known))
            _override(page, "render", lambda config, files: _restore_content(page, known, files))
        elif source:

            def render_and_remember(config: MkDocsConfig, files: Files) -> None:
                self._converter.render(page, config, files)
                if not self.remarks.concern(uri):  # a page with warnings is converted each time, to warn each time
                    self.memory.pages[uri] = _remembered(page, source)

            _override(page, "render", render_and_remember)
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The page is read: warnings from now on are not about it."""
        self.remarks.page = ""
        return html

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Every page is read: decide which finished pages still hold, and let templates answer for those."""
        key = digest_of_lines([self._around, self.memory.markdown_key, *_surroundings(config, files)])
        for file in files.documentation_pages():
            known = self.memory.pages.get(file.src_uri)
            if known is None:
                continue
            old = str(self.job.site / file.dest_uri)
            if known.page_key == key and known.place is not None and known.place == place_of(old):
                self.kept.add(file.src_uri)
                self._linked.append((old, file.abs_dest_path))
            else:
                known.page_key = key
                self._rendered.append((known, file.abs_dest_path))
        get_template = env.get_template

        def get_quick_template(
            name: str, parent: str | None = None, globals: dict[str, object] | None = None
        ) -> jinja2.Template | _Template:
            if parent is not None:
                return get_template(name, parent, globals)  # one template asks for another
            return _Template(lambda: get_template(name, None, globals), self.kept)

        _override(env, "get_template", get_quick_template)
        return env

    def link_kept(self) -> None:
        """Put the pages that still hold beside the new ones, and note what every finished file looks like."""
        for old, new in self._linked:
            os.makedirs(os.path.dirname(new), exist_ok=True)
            link_file(old, new)
        for memory, path in self._rendered:
            memory.place = place_of(path)

    def _copier(self, file: File, copy_file: Callable[[bool], None]) -> Callable[[bool], None]:
        def copy(dirty: bool = False) -> None:
            uri, target = file.src_uri, file.abs_dest_path
            memory = StaticMemory(stamp_of(os.stat(str(file.abs_src_path))), None)
            known = self.before.statics.get(uri)
            old = str(self.job.site / file.dest_uri)
            if known and known.source == memory.source and known.place and known.place == place_of(old):
                memory.place = known.place
                os.makedirs(os.path.dirname(target), exist_ok=True)
                link_file(old, target)
            else:
                copy_file(dirty)
                self._rendered.append((memory, target))
            self.memory.statics[uri] = memory

        return copy


class _Template:
    """Stands for a page's template: renders nothing for a page that is kept (MkDocs then writes no file)."""

    def __init__(self, fetch: Callable[[], jinja2.Template], kept: set[str]) -> None:
        self._fetch = fetch
        self._kept = kept

    def render(self, context: TemplateContext) -> str:
        page = context["page"]
        if page is not None and page.file.src_uri in self._kept:
            return ""
        return self._fetch().render(context)


def _override(target: object, name: str, method: Callable[..., object]) -> None:
    """This one object's method is replaced; the class stays as it is."""
    setattr(target, name, method)


def _digests(known: Fingerprints, place: str) -> Iterator[tuple[str, str]]:
    if os.path.isdir(place):
        yield from known.digests_below(place).items()
    else:
        yield place, known.digest(place)


def _remembered(page: Page, source: str) -> PageMemory:
    links = None if page.links_to_anchors is None else {to.src_uri: on for to, on in page.links_to_anchors.items()}
    return PageMemory(
        source=source,
        markdown=page.markdown or "",
        meta=dict(page.meta),
        content=page.content or "",
        toc=page.toc,
        heading=page._title_from_render,
        anchors=page.present_anchor_ids,
        links=links,
    )


def _restore_source(page: Page, known: PageMemory) -> None:
    page.markdown = known.markdown
    page.meta = dict(known.meta)


def _restore_content(page: Page, known: PageMemory, files: Files) -> None:
    page.content = known.content
    page.toc = known.toc
    page._title_from_render = known.heading
    page.present_anchor_ids = known.anchors
    if known.links is None:
        return
    targets = {files.get_file_from_path(uri): anchors for uri, anchors in known.links.items()}
    page.links_to_anchors = {file: anchors for file, anchors in targets.items() if file is not None}


def _surroundings(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """What a template may know of other pages: the navigation as it nests, and each page's title and front matter."""
    for file in files.documentation_pages():
        page = file.page
        if page is not None:
            neighbours = [near.file.src_uri if near else "" for near in (page.previous_page, page.next_page)]
            ancestors = [section.title for section in page.ancestors]
            yield repr((file.src_uri, page.url, page.title, sorted(page.meta.items()), neighbours, ancestors))
    yield repr(config.nav)
