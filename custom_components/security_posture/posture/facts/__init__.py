"""What was read from the instance: plain frozen data, no judgement.

One module per source. A source, or a part of one, that could not be read is an
`Unavailable` with its reason, never an empty value. Times are timezone-aware UTC.
No field holds the value of a secret. Names and addresses are for administrators only:
they leave through `Evidence` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from .address import Address, Network
from .auth import AuthFacts, Session, TrustedNetworks, TrustedUsers, User
from .backups import Backup, BackupCopy, BackupLocation, BackupSchedule, BackupsFacts
from .bans import Ban, BansFacts, FailedSignInsFacts, FailedSource
from .http import HttpFacts, HttpSettings
from .network import NetworkFacts
from .tls import Certificate, TlsEndpoint, TlsFacts, Trust
from .unavailable import NOT_YET_READ, Reason, Unavailable, known
from .updates import UpdateEntity, UpdateKind, UpdatesFacts
from .urls import UrlsFacts

__all__ = [
    "NOT_YET_READ",
    "Address",
    "AuthFacts",
    "Backup",
    "BackupCopy",
    "BackupLocation",
    "BackupSchedule",
    "BackupsFacts",
    "Ban",
    "BansFacts",
    "Certificate",
    "Facts",
    "FailedSignInsFacts",
    "FailedSource",
    "HttpFacts",
    "HttpSettings",
    "Network",
    "NetworkFacts",
    "Reason",
    "Session",
    "TlsEndpoint",
    "TlsFacts",
    "Trust",
    "TrustedNetworks",
    "TrustedUsers",
    "Unavailable",
    "UpdateEntity",
    "UpdateKind",
    "UpdatesFacts",
    "UrlsFacts",
    "User",
    "known",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the checks may look at."""

    http: HttpFacts | Unavailable = NOT_YET_READ
    urls: UrlsFacts | Unavailable = NOT_YET_READ
    tls: TlsFacts | Unavailable = NOT_YET_READ
    auth: AuthFacts | Unavailable = NOT_YET_READ
    bans: BansFacts | Unavailable = NOT_YET_READ
    failed_sign_ins: FailedSignInsFacts | Unavailable = NOT_YET_READ
    network: NetworkFacts | Unavailable = NOT_YET_READ
    updates: UpdatesFacts | Unavailable = NOT_YET_READ
    backups: BackupsFacts | Unavailable = NOT_YET_READ
