"""Is the encryption itself up to date?

TLS before 1.2, short keys and signatures by MD5 or SHA-1 have been broken or are within
reach. Browsers refuse them, so they meet only old apps, and whoever is listening.
"""

from datetime import datetime

from ..certificates import Strength, key_strength
from ..client_endpoint import client_endpoint
from ..facts import Facts, Reason, TlsEndpoint, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    variants=frozenset({"version", "key", "signature"}),
)

# RFC 8996 deprecates what came before 1.2.
CURRENT_VERSIONS = frozenset({"TLSv1.2", "TLSv1.3"})
# Collisions have been made for both.
BROKEN_HASHES = frozenset({"md5", "sha1"})


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether version, key and signature are what browsers still accept."""
    endpoint = client_endpoint(require(facts.tls))
    if isinstance(endpoint, Unavailable):
        return unknown(endpoint.reason)
    if endpoint is None:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return _strength(endpoint)


def _strength(endpoint: TlsEndpoint) -> Outcome:
    certificate = endpoint.certificate
    if endpoint.version and endpoint.version not in CURRENT_VERSIONS:
        row = Evidence(EvidenceKind.VERSION, endpoint.version)
        return failed(evidence=(row,), variant="version")
    strength = key_strength(certificate)
    if strength is Strength.WEAK:
        text = f"{certificate.key_algorithm} {certificate.key_bits}"
        return failed(evidence=(Evidence(EvidenceKind.CERTIFICATE, text),), variant="key")
    if certificate.signature_hash in BROKEN_HASHES:
        row = Evidence(EvidenceKind.CERTIFICATE, certificate.signature_hash)
        return failed(evidence=(row,), variant="signature")
    if not endpoint.version or strength is Strength.UNKNOWN:
        return unknown(Reason.PARSE)
    return passed()
