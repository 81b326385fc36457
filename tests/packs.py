"""What a pack of the site holds, read by the same rules as `unpack.js`."""

from __future__ import annotations

import json
import re
import zlib

PACK = re.compile(
    r"\(window\.CitizenDataPacked=window\.CitizenDataPacked\|\|\{\}\)\[\"(?P<name>[\w/-]+)\"\]="
    r"\"(?P<held>(?:[\x01-\x7f](?<![\"\\\n\r])|\\(?:[nr\"\\]|0(?![0-9])|x00))*)\";\n"
)
"""Nothing but a name and a string in which each character takes one byte."""
_ESCAPES = {"n": "\n", "r": "\r", "0": "\0", "x00": "\0"}


def unpacked(script: str) -> tuple[str, dict[str, bytes]] | None:
    """The name under which the script gives its pack, and the files in it; None when it is no pack or does more."""
    found = PACK.fullmatch(script)
    if not found:
        return None
    head, _, held = zlib.decompress(bytes_of(found["held"])).partition(b"\n")
    rounds, names = json.loads(head)
    files: dict[str, bytes] = dict.fromkeys((name for name, _ in names), b"")
    at = 0
    for turn in range(rounds):
        for name, length in names:
            size = length * (turn + 1) // rounds - length * turn // rounds
            files[name] += held[at : at + size]
            at += size
    return found["name"], files


def bytes_of(written: str) -> bytes:
    """The bytes that a string of a script stands for, seven bits a character."""
    said = re.sub(r"\\(x00|.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), written, flags=re.DOTALL)
    bits = "".join(f"{ord(character):07b}" for character in said)
    size = len(bits) // 8
    return int(bits[: size * 8] or "0", 2).to_bytes(size, "big")
