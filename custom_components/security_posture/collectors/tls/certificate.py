"""Parse X.509 certificates. Every field is untrusted input."""

from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID

from ...posture.facts import Address, Certificate, Reason
from ..common.errors import CollectorError
from ..common.text import clip

# All names are read: dropping some could turn this host's certificate into another's.
MAX_NAMES: Final = 10_000

# Raised on access: the library parses fields lazily.
_PARSE_ERRORS: Final = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)

_KEYS: Final = {
    "rsa": rsa.RSAPublicKey,
    "ec": ec.EllipticCurvePublicKey,
    "dsa": dsa.DSAPublicKey,
    "ed25519": ed25519.Ed25519PublicKey,
    "ed448": ed448.Ed448PublicKey,
}


def parse_certificate(der: bytes) -> Certificate:
    """Return the facts of a DER certificate."""
    try:
        return _facts_of(x509.load_der_x509_certificate(der))
    except _PARSE_ERRORS as err:
        raise CollectorError(Reason.PARSE) from err


def names_its_issuer(der: bytes) -> bool:
    """Return whether the certificate has the URL of another one that issued it."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
        if certificate.issuer == certificate.subject:
            return False
    except (*_PARSE_ERRORS, x509.ExtensionNotFound):
        return False
    return any(
        row.access_method == AuthorityInformationAccessOID.CA_ISSUERS for row in access.value
    )


def _facts_of(certificate: x509.Certificate) -> Certificate:
    dns_names, ip_names = _names(certificate)
    algorithm, bits = _key(certificate)
    return Certificate(
        subject=clip(certificate.subject.rfc4514_string()),
        issuer=clip(certificate.issuer.rfc4514_string()),
        dns_names=dns_names,
        ip_names=ip_names,
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        self_signed=_is_self_signed(certificate),
        key_algorithm=algorithm,
        key_bits=bits,
        signature_hash=_signature_hash(certificate),
    )


def _names(certificate: x509.Certificate) -> tuple[tuple[str, ...], tuple[Address, ...]]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return (), ()
    if len(list(names)) > MAX_NAMES:
        raise CollectorError(Reason.TOO_LARGE)
    dns = tuple(clip(name.lower()) for name in names.get_values_for_type(x509.DNSName))
    ips = names.get_values_for_type(x509.IPAddress)
    # The type also allows networks, which a leaf's names are not.
    return dns, tuple(ip for ip in ips if not hasattr(ip, "network_address"))


def _is_self_signed(certificate: x509.Certificate) -> bool:
    if certificate.issuer != certificate.subject:
        return False
    try:
        certificate.verify_directly_issued_by(certificate)
    except InvalidSignature, TypeError, ValueError, UnsupportedAlgorithm:
        return False
    return True


def _key(certificate: x509.Certificate) -> tuple[str, int | None]:
    try:
        key = certificate.public_key()
    except ValueError, UnsupportedAlgorithm:
        return "other", None
    name = next((name for name, kind in _KEYS.items() if isinstance(key, kind)), "other")
    return name, getattr(key, "key_size", None)


def _signature_hash(certificate: x509.Certificate) -> str | None:
    try:
        algorithm = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return "other"
    return algorithm.name if algorithm else None
