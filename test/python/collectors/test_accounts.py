"""The stored history of the accounts of a real auth manager."""

from datetime import timedelta
import json
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID

from custom_components.security_posture.collectors import accounts
from custom_components.security_posture.collectors.accounts import (
    AccountsCollector,
    ChangedError,
    NotExpectedError,
)
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import (
    LONG_LIVED,
    AccountHistory,
    NewAdmin,
    NewToken,
    Reason,
    Unavailable,
)
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import RefreshToken, User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

KEY = "security_posture.accounts"
DAY = timedelta(days=1)


@pytest.fixture
def reader(hass: HomeAssistant, hass_storage: dict[str, Any]) -> AccountsCollector:
    return AccountsCollector(hass, {})


@pytest.fixture
async def ada(hass: HomeAssistant) -> User:
    return await hass.auth.async_create_user("Ada", group_ids=[GROUP_ID_ADMIN])


async def token(hass: HomeAssistant, user: User, name: str) -> RefreshToken:
    return await hass.auth.async_create_refresh_token(
        user,
        client_name=name,
        token_type=LONG_LIVED,
        access_token_expiration=timedelta(days=3650),
    )


async def test_the_first_administrators_are_expected(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    await token(hass, ada, "Old")
    for each in (reader, reader, AccountsCollector(hass, {})):
        found = await each.collect(hass, executor)
        assert (found.new_admins, found.new_tokens) == ((), ())


async def test_later_administrators_are_unexpected(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    freezer: FrozenDateTimeFactory,
) -> None:
    await reader.collect(hass, executor)
    freezer.tick(DAY)
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
    await token(hass, ada, "Backdoor")
    at = dt_util.utcnow()
    for each in (reader, AccountsCollector(hass, {})):
        found = await each.collect(hass, executor)
        assert found.new_admins == (NewAdmin(user_id=eve.id, seen_at=at),)
        assert found.new_tokens == (NewToken(user_id=ada.id, name="Backdoor", seen_at=at),)
        freezer.tick(DAY)


async def test_confirming_makes_them_expected(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    first = await reader.collect(hass, executor)
    assert (first.confirmation, first.confirmers) == (None, {ada.id})
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    await token(hass, eve, "Script")
    found = await reader.collect(hass, executor)
    assert found.new_admins
    assert found.confirmation
    # Added after the last run, so it was not on the screen that was confirmed.
    mallory = await hass.auth.async_create_user("Mallory", group_ids=[GROUP_ID_ADMIN])
    await reader.async_confirm(ada, found.confirmation)
    found = await AccountsCollector(hass, {}).collect(hass, executor)
    assert [row.user_id for row in found.new_admins] == [mallory.id]
    assert found.new_tokens == ()
    assert found.confirmers == {ada.id, eve.id}


async def test_only_an_expected_administrator_confirms(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    bob = await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
    await reader.collect(hass, executor)
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    found = await reader.collect(hass, executor)
    assert found.confirmers == {ada.id}
    # Promoted since the last run: not known to be new, and not expected either.
    await hass.auth.async_update_user(bob, group_ids=[GROUP_ID_ADMIN])
    for user in (eve, bob):
        with pytest.raises(NotExpectedError):
            await reader.async_confirm(user, found.confirmation)
    ada.is_owner = False
    await hass.auth.async_update_user(ada, group_ids=[GROUP_ID_USER])
    with pytest.raises(NotExpectedError):  # demoted since the last run
        await reader.async_confirm(ada, found.confirmation)
    assert (await reader.collect(hass, executor)).new_admins


async def test_only_what_was_seen_is_confirmed(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    await reader.collect(hass, executor)
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    seen = (await reader.collect(hass, executor)).confirmation
    made = await token(hass, ada, "Backdoor")
    found = await reader.collect(hass, executor)
    for outdated in (seen, "", "confirm"):
        with pytest.raises(ChangedError):
            await reader.async_confirm(ada, outdated)
    assert (await reader.collect(hass, executor)) == found
    hass.auth.async_remove_refresh_token(made)
    assert (await reader.collect(hass, executor)).confirmation == seen
    await reader.async_confirm(ada, seen)
    with pytest.raises(ChangedError):  # by another administrator, or twice
        await reader.async_confirm(ada, seen)
    # The same set of others has another key.
    await hass.auth.async_remove_user(eve)
    await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    assert (await reader.collect(hass, executor)).confirmation not in (None, seen)


async def test_promoted_and_demoted(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    bob = await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
    await reader.collect(hass, executor)

    async def new() -> list[str]:
        return [row.user_id for row in (await reader.collect(hass, executor)).new_admins]

    await hass.auth.async_update_user(bob, group_ids=[GROUP_ID_ADMIN])
    assert await new() == [bob.id]
    await hass.auth.async_update_user(bob, group_ids=[GROUP_ID_USER])
    assert await new() == []
    second = await hass.auth.async_create_user("Cleo", group_ids=[GROUP_ID_ADMIN])
    found = await reader.collect(hass, executor)
    await reader.async_confirm(ada, found.confirmation)
    await hass.auth.async_deactivate_user(second)
    assert await new() == []
    await hass.auth.async_activate_user(second)
    assert await new() == [second.id]


async def test_histories(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    freezer: FrozenDateTimeFactory,
) -> None:
    begin = dt_util.utcnow()
    await token(hass, ada, "Script")

    async def history() -> AccountHistory:
        return (await reader.collect(hass, executor)).histories[ada.id]

    # Home Assistant does not record the use of a long-lived token.
    assert await history() == AccountHistory(first_seen=begin, last_used=None)
    session = await hass.auth.async_create_refresh_token(ada, CLIENT_ID)
    session.last_used_at = begin + 2 * DAY
    freezer.tick(5 * DAY)
    used = AccountHistory(first_seen=begin, last_used=begin + 2 * DAY)
    assert await history() == used
    session.last_used_at += timedelta(hours=2)  # too little to write a file for
    assert await history() == used
    hass.auth.async_remove_refresh_token(session)
    reader = AccountsCollector(hass, {})
    assert await history() == used
    freezer.move_to(begin - 9 * DAY)
    assert (await history()).first_seen == begin - 9 * DAY


async def test_a_computer_that_starts_in_1970(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    freezer: FrozenDateTimeFactory,
) -> None:
    begin = dt_util.utcnow()
    session = await hass.auth.async_create_refresh_token(ada, CLIENT_ID)
    older = await hass.auth.async_create_refresh_token(ada, f"{CLIENT_ID}/other")
    session.last_used_at, older.last_used_at = begin, begin - 80 * DAY
    await reader.collect(hass, executor)
    hass.auth.async_remove_refresh_token(session)
    bob = await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
    freezer.move_to("1970-01-01T00:01:00Z")
    await reader.collect(hass, executor)
    freezer.move_to(begin + DAY)
    histories = (await reader.collect(hass, executor)).histories
    assert histories[ada.id] == AccountHistory(first_seen=begin, last_used=begin)
    assert histories[bob.id] == AccountHistory(first_seen=begin + DAY, last_used=None)


async def test_the_file_contains_no_names(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    hass_storage: dict[str, Any],
) -> None:
    made = await token(hass, ada, "Script")
    await reader.collect(hass, executor)
    stored = json.dumps(hass_storage[KEY])
    for private in (ada.id, "Ada", made.id, "Script", made.token, made.jwt_key):
        assert private not in stored
    before = hass_storage[KEY]
    await reader.collect(hass, executor)
    assert hass_storage[KEY] is before  # nothing changed, nothing was written
    ada.is_owner = False  # an owner cannot be removed
    await hass.auth.async_remove_user(ada)
    await reader.collect(hass, executor)
    data = hass_storage[KEY]["data"]
    assert not any(data[name] for name in ("first_seen", "last_used", "admins", "tokens"))
    await reader.async_remove()
    assert KEY not in hass_storage


@pytest.mark.parametrize(
    "data",
    [[], {}, {"salt": "zz"}, {"salt": "00", "first_seen": {}}, {"salt": "00" * 32, "admins": []}],
)
async def test_a_corrupt_file_expects_no_administrator(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    hass_storage: dict[str, Any],
    data: Any,
) -> None:
    """Then the owner confirms: Home Assistant creates no second one."""
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    assert ada.is_owner
    assert not eve.is_owner
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    found = await reader.collect(hass, executor)
    assert {row.user_id for row in found.new_admins} == {ada.id, eve.id}
    assert found.confirmers == {ada.id}
    with pytest.raises(NotExpectedError):
        await reader.async_confirm(eve, found.confirmation)
    await reader.async_confirm(ada, found.confirmation)
    found = await AccountsCollector(hass, {}).collect(hass, executor)
    assert (found.new_admins, found.confirmers) == ((), {ada.id, eve.id})


async def test_an_unreadable_store_expects_no_administrator(
    hass: HomeAssistant, executor: LimitedExecutor, reader: AccountsCollector, ada: User
) -> None:
    """It is read again later: administrators from before are still expected."""
    await AccountsCollector(hass, {}).collect(hass, executor)
    with patch.object(Store, "async_load", side_effect=HomeAssistantError):
        found = await reader.collect(hass, executor)
        gap = Unavailable(Reason.INTERNAL)
        assert (found.histories, found.new_admins, found.new_tokens) == (gap, gap, gap)
        with pytest.raises(HomeAssistantError) as refused:
            await reader.async_confirm(ada, "")
        # It is not "still starting", however long one waits.
        assert refused.value.translation_key == "accounts_unreadable"
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    assert [row.user_id for row in (await reader.collect(hass, executor)).new_admins] == [eve.id]


async def test_expired_tokens_and_system_users_are_ignored(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    freezer: FrozenDateTimeFactory,
) -> None:
    await reader.collect(hass, executor)
    await hass.auth.async_create_system_user("Supervisor", group_ids=[GROUP_ID_ADMIN])
    dead = await token(hass, ada, "Dead")
    dead.access_token_expiration = timedelta(seconds=1)
    endless = await token(hass, ada, "Endless")
    endless.access_token_expiration = timedelta.max
    freezer.tick(10)
    found = await reader.collect(hass, executor)
    assert found.new_admins == ()
    assert [row.name for row in found.new_tokens] == ["Endless"]


@pytest.mark.parametrize("cap", ["MAX_USERS", "MAX_SESSIONS"])
async def test_caps(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    monkeypatch: pytest.MonkeyPatch,
    cap: str,
) -> None:
    await token(hass, ada, "One")
    await reader.collect(hass, executor)
    monkeypatch.setattr(accounts, cap, 0)
    with pytest.raises(CollectorError) as raised:
        await reader.collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


async def test_a_user_with_very_many_sessions_hides_no_administrator(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    reader: AccountsCollector,
    ada: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(accounts, "MAX_SESSIONS", 5)
    bob = await hass.auth.async_create_user("Bob", group_ids=[GROUP_ID_USER])
    for n in range(9):
        await token(hass, bob, f"Flood {n}")
    await reader.collect(hass, executor)
    eve = await hass.auth.async_create_user("Eve", group_ids=[GROUP_ID_ADMIN])
    found = await reader.collect(hass, executor)
    assert [row.user_id for row in found.new_admins] == [eve.id]
    assert bob.id in found.histories
