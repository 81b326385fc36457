"""What a template of the theme may not do in silence: use a name that nothing has, or be of other bytes than UTF-8."""

from __future__ import annotations

import os
from collections.abc import Callable

import jinja2
from jinja2.utils import missing

from generator.files import NOT_UTF_8, place_of


def strict(env: jinja2.Environment) -> jinja2.Environment:
    """The environment, in which both are mistakes of the template."""
    env.undefined = _Needed
    if env.loader:
        env.loader = _Texts(env.loader)
    return env


class _Needed(jinja2.StrictUndefined):
    """A name that nothing has is a mistake of the template, wherever it stands; an object may be asked what it has."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # it may return
        if self._undefined_obj is missing:
            self._fail_with_undefined_error()
        return False

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return bool(self) or isinstance(other, jinja2.Undefined)

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not self == other

    __hash__ = jinja2.Undefined.__hash__  # type: ignore[assignment]


class _Texts(jinja2.BaseLoader):
    """What another loader finds; a template of other bytes than UTF-8 is a mistake of its author."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self._loader = loader
        self.list_templates = loader.list_templates  # type: ignore[method-assign]  # MkDocs asks for them

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        try:
            return self._loader.get_source(environment, template)
        except UnicodeDecodeError as error:
            line, _ = place_of(error)
            message, _ = NOT_UTF_8
            raise jinja2.TemplateSyntaxError(message, line, template, self._path(template)) from error

    def _path(self, template: str) -> str:
        paths = [os.path.join(place, template) for place in getattr(self._loader, "searchpath", ())]
        return next(filter(os.path.isfile, paths), template)
