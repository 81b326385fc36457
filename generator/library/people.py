"""Who is who: people and programs write one person in many ways, and addresses are not kept.

A person is known by a forge handle (`@aa`), by the hash of an e-mail address (`mail-` and sixteen digits of its
SHA-256) or, if there is nothing else, by name; one entry of a list may hold all: `Aa Be @aa mail-0123456789abcdef`.
No salt: in a public repository it would be public too, and so anybody can say what their own address makes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from generator.library.characters import UNSEEN

# Sixty-four signs are all that mail allows before the @, and an end to looking for one.
_ADDRESS = re.compile(r"<?\b([\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+)>?")
_KNOWN = re.compile(r"(?<![\w@/.-])(@[\w-]+|mail-[0-9a-f]{16})(?![\w@-])", re.IGNORECASE)
_FORGE = re.compile(r"(?:\d+[+-])?([\w-]+)@(?:users\.)?noreply\.(?:github\.com|gitlab\.com|codeberg\.org)")


_STROKE = 0x0640
"""Only makes an Arabic word longer."""


class _Letters(dict[int, int | None]):
    """Letters, marks and digits that are seen as they are, and everything else as nothing: each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        is_seen = unicodedata.category(chr(code))[0] in "LMN" and code != _STROKE and code not in UNSEEN
        self[code] = kept = code if is_seen else None
        return kept


_LETTERS = _Letters()
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕһԁԛԝαβεηικμνορτυχıłøđɑɡ℮օսոհᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢᎠᎪᏴᏟᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ",
    "abekmhopctyxijshdqwabehikmvoptyxilodageounhabcdeghijklmnoprtuvwyzdabceghijklmprstvwz",
)
"""Letters of other alphabets, small capitals and barred ones that look like these: a name is as people read it."""
_ALIAS = re.compile(r"\+[^@]*(?=@)")
_DOTLESS = re.compile(r"(?:gmail|googlemail)\.com")


def bare_letters(text: str) -> str:
    """The letters, with their marks, and the digits of a text, in one case and one way of coding."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)


def same_person(one: str, other: str, listed: Iterable[str] = ()) -> bool:
    """True when the two have an identity in common, or entries of the list join them."""
    listed = tuple(listed)
    return bool(_joined(one, listed) & _joined(other, listed))


def as_listed(name: str, listed: Iterable[str]) -> str:
    """The person's entry in the list; "" when nobody there is this person."""
    return next((each for each in listed if same_person(name, each)), "")


def without_addresses(words: str) -> str:
    """The words with what each e-mail address in them makes instead: who it is, and nothing to write to."""
    return _ADDRESS.sub(lambda found: _identity(found[1]), words)


def has_address(words: str) -> bool:
    """True when an e-mail address stands in the words."""
    return "@" in words and _ADDRESS.search(words) is not None


def _identity(address: str) -> str:
    """What is kept of an address: a handle where a forge made it up, else its hash."""
    folded = address.casefold()
    if forge := _FORGE.fullmatch(folded):
        return f"@{forge[1]}"
    # One box has many addresses: what stands behind a plus, and Gmail's dots, say nothing of who reads it.
    folded = _ALIAS.sub("", folded)
    name, _, host = folded.partition("@")
    folded = f"{name.replace('.', '')}@gmail.com" if _DOTLESS.fullmatch(host) else folded
    return f"mail-{hashlib.sha256(folded.encode()).hexdigest()[:16]}"


def _joined(name: str, listed: tuple[str, ...]) -> frozenset[str]:
    """All that is known of the person: an entry of the list that has one of their identities brings its others."""
    known = _identities(name)
    # An entry may bring what joins the next one, whatever their order.
    for _ in listed:
        more = known.union(*(each for each in map(_identities, listed) if each & known))
        if more == known:
            break
        known = more
    return known


def _as_read(name: str) -> str:
    """The letters of a name as they look, without marks, whatever the order of its parts."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    parts = plain.casefold().translate(_LOOKALIKES).replace(",", " ").split()
    return "".join(sorted(map(bare_letters, parts)))


@cache
def _identities(name: str) -> frozenset[str]:
    """The handles and hashes, and the name by its letters and digits; a name of signs alone is taken as it is."""
    plain = without_addresses(name)
    known = {each.casefold().translate(_LOOKALIKES) for each in _KNOWN.findall(plain)}
    letters = _as_read(_KNOWN.sub("", plain))
    return frozenset(known | ({letters} if letters else set())) or frozenset({name})
