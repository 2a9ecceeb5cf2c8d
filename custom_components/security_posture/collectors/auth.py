"""Ways to sign in, accounts and sessions.

Attributes are picked one by one: a refresh token also holds its secret and its key, which
are never touched.
"""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Any, Final

from homeassistant.auth.models import RefreshToken, User as HassUser
from homeassistant.core import HomeAssistant

from ..posture.facts import (
    Address,
    AuthFacts,
    Reason,
    Session,
    TrustedNetworks,
    TrustedUsers,
    Unavailable,
    User,
)
from .jobs import Jobs
from .unreadable import Unreadable

# In memory, but for the first look into the multi-factor modules' stores; seconds.
TIMEOUT: Final = 10.0
MAX_USERS: Final = 1_000
MAX_SESSIONS: Final = 20_000
MAX_TEXT: Final = 256

LONG_LIVED: Final = "long_lived_access_token"


async def collect(hass: HomeAssistant, jobs: Jobs) -> AuthFacts:
    """Read the auth manager."""
    users = await hass.auth.async_get_users()
    tokens = [(user, token) for user in users for token in list(user.refresh_tokens.values())]
    if len(users) > MAX_USERS or len(tokens) > MAX_SESSIONS:
        raise Unreadable(Reason.TOO_LARGE)
    providers = hass.auth.auth_providers
    return AuthFacts(
        providers=tuple(provider.type for provider in providers),
        trusted_networks=tuple(
            _trusted_networks(provider.config)
            for provider in providers
            if provider.type == "trusted_networks"
        ),
        users=tuple([await _user(hass, user) for user in users]),
        sessions=tuple(_session(user, token) for user, token in tokens),
        mfa_modules=tuple(module.id for module in hass.auth.auth_mfa_modules),
    )


def _trusted_networks(config: dict[str, Any]) -> TrustedNetworks:
    return TrustedNetworks(
        networks=tuple(ip_network(network) for network in config["trusted_networks"]),
        trusted_users=tuple(
            TrustedUsers(
                network=ip_network(network),
                user_ids=tuple(who for who in chosen if isinstance(who, str)),
                group_ids=tuple(
                    group for who in chosen if isinstance(who, dict) for group in who["group"]
                ),
            )
            for network, chosen in config["trusted_users"].items()
        ),
        allow_bypass_login=bool(config["allow_bypass_login"]),
    )


async def _user(hass: HomeAssistant, user: HassUser) -> User:
    return User(
        id=user.id,
        name=(user.name or "")[:MAX_TEXT],
        is_admin=user.is_admin,
        is_owner=user.is_owner,
        is_active=user.is_active,
        local_only=user.local_only,
        system_generated=user.system_generated,
        groups=tuple(group.id for group in user.groups),
        providers=tuple(credential.auth_provider_type for credential in user.credentials),
        mfa=await _mfa(hass, user),
    )


async def _mfa(hass: HomeAssistant, user: HassUser) -> bool | Unavailable:
    if user.system_generated:
        return False
    try:
        return bool(await hass.auth.async_get_enabled_mfa(user))
    except Exception:  # noqa: BLE001 - a module of its own, with a store of its own
        return Unavailable(Reason.API_CHANGED)


def _session(user: HassUser, token: RefreshToken) -> Session:
    credential = token.credential
    return Session(
        user_id=user.id,
        type=token.token_type,
        name=None if token.client_name is None else token.client_name[:MAX_TEXT],
        provider=None if credential is None else credential.auth_provider_type,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
        last_used_ip=_address(token.last_used_ip),
        expires_at=_expiry(token),
    )


def _expiry(token: RefreshToken) -> datetime | None:
    if token.token_type == LONG_LIVED:
        # Its record stays for ever; the token it stands for ends by its own life span.
        return token.created_at + token.access_token_expiration
    return None if token.expire_at is None else datetime.fromtimestamp(token.expire_at, UTC)


def _address(text: str | None) -> Address | None:
    try:
        return ip_address(text) if text else None
    except ValueError:
        return None
