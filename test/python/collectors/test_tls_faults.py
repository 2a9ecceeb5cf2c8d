"""Servers without TLS, slow servers, and servers that never finish."""

import asyncio
from contextlib import suppress
from pathlib import Path
import socket
import ssl
import threading
from typing import Any

import pytest

from custom_components.security_posture.collectors.tls import handshake
from custom_components.security_posture.posture.facts import Reason, TlsEndpoint, Unavailable

from .authority import issue
from .conftest import Serve

pytestmark = pytest.mark.usefixtures("http", "socket_enabled")


async def plain_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
    await writer.drain()
    writer.close()


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def garbage(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            writer.write(b"\xff\x00garbage" * 100)
            await writer.drain()
    except ConnectionError:
        writer.close()


async def alert(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(bytes([21, 3, 3, 0, 2, 2, 40]))  # fatal, handshake_failure
    await writer.drain()
    writer.close()


@pytest.mark.parametrize("handler", [reset, garbage, alert])
async def test_no_tls_on_that_port(collect_external: Any, serve: Serve, handler: Any) -> None:
    assert await collect_external(await serve(handler)) == Unavailable(Reason.TLS)


async def byte_by_byte(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    hello = bytes([22, 3, 3, 0x40, 0])  # a record of 16 KiB that never ends
    try:
        for byte in hello + bytes(10_000):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)
    except ConnectionError:
        writer.close()


async def test_a_server_that_never_responds(
    collect_external: Any, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handshake, "HANDSHAKE_TIMEOUT", 0.2)
    assert await collect_external(await serve()) == Unavailable(Reason.TIMEOUT)


async def test_a_server_that_responds_byte_by_byte(
    collect_external: Any, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handshake, "HANDSHAKE_TIMEOUT", 0.3)
    ended = asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await byte_by_byte(reader, writer)
        ended.set()

    assert await collect_external(await serve(slow)) == Unavailable(Reason.TIMEOUT)
    await asyncio.wait_for(ended.wait(), 60)  # the connection is closed


async def test_a_server_that_never_closes(
    collect_external: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handshake, "CLOSE_TIMEOUT", 0.05)
    context, ends = issue().context(tmp_path), []

    def shake_and_wait(listener: socket.socket) -> None:
        for _ in range(2):  # one to read, one to verify
            plain = listener.accept()[0]
            below = plain.dup()  # the raw bytes below TLS
            below.settimeout(60)
            with suppress(ssl.SSLError), context.wrap_socket(plain, server_side=True) as tls:
                try:
                    while below.recv(4096):
                        pass
                    ends.append("closed")
                except ConnectionResetError:
                    ends.append("reset")
                except TimeoutError:
                    ends.append("left open")
                tls.detach()
            below.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=shake_and_wait, args=(listener,))
        thread.start()
        found = await collect_external(listener.getsockname()[1])
        await asyncio.to_thread(thread.join, 150)
    assert isinstance(found, TlsEndpoint)
    assert ends in (["closed"], ["reset"])


async def test_a_closed_port(collect_external: Any, serve: Serve, unused_tcp_port: int) -> None:
    assert await collect_external(unused_tcp_port) == Unavailable(Reason.REFUSED)


async def test_an_endless_chain(collect_external: Any, serve: Serve, tmp_path: Path) -> None:
    huge = issue(names=[f"{n}.{'x' * 50}.example" for n in range(3000)])
    assert await collect_external(await serve(context=huge.context(tmp_path))) == Unavailable(
        Reason.TOO_LARGE
    )
