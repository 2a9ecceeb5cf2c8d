"""The history of user accounts.

Home Assistant keeps none: it stores no creation date of a user, deletes a session 90 days after
its last use, and fires no event for a new administrator or a new long-lived token.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, override

from homeassistant.auth.models import RefreshToken, User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ...const import DOMAIN
from ...posture.facts import (
    LONG_LIVED,
    AccountsFacts,
    Network,
    NewAdmin,
    NewToken,
    Reason,
    Unavailable,
    UnfamiliarLogin,
)
from ...posture.networks import is_public, origin_network
from ...storage.keyed_store import InvalidDataError, KeyedStore, StoreUnavailableError
from ..auth import MAX_SESSIONS, MAX_USERS
from ..common.address import parse_address
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.text import clip
from .memory import AccountMemory
from .networks import MAX_NETWORKS, Use

# Without the stored data, new administrators cannot be told from known ones: expecting all of
# them would hide an intruder, expecting none would be a false alarm.
_UNREADABLE: Final = Unavailable(Reason.INTERNAL)


class NotExpectedError(Exception):
    """The user who confirms is not an expected administrator."""


class ChangedError(Exception):
    """What is unexpected is not what was confirmed."""


class AccountsCollector(StatefulCollector):
    """Compare the accounts with their stored history."""

    SOURCE = "accounts"
    TIMEOUT = 10.0  # in memory, except that a small file is loaded once

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize the store."""
        super().__init__(hass, options)
        self._store = KeyedStore(hass, "accounts")
        self._memory: AccountMemory | None = None

    @override
    async def collect(self, hass: HomeAssistant, _executor: LimitedExecutor) -> AccountsFacts:
        """Return what changed about the accounts, and store their current state."""
        users = [user for user in await hass.auth.async_get_users() if not user.system_generated]
        admins = [user for user in users if user.is_admin and user.is_active]
        # Of the other users' sessions, only the last use is read.
        if (
            len(users) > MAX_USERS
            or sum(len(user.refresh_tokens) for user in admins) > MAX_SESSIONS
        ):
            raise CollectorError(Reason.TOO_LARGE)
        try:
            memory = await self._async_memory()
        except StoreUnavailableError:
            return AccountsFacts(
                histories=_UNREADABLE,
                new_admins=_UNREADABLE,
                new_tokens=_UNREADABLE,
                unfamiliar=_UNREADABLE,
            )
        now = dt_util.utcnow()
        tokens = [(user, token) for user in admins for token in _long_lived(user, now)]
        histories = memory.update_histories({user.id: _last_used(user) for user in users}, now)
        new_admins = memory.update_admins([user.id for user in admins], now)
        new_tokens = memory.update_tokens([token.id for _user, token in tokens], now)
        memory.networks.update(_uses(users), now)
        unfamiliar = memory.networks.unfamiliar(_uses(admins), [user.id for user in users], now)
        found = AccountsFacts(
            histories=histories,
            new_admins=tuple(
                NewAdmin(user_id=user_id, seen_at=at) for user_id, at in new_admins.items()
            ),
            new_tokens=tuple(
                NewToken(user_id=user.id, name=_label(token), seen_at=new_tokens[token.id])
                for user, token in tokens
                if token.id in new_tokens
            ),
            unfamiliar=tuple(
                UnfamiliarLogin(user_id=use.user_id, network=use.network, first_used=at)
                for use, at in unfamiliar.items()
            ),
            learning=memory.networks.is_learning(now),
            confirmation=memory.confirmation(),
            confirmers=frozenset(
                user.id for user in admins if memory.may_confirm(user.id, is_owner=user.is_owner)
            ),
        )
        await self._async_save(memory)  # last: while it waits, the memory may be confirmed
        return found

    async def async_confirm(self, user: User, confirmation: str) -> None:
        """Mark the administrators and tokens that `user` has seen as expected.

        `confirmation` is the one of the facts. Raise NotExpectedError or ChangedError.
        """
        try:
            memory = await self._async_memory()
        except StoreUnavailableError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="accounts_unreadable"
            ) from err
        if not user.is_admin or not memory.may_confirm(user.id, is_owner=user.is_owner):
            raise NotExpectedError
        if confirmation != memory.confirmation():
            raise ChangedError
        memory.confirm()
        await self._async_save(memory)

    @override
    async def async_remove(self) -> None:
        """Delete the stored history."""
        await self._store.async_remove()

    async def _async_memory(self) -> AccountMemory:
        if self._memory is None:
            try:
                memory = await self._store.async_load(AccountMemory.parse)
            except InvalidDataError:
                # Corrupt data must not whitelist current admins: treat all as unexpected.
                memory = AccountMemory.expecting_nobody()
            self._memory = memory or AccountMemory()
        return self._memory

    async def _async_save(self, memory: AccountMemory) -> None:
        if memory.changed:
            data = memory.as_data()
            memory.mark_stored()
            if not await self._store.async_save(data):
                memory.mark_changed()


def _long_lived(user: User, now: datetime) -> Iterable[RefreshToken]:
    for token in list(user.refresh_tokens.values()):
        if token.token_type == LONG_LIVED and _is_valid(token, now):
            yield token


def _is_valid(token: RefreshToken, now: datetime) -> bool:
    try:
        return token.created_at + token.access_token_expiration > now
    except OverflowError:
        return True  # after the year 9999


def _last_used(user: User) -> datetime | None:
    """Return the last use of any session; Home Assistant records none for long-lived tokens."""
    return max(
        (
            token.last_used_at
            for token in list(user.refresh_tokens.values())
            if token.last_used_at and token.token_type != LONG_LIVED
        ),
        default=None,
    )


def _uses(users: Iterable[User]) -> list[Use]:
    """Return the last use from each network in the internet, by user, the newest uses first."""
    newest: dict[tuple[str, Network], datetime] = {}
    for user in users:
        for token in list(user.refresh_tokens.values()):
            address = parse_address(token.last_used_ip)
            if token.last_used_at and address and is_public(address):
                key = (user.id, origin_network(address))
                newest[key] = max(newest.get(key, token.last_used_at), token.last_used_at)
    rows = sorted(newest.items(), key=lambda row: row[1], reverse=True)
    return [Use(user_id, network, at) for (user_id, network), at in rows[:MAX_NETWORKS]]


def _label(token: RefreshToken) -> str | None:
    return None if token.client_name is None else clip(token.client_name)
