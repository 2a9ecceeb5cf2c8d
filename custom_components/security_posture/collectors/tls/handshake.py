"""TLS handshakes that end where they began: no byte of a request is sent."""

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

# One handshake, seconds: a phone on a bad line gives up about here, too.
HANDSHAKE_TIMEOUT: Final = 6.0
# The other side may never say goodbye.
GOODBYE_TIMEOUT: Final = 1.0

# X509_V_FLAG_NO_CHECK_TIME: whether a chain is trusted and whether it is current are two questions.
_NO_CHECK_TIME: Final = 0x200000
# OpenSSL's X509_V_ERR_*.
_SELF_SIGNED: Final = 18
_SELF_SIGNED_IN_CHAIN: Final = 19
_ISSUER_UNKNOWN: Final = (2, 20, 21)
# OpenSSL refuses a chain above 100 KiB by this name.
_TOO_LARGE: Final = "EXCESSIVE_MESSAGE_SIZE"


@dataclass(frozen=True, slots=True)
class Contexts:
    """How to shake hands: to read, and to verify."""

    reading: ssl.SSLContext
    verifying: ssl.SSLContext


@dataclass(frozen=True, slots=True)
class Served:
    """What one address served."""

    address: str
    version: str
    certificate: Certificate
    leaf: bytes  # DER
    chain_length: int


def contexts() -> Contexts:
    """Return both contexts. It reads files: never on the event loop.

    The public roots are those Home Assistant itself trusts (`homeassistant.util.ssl`).
    """
    reading, verifying = (ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) for _ in range(2))
    for context in (reading, verifying):
        context.check_hostname = False
        # Old versions and weak keys are to be seen, not to be refused.
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    reading.verify_mode = ssl.CERT_NONE
    verifying.verify_flags |= _NO_CHECK_TIME
    verifying.load_verify_locations(environ.get("REQUESTS_CA_BUNDLE", certifi.where()))
    return Contexts(reading, verifying)


async def shake_hands(host: str, port: int, addresses: tuple[str, ...], ready: Contexts) -> Served:
    """Return what the first address that can be connected to serves."""
    failure = CollectorError(Reason.DNS)
    for address in addresses:
        try:
            return await _served(host, port, address, ready.reading)
        except (OSError, TimeoutError) as err:
            failure = CollectorError(_reason(err))
            if failure.reason not in (Reason.REFUSED, Reason.TIMEOUT):
                break  # it was there, and this is its answer
    raise failure


async def verify(host: str, port: int, served: Served, ready: Contexts) -> Trust | Unavailable:
    """Return whether the chain leads to a public root, its dates left aside."""
    try:
        async with _connected(host, port, served.address, ready.verifying) as tls:
            leaf = tls.getpeercert(binary_form=True)
    except ssl.SSLCertVerificationError as err:
        return _distrust(err.verify_code, served)
    except (OSError, TimeoutError) as err:
        return Unavailable(_reason(err))
    # Renewed between the two handshakes: the answer would be about another certificate.
    return Trust.TRUSTED if leaf == served.leaf else Unavailable(Reason.TLS)


def _distrust(verify_code: int, served: Served) -> Trust | Unavailable:
    if verify_code == _SELF_SIGNED:
        return Trust.SELF_SIGNED
    if verify_code == _SELF_SIGNED_IN_CHAIN:
        return Trust.PRIVATE_CA
    if verify_code not in _ISSUER_UNKNOWN:
        return Unavailable(Reason.TLS)  # made for another purpose, or broken: none of the three
    # A lone leaf that says where its issuer is published was meant to come with it.
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
    """Notice the end; whatever is sent before it is dropped."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set()


@asynccontextmanager
async def _connected(
    host: str, port: int, address: str, context: ssl.SSLContext
) -> AsyncIterator[ssl.SSLObject]:
    """Connect to a literal address, hand over the state of its TLS, and leave."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(HANDSHAKE_TIMEOUT):
        transport, connection = await loop.create_connection(
            _Connection, address, port, ssl=context, server_hostname=host
        )
    try:
        yield transport.get_extra_info("ssl_object")
        # A reset would stand in the other side's log as a fault.
        transport.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_TIMEOUT):
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
