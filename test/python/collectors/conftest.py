"""Fixtures of the collectors' tests: servers, certificates, and the real objects of an instance."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
import socket
import ssl
from typing import Any

from aiohttp.test_utils import TestServer
import pytest

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import TlsCollector
from custom_components.security_posture.posture.facts import TlsEndpoint, Unavailable
from homeassistant.components.backup import async_get_manager
from homeassistant.components.backup.manager import IdleEvent
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .authority import HOST, Authority, authority, issue
from .network_stand_in import Plug, plug_of, replace_kernel
from .test_http import SLOT, stored

type Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
type Serve = Callable[..., Awaitable[int]]


@pytest.fixture
def executor(hass: HomeAssistant) -> LimitedExecutor:
    return LimitedExecutor(hass)


@pytest.fixture
async def collectors(hass: HomeAssistant) -> AsyncIterator[Collectors]:
    """Return started collectors."""
    collectors = Collectors(hass, {})
    await collectors.async_start()
    yield collectors
    await collectors.async_stop()


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the kernel's files about the network."""
    replace_kernel(tmp_path, monkeypatch)


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Return a function that sets the adapters, by name, to some addresses with prefixes."""
    return plug_of(monkeypatch)


@pytest.fixture
async def http(hass: HomeAssistant) -> None:
    """Set up Home Assistant's http and auth."""
    assert await async_setup_component(hass, "http", {})
    assert await async_setup_component(hass, "auth", {})


@pytest.fixture(scope="session")
def ca() -> Authority:
    return authority()


@pytest.fixture
def roots(ca: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the test's root like a public root."""
    path = tmp_path / "roots.pem"
    path.write_bytes(ca.root.pem)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))


async def read_until_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Read until the peer closes the connection."""
    with suppress(OSError):
        while await reader.read(1024):
            pass
    writer.close()


@pytest.fixture
async def serve(socket_enabled: None) -> AsyncIterator[Serve]:
    """Return a function that starts a server on a free port of 127.0.0.1."""
    servers: list[asyncio.Server] = []
    # In debug mode a server logs every client that refuses its certificate.
    asyncio.get_running_loop().set_debug(False)

    async def start(
        handler: Handler = read_until_closed, context: ssl.SSLContext | None = None
    ) -> int:
        server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context)
        servers.append(server)
        return server.sockets[0].getsockname()[1]

    yield start
    for server in servers:
        server.close()
        server.close_clients()
        await server.wait_closed()


class Names:
    """Resolver with known names."""

    def __init__(self) -> None:
        self.known: dict[str, list[str]] = {HOST: ["127.0.0.1"]}
        self.requested: list[str] = []

    def resolve(self, host: str, port: int, **_kwargs: Any) -> list[Any]:
        self.requested.append(host)
        if host not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "secret text")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, port)) for at in self.known[host]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Resolve HOST to this machine, and no other name."""
    names = Names()
    monkeypatch.setattr(
        "custom_components.security_posture.collectors.tls.resolver.socket.getaddrinfo",
        names.resolve,
    )
    return names


@pytest.fixture
def collect_external(hass: HomeAssistant, executor: LimitedExecutor, names: Names) -> Any:
    """Return a function that collects the endpoint of the external URL."""

    async def at(port: int, host: str = HOST) -> TlsEndpoint | Unavailable | None:
        hass.config.external_url = f"https://{host}:{port}"
        return (await TlsCollector(hass, {}).collect(hass, executor)).external

    return at


@pytest.fixture
async def manager(hass: HomeAssistant, tmp_path: Path) -> Any:
    """Return the real backup manager with an empty folder."""
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "backups").mkdir()
    assert await async_setup_component(hass, "backup", {})
    await hass.async_block_till_done()
    manager = async_get_manager(hass)
    manager.async_on_backup_event(IdleEvent())
    return manager


@pytest.fixture
def reader(hass: HomeAssistant, manager: Any) -> Collectors:
    return Collectors(hass, {})


@pytest.fixture
def components() -> tuple[str, ...]:
    """Return the components of an instance."""
    return ("http", "auth", "api", "websocket_api", "backup")


@pytest.fixture
async def instance(
    hass: HomeAssistant,
    components: tuple[str, ...],
    hass_storage: dict[str, Any],
    names: Names,
    tmp_path: Path,
    socket_enabled: None,
) -> Any:
    """Serve Home Assistant's application over TLS, one failed login before a ban."""
    hass_storage["http"] = stored({**SLOT, "login_attempts_threshold": 1})
    hass.config.config_dir = str(tmp_path)
    for component in components:
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    issued = issue()
    server = TestServer(hass.http.app, host="127.0.0.1")
    hass.http.context = issued.context(tmp_path)
    asyncio.get_running_loop().set_debug(False)
    await server.start_server(ssl=hass.http.context)
    hass.http.server_port = server.port
    hass.http.server_host = ["127.0.0.1"]
    hass.http.ssl_certificate = str(issued.write(tmp_path / "own.pem"))
    hass.config.external_url = f"https://{HOST}:{server.port}"
    yield server
    await server.close()
