"""Certificates that clients get, and certificates on disk.

Only handshakes with the instance's own addresses: no request, no redirect, no other host. The
external name is resolved once for both handshakes: the first reads the certificate, the second
verifies it.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final, override

from homeassistant.core import HomeAssistant

from ...const import CONF_FILE_SCAN, CONF_NETWORK_PROBE
from ...posture.certificates import covers
from ...posture.exposure import is_public_host
from ...posture.facts import (
    Address,
    Certificate,
    NextStart,
    Place,
    Reason,
    TlsEndpoint,
    TlsFacts,
    Unavailable,
)
from ..common.address import parse_address
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError, reason_of
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from ..network import async_read_current
from .certificate_file import read_certificate_file
from .certificate_folders import read_certificate_folders
from .handshake import (
    Contexts,
    HandshakeError,
    HttpAnswer,
    create_contexts,
    read_http,
    read_served,
    verify,
)
from .next_start import load_as_at_start
from .place import place_of
from .resolver import Addresses, Resolver
from .target import Target, target_of

# Seconds, for one endpoint: a lookup, two handshakes, and some addresses that do not respond.
ENDPOINT_TIMEOUT: Final = 25.0
# The address of a server that listens on all addresses.
_LOOPBACK: Final = {4: "127.0.0.1", 6: "::1"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What answered at the external URL, and the address at which it did."""

    endpoint: TlsEndpoint | Unavailable | None
    address: Address | None = None
    place: Place | None = None  # None: by the address


class TlsCollector(StatefulCollector):
    """Make the handshakes and read the files, keeping only the state of the resolver."""

    SOURCE = "tls"
    TIMEOUT = ENDPOINT_TIMEOUT + 10.0  # all endpoints at once, after the lookup and the roots

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize; `options` are the config entry's."""
        super().__init__(hass, options)
        self._resolver = Resolver()
        self._probes: bool = options.get(CONF_NETWORK_PROBE, True)
        self._scans: bool = options.get(CONF_FILE_SCAN, True)
        # The external URL at which a certificate for its host was met.
        self._answered: str | None = None

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> TlsFacts:
        """Connect to the external URL and to Home Assistant's own port, and read the files."""
        if hass.http is None:
            raise CollectorError(Reason.NOT_LOADED)
        tls_contexts = await executor.run(create_contexts) if self._probes else None
        network = await _part(async_read_current(hass, executor))
        addresses = await _part(self._external_addresses(hass, executor))
        answer, internal, own, file, next_start, on_disk = await asyncio.gather(
            _part(_external(hass, addresses, tls_contexts)),
            _part(self._internal_tls(hass, executor, tls_contexts)),
            _part(_own(hass, tls_contexts)),
            _part(_file(hass, executor)),
            _part(_next_start(hass, executor)),
            _part(self._on_disk(hass, executor)),
        )
        if isinstance(answer, Unavailable):
            answer = _Answer(answer)
        met, url = answer.endpoint, hass.config.external_url
        if isinstance(met, TlsEndpoint) and covers(met.certificate, met.host):
            self._answered = url
        return TlsFacts(
            external=answer.endpoint,
            own=own,
            file=file,
            next_start=next_start,
            on_disk=on_disk,
            own_names_external=_names_external(hass, own),
            external_place=answer.place
            or (place_of(answer.address, network) if answer.address else None),
            external_answered=bool(url) and self._answered == url,
            external_addresses=_parsed(addresses) if isinstance(addresses, tuple) else addresses,
            internal_tls=internal,
        )

    async def _external_addresses(
        self, hass: HomeAssistant, executor: LimitedExecutor
    ) -> Addresses | None:
        """Look up the external host, unless its addresses make no difference."""
        target = target_of(hass.config.external_url)
        # An internet name without TLS is reachable, whatever it resolves to.
        if target is None or (not target.tls and is_public_host(target.host)):
            return None
        return await self._look_up(executor, target)

    async def _internal_tls(
        self, hass: HomeAssistant, executor: LimitedExecutor, tls_contexts: Contexts | None
    ) -> bool | None:
        """Return whether an https internal URL with the own plain port is answered by TLS."""
        target, server = target_of(hass.config.internal_url), hass.http
        if target is None or not target.tls or server.context is not None:
            return None
        if target.port != server.server_port:
            return None  # a proxy's
        if tls_contexts is None:
            raise CollectorError(Reason.SWITCHED_OFF)
        addresses = await self._look_up(executor, target)
        try:
            await read_served(target.host, target.port, addresses, tls_contexts)
        except HandshakeError as err:
            if err.http is None:
                raise
            return False
        return True

    async def _look_up(self, executor: LimitedExecutor, target: Target) -> Addresses:
        if not self._probes:
            raise CollectorError(Reason.SWITCHED_OFF)
        return await self._resolver.resolve(executor, target.host, target.port)

    async def _on_disk(
        self, hass: HomeAssistant, executor: LimitedExecutor
    ) -> tuple[Certificate, ...]:
        if not self._scans:
            raise CollectorError(Reason.SWITCHED_OFF)
        return await executor.run(read_certificate_folders, hass.config.config_dir)


def _names_external(hass: HomeAssistant, own: TlsEndpoint | Unavailable | None) -> bool:
    try:
        target = target_of(hass.config.external_url)
    except CollectorError:
        return False
    return (
        isinstance(own, TlsEndpoint) and target is not None and covers(own.certificate, target.host)
    )


def _parsed(addresses: Addresses) -> tuple[Address, ...]:
    return tuple(address for each in addresses if (address := parse_address(each)))


async def _part[T](reading: Coroutine[Any, Any, T]) -> T | Unavailable:
    """Read one part; its failure must not hide the others."""
    try:
        async with asyncio.timeout(ENDPOINT_TIMEOUT):
            with contained():
                return await reading
    except Exception as err:  # noqa: BLE001 - one part must not hide the others
        return Unavailable(reason_of(err))


async def _external(
    hass: HomeAssistant,
    addresses: Addresses | Unavailable | None,
    tls_contexts: Contexts | None,
) -> _Answer:
    target = target_of(hass.config.external_url)
    if target is None or not target.tls or addresses is None:
        return _Answer(None)
    if tls_contexts is None:
        raise CollectorError(Reason.SWITCHED_OFF)
    if isinstance(addresses, Unavailable):
        return _Answer(addresses)
    try:
        endpoint = await _endpoint(target.host, target.port, addresses, tls_contexts)
    except HandshakeError as err:
        # With NAT loopback, or in a container, this machine is met at another device's address.
        is_own = err.http is not None and err.http == await _own_http(hass, target, tls_contexts)
        place = Place.HERE if is_own else None
        return _Answer(Unavailable(err.reason), parse_address(err.address), place)
    return _Answer(endpoint, endpoint.address)


async def _own_http(
    hass: HomeAssistant, target: Target, tls_contexts: Contexts
) -> HttpAnswer | None:
    """Return how the own port answers a handshake, if it serves plain HTTP."""
    server = hass.http
    if server.context is not None:
        return None
    return await read_http(
        target.host, server.server_port, _reachable(server.server_host or ()), tls_contexts
    )


async def _own(hass: HomeAssistant, tls_contexts: Contexts | None) -> TlsEndpoint | None:
    server = hass.http
    if server.context is None:
        return None
    if tls_contexts is None:
        raise CollectorError(Reason.SWITCHED_OFF)
    address = _reachable(server.server_host or ())
    return await _endpoint(address, server.server_port, (address,), tls_contexts)


async def _file(hass: HomeAssistant, executor: LimitedExecutor) -> Certificate | None:
    path = hass.http.ssl_certificate
    return None if path is None else await executor.run(read_certificate_file, path)


async def _next_start(hass: HomeAssistant, executor: LimitedExecutor) -> NextStart | None:
    server = hass.http
    if server.ssl_certificate is None:
        return None
    paths = (server.ssl_certificate, server.ssl_key, server.ssl_peer_certificate)
    return await executor.run(load_as_at_start, *paths)


async def _endpoint(
    host: str, port: int, addresses: tuple[str, ...], tls_contexts: Contexts
) -> TlsEndpoint:
    served = await read_served(host, port, addresses, tls_contexts)
    return TlsEndpoint(
        host=host,
        port=port,
        version=served.version,
        certificate=served.certificate,
        trust=await verify(host, port, served, tls_contexts),
        address=parse_address(served.address),
    )


def _reachable(hosts: Iterable[str]) -> str:
    """Return an address of the server that this machine can connect to."""
    for host in hosts:
        try:
            address = ip_address(host)
        except ValueError:
            continue  # a host name; loopback is more likely to work
        return _LOOPBACK[address.version] if address.is_unspecified else str(address)
    return _LOOPBACK[4]
