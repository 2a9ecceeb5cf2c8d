"""Certificates as visitors meet them, and as they lie on disk.

A real handshake with the instance's own addresses, and nothing after it: no request, no
redirect, no other host. The name is resolved once and the address kept for both
handshakes: the first reads whatever is served, the second asks whether it verifies.
"""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant

from ..posture.facts import Certificate, Reason, TlsEndpoint, TlsFacts, Unavailable
from .certificate_file import read_certificate_file
from .handshake import Contexts, Served, contexts, resolve, shake_hands, verify
from .jobs import Jobs
from .unreadable import Unreadable

# Resolving, two handshakes with up to four addresses, and a file; seconds.
TIMEOUT: Final = 45.0
HTTPS_PORT: Final = 443
LOOPBACK: Final = "127.0.0.1"


async def collect(hass: HomeAssistant, jobs: Jobs) -> TlsFacts:
    """Shake hands with the external URL and with Home Assistant's own port; read the file."""
    ready = await jobs.run(contexts)
    external, own, file = await asyncio.gather(
        _external(hass, jobs, ready), _own(hass, ready), _file(hass, jobs)
    )
    return TlsFacts(external=external, own=own, file=file)


async def _external(
    hass: HomeAssistant, jobs: Jobs, ready: Contexts
) -> TlsEndpoint | Unavailable | None:
    try:
        url = urlsplit(hass.config.external_url or "")
        if url.scheme != "https" or not url.hostname:
            return None
        host, port = url.hostname, url.port or HTTPS_PORT
        return await _endpoint(host, port, await resolve(jobs, host, port), ready)
    except Unreadable as err:
        return Unavailable(err.reason)
    except ValueError:  # no address in the sense of a URL
        return Unavailable(Reason.PARSE)


async def _own(hass: HomeAssistant, ready: Contexts) -> TlsEndpoint | Unavailable | None:
    server = hass.http
    if server.context is None:
        return None
    address = _reachable(server.server_host or [])
    try:
        return await _endpoint(address, server.server_port, (address,), ready)
    except Unreadable as err:
        return Unavailable(err.reason)


async def _file(hass: HomeAssistant, jobs: Jobs) -> Certificate | Unavailable | None:
    path = hass.http.ssl_certificate
    if path is None:
        return None
    try:
        return await jobs.run(read_certificate_file, path)
    except Unreadable as err:
        return Unavailable(err.reason)


async def _endpoint(
    host: str, port: int, addresses: tuple[str, ...], ready: Contexts
) -> TlsEndpoint:
    served: Served = await shake_hands(host, port, addresses, ready)
    return TlsEndpoint(
        host=host,
        port=port,
        version=served.version,
        certificate=served.certificate,
        trust=await verify(host, port, served, ready),
    )


def _reachable(hosts: list[str]) -> str:
    """Return an address the server listens on, as seen from the same machine."""
    for host in hosts:
        try:
            address = ip_address(host)
        except ValueError:
            continue
        if not address.is_unspecified:
            return host
    return LOOPBACK
