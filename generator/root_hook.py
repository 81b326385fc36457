"""The hook of the `mkdocs.yml` at the root: the generator composes one language first, MkDocs then builds that.

The language is English, or what the variable CITIZEN_DATA_LANG names. MkDocs loads this file by its path.
"""

# ruff: noqa: ARG001 - MkDocs calls these functions with arguments by name, needed or not
from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "CITIZEN_DATA_LANG"

Command = Literal["build", "gh-deploy", "serve"]

_command: Command = "build"


def on_startup(*, command: Command, dirty: bool) -> None:
    """Note what is being done, to tell the language's own hook."""
    global _command  # noqa: PLW0603 - MkDocs calls functions of a module: there is no object to keep this in
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Compose the language's Markdown tree and build with its settings instead."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from generator.build import compose_tree
    from generator.diagnostics import ToolkitError

    try:
        tree = compose_tree(ROOT, os.environ.get(LANGUAGE, "en"))
    except ToolkitError as problem:
        raise PluginError(str(problem)) from problem
    inner = load_config(str(tree / "mkdocs.yml"), site_dir=config.site_dir, strict=config.strict)
    if _command == "serve":
        inner.site_url = config.site_url  # the preview's own address
    inner.plugins.on_startup(command=_command, dirty=False)
    return inner.plugins.on_config(inner)
