"""Certificates as visitors meet them, and as they lie on disk.

A real handshake with the instance's own addresses, and nothing after it: no request, no
redirect, no other host. The name is resolved once and the address kept for both
handshakes: the first reads whatever is served, the second asks whether it verifies.
"""

import asyncio
from collections.abc import Coroutine, Iterable
from ipaddress import ip_address
from typing import Any, Final

from yarl import URL

from homeassistant.core import HomeAssistant

from ...posture.certificates import covers
from ...posture.facts import Certificate, NextStart, Reason, TlsEndpoint, TlsFacts, Unavailable
from ..common.errors import CollectorError, reason_of
from ..common.executor import LimitedExecutor
from .certificate_file import read_certificate_file
from .certificate_folders import read_certificate_folders
from .handshake import Contexts, contexts, shake_hands, verify
from .next_start import load_as_at_start
from .resolver import Resolver

# For one endpoint: a lookup, two handshakes, and some addresses that are silent; seconds.
ENDPOINT_TIMEOUT: Final = 25.0
# Where a socket bound to "any address" can be met on the same machine.
_LOOPBACK: Final = {4: "127.0.0.1", 6: "::1"}


class TlsReader:
    """Shake hands, remembering only whether the resolver still hangs from the last time."""

    # The endpoints side by side, after the roots have been read from disk; seconds.
    TIMEOUT: Final = ENDPOINT_TIMEOUT + 10.0

    def __init__(self, *, probes: bool = True, scans: bool = True) -> None:
        """Prepare; without `probes` nothing is sent, without `scans` no folder is searched."""
        self._resolver = Resolver()
        self._probes = probes
        self._scans = scans

    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> TlsFacts:
        """Shake hands with the external URL and with Home Assistant's own port; read the file."""
        if hass.http is None:
            raise CollectorError(Reason.NOT_LOADED)
        ready = await executor.run(contexts) if self._probes else None
        external, own, file, next_start, on_disk = await asyncio.gather(
            _each(self._external(hass, executor, ready)),
            _each(_own(hass, ready)),
            _each(_file(hass, executor)),
            _each(_next_start(hass, executor)),
            _each(self._on_disk(hass, executor)),
        )
        return TlsFacts(
            external=external,
            own=own,
            file=file,
            next_start=next_start,
            on_disk=on_disk,
            own_names_external=_names_external(hass, own),
        )

    async def _external(
        self, hass: HomeAssistant, executor: LimitedExecutor, ready: Contexts | None
    ) -> TlsEndpoint | None:
        try:
            url = URL(hass.config.external_url or "")
            # As TLS asks for it: an international name in its ASCII form.
            host, port = url.raw_host, url.port
        except ValueError as err:
            raise CollectorError(Reason.PARSE) from err
        if url.scheme != "https" or not host or port is None:
            return None
        if ready is None:
            raise CollectorError(Reason.SWITCHED_OFF)
        addresses = await self._resolver.resolve(executor, host, port)
        return await _endpoint(host, port, addresses, ready)

    async def _on_disk(
        self, hass: HomeAssistant, executor: LimitedExecutor
    ) -> tuple[Certificate, ...]:
        if not self._scans:
            raise CollectorError(Reason.SWITCHED_OFF)
        return await executor.run(read_certificate_folders, hass.config.config_dir)


def _names_external(hass: HomeAssistant, own: TlsEndpoint | Unavailable | None) -> bool:
    try:
        host = URL(hass.config.external_url or "").raw_host
    except ValueError:
        return False
    return isinstance(own, TlsEndpoint) and bool(host) and covers(own.certificate, str(host))


async def _each[T](reading: Coroutine[Any, Any, T]) -> T | Unavailable:
    """Give one reading its own time and its own failure."""
    try:
        async with asyncio.timeout(ENDPOINT_TIMEOUT):
            return await reading
    except Exception as err:  # noqa: BLE001 - one must not hide the others
        return Unavailable(reason_of(err))


async def _own(hass: HomeAssistant, ready: Contexts | None) -> TlsEndpoint | None:
    server = hass.http
    if server.context is None:
        return None
    if ready is None:
        raise CollectorError(Reason.SWITCHED_OFF)
    address = _reachable(server.server_host or ())
    return await _endpoint(address, server.server_port, (address,), ready)


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
    host: str, port: int, addresses: tuple[str, ...], ready: Contexts
) -> TlsEndpoint:
    served = await shake_hands(host, port, addresses, ready)
    return TlsEndpoint(
        host=host,
        port=port,
        version=served.version,
        certificate=served.certificate,
        trust=await verify(host, port, served, ready),
    )


def _reachable(hosts: Iterable[str]) -> str:
    """Return an address the server listens on, as seen from the same machine."""
    for host in hosts:
        try:
            address = ip_address(host)
        except ValueError:
            continue  # a name it was told to listen on: loopback is the better guess
        return _LOOPBACK[address.version] if address.is_unspecified else str(address)
    return _LOOPBACK[4]
