"""X.509 certificates into facts. Every field may be hostile: clipped, counted, or refused."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID

from ..posture.facts import Address, Certificate, Reason
from .unreadable import Unreadable

MAX_TEXT: Final = 256
MAX_NAMES: Final = 10_000


def parse_certificate(der: bytes) -> Certificate:
    """Return the facts of a DER certificate."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        return facts_of(certificate)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion) as err:
        raise Unreadable(Reason.PARSE) from err


def facts_of(certificate: x509.Certificate) -> Certificate:
    """Return the facts of a parsed certificate; its lazy fields may still raise ValueError."""
    dns_names, ip_names = _names(certificate)
    algorithm, bits = _key(certificate)
    return Certificate(
        subject=certificate.subject.rfc4514_string()[:MAX_TEXT],
        issuer=certificate.issuer.rfc4514_string()[:MAX_TEXT],
        dns_names=dns_names,
        ip_names=ip_names,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        self_signed=certificate.issuer == certificate.subject,
        key_algorithm=algorithm,
        key_bits=bits,
        signature_hash=_signature_hash(certificate),
    )


def names_its_issuer(der: bytes) -> bool:
    """Return whether the certificate says where its issuer's certificate is published."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except ValueError, x509.ExtensionNotFound:
        return False
    return any(
        row.access_method == AuthorityInformationAccessOID.CA_ISSUERS for row in access.value
    )


def _names(certificate: x509.Certificate) -> tuple[tuple[str, ...], tuple[Address, ...]]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return (), ()
    if len(list(names)) > MAX_NAMES:
        raise Unreadable(Reason.TOO_LARGE)
    dns = tuple(name.lower()[:MAX_TEXT] for name in names.get_values_for_type(x509.DNSName))
    ips = names.get_values_for_type(x509.IPAddress)
    return dns, tuple(ip for ip in ips if not hasattr(ip, "network_address"))


def _key(certificate: x509.Certificate) -> tuple[str, int | None]:
    try:
        key = certificate.public_key()
    except ValueError, UnsupportedAlgorithm:
        return "other", None
    match key:
        case rsa.RSAPublicKey():
            return "rsa", key.key_size
        case ec.EllipticCurvePublicKey():
            return "ec", key.curve.key_size
        case dsa.DSAPublicKey():
            return "dsa", key.key_size
        case ed25519.Ed25519PublicKey():
            return "ed25519", None
        case ed448.Ed448PublicKey():
            return "ed448", None
        case _:
            return "other", None


def _signature_hash(certificate: x509.Certificate) -> str | None:
    try:
        algorithm = certificate.signature_hash_algorithm
    except ValueError, UnsupportedAlgorithm:
        return None
    return algorithm.name if algorithm else None
