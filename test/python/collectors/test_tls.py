"""Real handshakes: the served certificate, and its trust."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
import ssl
from typing import Any
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
import pytest

from custom_components.security_posture.collectors import tls
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import TlsCollector, handshake
from custom_components.security_posture.posture.client_endpoint import client_endpoint
from custom_components.security_posture.posture.facts import (
    Reason,
    TlsEndpoint,
    TlsFacts,
    Trust,
    Unavailable,
)
from homeassistant.core import HomeAssistant

from .authority import HOST, Authority, Issued, issue
from .conftest import Names, Serve

pytestmark = pytest.mark.usefixtures("http", "socket_enabled")


async def trust_of(collect_external: Any, serve: Serve, context: ssl.SSLContext) -> Any:
    found = await collect_external(await serve(context=context))
    assert isinstance(found, TlsEndpoint)
    return found.trust


async def test_reads_what_is_served(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    issued = issue(by=ca.intermediate, names=(HOST.upper(), "*.home.example", "192.0.2.7"))
    port = await serve(context=issued.context(tmp_path))
    found = await collect_external(port)
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


async def test_dates_do_not_affect_trust(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    expired = issue(by=ca.intermediate, starts=timedelta(days=-90), ends=timedelta(days=-1))
    found = await collect_external(await serve(context=expired.context(tmp_path)))
    assert found.trust is Trust.TRUSTED
    assert found.certificate.not_after < datetime.now(UTC)
    future = issue(by=ca.intermediate, starts=timedelta(days=1))
    assert await trust_of(collect_external, serve, future.context(tmp_path)) is Trust.TRUSTED


async def test_the_host_name_does_not_affect_trust(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    other = issue("other.example", by=ca.intermediate)
    assert await trust_of(collect_external, serve, other.context(tmp_path)) is Trust.TRUSTED


async def test_self_signed(collect_external: Any, serve: Serve, tmp_path: Path) -> None:
    found = await collect_external(await serve(context=issue().context(tmp_path)))
    assert found.trust is Trust.SELF_SIGNED
    assert found.certificate.self_signed


async def test_private_authority_with_its_chain(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path
) -> None:
    issued = issue(by=ca.intermediate)
    assert await trust_of(collect_external, serve, issued.context(tmp_path)) is Trust.PRIVATE_CA
    with_root = replace(issued, chain=(*issued.chain, ca.root.certificate))
    assert await trust_of(collect_external, serve, with_root.context(tmp_path)) is Trust.PRIVATE_CA


async def test_private_authority_alone(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path
) -> None:
    alone = issue(by=ca.intermediate).context(tmp_path, with_chain=False)
    assert await trust_of(collect_external, serve, alone) is Trust.PRIVATE_CA


@pytest.mark.parametrize("public", [True, False])
async def test_missing_intermediate(
    collect_external: Any,
    serve: Serve,
    ca: Authority,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    public: bool,
) -> None:
    if public:
        request.getfixturevalue("roots")
    alone = issue(by=ca.intermediate, aia=True).context(tmp_path, with_chain=False)
    assert await trust_of(collect_external, serve, alone) is Trust.MISSING_INTERMEDIATE


async def test_another_key_usage_has_unknown_trust(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    client = issue(by=ca.intermediate, usage=ExtendedKeyUsageOID.CLIENT_AUTH)
    trust = await trust_of(collect_external, serve, client.context(tmp_path))
    assert trust == Unavailable(Reason.TLS)


async def test_renewed_between_the_handshakes(
    collect_external: Any, serve: Serve, ca: Authority, tmp_path: Path, roots: None
) -> None:
    first, second = (issue(by=ca.intermediate) for _ in range(2))
    context = first.context(tmp_path)
    read = handshake.read_served

    async def renew_after(*args: Any) -> Any:
        served = await read(*args)
        context.load_cert_chain(second.write(tmp_path / "renewed.pem"))
        return served

    port = await serve(context=context)
    with patch.object(tls, "read_served", renew_after):
        found = await collect_external(port)
    assert found.trust == Unavailable(Reason.TLS)
    assert (await collect_external(port)).trust is Trust.TRUSTED


async def test_weak_but_readable(collect_external: Any, serve: Serve, tmp_path: Path) -> None:
    weak = issue(key=rsa.generate_private_key(65537, 1024))  # noqa: S505 - that is the point
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(weak.write(tmp_path / "weak.pem"))
    found = await collect_external(await serve(context=context))
    assert found.version == "TLSv1.2"
    assert (found.certificate.key_algorithm, found.certificate.key_bits) == ("rsa", 1024)


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
def test_the_address_of_the_own_port(hosts: list[str], address: str) -> None:
    assert tls._reachable(hosts) == address


async def test_own_port_and_file_differ(
    hass: HomeAssistant, executor: LimitedExecutor, serve: Serve, tmp_path: Path
) -> None:
    """The file was renewed and the server still serves the old certificate."""
    served, renewed = issue(), issue()
    port = await serve(context=served.context(tmp_path))
    hass.http.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    hass.http.server_port = port
    hass.http.ssl_certificate = str(renewed.write(tmp_path / "renewed.pem"))
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert isinstance(found.own, TlsEndpoint)
    assert (found.own.host, found.own.port) == ("127.0.0.1", port)
    assert found.own.certificate.fingerprint == _keyed_hash(served)
    assert found.own.trust is Trust.SELF_SIGNED
    assert not isinstance(found.file, Unavailable | None)
    assert found.file.fingerprint == _keyed_hash(renewed)


@pytest.mark.parametrize(("host", "answered"), [(HOST, True), ("fritz.box", False)])
async def test_whether_the_external_address_answered_before(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    serve: Serve,
    names: Names,
    tmp_path: Path,
    host: str,
    answered: bool,
) -> None:
    """Only a certificate for the host shows that the home answers, and for this URL only."""
    collector = TlsCollector(hass, {})

    async def collect(port: int) -> TlsFacts:
        hass.config.external_url = f"https://{HOST}:{port}"
        return await collector.collect(hass, executor)

    port = await serve(context=issue(host).context(tmp_path))
    closed = await serve()
    assert (await collect(closed)).external_answered is False
    assert (await collect(port)).external_answered is answered
    names.known = {}
    lost = await collect(port)
    assert lost.external == Unavailable(Reason.DNS)
    assert lost.external_answered is answered
    assert (await collect(closed)).external_answered is False


@pytest.mark.parametrize(
    ("host", "names_it"), [(HOST, True), ("else.example.org", False), (None, False)]
)
async def test_whether_the_own_port_names_the_external_host(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    serve: Serve,
    names: Names,
    tmp_path: Path,
    host: str | None,
    names_it: bool,
) -> None:
    hass.config.external_url = None if host is None else f"https://{host}:1"
    hass.http.server_port = await serve(context=issue().context(tmp_path))
    hass.http.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.own_names_external is names_it
    if names_it:
        assert isinstance(found.external, Unavailable)
        assert client_endpoint(found) is found.own


async def test_a_broken_file_hides_nothing_else(
    hass: HomeAssistant, executor: LimitedExecutor, serve: Serve, names: Names, tmp_path: Path
) -> None:
    hass.config.external_url = f"https://{HOST}:{await serve(context=issue().context(tmp_path))}"
    hass.http.ssl_certificate = str(tmp_path / "gone.pem")
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.file == Unavailable(Reason.PARSE)
    assert isinstance(found.external, TlsEndpoint)


def _keyed_hash(issued: Issued) -> str:
    from cryptography.hazmat.primitives import hashes

    certificate: x509.Certificate = issued.certificate
    return certificate.fingerprint(hashes.SHA256()).hex()
