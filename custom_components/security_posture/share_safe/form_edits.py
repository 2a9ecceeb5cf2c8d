"""Replace what a text shows by its form: positions, networks, addresses, contacts, hosts."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence as Items
import re
from typing import Final

from .edits import Edit
from .inventory import Inventory
from .model import Private
from .placeholders import has_placeholder
from .uses import Part, Use
from .values.by_key import is_account
from .values.contacts import contacts
from .values.hosts import addresses, shell_logins
from .values.networks import networks

# Every form but the name of a host has one of these; most texts have none.
_SIGN_OF_FORM: Final = re.compile(r"[\d@:/\\.+%-]|_[0-9a-f]{2}_")


def by_form(inventory: Inventory, text: str, parts: Items[Part]) -> Iterator[Edit]:
    """Yield what has a strict form: positions and networks anywhere, others in values."""
    has_sign = _SIGN_OF_FORM.search(text) is not None
    if has_sign:
        for position in inventory.coordinates.find(text):
            yield Edit(*position, Private.COORDINATE.value, position.new)
        inventory.work()
        for match in networks(text):
            yield from private(inventory, text, *match)
    if all(part.use not in (Use.TEXT, Use.VALUE) for part in parts):
        return
    inventory.work()
    if "//" in text or "\\/" in text or "@" in text:
        yield from _in_addresses(inventory, text)
    used = [part for part in parts if part.use is not Use.KEYWORD]
    begins = [part.begin for part in used]
    inventory.work()
    found = contacts(text) if has_sign else ()
    for match in (*found, *inventory.hosts.alone(text)):
        n = bisect_right(begins, match.begin) - 1
        if n >= 0 and match.begin < used[n].end:
            yield from private(inventory, text, *match)


def _in_addresses(inventory: Inventory, text: str) -> Iterator[Edit]:
    """Yield the hosts and the users of addresses."""
    for match in inventory.hosts.in_addresses(text):
        yield from private(inventory, text, *match)
    inventory.work()
    for begin, end in _logins(text):
        if is_account(text[begin:end]):
            yield from _user(inventory, text, begin, end)


def _logins(text: str) -> Iterator[tuple[int, int]]:
    for address in addresses(text):
        if address.user is not None:
            yield address.user
    for user, _ in shell_logins(text):
        yield user


def _user(inventory: Inventory, text: str, begin: int, end: int) -> Iterator[Edit]:
    known = inventory.names.exact_match(text[begin:end])
    if known:
        yield Edit(begin, end, known[1], known[0].value, known[1])
    else:
        yield from private(inventory, text, begin, end, Private.USER)


def private(inventory: Inventory, text: str, begin: int, end: int, kind: Private) -> Iterator[Edit]:
    """Yield the edit of a private part, unless it was replaced before."""
    value = text[begin:end]
    if has_placeholder(value):
        return
    placeholder = inventory.placeholders.for_value(kind, value)
    yield Edit(begin, end, placeholder, kind.value, placeholder)
