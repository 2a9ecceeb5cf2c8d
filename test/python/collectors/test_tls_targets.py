"""Connections: only the instance's own addresses, each resolved once."""

import asyncio
from pathlib import Path
import threading
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.collectors import tls
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import TlsCollector, resolver
from custom_components.security_posture.posture.facts import Reason, TlsEndpoint, Unavailable
from homeassistant.core import HomeAssistant

from .authority import HOST, issue
from .conftest import Names, Serve

pytestmark = pytest.mark.usefixtures("http", "socket_enabled")


async def test_the_name_is_unknown(collect_external: Any) -> None:
    assert await collect_external(443, "gone.example") == Unavailable(Reason.DNS)


async def test_the_next_address_is_tried(
    collect_external: Any, serve: Serve, names: Names, tmp_path: Path
) -> None:
    port = await serve(context=issue().context(tmp_path))
    connect = asyncio.get_running_loop().create_connection

    async def refuse_the_first(factory: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        if host != "127.0.0.1":
            raise ConnectionRefusedError
        return await connect(factory, host, *args, **kwargs)

    names.known[HOST] = ["127.9.9.9", "127.0.0.1"]
    with patch.object(asyncio.get_running_loop(), "create_connection", refuse_the_first):
        assert isinstance(await collect_external(port), TlsEndpoint)


async def test_resolved_once_and_pinned(
    collect_external: Any, serve: Serve, names: Names, tmp_path: Path
) -> None:
    port = await serve(context=issue().context(tmp_path))
    connect, addresses = asyncio.get_running_loop().create_connection, []

    async def note(factory: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        addresses.append(host)
        assert kwargs["server_hostname"] == HOST
        return await connect(factory, host, *args, **kwargs)

    with patch.object(asyncio.get_running_loop(), "create_connection", note):
        await collect_external(port)
    assert names.requested == [HOST]
    assert addresses == ["127.0.0.1"] * 2


async def test_at_most_four_addresses(names: Names, executor: LimitedExecutor) -> None:
    names.known[HOST] = [f"192.0.2.{n}" for n in range(9)]
    assert len(await resolver.Resolver().resolve(executor, HOST, 443)) == 4


async def test_a_hanging_resolver_is_not_called_again(
    executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolver, "LOOKUP_TIMEOUT", 0.1)
    release, requested = threading.Event(), []

    def hang(host: str, *_args: Any, **_kwargs: Any) -> list[Any]:
        requested.append(host)
        release.wait(60)
        return []

    monkeypatch.setattr(resolver.socket, "getaddrinfo", hang)
    asking = resolver.Resolver()
    try:
        for _ in range(3):
            with pytest.raises(resolver.CollectorError) as raised:
                await asking.resolve(executor, HOST, 443)
            assert raised.value.reason is Reason.DNS
        assert requested == [HOST]
        assert await executor.run(lambda: 7) == 7  # the other slot is free
    finally:
        release.set()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://{HOST}", (HOST, 443)),
        (f"https://{HOST}:8443/path?x=1#y", (HOST, 8443)),
        (f"https://user:password@{HOST.upper()}", (HOST, 443)),
        ("https://bücher.example", ("xn--bcher-kva.example", 443)),
        ("https://[2001:db8::1]:444", ("2001:db8::1", 444)),
        ("https://192.0.2.1", ("192.0.2.1", 443)),
    ],
)
async def test_only_own_addresses_are_connected(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    names: Names,
    url: str,
    expected: tuple[str, int],
) -> None:
    names.known["xn--bcher-kva.example"] = ["127.0.0.1"]
    hass.config.external_url = url
    seen: list[tuple[str, int]] = []

    async def endpoint(host: str, port: int, *_rest: Any) -> None:
        seen.append((host, port))

    with patch.object(tls, "_endpoint", endpoint):
        await TlsCollector(hass, {}).collect(hass, executor)
    assert seen == [expected]


@pytest.mark.parametrize("url", [None, "", f"http://{HOST}", "ftp://x.example", "file:///etc"])
async def test_nothing_to_connect_to(
    hass: HomeAssistant, executor: LimitedExecutor, names: Names, url: str
) -> None:
    hass.config.external_url = url
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert (found.external, found.own, found.file) == (None, None, None)
    assert names.requested == []


async def test_an_invalid_url(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.external_url = "https://[::1"
    assert (await TlsCollector(hass, {}).collect(hass, executor)).external == Unavailable(
        Reason.PARSE
    )
