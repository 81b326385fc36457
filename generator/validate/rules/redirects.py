"""Old addresses: they lead somewhere, and no page stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.routes import FOLDERS, known_targets, route
from generator.library.sources import Sources
from generator.validate.base import did_you_mean

_SCHEME = re.compile(r"\{([^}]*)\}")


class OldAddresses:
    """An address that was given up leads on to a page, and is no address of today.

    Fails in content/redirects.yaml:

        old/start: page:indx

    Passes:

        old/start: page:index
    """

    code = "MOVE"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """MOVE001 for an address that leads nowhere, MOVE002 for one at which a page stands."""
        known = known_targets(library)
        paths = {route(target) for target in known}
        for old, target in library.redirects.moved.items():
            position = sources.at("content/redirects", ("moved", old))
            found = _SCHEME.search(old)
            if found and found[1] not in FOLDERS:
                help = did_you_mean(found[1], FOLDERS)
                yield Diagnostic("MOVE001", f"'{{{found[1]}}}' is no kind of page", position, help)
                continue
            ids = [each.partition(":")[2] for each in known if found and each.startswith(f"{found[1]}:")] or [""]
            leads = {_SCHEME.sub(id, target).partition("#")[0] for id in ids}
            if not leads <= known:
                help = did_you_mean(min(leads - known), known)
                yield Diagnostic("MOVE001", f"'{target}' leads nowhere", position, help)
            if not found and old in paths:
                yield Diagnostic("MOVE002", f"a page stands at '{old}'", position, "take this line out")
