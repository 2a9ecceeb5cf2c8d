"""Authentication providers, users and sessions."""

from dataclasses import dataclass
from datetime import datetime

from .address import Address, Network
from .unavailable import Unavailable

# The type of a session that is a long-lived access token.
LONG_LIVED = "long_lived_access_token"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One user account."""

    id: str
    name: str
    is_admin: bool
    is_active: bool
    local_only: bool  # can only log in from the local network
    system_generated: bool
    groups: tuple[str, ...]  # "system-admin", ...
    providers: tuple[str, ...]  # types of the auth providers it has credentials for
    mfa: bool | Unavailable  # at least one multi-factor module is enabled


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One refresh token, without its secrets."""

    user_id: str
    type: str  # "normal", LONG_LIVED or "system"
    name: str | None  # the label of a long-lived token
    provider: str | None  # type of its auth provider
    created_at: datetime
    last_used_at: datetime | None  # not updated for a long-lived token
    last_used_ip: Address | None
    expires_at: datetime | None  # None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedUsers:
    """The users that a network may log in as; the first rule with the client's address applies."""

    network: Network
    user_ids: tuple[str, ...]
    group_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedNetworks:
    """The configuration of the trusted_networks auth provider."""

    networks: tuple[Network, ...]
    trusted_users: tuple[TrustedUsers, ...]  # without a rule: every active user


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthFacts:
    """Authentication providers, users and sessions."""

    providers: tuple[str, ...]  # types, in order
    trusted_networks: tuple[TrustedNetworks, ...]  # one per configured provider
    users: tuple[User, ...]
    sessions: tuple[Session, ...]
    mfa_modules: tuple[str, ...]  # modules that users can enable
