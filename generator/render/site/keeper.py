"""A plug-in of MkDocs that answers from the store what would come out the same.

It replaces no function of MkDocs: it overrides methods on single objects (a page, a file, the template environment)
that MkDocs then calls. A page's HTML holds while its source and everything around Markdown is the same. A finished page
holds while, on top of that, settings, theme and the navigation are the same: titles, addresses and front matter of all
pages, in order, since a template may show its neighbours (but not their text). So does what a template makes by itself.

Texts go to the store as they are made and come back one by one, so that a large site needs little memory.
"""

# ruff: noqa: ARG001, ARG002, ARG005 - MkDocs calls methods with arguments by name, needed or not
from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from types import CodeType
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import Bucket
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.cache.fingerprint import Fingerprints, digest_of_lines
from generator.cache.store import Store, key_of
from generator.render.site.converter import Converter
from generator.render.site.hook import lean
from generator.render.site.job import SUBJECT, LanguageJob, MkdocsWarning
from generator.render.site.memory import Heading, LanguageFacts, PageFacts, is_plain
from generator.render.site.strict import strict
from generator.render.site.unchanged import Unchanged

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

PLUGIN = "citizen-data/keeper"


class Remarks(logging.Handler):
    """Collects the warnings of MkDocs together with the page that was being read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.page = ""
        self.found: list[MkdocsWarning] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One more warning."""
        self.found.append(MkdocsWarning(self.page, record.getMessage()))

    def concern(self, page: str) -> bool:
        """True when a warning was about this page."""
        return any(remark.page == page for remark in self.found)


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled. On disk they would be code that anybody could plant."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The bucket holds the code of this very source, if it was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """The code is remembered."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = _Compiled()


def quickened(env: jinja2.Environment) -> jinja2.Environment:
    """The environment, strict with its templates, which are compiled once in a process."""
    env.bytecode_cache = COMPILED
    env.optimized = False  # to look for what could be worked out beforehand takes longer than it saves
    return strict(env)


class Keeper:
    """What a build of MkDocs asks first; afterwards it knows where each page and each file of the site is."""

    def __init__(self, job: LanguageJob, store: Store, remarks: Remarks, watched: tuple[str, ...]) -> None:
        self.job = job
        self.remarks = remarks
        self.facts = LanguageFacts()
        self.made: dict[str, str] = {}
        self.linked: dict[str, str] = {}
        self.rendered = 0
        self._store = store
        self._before = LanguageFacts.load(job.folder)
        self._converter = Converter()
        self._texts: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._alone: dict[str, str] = {}
        known = Fingerprints()
        self._folders = [place for place in watched if os.path.isdir(place)]
        hooks = [known.digest(place) for place in watched if os.path.isfile(place)]
        self._theme = {
            f"{place}/{name}": digest for place in self._folders for name, digest in known.digests_below(place).items()
        }
        theme = [f"{path} {digest}" for path, digest in self._theme.items()]
        self._around = digest_of_lines([job.environment, job.digests["mkdocs.yml"], *hooks, *theme])
        self._hooks = digest_of_lines(hooks)

    @property
    def used(self) -> tuple[str, ...]:
        """Keys of the texts that the next build will want."""
        return tuple(self._texts.values())

    def join(self, config: MkDocsConfig) -> None:
        """From here on the build asks this keeper first."""
        get_env = config.theme.get_env

        def get_quick_env() -> jinja2.Environment:
            env = quickened(get_env())
            if env.loader is not None:
                env.loader = Unchanged(env.loader, self._folders, self._theme)
            return env

        _override(config.theme, "get_env", get_quick_env)
        config.plugins[PLUGIN] = self  # type: ignore[assignment]  # any object with on_… methods will do, as hooks do

    # -- events, in the order in which MkDocs sends them

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Static files are not copied but named. All that shapes Markdown is known now."""
        for file in files:
            if not file.is_documentation_page() and file.abs_src_path is not None:
                _override(file, "copy_file", self._namer(file))
        validation = sorted((name, repr(value)) for name, value in config.validation.items())
        self.facts.markdown_key = digest_of_lines(
            [self.job.environment, self._hooks, repr(config.markdown_extensions), repr(config.mdx_configs)]
            + [repr(config.use_directory_urls), repr(validation)]
            + [f"{file.src_uri} {file.url} {file.inclusion}" for file in files]
        )
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """A page whose source is unchanged is known already; any other is converted."""
        uri = page.file.src_uri
        self.remarks.page = uri
        source = self.job.digests[f"docs/{uri}"]
        text = key_of("text of a page", self.facts.markdown_key, uri, source)
        known = self._before.pages.get(uri) if self._before.markdown_key == self.facts.markdown_key else None
        if known and known.source == source and self._store.lists(text):
            self.facts.pages[uri] = known
            self._texts[uri] = text
            _override(page, "read_source", lambda config: _restore_source(page, known))
            _override(page, "render", lambda config, files: _restore_facts(page, known, files))
        else:

            def convert(config: MkDocsConfig, files: Files) -> None:
                self._converter.render(page, config, files)
                # A page with warnings is converted each time, to warn each time.
                if is_plain(page.meta) and not self.remarks.concern(uri):
                    self.facts.pages[uri] = _facts(page, source)
                    self._put_text(page, text)

            _override(page, "render", convert)
        return page

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The page is read: warnings from now on are not about it."""
        self.remarks.page = ""
        return html

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Every page is read: name each finished page, and let templates answer for those that are there."""
        key = digest_of_lines([self._around, self.facts.markdown_key, *_surroundings(config, files)])
        for file in files.documentation_pages():
            source = self.job.digests[f"docs/{file.src_uri}"]
            self._pages[file.src_uri] = key_of("page", key, file.src_uri, source)
        self._alone = {name: key_of("template", key, name) for name in config.theme.static_templates}
        get_template = env.get_template

        def get_quick_template(
            name: str, parent: str | None = None, globals: dict[str, object] | None = None
        ) -> jinja2.Template | _Template:
            if parent is not None:
                return get_template(name, parent, globals)  # one template asks for another
            known = self._store.lists(self._alone.get(name, ""))
            template = None if known else get_template(name, None, globals)
            return _Template(template, self._is_there, lambda page: self._get_text(page, config, files))

        _override(env, "get_template", get_quick_template)
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The finished page goes to the store; MkDocs is left nothing to write."""
        if not self._is_there(page):
            if not output.strip():
                return ""  # MkDocs writes no empty page
            self._store.put(self._pages[page.file.src_uri], output.encode("utf-8", errors="xmlcharrefreplace"))
            self.rendered += 1
        self.made[page.file.dest_uri] = self._pages[page.file.src_uri]
        return ""

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """What a template makes by itself goes to the store too."""
        key = self._alone.get(template_name)
        if key is None:
            return output
        if not self._store.lists(key):
            if not output.strip():
                return ""  # MkDocs writes no empty file
            self._store.put(key, output.encode("utf-8"))
        self.made[template_name] = key
        return ""

    # -- texts and files

    def _is_there(self, page: Page) -> bool:
        return self._store.lists(self._pages[page.file.src_uri])

    def _put_text(self, page: Page, key: str) -> None:
        self._store.put(key, (page.content or "").encode("utf-8", "surrogatepass"))
        self._texts[page.file.src_uri] = key
        page.content = page.markdown = ""

    def _get_text(self, page: Page, config: MkDocsConfig, files: Files) -> str:
        key = self._texts.get(page.file.src_uri)
        if key is None:
            return page.content or ""  # it was not put away
        content = self._store.read(key)
        if content is not None:
            return content.decode("utf-8", "surrogatepass")
        # Somebody has damaged the store since the page was found there: convert it after all.
        for name in ("read_source", "render"):
            vars(page).pop(name, None)
        page.read_source(config)
        self._converter.render(page, config, files)
        return page.content or ""

    def _namer(self, file: File) -> Callable[[bool], None]:
        def name(dirty: bool = False) -> None:
            path = str(file.abs_src_path)
            own = os.path.relpath(path, self.job.tree).replace(os.sep, "/")
            if own in self.job.digests:
                self.linked[file.dest_uri] = own
                return
            # A file of the theme: a source, so that the site must not be the same file.
            content = file.content_bytes
            key = key_of("file", self.job.environment, file.dest_uri, hashlib.sha256(content).hexdigest())
            if not self._store.lists(key):
                self._store.put(key, lean(file.dest_uri, content))
            self.made[file.dest_uri] = key

        return name


class _Template:
    """Stands for a template: renders nothing for what is there, and has a page's text only while it renders.

    What a template makes by itself and is there already needs none: it is not even compiled.
    """

    def __init__(
        self, template: jinja2.Template | None, is_there: Callable[[Page], bool], get_text: Callable[[Page], str]
    ) -> None:
        self._template, self._is_there, self._get_text = template, is_there, get_text

    def render(self, context: TemplateContext) -> str:
        page = context["page"]
        if self._template is None or (page is not None and self._is_there(page)):
            return ""
        if page is None:
            return self._template.render(context)
        page.content = self._get_text(page)
        output = self._template.render(context)
        page.content = ""
        return output


def _override(target: object, name: str, method: Callable[..., object]) -> None:
    """This one object's method is replaced; the class stays as it is."""
    setattr(target, name, method)


def _facts(page: Page, source: str) -> PageFacts:
    links = None if page.links_to_anchors is None else {to.src_uri: on for to, on in page.links_to_anchors.items()}
    contents = [_heading(link) for link in page.toc]
    return PageFacts(
        source, dict(page.meta), contents, page._title_from_render, sorted(page.present_anchor_ids or ()), links
    )


def _heading(link: AnchorLink) -> Heading:
    return (link.title, link.id, link.level, [_heading(below) for below in link.children])


def _restore_source(page: Page, known: PageFacts) -> None:
    page.markdown = ""
    page.meta = dict(known.meta)


def _restore_facts(page: Page, known: PageFacts, files: Files) -> None:
    page.content = ""
    page.toc = TableOfContents([_link(heading) for heading in known.contents])
    page._title_from_render = known.title
    page.present_anchor_ids = set(known.anchors)
    if known.links is None:
        return
    targets = {files.get_file_from_path(uri): anchors for uri, anchors in known.links.items()}
    page.links_to_anchors = {file: anchors for file, anchors in targets.items() if file is not None}


def _link(heading: Heading) -> AnchorLink:
    title, id, level, below = heading
    link = AnchorLink(title, id, level)
    link.children = [_link(each) for each in below]
    return link


def _surroundings(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """What a template may know of other pages: the navigation as it nests, and each page's title and front matter."""
    for file in files.documentation_pages():
        page = file.page
        if page is not None:
            neighbours = [near.file.src_uri if near else "" for near in (page.previous_page, page.next_page)]
            ancestors = [section.title for section in page.ancestors]
            meta = sorted((name, value) for name, value in page.meta.items() if name != SUBJECT)
            yield repr((file.src_uri, page.url, page.title, meta, neighbours, ancestors))
    yield repr(config.nav)
