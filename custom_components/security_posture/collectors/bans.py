"""The live ban list.

Custom integrations replace its lookup by an object of their own, in which networks are banned or
allowed too. So it is asked for the household's addresses, as Home Assistant asks it for a client.
"""

from collections.abc import Container, Iterator
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.helpers.hassio import get_supervisor_ip
from homeassistant.util import dt as dt_util

from ..posture.facts import Address, Ban, BansFacts, Reason, Unavailable
from .common.address import parse_address
from .common.async_iter import yielding
from .common.errors import CollectorError, reason_of, require_type
from .common.executor import LimitedExecutor
from .network import adapters, routes

SOURCE: Final = "bans"
# Seconds. In memory, but there may be very many.
TIMEOUT: Final = 5.0
# What a botnet leaves behind over years; more would not fit a small computer's memory.
MAX_BANS: Final = 200_000
# Household addresses to look up, the most recently used first. A custom lookup compares each
# with all its networks.
MAX_ASKED: Final = 500
# Seconds.
MAX_ASKING: Final = 1.0
_NEVER_BAN: Final = -1
_LOOPBACK: Final = ("127.0.0.1", "::1")
# Addresses for documentation (RFC 5737, RFC 3849), which no client has.
_NOBODY: Final = (IPv4Address("198.51.100.77"), IPv6Address("2001:db8:5a5a::77"))


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> BansFacts:
    """Read the ban manager; the file it writes is only read at startup."""
    from homeassistant.components.http.ban import KEY_BAN_MANAGER, KEY_LOGIN_THRESHOLD  # private

    if hass.http is None:
        raise CollectorError(Reason.NOT_LOADED)
    app = hass.http.app
    manager = app.get(KEY_BAN_MANAGER)
    if manager is None:
        return BansFacts(enabled=False, threshold=_NEVER_BAN, banned=())
    lookup = getattr(manager, "ip_bans_lookup", None)
    refused, allowed = await _async_ask(hass, executor, lookup)
    return BansFacts(
        enabled=True,
        threshold=require_type(app[KEY_LOGIN_THRESHOLD], int),
        banned=await _async_listed(lookup, allowed),
        refused=refused,
    )


async def _async_listed(
    lookup: object, allowed: Container[Address]
) -> tuple[Ban, ...] | Unavailable:
    """Return the listed addresses, except those that the lookup itself says are not banned."""
    if not isinstance(lookup, dict):
        return Unavailable(Reason.API_CHANGED)
    # A class of its own may report another length than it has entries.
    if dict.__len__(lookup) > MAX_BANS:
        return Unavailable(Reason.TOO_LARGE)
    try:
        rows = tuple(dict.items(lookup))
        found = [_ban(*row) async for row in yielding(rows)]
    except Exception as err:  # noqa: BLE001 - another integration's values
        return Unavailable(reason_of(err))
    return tuple(ban for ban in found if ban is not None and ban.address not in allowed)


def _ban(address: object, ban: Any) -> Ban | None:
    if not isinstance(address, IPv4Address | IPv6Address):
        return None  # Home Assistant looks addresses up, so another key bans nobody
    at = ban.banned_at
    return Ban(
        address=parse_address(str(address)) or address,
        # A time written by hand has no zone; Home Assistant writes UTC.
        banned_at=dt_util.as_utc(at) if isinstance(at, datetime) else None,
    )


async def _async_ask(
    hass: HomeAssistant, executor: LimitedExecutor, lookup: Any
) -> tuple[frozenset[Address] | Unavailable, set[Address]]:
    """Return the household's addresses that are refused, and those that are not.

    Decided as Home Assistant's middleware does. Where everybody is refused but some, it is no
    mistake that this includes addresses of this machine that no client uses.
    """
    refused: set[Address] = set()
    allowed: set[Address] = set()
    if lookup is None:
        return Unavailable(Reason.API_CHANGED), allowed
    try:
        if not lookup:
            return frozenset(), allowed
        used, unused = await _async_household(hass, executor)
        everybody = {address.version for address in _NOBODY if address in lookup}
        asked = (*(text for text in unused if _version(text) not in everybody), *used)
        end = monotonic() + MAX_ASKING
        async for text in yielding(asked[:MAX_ASKED], step=20):
            if (address := parse_address(text)) is None:
                continue
            # Asked in the form that the client has, such as with the zone of a link.
            (refused if ip_address(text) in lookup else allowed).add(address)
            if monotonic() > end:
                return frozenset(refused) or Unavailable(Reason.TIMEOUT), allowed
    except Exception:  # noqa: BLE001 - another integration's object
        return Unavailable(Reason.API_CHANGED), set()
    return frozenset(refused), allowed


def _version(text: str) -> int:
    return 6 if ":" in text else 4


async def _async_household(
    hass: HomeAssistant, executor: LimitedExecutor
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses that clients of the household use, and those that they may use."""
    used = [*_proxies(hass), *_used(await hass.auth.async_get_users())]
    if supervisor := get_supervisor_ip():
        used.insert(0, supervisor)
    may_be_used = (*_LOOPBACK, *await _async_own(hass, executor))
    return tuple(dict.fromkeys(used)), tuple(dict.fromkeys(may_be_used))


async def _async_own(hass: HomeAssistant, executor: LimitedExecutor) -> list[str]:
    """Return the addresses of this machine, its container networks and its gateways."""
    try:
        found = await adapters.async_read(hass, executor)
        own = (*adapters.own_addresses(found), *await executor.run(routes.gateways))
    except CollectorError, OSError:
        return []  # the source `network` reports it
    return [str(address) for address in own]


def _proxies(hass: HomeAssistant) -> Iterator[str]:
    for proxy in hass.http.trusted_proxies:
        if proxy.num_addresses == 1:
            yield str(proxy.network_address)


def _used(users: list[User]) -> list[str]:
    """Return the addresses of sessions, the most recently used first."""
    used = [
        (token.last_used_at, token.last_used_ip)
        for user in users
        for token in list(user.refresh_tokens.values())
        if token.last_used_at and token.last_used_ip
    ]
    used.sort(reverse=True)
    return [address for _, address in used]
