"""Authentication providers, users and sessions.

Attributes are read one by one: a refresh token also holds its secrets, which are never read.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
import heapq
from ipaddress import ip_network
from typing import Any, Final

from homeassistant.auth.models import RefreshToken, User as HassUser
from homeassistant.core import HomeAssistant, callback

from ..posture.facts import (
    LONG_LIVED,
    AuthFacts,
    Reason,
    Session,
    TrustedNetworks,
    TrustedUsers,
    Unavailable,
    User,
)
from ..posture.trusted_networks import selectable_users
from .common.address import parse_address
from .common.async_iter import yielding
from .common.errors import CollectorError, reason_of, require_type
from .common.executor import LimitedExecutor
from .common.foreign import in_own_task
from .common.text import clip

SOURCE: Final = "auth"
# Seconds. In memory, except that each multi-factor module loads its store once.
TIMEOUT: Final = 10.0
# Seconds, for all users together: a module that hangs must not hide the users.
MFA_TIMEOUT: Final = 5.0
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
# Four times the largest household seen.
MAX_USERS: Final = 2_000
MAX_SESSIONS: Final = 20_000
# Of one user who is no administrator: such a user must not be able to hide all others.
MAX_OF_USER: Final = 1_000


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> AuthFacts:
    """Read the auth manager."""
    users = list(await hass.auth.async_get_users())
    tokens = [(user, token) for user in users for token in _sessions(user)]
    if len(users) > MAX_USERS or len(tokens) > MAX_SESSIONS:
        raise CollectorError(Reason.TOO_LARGE)
    providers = hass.auth.auth_providers
    mfa = await _mfa(hass, users)
    return AuthFacts(
        providers=tuple(clip(require_type(provider.type, str)) for provider in providers),
        trusted_networks=_all_trusted_networks(hass),
        users=tuple([_user(user, mfa) async for user in yielding(users)]),
        sessions=tuple([_session(*pair) async for pair in yielding(tokens)]),
        mfa_modules=tuple(clip(module.id) for module in hass.auth.auth_mfa_modules),
    )


@callback
def may_log_in_without_password(hass: HomeAssistant, user: HassUser) -> bool:
    """Return whether a user can be selected at a trusted network; True if it cannot be told."""
    try:
        auth = AuthFacts(
            providers=(),
            trusted_networks=_all_trusted_networks(hass),
            users=(_user(user, {user.id: False}),),
            sessions=(),
            mfa_modules=(),
        )
        return any(
            selectable_users(network, provider, auth)
            for provider in auth.trusted_networks
            for network in provider.networks
        )
    except Exception:  # noqa: BLE001 - the provider may have moved
        return True


def _all_trusted_networks(hass: HomeAssistant) -> tuple[TrustedNetworks, ...]:
    return tuple(
        _trusted_networks(provider.config)
        for provider in hass.auth.auth_providers
        if provider.type == "trusted_networks"
    )


def _trusted_networks(config: Mapping[str, Any]) -> TrustedNetworks:
    return TrustedNetworks(
        networks=tuple(ip_network(network) for network in config["trusted_networks"]),
        trusted_users=tuple(
            TrustedUsers(
                network=ip_network(network),
                user_ids=tuple(rule for rule in rules if isinstance(rule, str)),
                group_ids=tuple(_group_ids(rules)),
            )
            for network, rules in config["trusted_users"].items()
        ),
    )


def _group_ids(rules: Iterable[Any]) -> Iterator[str]:
    """Yield the group ids; Home Assistant's schema allows a string, its code also a list."""
    for rule in rules:
        if isinstance(rule, Mapping):
            groups = rule["group"]
            yield from (groups,) if isinstance(groups, str) else groups


async def _mfa(hass: HomeAssistant, users: Iterable[HassUser]) -> dict[str, bool | Unavailable]:
    """Return by user id whether multi-factor authentication is enabled."""
    found: dict[str, bool | Unavailable] = {
        user.id: False if user.system_generated else Unavailable(Reason.TIMEOUT) for user in users
    }
    try:
        async with asyncio.timeout(MFA_TIMEOUT):
            for user in users:
                if not user.system_generated:
                    found[user.id] = await _user_mfa(hass, user)
    except TimeoutError:
        pass  # the remaining users stay unavailable
    return found


async def _user_mfa(hass: HomeAssistant, user: HassUser) -> bool | Unavailable:
    try:
        enabled = hass.auth.async_get_enabled_mfa(user)
        return bool(await in_own_task(hass, enabled, MFA_TIMEOUT, "read multi-factor modules"))
    except Exception as err:  # noqa: BLE001 - modules may be third-party code
        return Unavailable(reason_of(err))


def _user(user: HassUser, mfa: Mapping[str, bool | Unavailable]) -> User:
    return User(
        id=user.id,
        name=clip(user.name or ""),
        is_admin=user.is_admin,
        is_active=user.is_active,
        local_only=user.local_only,
        system_generated=user.system_generated,
        groups=tuple(group.id for group in user.groups),
        providers=tuple(
            dict.fromkeys(credential.auth_provider_type for credential in user.credentials)
        ),
        mfa=mfa[user.id],
    )


def _sessions(user: HassUser) -> list[RefreshToken]:
    """Return the sessions of a user, of very many those that were used last."""
    tokens = list(user.refresh_tokens.values())
    if user.is_admin or len(tokens) <= MAX_OF_USER:
        return tokens
    return heapq.nlargest(MAX_OF_USER, tokens, key=lambda token: token.last_used_at or _NEVER)


def _session(user: HassUser, token: RefreshToken) -> Session:
    credential = token.credential
    return Session(
        user_id=user.id,
        type=token.token_type,
        name=None if token.client_name is None else clip(token.client_name),
        provider=None if credential is None else credential.auth_provider_type,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
        last_used_ip=parse_address(token.last_used_ip),
        expires_at=_expiry(token),
    )


def _expiry(token: RefreshToken) -> datetime | None:
    try:
        if token.token_type == LONG_LIVED:
            # The record never expires; the access token it was made for does.
            return token.created_at + token.access_token_expiration
        return None if token.expire_at is None else datetime.fromtimestamp(token.expire_at, UTC)
    except OverflowError, OSError, ValueError:
        return None  # after the year 9999
