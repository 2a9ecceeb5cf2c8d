"""Certificates that clients get, and certificates on disk.

Only handshakes with the instance's own addresses: no request, no redirect, no other host. The
name is resolved once for both handshakes: the first reads the certificate, the second verifies.
"""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from ipaddress import ip_address
from typing import Any, Final, override

from yarl import URL

from homeassistant.core import HomeAssistant

from ...const import CONF_FILE_SCAN, CONF_NETWORK_PROBE
from ...posture.certificates import covers
from ...posture.facts import Certificate, NextStart, Reason, TlsEndpoint, TlsFacts, Unavailable
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError, reason_of
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from .certificate_file import read_certificate_file
from .certificate_folders import read_certificate_folders
from .handshake import Contexts, create_contexts, read_served, verify
from .next_start import load_as_at_start
from .resolver import Resolver

# Seconds, for one endpoint: a lookup, two handshakes, and some addresses that do not respond.
ENDPOINT_TIMEOUT: Final = 25.0
# The address of a server that listens on all addresses.
_LOOPBACK: Final = {4: "127.0.0.1", 6: "::1"}


class TlsCollector(StatefulCollector):
    """Make the handshakes and read the files, keeping only the state of the resolver."""

    SOURCE = "tls"
    TIMEOUT = ENDPOINT_TIMEOUT + 10.0  # all endpoints at once, after the roots are loaded

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize; `options` are the config entry's."""
        super().__init__(hass, options)
        self._resolver = Resolver()
        self._probes: bool = options.get(CONF_NETWORK_PROBE, True)
        self._scans: bool = options.get(CONF_FILE_SCAN, True)

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> TlsFacts:
        """Connect to the external URL and to Home Assistant's own port, and read the files."""
        if hass.http is None:
            raise CollectorError(Reason.NOT_LOADED)
        tls_contexts = await executor.run(create_contexts) if self._probes else None
        external, own, file, next_start, on_disk = await asyncio.gather(
            _part(self._external(hass, executor, tls_contexts)),
            _part(_own(hass, tls_contexts)),
            _part(_file(hass, executor)),
            _part(_next_start(hass, executor)),
            _part(self._on_disk(hass, executor)),
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
        self, hass: HomeAssistant, executor: LimitedExecutor, tls_contexts: Contexts | None
    ) -> TlsEndpoint | None:
        try:
            url = URL(hass.config.external_url or "")
            # TLS uses the ASCII form of an international name.
            host, port = url.raw_host, url.port
        except ValueError as err:
            raise CollectorError(Reason.PARSE) from err
        if url.scheme != "https" or not host or port is None:
            return None
        if tls_contexts is None:
            raise CollectorError(Reason.SWITCHED_OFF)
        addresses = await self._resolver.resolve(executor, host, port)
        return await _endpoint(host, port, addresses, tls_contexts)

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


async def _part[T](reading: Coroutine[Any, Any, T]) -> T | Unavailable:
    """Read one part; its failure must not hide the others."""
    try:
        async with asyncio.timeout(ENDPOINT_TIMEOUT):
            with contained():
                return await reading
    except Exception as err:  # noqa: BLE001 - one part must not hide the others
        return Unavailable(reason_of(err))


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
