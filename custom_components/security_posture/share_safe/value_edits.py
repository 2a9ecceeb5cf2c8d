"""Replace everything private in a key or a value."""

from collections.abc import Iterable, Iterator, Sequence as Items
import re
from typing import Final

from .below_secret_keys import Span
from .edits import Edit
from .form_edits import private
from .inventory import Inventory
from .model import Private
from .numbers import byte_items, is_plain_number
from .place_facts import KeyFacts, ValueFacts
from .secret_scanner import Kind, Role, Scalar, Sequence, YamlValue
from .text_edits import in_parts
from .uses import Part, Use
from .values import by_key, host_keys
from .values.coordinates import stand_in

_INCLUDE: Final = "!include"
_BEFORE_NUMBER: Final = re.compile(r"[\"']\s{0,3}:\s{0,3}-?\Z")
_AFTER_NUMBER: Final = re.compile(r"\s{0,20}[,}\]]")
# Keys beside which the name of a zone is a state.
_STATE_KEYS: Final = frozenset({"to", "from", "state", "states", "zone", "location_name", "value"})
_VERSION: Final = ("version", "firmware", "release")


def secret_edits(
    inventory: Inventory, place: YamlValue, node: Scalar, role: Role, spans: Iterable[Span]
) -> Iterator[Edit]:
    """Yield the edits of the secrets in a value."""
    if role is Role.SECRETS and by_key.is_position(place):
        return  # a stand-in that is a number
    for begin, end, kind in spans:
        value = node.text[begin:end].strip()
        if value:
            placeholder = inventory.placeholders.for_secret(kind, value)
            yield Edit(begin, end, placeholder, str(kind), placeholder)


def byte_edits(inventory: Inventory, node: Sequence) -> Iterator[Edit]:
    """Yield the edits of a secret that is a list of bytes."""
    items = byte_items(node)
    for item, new in zip(items, inventory.numbers.of_bytes(items), strict=True):
        yield Edit(item.start, item.end, new, Kind.KEY.value, new)


def typed(inventory: Inventory, node: Scalar, edits: list[Edit]) -> list[Edit]:
    """Return edits that keep numbers numbers; without those that change nothing."""
    if not edits or not any(map(str.isdecimal, node.text)):
        return edits
    is_number = is_plain_number(node)
    found: list[Edit] = []
    for edit in edits:
        old = node.text[edit.begin : edit.end].strip()
        is_bare = (is_number and old == node.text.strip()) or (
            old.isdecimal() and _is_bare(node.text, edit.begin, edit.end)
        )
        new = inventory.numbers.of(old) if is_bare and edit.kind != Private.COORDINATE else None
        if new is None:
            found.append(edit)
        elif new != old:
            found.append(edit._replace(new=new, placeholder=new))
    return found


def _is_bare(text: str, begin: int, end: int) -> bool:
    """Return whether a part of a text is a number of a template or of JSON."""
    before, after = text[max(begin - 400, 0) : begin], text[end : end + 40]
    if _BEFORE_NUMBER.search(before) and _AFTER_NUMBER.match(after):
        return True
    opened = max(before.rfind("{{"), before.rfind("{%"))
    is_inside = opened > max(before.rfind("}}"), before.rfind("%}"))
    return is_inside and before[opened:].count("'") % 2 == 0 and before[opened:].count('"') % 2 == 0


def key_edits(inventory: Inventory, key: Scalar, found: KeyFacts) -> Iterator[Edit]:
    """Yield the edits of a key."""
    for begin, end, kind in found.secrets:
        placeholder = inventory.placeholders.for_secret(kind, key.text[begin:end].strip())
        yield Edit(begin, end, placeholder, str(kind), placeholder)
    yield from in_parts(inventory, key.text, found.parts)


def value_edits(
    inventory: Inventory, place: YamlValue, node: Scalar, role: Role, found: ValueFacts
) -> Iterator[Edit]:
    """Yield the edits of a value, other than those of its secrets."""
    text = node.text.strip()
    if not text:
        return
    begin = node.text.index(text)
    kind = found.kind
    if kind is Private.COORDINATE:
        new = stand_in(text, place.key)
        yield Edit(begin, begin + len(text), new, kind.value, new)
    elif kind is not None:
        known = inventory.names.exact_match(text) if kind is Private.USER else None
        if known:
            yield Edit(begin, begin + len(text), known[1], known[0].value, known[1])
        else:
            yield from private(inventory, node.text, begin, begin + len(text), kind)
    span = host_keys.host_by_key(place, role)
    if span and inventory.hosts.is_private(node.text[slice(*span)]):
        yield from private(inventory, node.text, *span, Private.HOST)
    if node.tag and node.tag.startswith(_INCLUDE):
        return  # the path of a file
    parts = found.parts
    for match in found.told:
        yield from private(inventory, node.text, *match)
    yield from _states(inventory, place, node.text, parts)
    edits = in_parts(inventory, node.text, parts)
    if edits and any(word in place.key.lower() for word in _VERSION):
        edits = (each for each in edits if each.kind != Private.IP)
    yield from edits


def _states(
    inventory: Inventory, place: YamlValue, text: str, parts: Items[Part]
) -> Iterator[Edit]:
    """Yield the names of zones where they are states."""
    if not (inventory.zones and (place.key.lower() in _STATE_KEYS or "{" in text)):
        return
    for part in parts:
        if part.use in (Use.VALUE, Use.TEXT) and text[part.begin : part.end] in inventory.zones:
            known = inventory.names.exact_match(text[part.begin : part.end])
            if known:
                yield Edit(part.begin, part.end, known[1], known[0].value, known[1])
