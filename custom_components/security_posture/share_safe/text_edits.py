"""Replace everything private in a text: known values, codes, forms, names."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence as Items
import re
from typing import Final

from . import vocabulary
from .edits import Edit, without_overlap
from .form_edits import by_form
from .inventory import Inventory
from .model import Private
from .names import NameMatch
from .secret_scanner import Kind, secret_name
from .uses import Part, Use
from .values.known import has_base64

_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")
# Everything but names, known values and hosts has one of these: positions, networks, addresses,
# contacts, and what is encoded.
_SIGN: Final = re.compile(
    r"[@+%\\&*\u00b0\u00ba]|//|\d[.,]\d|[A-Z]{2}\d\d|0x|/by-id/|WIFI:"
    r"|[0-9A-Fa-f]{2}([:_-])[0-9A-Fa-f]{2}\1[0-9A-Fa-f]{2}\1|[0-9A-Fa-f]:[0-9A-Fa-f]{0,4}:"
)
_MAX_LOOK: Final = 400
# Characters of a text, and texts, whose edits are remembered.
_MAX_REMEMBERED: Final = 120
_MOST_REMEMBERED: Final = 50_000


def in_name(inventory: Inventory, name: str) -> list[Edit]:
    """Return edits for everything private in the name of a file."""
    found = in_parts(inventory, name, [Part(0, len(name), Use.OBJECT_ID)])
    return without_overlap(edit for edit in found if edit.kind not in inventory.kept)


def in_parts(inventory: Inventory, text: str, parts: Items[Part]) -> Iterable[Edit]:
    """Return the edits of a text, which is often the same in many places."""
    if len(text) > _MAX_REMEMBERED:
        return _found_in_parts(inventory, text, parts)
    key = (text, tuple(parts))
    found = inventory.remembered.get(key)
    if found is None:
        found = inventory.remembered[key] = [*_found_in_parts(inventory, text, parts)]
        if len(inventory.remembered) > _MOST_REMEMBERED:
            inventory.remembered.clear()
    return found


def _is_blank(inventory: Inventory, text: str) -> bool:
    """Return whether a quick look shows that nothing in a short text is replaced."""
    return (
        len(text) <= _MAX_LOOK
        and _SIGN.search(text) is None
        and inventory.names.are_without(text)
        and inventory.known.are_without(text)
        and inventory.hosts.are_without(text)
        and not has_base64(text)
        and (not inventory.codes or _DIGIT.search(text) is None)
    )


def _found_in_parts(inventory: Inventory, text: str, parts: Items[Part]) -> Iterator[Edit]:
    if _is_blank(inventory, text):
        return
    for known in inventory.known.find(text):
        yield Edit(known.begin, known.end, known.placeholder, known.kind, known.placeholder)
    yield from _codes(inventory, text)
    opaque = [part for part in parts if part.use is Use.NEVER_A_NAME]
    begins = [part.begin for part in opaque]
    for edit in by_form(inventory, text, parts):
        n = bisect_left(begins, edit.end) - 1
        if n < 0 or opaque[n].end <= edit.begin:
            yield edit
    for part in parts:
        inventory.work()
        if part.use is not Use.KEYWORD:
            for name in inventory.names.find(text[part.begin : part.end], part.use):
                begin, end = part.begin + name.begin, part.begin + name.end
                if part.use is Use.VALUE and not _is_zone(inventory, name, text[begin:end]):
                    continue
                if _is_other_thing(name, text, part):
                    continue
                yield Edit(begin, end, name.new, name.kind.value, name.placeholder)


def _codes(inventory: Inventory, text: str) -> Iterator[Edit]:
    """Yield the known short codes that stand after a word for a code."""
    if not inventory.codes or _DIGIT.search(text) is None:
        return
    for match in _WORD.finditer(text):
        known = inventory.codes.get(match[0])
        before = text[max(match.start() - 40, 0) : match.start()]
        if known and _tells_code(_WORD.findall(before)[-2:]):
            yield Edit(*match.span(), known[1], known[0], known[1])


def _tells_code(words: list[str]) -> bool:
    """Return whether the last words before a code say what it is: "PIN", "code is"."""
    is_one = bool(words) and words[-1].isalpha()
    return is_one and any(map(_is_word_for_code, words))


def _is_word_for_code(word: str) -> bool:
    what = secret_name(word.lower())
    return what is not None and (what.kind is Kind.CODE or what.is_pin)


def _is_other_thing(name: NameMatch, text: str, part: Part) -> bool:
    """Return whether an id or a key has the word of a place, but is no zone."""
    word = text[part.begin : part.end]
    return (
        part.use is Use.OBJECT_ID
        and name.kind in (Private.ZONE, Private.PLACE)
        and name.begin == 0
        and name.end == len(word)
        and not text.endswith(("zone.", "person.", "device_tracker."), 0, part.begin)
        and vocabulary.is_ordinary(word.lower())
    )


def _is_zone(inventory: Inventory, name: NameMatch, text: str) -> bool:
    """Return whether a word is no zone, or one that is written as its state is."""
    return (
        name.kind is not Private.ZONE
        or text in inventory.zones
        or not text.isalpha()
        or not vocabulary.is_ordinary(text)
    )
