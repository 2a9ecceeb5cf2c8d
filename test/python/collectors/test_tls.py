"""Real handshakes with real servers, good and bad ones."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
import ssl
import threading
from typing import Any
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from homeassistant.core import HomeAssistant
import pytest

from custom_components.security_posture.collectors import handshake, resolver, tls
from custom_components.security_posture.collectors.jobs import Jobs
from custom_components.security_posture.collectors.tls import TlsReader
from custom_components.security_posture.posture.facts import (
    Reason,
    TlsEndpoint,
    TlsFacts,
    Trust,
    Unavailable,
)

from .authority import HOST, Authority, Issued, issue
from .conftest import Names, Serve

pytestmark = pytest.mark.usefixtures("http", "socket_enabled")


@pytest.fixture
def look(hass: HomeAssistant, jobs: Jobs, names: Names) -> Any:
    """Return how to look at an external URL on a port."""

    async def at(port: int, host: str = HOST) -> TlsEndpoint | Unavailable | None:
        hass.config.external_url = f"https://{host}:{port}"
        return (await TlsReader().collect(hass, jobs)).external

    return at


async def trust_of(look: Any, serve: Serve, context: ssl.SSLContext) -> Any:
    found = await look(await serve(context=context))
    assert isinstance(found, TlsEndpoint)
    return found.trust


async def test_reads_what_is_served(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    issued = issue(by=ca.intermediate, names=(HOST.upper(), "*.home.example", "192.0.2.7"))
    port = await serve(context=issued.context(tmp_path))
    found = await look(port)
    assert isinstance(found, TlsEndpoint)
    assert (found.host, found.port, found.version) == (HOST, port, "TLSv1.3")
    assert found.trust is Trust.TRUSTED
    certificate = found.certificate
    assert certificate.subject == f"CN={HOST}"
    assert certificate.issuer == "CN=Test Intermediate"
    assert certificate.dns_names == (HOST, "*.home.example")
    assert certificate.ip_names == (ip_address("192.0.2.7"),)
    assert certificate.not_before == issued.certificate.not_valid_before_utc
    assert certificate.not_after == issued.certificate.not_valid_after_utc
    assert certificate.not_after.tzinfo is not None
    assert not certificate.self_signed
    assert (certificate.key_algorithm, certificate.key_bits) == ("ec", 256)
    assert certificate.signature_hash == "sha256"


async def test_dates_are_not_a_matter_of_trust(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    expired = issue(by=ca.intermediate, starts=timedelta(days=-90), ends=timedelta(days=-1))
    found = await look(await serve(context=expired.context(tmp_path)))
    assert found.trust is Trust.TRUSTED
    assert found.certificate.not_after < datetime.now(UTC)
    future = issue(by=ca.intermediate, starts=timedelta(days=1))
    assert await trust_of(look, serve, future.context(tmp_path)) is Trust.TRUSTED


async def test_another_host_is_not_a_matter_of_trust(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    other = issue("other.example", by=ca.intermediate)
    assert await trust_of(look, serve, other.context(tmp_path)) is Trust.TRUSTED


async def test_self_signed(look: Any, serve: Serve, tmp_path: Path) -> None:
    found = await look(await serve(context=issue().context(tmp_path)))
    assert found.trust is Trust.SELF_SIGNED
    assert found.certificate.self_signed


async def test_private_authority_with_its_chain(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path
) -> None:
    issued = issue(by=ca.intermediate)
    assert await trust_of(look, serve, issued.context(tmp_path)) is Trust.PRIVATE_CA
    with_root = replace(issued, chain=(*issued.chain, ca.root.certificate))
    assert await trust_of(look, serve, with_root.context(tmp_path)) is Trust.PRIVATE_CA


async def test_private_authority_alone(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path
) -> None:
    alone = issue(by=ca.intermediate).context(tmp_path, with_chain=False)
    assert await trust_of(look, serve, alone) is Trust.PRIVATE_CA


@pytest.mark.parametrize("public", [True, False])
async def test_missing_intermediate(
    look: Any,
    serve: Serve,
    ca: Authority,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    public: bool,
) -> None:
    if public:
        request.getfixturevalue("roots")
    alone = issue(by=ca.intermediate, aia=True).context(tmp_path, with_chain=False)
    assert await trust_of(look, serve, alone) is Trust.MISSING_INTERMEDIATE


async def test_made_for_another_purpose_is_none_of_the_three(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    client = issue(by=ca.intermediate, usage=ExtendedKeyUsageOID.CLIENT_AUTH)
    trust = await trust_of(look, serve, client.context(tmp_path))
    assert trust == Unavailable(Reason.TLS)


async def test_renewed_between_the_handshakes(
    look: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    first, second = (issue(by=ca.intermediate) for _ in range(2))
    context = first.context(tmp_path)
    read = handshake.shake_hands

    async def renew_after(*args: Any) -> Any:
        served = await read(*args)
        context.load_cert_chain(second.write(tmp_path / "renewed.pem"))
        return served

    port = await serve(context=context)
    with patch.object(tls, "shake_hands", renew_after):
        found = await look(port)
    assert found.trust == Unavailable(Reason.TLS)
    assert (await look(port)).trust is Trust.TRUSTED


async def test_weak_but_readable(look: Any, serve: Serve, tmp_path: Path) -> None:
    weak = issue(key=rsa.generate_private_key(65537, 1024))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(weak.write(tmp_path / "weak.pem"))
    found = await look(await serve(context=context))
    assert found.version == "TLSv1.2"
    assert (found.certificate.key_algorithm, found.certificate.key_bits) == ("rsa", 1024)


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


@pytest.mark.parametrize("handler", [plain_http, reset, garbage, alert])
async def test_no_tls_on_that_port(look: Any, serve: Serve, handler: Any) -> None:
    assert await look(await serve(handler)) == Unavailable(Reason.TLS)


async def byte_by_byte(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    hello = bytes([22, 3, 3, 0x40, 0])  # a record of 16 KiB that never ends
    try:
        for byte in hello + bytes(10_000):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)
    except ConnectionError:
        writer.close()


async def test_one_that_never_answers(
    look: Any, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handshake, "HANDSHAKE_TIMEOUT", 0.2)
    assert await look(await serve()) == Unavailable(Reason.TIMEOUT)


async def test_one_that_answers_a_byte_at_a_time(
    look: Any, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handshake, "HANDSHAKE_TIMEOUT", 0.3)
    ended = asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await byte_by_byte(reader, writer)
        ended.set()

    assert await look(await serve(slow)) == Unavailable(Reason.TIMEOUT)
    await asyncio.wait_for(ended.wait(), 5)  # the connection is gone, not merely forgotten


async def test_nobody_listens(look: Any, serve: Serve, unused_tcp_port: int) -> None:
    assert await look(unused_tcp_port) == Unavailable(Reason.REFUSED)


async def test_a_chain_without_end(look: Any, serve: Serve, tmp_path: Path) -> None:
    huge = issue(names=[f"{n}.{'x' * 50}.example" for n in range(3000)])
    assert await look(await serve(context=huge.context(tmp_path))) == Unavailable(Reason.TOO_LARGE)


async def test_the_name_is_unknown(look: Any) -> None:
    assert await look(443, "gone.example") == Unavailable(Reason.DNS)


async def test_the_next_address_is_tried(
    look: Any, serve: Serve, names: Names, tmp_path: Path
) -> None:
    port = await serve(context=issue().context(tmp_path))
    connect = asyncio.get_running_loop().create_connection

    async def refuse_the_first(factory: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        if host != "127.0.0.1":
            raise ConnectionRefusedError
        return await connect(factory, host, *args, **kwargs)

    names.known[HOST] = ["127.9.9.9", "127.0.0.1"]
    with patch.object(asyncio.get_running_loop(), "create_connection", refuse_the_first):
        assert isinstance(await look(port), TlsEndpoint)


async def test_resolved_once_and_pinned(
    look: Any, serve: Serve, names: Names, tmp_path: Path
) -> None:
    port = await serve(context=issue().context(tmp_path))
    connect, addresses = asyncio.get_running_loop().create_connection, []

    async def note(factory: Any, host: str, *args: Any, **kwargs: Any) -> Any:
        addresses.append(host)
        assert kwargs["server_hostname"] == HOST
        return await connect(factory, host, *args, **kwargs)

    with patch.object(asyncio.get_running_loop(), "create_connection", note):
        await look(port)
    assert names.asked == [HOST]
    assert addresses == ["127.0.0.1"] * 2


async def test_at_most_four_addresses(names: Names, jobs: Jobs) -> None:
    names.known[HOST] = [f"192.0.2.{n}" for n in range(9)]
    assert len(await resolver.Resolver().resolve(jobs, HOST, 443)) == 4


async def test_a_resolver_that_hangs_is_not_asked_again(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolver, "LOOKUP_TIMEOUT", 0.1)
    release, asked = threading.Event(), []

    def hang(host: str, *_args: Any, **_kwargs: Any) -> list[Any]:
        asked.append(host)
        release.wait(10)
        return []

    monkeypatch.setattr(resolver.socket, "getaddrinfo", hang)
    asking = resolver.Resolver()
    try:
        for _ in range(3):
            with pytest.raises(resolver.Unreadable) as raised:
                await asking.resolve(jobs, HOST, 443)
            assert raised.value.reason is Reason.DNS
        assert asked == [HOST]
        assert await jobs.run(lambda: 7) == 7  # the other slot is free
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
async def test_whom_it_asks(
    hass: HomeAssistant, jobs: Jobs, names: Names, url: str, expected: tuple[str, int]
) -> None:
    names.known["xn--bcher-kva.example"] = ["127.0.0.1"]
    hass.config.external_url = url
    seen: list[tuple[str, int]] = []

    async def endpoint(host: str, port: int, *_rest: Any) -> None:
        seen.append((host, port))

    with patch.object(tls, "_endpoint", endpoint):
        await TlsReader().collect(hass, jobs)
    assert seen == [expected]


@pytest.mark.parametrize("url", [None, "", f"http://{HOST}", "ftp://x.example", "file:///etc"])
async def test_nothing_to_ask(hass: HomeAssistant, jobs: Jobs, names: Names, url: str) -> None:
    hass.config.external_url = url
    assert await TlsReader().collect(hass, jobs) == TlsFacts(external=None, own=None, file=None)
    assert names.asked == []


async def test_nonsense_for_a_url(hass: HomeAssistant, jobs: Jobs) -> None:
    hass.config.external_url = "https://[::1"
    assert (await TlsReader().collect(hass, jobs)).external == Unavailable(Reason.PARSE)


@pytest.mark.parametrize(
    ("hosts", "address"),
    [
        ([], "127.0.0.1"),
        (["0.0.0.0", "::"], "127.0.0.1"),
        (["::"], "::1"),
        (["192.0.2.5"], "192.0.2.5"),
        (["some-name"], "127.0.0.1"),
    ],
)
def test_where_the_own_port_is_met(hosts: list[str], address: str) -> None:
    assert tls._reachable(hosts) == address


async def test_own_port_and_file_apart(
    hass: HomeAssistant, jobs: Jobs, serve: Serve, tmp_path: Path
) -> None:
    """The file was renewed, the server still serves the old one: both are told."""
    served, renewed = issue(), issue()
    port = await serve(context=served.context(tmp_path))
    hass.http.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    hass.http.server_port = port
    hass.http.ssl_certificate = str(renewed.write(tmp_path / "renewed.pem"))
    found = await TlsReader().collect(hass, jobs)
    assert isinstance(found.own, TlsEndpoint)
    assert (found.own.host, found.own.port) == ("127.0.0.1", port)
    assert found.own.certificate.fingerprint == _fingerprint(served)
    assert found.own.trust is Trust.SELF_SIGNED
    assert not isinstance(found.file, Unavailable | None)
    assert found.file.fingerprint == _fingerprint(renewed)


async def test_a_broken_file_hides_nothing_else(
    hass: HomeAssistant, jobs: Jobs, serve: Serve, names: Names, tmp_path: Path
) -> None:
    hass.config.external_url = f"https://{HOST}:{await serve(context=issue().context(tmp_path))}"
    hass.http.ssl_certificate = str(tmp_path / "gone.pem")
    found = await TlsReader().collect(hass, jobs)
    assert found.file == Unavailable(Reason.PARSE)
    assert isinstance(found.external, TlsEndpoint)


def _fingerprint(issued: Issued) -> str:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415

    certificate: x509.Certificate = issued.certificate
    return certificate.fingerprint(hashes.SHA256()).hex()
