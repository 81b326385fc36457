"""What packs and fields name: papers and matters."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.names import paper_names
from generator.library.packs import CHOOSE
from generator.library.sources import Sources
from generator.library.template import Condition, FormField
from generator.validate.base import catalogue_of_value, did_you_mean, nodes


class PaperNames:
    """Every paper of a pack and every matter of a field exists, and no pack takes the id of a part of their page.

    Fails in content/packs.yaml:

        papers: [document:small-consnt]

    Passes:

        papers: [document:small-consent]
    """

    code = "PACK"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """PACK001 for a paper and PACK002 for a matter that does not exist, PACK003 for an id that scripts look for.

        PACK004 for a tick of a matter that no form has.
        """
        papers = set(paper_names(library))
        for number, pack in enumerate(library.packs.packs):
            if pack.id == CHOOSE:
                message = f"the page of the packs has a part with the id '{CHOOSE}' already"
                place = sources.at("content/packs", ("packs", number, "id"))
                yield Diagnostic("PACK003", message, place, "give the pack another id")
            for index, target in enumerate(pack.papers):
                if target not in papers:
                    place = sources.at("content/packs", ("packs", number, "papers", index))
                    yield Diagnostic("PACK001", f"there is no paper '{target}'", place, did_you_mean(target, papers))
        matters = library.matters.by_id
        ticks = {name for document in library.documents for name in document.ticks}
        for number, matter in enumerate(library.matters.matters):
            for index, name in enumerate(matter.ticks):
                if name not in ticks:
                    place = sources.at("content/matters", ("matters", number, "ticks", index))
                    yield Diagnostic("PACK004", f"no form has the tick '{name}'", place, did_you_mean(name, ticks))
        for document in library.documents:
            catalogue = catalogue_of_value(document)
            for loc, node in nodes(document):
                if isinstance(node, FormField | Condition) and node.matter is not None and node.matter not in matters:
                    place = sources.at(catalogue, (*loc, "matter"))
                    help = did_you_mean(node.matter, matters)
                    yield Diagnostic("PACK002", f"there is no matter '{node.matter}'", place, help)
