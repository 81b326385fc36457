"""The works that our pages cite."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.works import addresses_on, uses
from generator.validate.base import did_you_mean


class WorksAreCited:
    """Every work on the web that a page cites stands among the references, once, and every reference is used.

    Fails in content/works.yaml:

        addresses: [https://example.org/other]

    Passes:

        addresses: [https://example.org/small-study]
    """

    code = "WORK"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """WORK001 for an address of no work, WORK002 for a work that no page cites, WORK003 for an address twice."""
        known: set[str] = set()
        for index, work in enumerate(library.works.works):
            for number, address in enumerate(work.addresses):
                if address in known:
                    place = sources.at("content/works", ("works", index, "addresses", number))
                    yield Diagnostic("WORK003", f"two works have the address '{address}'", place, "keep one of them")
                known.add(address)
        for page in library.pages:
            for address, key in addresses_on(page):
                if address not in known:
                    help = did_you_mean(address, known) or "add the work to content/works.yaml"
                    yield Diagnostic("WORK001", f"no work has the address '{address}'", sources.of(key), help)
        used = uses(library.works, library.pages)
        for index, work in enumerate(library.works.works):
            if not used[work.id]:
                place = sources.at("content/works", ("works", index, "id"))
                help = "cite it by an address, its title or a name in 'named', or remove it"
                yield Diagnostic("WORK002", f"no page cites the work '{work.id}'", place, help)
