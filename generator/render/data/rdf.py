"""Statements about addresses (RDF), and the two ways in which we write them: Turtle and JSON-LD.

Every address goes through `safe_address`, and every word through `_turtle` or a writer of JSON: nothing that somebody
typed can end a string or an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": XSD,
}
A = "rdf:type"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An address, or a name with a prefix such as `skos:Concept`."""

    value: str


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Words in a language, or a value of a type such as `xsd:date`."""

    text: str
    lang: str = ""
    type: str = ""


Thing = Iri | Words
Pair = tuple[str, Thing]
"""A predicate (with a prefix) and what it leads to."""
Pairs = Iterator[Pair]
Statements = Mapping[str, Sequence[Pair]]
"""What is said of each address."""

_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\xa0]")
_CODES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_CODE = re.compile(r"[\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def in_languages(name: str, said: Iterable[tuple[str, str]]) -> Pairs:
    """The same said in several languages: words, each with the tag of its language."""
    return ((name, Words(text, tag)) for text, tag in said)


def unchecked(states: Iterable[tuple[str, str]]) -> Pairs:
    """How far a language is checked: words of a program (`fr: machine`), by the states of our catalogues."""
    return (("skos:editorialNote", Words(f"{tag}: {state}")) for tag, state in states)


def nameless(id: str) -> str:
    """The name of something that has no address: `id` is made of what is said of it, in 32 hexadecimal digits."""
    return UUID(id).urn


def turtle(statements: Statements) -> bytes:
    """As Turtle: addresses and statements in order, so that the same ones always give the same bytes."""
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in _prefixes(statements)]
    for subject in sorted(statements):
        said = [f"  {'a' if name == A else name} {_turtle(thing)}" for name, thing in _sorted(statements[subject])]
        lines += ["", f"{_iri(subject)}\n" + " ;\n".join(said) + " ."]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _sorted(said: Sequence[Pair]) -> list[Pair]:
    """Each once; what something is comes first."""
    return sorted(set(said), key=lambda pair: (pair[0] != A, pair[0], isinstance(pair[1], Words), repr(pair[1])))


def _prefixes(statements: Statements) -> list[str]:
    """Those of every name that the statements use, in order."""
    found = set()
    for said in statements.values():
        for name, thing in said:
            found.add(name)
            if isinstance(thing, Iri) and _prefixed(thing.value):
                found.add(thing.value)
            if isinstance(thing, Words) and thing.type:
                found.add(thing.type)
    return sorted({name.partition(":")[0] for name in found})


def _prefixed(value: str) -> bool:
    return value.partition(":")[0] in PREFIXES and not value.partition(":")[2].startswith("/")


def _turtle(thing: Thing) -> str:
    if isinstance(thing, Iri):
        return thing.value if _prefixed(thing.value) else _iri(thing.value)
    words = f'"{_TO_CODE.sub(_coded, thing.text)}"'
    return f"{words}@{thing.lang}" if thing.lang else f"{words}^^{thing.type}" if thing.type else words


def _iri(address: str) -> str:
    return f"<{safe_address(address)}>"


def safe_address(address: str) -> str:
    """The address with what none may hold written in per cent."""
    return _NO_IRI.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), address)


def is_address(words: str) -> bool:
    """Whether somebody typed an address on the web and nothing else."""
    return re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"{}|^`\\]*)?", words.strip()) is not None


def _coded(found: re.Match[str]) -> str:
    return _CODES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def json_ld(statements: Statements) -> bytes:
    """As JSON-LD: the same statements."""
    graph = [{"@id": safe_address(each), **_properties(statements[each])} for each in sorted(statements)]
    held = {"@context": {prefix: PREFIXES[prefix] for prefix in _prefixes(statements)}, "@graph": graph}
    return (json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _properties(said: Sequence[Pair]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for name, thing in _sorted(said):
        found.setdefault("@type" if name == A else name, []).append(_json(name, thing))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _json(name: str, thing: Thing) -> Any:
    if isinstance(thing, Iri):
        address = thing.value if _prefixed(thing.value) else safe_address(thing.value)
        return address if name == A else {"@id": address}
    if thing.lang:
        return {"@value": thing.text, "@language": thing.lang}
    return {"@value": thing.text, "@type": thing.type} if thing.type else thing.text


WRITERS: dict[str, Callable[[Statements], bytes]] = {"ttl": turtle, "jsonld": json_ld}
"""By the endings of files."""
