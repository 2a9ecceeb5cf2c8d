"""What was read from the instance: plain frozen data, no judgement.

One dataclass per source. A source, or a part of one, that could not be read is an
`Unavailable` with its reason, never an empty value. Times are timezone-aware UTC.
No field holds the value of a secret. Names and addresses are for administrators only:
they leave through `Evidence` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network


class Reason(StrEnum):
    """Why something could not be read. A closed list: exception text never passes it."""

    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    PERMISSION = "permission"
    PARSE = "parse"
    TOO_LARGE = "too_large"
    NOT_LOADED = "not_loaded"
    API_CHANGED = "api_changed"
    STARTING = "starting"
    CLOCK = "clock"
    EXTERNAL = "external"  # another system decides it, out of Home Assistant's sight
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The place of a fact that could not be read."""

    reason: Reason


NOT_YET_READ = Unavailable(Reason.STARTING)


def known[T](fact: T | Unavailable) -> T:
    """Return a fact that was declared as needed, so that the runner made sure of it."""
    if isinstance(fact, Unavailable):
        raise TypeError(fact.reason)
    return fact


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """The HTTP configuration in force, from the store of Home Assistant's http integration."""

    slot: str  # "stable", "pending" (on trial, reverted unless confirmed) or "default"
    pending: bool  # a configuration waits to be confirmed
    error: str | None  # "apply_failed" or "not_promoted", from the pending configuration
    use_x_forwarded_for: bool
    ip_ban_enabled: bool
    login_attempts_threshold: int  # below 1: an address is never banned
    cors_allowed_origins: tuple[str, ...]
    use_x_frame_options: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpFacts:
    """The running HTTP server."""

    serves_tls: bool  # the live server has a TLS context
    port: int
    hosts: tuple[str, ...]  # addresses it listens on
    certificate_path: str | None
    key_path: str | None
    trusted_proxies: tuple[Network, ...]
    settings: HttpSettings | Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlsFacts:
    """Where the instance says it can be reached."""

    external_url: str | None
    internal_url: str | None
    cloud_remote: bool | Unavailable  # remote access through Home Assistant Cloud is on


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One X.509 certificate, as served or as stored."""

    subject: str  # RFC 4514
    issuer: str
    dns_names: tuple[str, ...]  # subject alternative names, lower case
    ip_names: tuple[Address, ...]
    not_before: datetime
    not_after: datetime
    fingerprint: str  # SHA-256, hex
    self_signed: bool
    key_algorithm: str  # "rsa", "ec", "ed25519", ... or "other"
    key_bits: int | None
    signature_hash: str | None  # "sha256", ...; None where the algorithm has none


class Trust(StrEnum):
    """What became of verifying a chain against the public roots, its dates left aside."""

    TRUSTED = "trusted"
    SELF_SIGNED = "self_signed"
    PRIVATE_CA = "private_ca"
    MISSING_INTERMEDIATE = "missing_intermediate"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsEndpoint:
    """What a real TLS handshake with one host and port showed."""

    host: str  # the name asked for, as in the URL
    port: int
    version: str  # "TLSv1.3"
    certificate: Certificate
    trust: Trust | Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """Handshakes and the certificate file. None: there is nothing of the kind."""

    external: TlsEndpoint | Unavailable | None  # None: no https external URL
    own: TlsEndpoint | Unavailable | None  # None: Home Assistant itself speaks plain HTTP
    file: Certificate | Unavailable | None  # the leaf in the configured certificate file

    @property
    def judged(self) -> TlsEndpoint | Unavailable | None:
        """Return what visitors meet: the external URL, else Home Assistant's own port."""
        return self.own if self.external is None else self.external


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One account."""

    id: str
    name: str
    is_admin: bool
    is_owner: bool
    is_active: bool
    local_only: bool  # may not sign in from outside the home network
    system_generated: bool
    groups: tuple[str, ...]  # "system-admin", ...
    providers: tuple[str, ...]  # types of the auth providers it has credentials for
    mfa: bool | Unavailable  # at least one multi-factor module is set up


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One refresh token, without its secrets."""

    user_id: str
    type: str  # "normal", "long_lived_access_token" or "system"
    name: str | None  # the label of a long-lived token
    provider: str | None  # type of the auth provider that opened it
    created_at: datetime
    last_used_at: datetime | None  # never moves for a long-lived token
    last_used_ip: Address | None
    expires_at: datetime | None  # None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedUsers:
    """Who may be chosen from a network; the first rule that holds the visitor's address wins."""

    network: Network
    user_ids: tuple[str, ...]
    group_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedNetworks:
    """The configuration of the trusted_networks auth provider."""

    networks: tuple[Network, ...]
    trusted_users: tuple[TrustedUsers, ...]  # a network no rule covers: every active user
    allow_bypass_login: bool  # signs in without a click when one user is possible


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthFacts:
    """Ways to sign in, accounts and sessions."""

    providers: tuple[str, ...]  # types, in order
    trusted_networks: tuple[TrustedNetworks, ...]  # one per configured provider
    users: tuple[User, ...]
    sessions: tuple[Session, ...]
    mfa_modules: tuple[str, ...]  # modules offered to users


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """One banned address."""

    address: Address
    banned_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BansFacts:
    """The live ban manager."""

    enabled: bool
    threshold: int  # failed sign-ins until a ban; below 1: never
    banned: tuple[Ban, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSource:
    """Failed sign-ins from one address."""

    address: Address | None  # None: counted before a restart, the address is not kept
    is_global: bool  # a public address
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSignInsFacts:
    """Failed sign-ins of the last 24 hours, as far as they were watched."""

    watched_since: datetime
    sources: tuple[FailedSource, ...]

    @property
    def total(self) -> int:
        """Return the number of failed sign-ins."""
        return sum(source.count for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Addresses that stand for this machine or its way out."""

    own_addresses: tuple[Address, ...]
    gateways: tuple[Address, ...]  # default gateways; in a container, its bridge's


class UpdateKind(StrEnum):
    """What an update entity is about."""

    CORE = "core"
    SUPERVISOR = "supervisor"
    OS = "os"
    FIRMWARE = "firmware"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateEntity:
    """One update entity's state."""

    entity_id: str
    kind: UpdateKind
    title: str | None
    available: bool | None  # None: it does not know
    installed_version: str | None
    latest_version: str | None
    skipped_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesFacts:
    """The running version and what update entities say."""

    core_version: str
    entities: tuple[UpdateEntity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLocation:
    """One place backups can go to."""

    id: str  # "backup.local", "hassio.<mount>", "cloud.cloud", ...
    outside: bool  # not on this machine
    encrypted: bool  # what it is set to receive


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCopy:
    """One backup at one location."""

    location: str
    encrypted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup."""

    at: datetime | None  # None: its date could not be read
    automatic: bool  # made by this instance's schedule
    copies: tuple[BackupCopy, ...]
    failed_locations: tuple[str, ...]
    complete: bool  # nothing it was to hold is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSchedule:
    """The automatic backup."""

    recurrence: str  # "never", "daily" or "custom_days"
    days: tuple[int, ...]  # custom_days: Monday is 0
    locations: tuple[str, ...]
    last_attempted: datetime | None
    last_completed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsFacts:
    """The backup manager."""

    schedule: BackupSchedule
    locations: tuple[BackupLocation, ...]
    backups: tuple[Backup, ...]
    unread_locations: tuple[tuple[str, Unavailable], ...]  # could not be listed
    running: bool  # a backup is being made right now


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
