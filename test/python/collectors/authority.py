"""Generate certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
import ssl
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

HOST = "home.example"


@dataclass(frozen=True)
class Issued:
    """A certificate, its key, and its intermediates."""

    certificate: x509.Certificate
    key: Any
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def write(self, path: Path, *, with_chain: bool = True) -> Path:
        """Write certificate, chain and key into one file."""
        chain = self.chain if with_chain else ()
        pems = [row.public_bytes(serialization.Encoding.PEM) for row in chain]
        path.write_bytes(b"".join([self.pem, *pems, self.key_pem]))
        return path

    def context(self, directory: Path, *, with_chain: bool = True) -> ssl.SSLContext:
        """Return a server's context."""
        path = directory / f"{self.certificate.serial_number}.pem"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.write(path, with_chain=with_chain))
        return context


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def issue(
    subject: str = HOST,
    *,
    by: Issued | None = None,
    names: Sequence[str] | None = None,
    starts: timedelta = timedelta(days=-10),
    ends: timedelta = timedelta(days=80),
    ca: bool = False,
    aia: bool = False,
    key: Any = None,
    algorithm: Any = None,
    usage: x509.ObjectIdentifier | None = None,
) -> Issued:
    """Return a certificate, self-signed without `by`."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(by.certificate.subject if by else name(subject))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + starts)
        .not_valid_after(now + ends)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        wanted = [_general_name(text) for text in (names if names is not None else (subject,))]
        if wanted:
            builder = builder.add_extension(x509.SubjectAlternativeName(wanted), critical=False)
    if aia:
        place = x509.UniformResourceIdentifier("http://ca.example/issuer.crt")
        access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
        builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    certificate = builder.sign(by.key if by else key, algorithm or hashes.SHA256())
    chain = (
        (by.certificate, *by.chain)
        if by and by.certificate.issuer != by.certificate.subject
        else ()
    )
    return Issued(certificate, key, chain)


def _general_name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text))
    except ValueError:
        return x509.DNSName(text)


@dataclass(frozen=True)
class Authority:
    """A root and its intermediate."""

    root: Issued
    intermediate: Issued


def authority() -> Authority:
    root = issue("Test Root", ca=True, ends=timedelta(days=3650))
    return Authority(root, issue("Test Intermediate", by=root, ca=True, ends=timedelta(days=1825)))
