"""TLS handshakes that end where they began: no byte of a request is sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from os import environ
import socket
import ssl
from typing import Final

import certifi

from ..posture.facts import Certificate, Reason, Trust, Unavailable
from .certificate import names_its_issuer, parse_certificate
from .jobs import Jobs
from .unreadable import Unreadable

# One handshake, seconds: a phone on a bad line gives up about here, too.
HANDSHAKE_TIMEOUT: Final = 6.0
MAX_ADDRESSES: Final = 4

# X509_V_FLAG_NO_CHECK_TIME: whether a chain is trusted and whether it is current are two questions.
_NO_CHECK_TIME: Final = 0x200000
# OpenSSL's X509_V_ERR_* for a leaf that signed itself.
_DEPTH_ZERO_SELF_SIGNED: Final = 18


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

    The public roots are those Home Assistant itself trusts.
    """
    reading, verifying = (ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) for _ in range(2))
    for context in (reading, verifying):
        context.check_hostname = False
        # Old versions and weak keys are to be seen, not to be refused.
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
    reading.verify_mode = ssl.CERT_NONE
    verifying.verify_flags |= _NO_CHECK_TIME
    verifying.load_verify_locations(environ.get("REQUESTS_CA_BUNDLE") or certifi.where())
    return Contexts(reading, verifying)


async def resolve(jobs: Jobs, host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host name or literal."""
    try:
        found = await jobs.run(socket.getaddrinfo, host, port, 0, socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as err:
        raise Unreadable(Reason.DNS) from err
    addresses = dict.fromkeys(str(sockaddr[0]) for *_rest, sockaddr in found)
    return tuple(addresses)[:MAX_ADDRESSES]


async def shake_hands(host: str, port: int, addresses: tuple[str, ...], ready: Contexts) -> Served:
    """Return what the first address that answers serves."""
    failure = Unreadable(Reason.DNS)
    for address in addresses:
        try:
            return await _served(host, port, address, ready.reading)
        except Unreadable as err:
            failure = err
    raise failure


async def verify(host: str, port: int, served: Served, ready: Contexts) -> Trust | Unavailable:
    """Return whether the chain leads to a public root, its dates left aside."""
    try:
        writer = await _connect(host, port, served.address, ready.verifying)
    except ssl.SSLCertVerificationError as err:
        return _distrust(err.verify_code, served)
    except (OSError, TimeoutError) as err:
        return Unavailable(_reason(err))
    _close(writer)
    return Trust.TRUSTED


def _distrust(verify_code: int, served: Served) -> Trust:
    if verify_code == _DEPTH_ZERO_SELF_SIGNED:
        return Trust.SELF_SIGNED
    # A lone leaf that says where its issuer is published was meant to come with it.
    if served.chain_length == 1 and names_its_issuer(served.leaf):
        return Trust.MISSING_INTERMEDIATE
    return Trust.PRIVATE_CA


async def _served(host: str, port: int, address: str, context: ssl.SSLContext) -> Served:
    try:
        writer = await _connect(host, port, address, context)
    except (OSError, TimeoutError) as err:
        raise Unreadable(_reason(err)) from err
    try:
        tls: ssl.SSLObject = writer.get_extra_info("ssl_object")
        leaf = tls.getpeercert(binary_form=True) or b""
        return Served(
            address=address,
            version=tls.version() or "",
            certificate=parse_certificate(leaf),
            leaf=leaf,
            chain_length=len(tls.get_unverified_chain()),
        )
    finally:
        _close(writer)


async def _connect(
    host: str, port: int, address: str, context: ssl.SSLContext
) -> asyncio.StreamWriter:
    async with asyncio.timeout(HANDSHAKE_TIMEOUT):
        _reader, writer = await asyncio.open_connection(
            address, port, ssl=context, server_hostname=host
        )
    return writer


def _close(writer: asyncio.StreamWriter) -> None:
    # Not waiting for the other side to say goodbye: it might never.
    writer.transport.abort()


def _reason(err: OSError | TimeoutError) -> Reason:
    if isinstance(err, TimeoutError):
        return Reason.TIMEOUT
    if isinstance(err, (ssl.SSLError, ConnectionResetError, ConnectionAbortedError)):
        return Reason.TLS
    return Reason.REFUSED
