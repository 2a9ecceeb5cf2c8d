"""Results of TLS handshakes, and certificates on disk."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .address import Address
from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One X.509 certificate, as served or as stored."""

    subject: str  # RFC 4514
    issuer: str
    dns_names: tuple[str, ...]  # subject alternative names, lower case
    ip_names: tuple[Address, ...]
    not_before: datetime
    not_after: datetime
    fingerprint: str  # SHA-256, hex
    self_signed: bool
    key_algorithm: str  # "rsa", "ec", "ed25519", ... or "other"
    key_bits: int | None
    signature_hash: str | None  # "sha256", ...; None where the algorithm has none


class Trust(StrEnum):
    """Result of verifying a chain against the public roots, ignoring dates."""

    TRUSTED = "trusted"
    SELF_SIGNED = "self_signed"
    PRIVATE_CA = "private_ca"
    MISSING_INTERMEDIATE = "missing_intermediate"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsEndpoint:
    """Result of a TLS handshake with one host and port."""

    host: str  # the requested name, as in the URL
    port: int
    version: str  # "TLSv1.3"
    certificate: Certificate
    trust: Trust | Unavailable
    address: Address | None = None  # that responded


class Place(StrEnum):
    """Where an address leads to, seen from this machine."""

    HERE = "here"  # this machine
    LOOPBACK = "loopback"  # this machine, but by an address that is different on each machine
    HOME = "home"  # another device in a private or own network
    # A public address, or the router's. Without NAT loopback the router itself answers there.
    ROUTER = "router"


class FileTrouble(StrEnum):
    """Why Home Assistant cannot serve TLS after its next start."""

    CERTIFICATE_MISSING = "certificate_missing"
    CERTIFICATE_UNREADABLE = "certificate_unreadable"  # its permissions
    CERTIFICATE_BROKEN = "certificate_broken"  # not a certificate
    KEY_MISSING = "key_missing"
    KEY_UNREADABLE = "key_unreadable"
    KEY_BROKEN = "key_broken"  # not a key, or an encrypted one
    MISMATCH = "mismatch"  # the key belongs to another certificate
    PEER_BROKEN = "peer_broken"  # the client CA file cannot be loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStart:
    """Whether Home Assistant could load its certificate and key now."""

    trouble: FileTrouble | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """Handshakes and files; None where there is nothing of the kind."""

    external: TlsEndpoint | Unavailable | None  # None: no https external URL
    own: TlsEndpoint | Unavailable | None  # None: Home Assistant does not serve TLS itself
    file: Certificate | Unavailable | None  # the leaf in the configured certificate file
    next_start: NextStart | Unavailable | None  # None: Home Assistant does not serve TLS itself
    on_disk: tuple[Certificate, ...] | Unavailable  # leaves in the usual folders
    # The certificate of the own port is issued for the host of the external URL.
    own_names_external: bool = False
    # Where the external endpoint was met; None: it was not, or nothing is known about the address.
    external_place: Place | None = None
    # A certificate for the host was met there since the start: it can be reached from inside.
    external_answered: bool = False
    # Of the external URL's host; None: not looked up, because the name says enough.
    external_addresses: tuple[Address, ...] | Unavailable | None = None
    # Whether TLS answers at an https internal URL with the port on which Home Assistant serves
    # plain HTTP; None: no such URL.
    internal_tls: bool | Unavailable | None = None
