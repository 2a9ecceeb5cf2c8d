"""Addresses of this machine, its gateways, its container networks and the home's IPv6 networks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from ipaddress import IPv6Address, IPv6Network, ip_network
from typing import Any, Final, override

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...posture.facts import Address, NetworkFacts
from ...posture.networks import HOME_PREFIX, is_public
from ...storage.keyed_store import KeyedStore
from ..common.address import parse_address
from ..common.collector import StatefulCollector
from ..common.errors import API_CHANGED
from ..common.executor import LimitedExecutor
from . import adapters, routes
from .memory import PrefixMemory

# Addresses that may be of a former network of the home: more sessions than any household has.
MAX_CANDIDATES: Final = 5_000


class NetworkCollector(StatefulCollector):
    """Read the adapters and routes, and remember the prefixes of the home."""

    SOURCE = "network"
    TIMEOUT = 5.0  # a system call, and small files of the kernel

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize the store."""
        super().__init__(hass, options)
        self._store = KeyedStore(hass, "home_networks")
        self._memory: PrefixMemory | None = None

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> NetworkFacts:
        """Return the addresses and networks as they are now, with former prefixes of the home."""
        current = await async_read_current(hass, executor)
        memory = await self._async_memory()
        now = dt_util.utcnow()
        memory.add(current.prefixes, now)
        if memory.changed:
            memory.changed = not await self._store.async_save(memory.as_data())
        known = memory.known(await _async_candidates(hass))
        # Without IPv6 at the moment, nobody comes from there.
        lost = memory.lost(known, now) if current.prefixes else ()
        return replace(current, prefixes=known, lost=lost)

    @override
    async def async_remove(self) -> None:
        """Delete the remembered prefixes."""
        await self._store.async_remove()

    async def _async_memory(self) -> PrefixMemory:
        if self._memory is None:
            self._memory = await self._store.async_load_or_reset(PrefixMemory.parse, PrefixMemory)
        return self._memory


async def async_read_current(hass: HomeAssistant, executor: LimitedExecutor) -> NetworkFacts:
    """Return the addresses and networks as they are now, without former prefixes."""
    found = await adapters.async_read(hass, executor)
    at_home, delegated, gateways = await executor.run(_kernel, found)
    own = adapters.own_addresses(found)
    return NetworkFacts(
        own_addresses=own,
        gateways=gateways,
        bridges=adapters.bridges(found),
        prefixes=tuple(_prefixes(at_home, delegated)),
        elsewhere=tuple(
            address
            for address in own
            if isinstance(address, IPv6Address) and is_public(address) and address not in at_home
        ),
    )


def _kernel(
    found: list[adapters.Adapter],
) -> tuple[tuple[IPv6Address, ...], tuple[IPv6Network, ...], tuple[Address, ...]]:
    """Return the addresses in home networks, delegated prefixes and gateways. Blocking."""
    return adapters.home_addresses(found), routes.delegated_prefixes(), routes.gateways()


def _prefixes(
    at_home: Iterable[IPv6Address], delegated: tuple[IPv6Network, ...]
) -> Iterator[IPv6Network]:
    """Yield the prefix of each address: the delegated one where a route shows it, else a /56."""
    for address in at_home:
        around = [prefix for prefix in delegated if address in prefix]
        yield min(
            around,
            key=lambda prefix: prefix.prefixlen,
            default=IPv6Network((int(address), HOME_PREFIX), strict=False),
        )


async def _async_candidates(hass: HomeAssistant) -> set[IPv6Address]:
    """Return the public IPv6 addresses of sessions and trusted networks."""
    found: set[IPv6Address] = set()
    try:
        users = await hass.auth.async_get_users()
        texts = (*_trusted(hass), *_used(users))
    except (*API_CHANGED, ValueError):
        return found  # the source `auth` reports it
    for text in texts:
        address = parse_address(text)
        if isinstance(address, IPv6Address) and is_public(address):
            found.add(address)
            if len(found) == MAX_CANDIDATES:
                break
    return found


def _trusted(hass: HomeAssistant) -> Iterator[str]:
    for provider in hass.auth.auth_providers:
        if provider.type == "trusted_networks":
            for network in provider.config["trusted_networks"]:
                yield str(ip_network(network).network_address)


def _used(users: Iterable[User]) -> Iterator[str | None]:
    for user in users:
        for token in list(user.refresh_tokens.values()):
            yield token.last_used_ip
