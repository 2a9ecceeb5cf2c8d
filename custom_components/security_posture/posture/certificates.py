"""Check properties of a certificate offline."""

from enum import StrEnum
from ipaddress import ip_address

from .exposure import is_public_host
from .facts import Certificate

# Minimum sizes of the CA/Browser Forum's Baseline Requirements (RSA) and of NIST (curves).
MIN_RSA_BITS = 2048
MIN_CURVE_BITS = 224
ALWAYS_STRONG = frozenset({"ed25519", "ed448"})


class Strength(StrEnum):
    """The strength of a certificate's key."""

    STRONG = "strong"
    WEAK = "weak"
    UNKNOWN = "unknown"


def key_strength(certificate: Certificate) -> Strength:
    """Return whether the key is long enough. DSA is weak: no browser accepts it."""
    algorithm, bits = certificate.key_algorithm, certificate.key_bits
    if algorithm in ALWAYS_STRONG:
        return Strength.STRONG
    if algorithm == "dsa":
        return Strength.WEAK
    minimum = {"rsa": MIN_RSA_BITS, "ec": MIN_CURVE_BITS}.get(algorithm)
    if minimum is None or bits is None:
        return Strength.UNKNOWN
    return Strength.STRONG if bits >= minimum else Strength.WEAK


def is_renewal(later: Certificate, earlier: Certificate) -> bool:
    """Return whether one certificate replaces the other: same names, same authority.

    A proxy and Home Assistant may have different certificates for the same name on purpose.
    """
    return (
        later.fingerprint != earlier.fingerprint
        and set(later.dns_names) == set(earlier.dns_names)
        and set(later.ip_names) == set(earlier.ip_names)
        and bool(later.dns_names or later.ip_names)
        and _authority(later) == _authority(earlier)
    )


def _authority(certificate: Certificate) -> str:
    """Return the organization that issued it; an authority has several intermediates."""
    if certificate.self_signed:
        return certificate.subject
    organisation = [part for part in certificate.issuer.split(",") if part.strip().startswith("O=")]
    return organisation[0].strip() if organisation else certificate.issuer


def covers(certificate: Certificate, host: str) -> bool:
    """Return whether the certificate is valid for the host (RFC 6125, no common name)."""
    try:
        return ip_address(host) in certificate.ip_names
    except ValueError:
        wanted = _ascii(host)
        return any(_matches(_ascii(name), wanted) for name in certificate.dns_names)


def names_only_local(certificate: Certificate) -> bool:
    """Return whether no name of the certificate is a public one, as on a router's page."""
    names = [*certificate.dns_names, *map(str, certificate.ip_names)] or _common_names(certificate)
    return not any(is_public_host(name) for name in names)


def _common_names(certificate: Certificate) -> list[str]:
    parts = (part.strip().partition("=") for part in certificate.subject.split(","))
    return [value for kind, _, value in parts if kind == "CN"]


def _matches(pattern: str, host: str) -> bool:
    """Match one name; a wildcard matches exactly one label, the left-most."""
    if not pattern.startswith("*."):
        return pattern == host
    label, _, domain = host.partition(".")
    return bool(label) and "." in domain and domain == pattern[2:]


def _ascii(name: str) -> str:
    """Return the IDNA form that certificates and DNS use for international names."""
    plain = name.rstrip(".").lower()
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain
