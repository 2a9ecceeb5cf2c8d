"""Plain HTTP where the URL says https: nothing is requested, and nothing is logged."""

import asyncio
from collections.abc import AsyncIterator
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestServer
from aiohttp.web import Application
import pytest

from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import TlsCollector
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    Facts,
    Place,
    Reason,
    TlsFacts,
    Unavailable,
)
from custom_components.security_posture.posture.model import Result, Severity, Status
from homeassistant.components.http.ban import KEY_FAILED_LOGIN_ATTEMPTS
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .authority import HOST, issue
from .conftest import Names, Serve
from .test_http import SLOT, stored

pytestmark = pytest.mark.usefixtures("socket_enabled")
PLAIN_HTTP = Unavailable(Reason.PLAIN_HTTP)


@pytest.fixture
async def plain(
    hass: HomeAssistant, hass_storage: dict[str, Any], names: Names
) -> AsyncIterator[TestServer]:
    """Serve Home Assistant's application over plain HTTP, one failed login before a ban."""
    hass_storage["http"] = stored({**SLOT, "login_attempts_threshold": 1})
    for component in ("http", "auth", "api"):
        assert await async_setup_component(hass, component, {})
    # In debug mode asyncio warns of slow callbacks.
    asyncio.get_running_loop().set_debug(False)
    server = TestServer(hass.http.app, host="127.0.0.1")
    await server.start_server()
    hass.http.server_port = server.port
    hass.http.server_host = ["127.0.0.1"]
    hass.config.external_url = f"https://{HOST}:{server.port}"
    yield server
    await server.close()


async def _collect(hass: HomeAssistant, executor: LimitedExecutor) -> TlsFacts:
    return await TlsCollector(hass, {}).collect(hass, executor)


async def _result(hass: HomeAssistant, check_id: str) -> Result:
    """Return the result of a check of this instance."""
    sources = ("tls", "http", "urls", "network", "auth")
    found: dict[str, Any] = await Collectors(hass, {}).async_collect(sources)
    results = evaluate(Facts(**found), dt_util.utcnow()).results
    return next(row for row in results if row.id == check_id)


async def test_the_own_port(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plain: TestServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    with patch.object(Application, "_handle", side_effect=AssertionError) as handled:
        found = await _collect(hass, executor)
    assert (found.external, found.own) == (PLAIN_HTTP, None)
    assert found.external_place is Place.HERE
    handled.assert_not_called()
    assert not hass.http.app[KEY_FAILED_LOGIN_ATTEMPTS]
    assert not [row for row in caplog.records if row.levelno >= logging.WARNING]


async def test_an_external_address_that_is_not_encrypted(
    hass: HomeAssistant, plain: TestServer
) -> None:
    result = await _result(hass, "plain_http_external")
    assert (result.status, result.severity) == (Status.FAIL, Severity.CRITICAL)
    assert result.params["variant"] == "mismatch"
    expired = await _result(hass, "certificate_expired")
    assert (expired.status, expired.reason) == (Status.UNKNOWN, Reason.PLAIN_HTTP)


async def test_the_own_server_behind_another_port(
    hass: HomeAssistant, executor: LimitedExecutor, plain: TestServer, serve: Serve
) -> None:
    """A router forwards the port 443 to the own port: the same server answers."""

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner = await asyncio.open_connection("127.0.0.1", plain.port)
        inner.write(await reader.read(4096))
        writer.write(await inner_reader.read(4096))
        await writer.drain()
        inner.close()
        writer.close()

    hass.config.external_url = f"https://{HOST}:{await serve(forward)}"
    found = await _collect(hass, executor)
    assert (found.external, found.external_place) == (PLAIN_HTTP, Place.HERE)


@pytest.mark.parametrize("server", [b"Server: nginx\r\n", b""])
async def test_another_server(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plain: TestServer,
    serve: Serve,
    server: bytes,
) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n" + server + b"Content-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    hass.config.external_url = f"https://{HOST}:{await serve(refuse)}"
    found = await _collect(hass, executor)
    assert (found.external, found.external_place) == (PLAIN_HTTP, Place.LOOPBACK)


async def test_endless_http(
    hass: HomeAssistant, executor: LimitedExecutor, plain: TestServer, serve: Serve
) -> None:
    async def flood(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                writer.write(b"X-Filler: 1\r\n" * 1000)
                await writer.drain()
        except ConnectionError:
            writer.close()

    hass.config.external_url = f"https://{HOST}:{await serve(flood)}"
    assert (await _collect(hass, executor)).external == PLAIN_HTTP


async def _internal(
    hass: HomeAssistant, executor: LimitedExecutor, url: str
) -> bool | Unavailable | None:
    hass.config.external_url = None
    hass.config.internal_url = url
    return (await _collect(hass, executor)).internal_tls


async def test_an_https_internal_url_of_the_own_port(
    hass: HomeAssistant, executor: LimitedExecutor, plain: TestServer, unused_tcp_port: int
) -> None:
    for host in ("127.0.0.1", HOST):
        assert await _internal(hass, executor, f"https://{host}:{plain.port}") is False
    gone = await _internal(hass, executor, f"https://gone.local:{plain.port}")
    assert gone == Unavailable(Reason.DNS)
    for url in (f"http://{HOST}:{plain.port}", f"https://{HOST}", "https://[::1"):
        assert await _internal(hass, executor, url) in (None, Unavailable(Reason.PARSE))
    hass.http.server_port = unused_tcp_port
    refused = await _internal(hass, executor, f"https://{HOST}:{unused_tcp_port}")
    assert refused == Unavailable(Reason.REFUSED)


async def test_a_tls_proxy_at_an_https_internal_url_with_the_same_port(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    plain: TestServer,
    serve: Serve,
    tmp_path: Path,
) -> None:
    """Home Assistant listens on one address of the machine, the proxy on another."""
    port = await serve(context=issue().context(tmp_path))
    hass.http.server_port = port
    assert await _internal(hass, executor, f"https://{HOST}:{port}") is True
