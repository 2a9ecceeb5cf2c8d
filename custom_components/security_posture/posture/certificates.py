"""What can be said of a certificate without asking anybody."""

from enum import StrEnum
from ipaddress import ip_address

from .facts import Certificate

# What the CA/Browser Forum's Baseline Requirements have demanded since 2014, and NIST for curves.
SHORTEST_RSA = 2048
SHORTEST_CURVE = 224
ALWAYS_STRONG = frozenset({"ed25519", "ed448"})


class Strength(StrEnum):
    """What a certificate's key is worth."""

    STRONG = "strong"
    WEAK = "weak"
    UNKNOWN = "unknown"


def key_strength(certificate: Certificate) -> Strength:
    """Return whether the key is long enough. DSA, which no browser accepts, never is."""
    algorithm, bits = certificate.key_algorithm, certificate.key_bits
    if algorithm in ALWAYS_STRONG:
        return Strength.STRONG
    if algorithm == "dsa":
        return Strength.WEAK
    shortest = {"rsa": SHORTEST_RSA, "ec": SHORTEST_CURVE}.get(algorithm)
    if shortest is None or bits is None:
        return Strength.UNKNOWN
    return Strength.STRONG if bits >= shortest else Strength.WEAK


def is_renewal(later: Certificate, earlier: Certificate) -> bool:
    """Return whether one certificate looks made to replace the other.

    For the same names, by the same kind of authority: a proxy's certificate and Home
    Assistant's own may share a name and still be two different ones on purpose.
    """
    return (
        later.fingerprint != earlier.fingerprint
        and set(later.dns_names) == set(earlier.dns_names)
        and set(later.ip_names) == set(earlier.ip_names)
        and bool(later.dns_names or later.ip_names)
        and _authority(later) == _authority(earlier)
    )


def _authority(certificate: Certificate) -> str:
    """Return who issued it: authorities sign with several intermediates of their own name."""
    if certificate.self_signed:
        return certificate.subject
    organisation = [part for part in certificate.issuer.split(",") if part.strip().startswith("O=")]
    return organisation[0].strip() if organisation else certificate.issuer


def covers(certificate: Certificate, host: str) -> bool:
    """Return whether the certificate names the host (RFC 6125, no common name)."""
    try:
        return ip_address(host) in certificate.ip_names
    except ValueError:
        wanted = _ascii(host)
        return any(_matches(_ascii(name), wanted) for name in certificate.dns_names)


def _matches(pattern: str, host: str) -> bool:
    """Match one name; a wildcard stands for the whole left-most label and only for one."""
    if not pattern.startswith("*."):
        return pattern == host
    label, _, domain = host.partition(".")
    return bool(label) and "." in domain and domain == pattern[2:]


def _ascii(name: str) -> str:
    """Return the form certificates and DNS use for names in other scripts."""
    plain = name.rstrip(".").lower()
    try:
        return plain.encode("idna").decode("ascii")
    except UnicodeError:
        return plain
