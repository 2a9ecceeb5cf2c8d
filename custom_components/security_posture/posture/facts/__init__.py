"""Facts read from the instance: frozen data without policy, one module per source.

A source, or a part of one, that could not be read is `Unavailable` with a reason, never an empty
value. Times are timezone-aware UTC. No field contains a secret. Names and addresses are for
administrators only and leave through `Evidence`.
"""

from dataclasses import dataclass

from .accounts import AccountHistory, AccountsFacts, NewAdmin, NewToken, UnfamiliarLogin
from .address import Address, Network
from .advisories import AdvisoriesFacts, Advisory, Gain, Product
from .auth import LONG_LIVED, AuthFacts, Session, TrustedNetworks, TrustedUsers, User
from .backups import (
    Backup,
    BackupCopy,
    BackupLocation,
    BackupSchedule,
    BackupsFacts,
    EarlierBackup,
    RememberedLocation,
)
from .ban_list import BanListFacts
from .bans import Ban, BansFacts
from .core import CoreFacts
from .evidence_entities import BanEvidence, EvidenceEntitiesFacts, HostUpdates, PulledBackup
from .failed_sign_ins import FailedSignInsFacts, FailedSource
from .files import FileAccess, FilesFacts
from .git import GitFacts, GitHistory
from .host import Account, AutomaticUpdates, HostFacts, Sudo, SudoRule
from .http import HttpFacts, HttpSettings
from .issues import IssuesFacts, RemovedRepository
from .network import NetworkFacts
from .public_folder import PublicFile, PublicFolderFacts, PublicPictures
from .secrets import SecretPlace, SecretsFacts
from .supervisor import App, AppPort, SupervisorFacts, SupervisorIssue
from .tls import Certificate, FileTrouble, NextStart, Place, TlsEndpoint, TlsFacts, Trust
from .tools import ToolsFacts
from .unavailable import NOT_YET_READ, Reason, Unavailable, require
from .updates import UpdateEntity, UpdateKind, UpdatesFacts
from .urls import UrlsFacts
from .webhooks import Webhook, WebhooksFacts
from .yaml import YamlFacts, YamlPlace

__all__ = [
    "LONG_LIVED",
    "NOT_YET_READ",
    "Account",
    "AccountHistory",
    "AccountsFacts",
    "Address",
    "AdvisoriesFacts",
    "Advisory",
    "App",
    "AppPort",
    "AuthFacts",
    "AutomaticUpdates",
    "Backup",
    "BackupCopy",
    "BackupLocation",
    "BackupSchedule",
    "BackupsFacts",
    "Ban",
    "BanEvidence",
    "BanListFacts",
    "BansFacts",
    "Certificate",
    "CoreFacts",
    "EarlierBackup",
    "EvidenceEntitiesFacts",
    "FailedSignInsFacts",
    "FailedSource",
    "FileAccess",
    "FileTrouble",
    "FilesFacts",
    "Gain",
    "GitFacts",
    "GitHistory",
    "HostFacts",
    "HostUpdates",
    "HttpFacts",
    "HttpSettings",
    "IssuesFacts",
    "Network",
    "NetworkFacts",
    "NewAdmin",
    "NewToken",
    "NextStart",
    "Place",
    "Product",
    "PublicFile",
    "PublicFolderFacts",
    "PublicPictures",
    "PulledBackup",
    "Reason",
    "RememberedLocation",
    "RemovedRepository",
    "SecretPlace",
    "SecretsFacts",
    "Session",
    "Sudo",
    "SudoRule",
    "SupervisorFacts",
    "SupervisorIssue",
    "TlsEndpoint",
    "TlsFacts",
    "ToolsFacts",
    "Trust",
    "TrustedNetworks",
    "TrustedUsers",
    "Unavailable",
    "UnfamiliarLogin",
    "UpdateEntity",
    "UpdateKind",
    "UpdatesFacts",
    "UrlsFacts",
    "User",
    "Webhook",
    "WebhooksFacts",
    "YamlFacts",
    "YamlPlace",
    "require",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All facts by source; None where the instance has nothing of the kind."""

    accounts: AccountsFacts | Unavailable = NOT_YET_READ
    advisories: AdvisoriesFacts | Unavailable = NOT_YET_READ
    auth: AuthFacts | Unavailable = NOT_YET_READ
    backups: BackupsFacts | Unavailable = NOT_YET_READ
    ban_list: BanListFacts | Unavailable = NOT_YET_READ
    bans: BansFacts | Unavailable = NOT_YET_READ
    core: CoreFacts | Unavailable = NOT_YET_READ
    evidence_entities: EvidenceEntitiesFacts | Unavailable = NOT_YET_READ
    failed_sign_ins: FailedSignInsFacts | Unavailable = NOT_YET_READ
    files: FilesFacts | Unavailable = NOT_YET_READ
    git: GitFacts | Unavailable | None = NOT_YET_READ
    host: HostFacts | Unavailable = NOT_YET_READ
    http: HttpFacts | Unavailable = NOT_YET_READ
    issues: IssuesFacts | Unavailable = NOT_YET_READ
    network: NetworkFacts | Unavailable = NOT_YET_READ
    public_folder: PublicFolderFacts | Unavailable | None = NOT_YET_READ
    secrets: SecretsFacts | Unavailable = NOT_YET_READ
    supervisor: SupervisorFacts | Unavailable | None = NOT_YET_READ
    tls: TlsFacts | Unavailable = NOT_YET_READ
    tools: ToolsFacts | Unavailable = NOT_YET_READ
    updates: UpdatesFacts | Unavailable = NOT_YET_READ
    urls: UrlsFacts | Unavailable = NOT_YET_READ
    webhooks: WebhooksFacts | Unavailable = NOT_YET_READ
    yaml: YamlFacts | Unavailable = NOT_YET_READ
