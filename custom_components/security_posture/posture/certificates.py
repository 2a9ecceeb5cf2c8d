"""What can be said of a certificate without asking anybody."""

from __future__ import annotations

from ipaddress import ip_address

from .facts import Certificate


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
