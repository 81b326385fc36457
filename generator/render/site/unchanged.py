"""Templates as they were when a build began: what is made of a later one would be kept as if made of the earlier."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import jinja2
from mkdocs.exceptions import MkDocsException


class Unchanged(jinja2.BaseLoader):
    """Loads what `loader` does; a file below one of the folders only with the digest that it had.

    MkDocsException for one that somebody has saved since.
    """

    def __init__(self, loader: jinja2.BaseLoader, folders: Sequence[str], digests: Mapping[str, str]) -> None:
        self._loader = loader
        self._folders = tuple(f"{os.path.normpath(folder)}{os.sep}" for folder in folders)
        self._digests = {os.path.normpath(path): digest for path, digest in digests.items()}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source, and where it stands."""
        source, name, _ = self._loader.get_source(environment, template)
        path = os.path.normpath(name or "")
        if not path.startswith(self._folders):
            return source, name, None
        content = Path(path).read_bytes()
        if self._digests.get(path) != hashlib.sha256(content).hexdigest():
            raise MkDocsException(f"{path} was saved while the pages were made; build again")
        return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8").read(), name, None

    def list_templates(self) -> list[str]:
        """All names that may be asked for."""
        return self._loader.list_templates()
