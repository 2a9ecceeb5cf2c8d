"""TLS handshakes without a request."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from os import environ
import ssl
from typing import Final, override

import certifi

from ...posture.facts import Certificate, Reason, Trust, Unavailable
from ..common.errors import CollectorError
from .certificate import names_its_issuer, parse_certificate

# Seconds, for one handshake; clients on a bad connection give up at about the same time.
HANDSHAKE_TIMEOUT: Final = 6.0
# Seconds to wait for the peer's close_notify.
CLOSE_TIMEOUT: Final = 1.0

# X509_V_FLAG_NO_CHECK_TIME: trust and expiration are checked separately.
_NO_CHECK_TIME: Final = 0x200000
# OpenSSL's X509_V_ERR_*.
_SELF_SIGNED: Final = 18
_SELF_SIGNED_IN_CHAIN: Final = 19
_ISSUER_UNKNOWN: Final = (2, 20, 21)
# The start of an HTTP response, where a TLS record is expected.
_HTTP: Final = b"HTTP/"
_MAX_ANSWER: Final = 65_536
# OpenSSL's reason for refusing a chain above 100 KiB.
_TOO_LARGE: Final = "EXCESSIVE_MESSAGE_SIZE"


@dataclass(frozen=True, slots=True)
class Contexts:
    """Contexts to read and to verify certificates."""

    reading: ssl.SSLContext
    verifying: ssl.SSLContext


# The status line and the server header of a response.
type HttpAnswer = tuple[bytes, bytes]


class HandshakeError(CollectorError):
    """An address accepted the connection, but there was no handshake."""

    def __init__(self, reason: Reason, address: str, http: HttpAnswer | None) -> None:
        """Store the reason, the address, and what answered there instead of TLS."""
        super().__init__(reason)
        self.address = address
        self.http = http


@dataclass(frozen=True, slots=True)
class Served:
    """The certificate that one address served."""

    address: str
    version: str
    certificate: Certificate
    leaf: bytes  # DER
    chain_length: int


def create_contexts() -> Contexts:
    """Return both contexts. Blocking."""
    reading, verifying = (ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) for _ in range(2))
    for context in (reading, verifying):
        context.check_hostname = False
        # Old versions and weak keys must be reported, not refused.
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    reading.verify_mode = ssl.CERT_NONE
    verifying.verify_flags |= _NO_CHECK_TIME
    # The same public roots as in `homeassistant.util.ssl`.
    verifying.load_verify_locations(environ.get("REQUESTS_CA_BUNDLE", certifi.where()))
    return Contexts(reading, verifying)


async def read_served(
    host: str, port: int, addresses: tuple[str, ...], contexts: Contexts
) -> Served:
    """Return the certificate of the first address that accepts a connection."""
    failure = CollectorError(Reason.DNS)
    for address in addresses:
        try:
            return await _served(host, port, address, contexts.reading)
        except (OSError, TimeoutError) as err:
            failure = CollectorError(_reason(err))
            if failure.reason not in (Reason.REFUSED, Reason.TIMEOUT):
                # It accepted the connection, so this is the result.
                http = await read_http(host, port, address, contexts)
                reason = Reason.PLAIN_HTTP if http else failure.reason
                raise HandshakeError(reason, address, http) from err
    raise failure


async def verify(host: str, port: int, served: Served, contexts: Contexts) -> Trust | Unavailable:
    """Return whether the chain leads to a public root, ignoring dates."""
    try:
        async with _connected(host, port, served.address, contexts.verifying) as tls:
            leaf = tls.getpeercert(binary_form=True)
    except ssl.SSLCertVerificationError as err:
        return _distrust(err.verify_code, served)
    except (OSError, TimeoutError) as err:
        return Unavailable(_reason(err))
    # A renewal between the two handshakes would verify another certificate.
    return Trust.TRUSTED if leaf == served.leaf else Unavailable(Reason.TLS)


async def read_http(host: str, port: int, address: str, contexts: Contexts) -> HttpAnswer | None:
    """Return how HTTP answers the start of a handshake; None: it is not HTTP.

    OpenSSL does not tell HTTP from other bytes that are not TLS.
    """
    hello = ssl.MemoryBIO()
    with suppress(ssl.SSLWantReadError):
        tls = contexts.reading.wrap_bio(ssl.MemoryBIO(), hello, server_hostname=host)
        tls.do_handshake()
    try:
        async with asyncio.timeout(HANDSHAKE_TIMEOUT):
            return await _answer_to(hello.read(), port, address)
    except OSError, EOFError, TimeoutError:
        return None


async def _answer_to(hello: bytes, port: int, address: str) -> HttpAnswer | None:
    reader, writer = await asyncio.open_connection(address, port)
    try:
        writer.write(hello)
        if await reader.readexactly(len(_HTTP)) != _HTTP:
            return None
        lines = (_HTTP + await reader.read(_MAX_ANSWER)).split(b"\r\n")
        servers = (line for line in lines if line.lower().startswith(b"server:"))
        # A reset would be logged by the peer as an error.
        writer.close()
        return lines[0], next(servers, b"")
    finally:
        writer.transport.abort()


def _distrust(verify_code: int, served: Served) -> Trust | Unavailable:
    if verify_code == _SELF_SIGNED:
        return Trust.SELF_SIGNED
    if verify_code == _SELF_SIGNED_IN_CHAIN:
        return Trust.PRIVATE_CA
    if verify_code not in _ISSUER_UNKNOWN:
        return Unavailable(Reason.TLS)  # for another purpose, or invalid: none of the three
    # A leaf with its issuer's URL should be served together with that issuer.
    lone = served.chain_length == 1 and names_its_issuer(served.leaf)
    return Trust.MISSING_INTERMEDIATE if lone else Trust.PRIVATE_CA


async def _served(host: str, port: int, address: str, context: ssl.SSLContext) -> Served:
    async with _connected(host, port, address, context) as tls:
        leaf = tls.getpeercert(binary_form=True) or b""
        return Served(
            address=address,
            version=tls.version() or "",
            certificate=parse_certificate(leaf),
            leaf=leaf,
            chain_length=len(tls.get_unverified_chain()),
        )


class _Connection(asyncio.Protocol):
    """Signal the end of the connection and ignore all data."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set()


@asynccontextmanager
async def _connected(
    host: str, port: int, address: str, context: ssl.SSLContext
) -> AsyncIterator[ssl.SSLObject]:
    """Connect to a literal address, yield the TLS state, and close the connection."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(HANDSHAKE_TIMEOUT):
        transport, connection = await loop.create_connection(
            _Connection, address, port, ssl=context, server_hostname=host
        )
    try:
        yield transport.get_extra_info("ssl_object")
        # A reset would be logged by the peer as an error.
        transport.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT):
                await connection.ended.wait()
    finally:
        transport.abort()


def _reason(err: OSError | TimeoutError) -> Reason:
    if isinstance(err, TimeoutError):
        return Reason.TIMEOUT
    if isinstance(err, ssl.SSLError):
        return Reason.TOO_LARGE if err.reason == _TOO_LARGE else Reason.TLS
    if isinstance(err, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)):
        return Reason.TLS
    return Reason.REFUSED
