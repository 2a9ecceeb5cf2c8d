"""Is the TLS version, key and signature up to date?

TLS before 1.2, short keys and MD5 or SHA-1 signatures are broken or nearly so. Browsers refuse
them, so only old apps use them.
"""

from datetime import datetime

from ..certificates import Strength, key_strength
from ..client_endpoint import client_endpoint
from ..facts import Facts, Reason, TlsEndpoint, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("tls",),
    fix=Fix(path="/config/network"),
    repair=Repair.ELSEWHERE,
    variants=frozenset({"version", "key", "signature"}),
)

# RFC 8996 deprecates older versions.
CURRENT_VERSIONS = frozenset({"TLSv1.2", "TLSv1.3"})
# Practical collisions exist for both.
BROKEN_HASHES = frozenset({"md5", "sha1"})


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether browsers still accept the version, the key and the signature."""
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
