"""What the help shows of each option: words that people can type, and no names of the program's types."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption


def _plain(params: list[Any]) -> list[Any]:
    """The same, with a name for each value that has none yet; what is only said takes no value."""
    for each in params:
        if isinstance(each, TyperArgument | TyperOption) and each.metavar is None:
            each.metavar = _typed(each)
        if isinstance(each, TyperArgument):
            vars(each)["display_type_rich"] = _nothing  # it goes by its name alone
    return params


def _nothing(**_: Any) -> None:
    """Says nothing of the type."""


def _typed(param: TyperArgument | TyperOption) -> str:
    kind = param.type_descriptor
    if isinstance(param, TyperOption) and param.is_flag:
        return ""
    if kind.is_choice:
        return "|".join(str(each.value) for each in kind.choices or ())
    named = "FILE" if kind.is_path else "NUMBER" if kind.is_ranged else ""
    return named if named and isinstance(param, TyperOption) else param.name.upper()


class PlainCommand(TyperCommand):
    """A command whose help is written so."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments, with the option for the help."""
        return _plain(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """A group of commands whose help is written so."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options, with the one for the help."""
        return _plain(super().get_params(ctx))
