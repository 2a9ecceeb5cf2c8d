"""Ways to sign in, accounts and sessions."""

from dataclasses import dataclass
from datetime import datetime

from .address import Address, Network
from .unavailable import Unavailable

# The type of a session that is an access token somebody made by hand.
LONG_LIVED = "long_lived_access_token"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One account."""

    id: str
    name: str
    is_admin: bool
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
    type: str  # "normal", LONG_LIVED or "system"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthFacts:
    """Ways to sign in, accounts and sessions."""

    providers: tuple[str, ...]  # types, in order
    trusted_networks: tuple[TrustedNetworks, ...]  # one per configured provider
    users: tuple[User, ...]
    sessions: tuple[Session, ...]
    mfa_modules: tuple[str, ...]  # modules offered to users
