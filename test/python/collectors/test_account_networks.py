"""The networks that the sessions of a real auth manager were used from."""

from datetime import datetime, timedelta
from ipaddress import ip_network
import json
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID

from custom_components.security_posture.collectors.accounts import AccountsCollector, networks
from custom_components.security_posture.collectors.accounts.networks import NetworkMemory, Use
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import AccountsFacts
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import RefreshToken, User
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

KEY = "security_posture.accounts"
DAY = timedelta(days=1)
PHONE = "203.0.114.7"
HOTEL = "8.8.8.8"


@pytest.fixture(autouse=True)
def _stores(hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to("2026-11-02T08:00:00+00:00")


class Household:
    """An administrator and another user, each with one session, and a collector."""

    def __init__(self, hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
        self._hass, self._freezer = hass, freezer
        self._sessions: dict[str, RefreshToken] = {}
        self.users: dict[str, User] = {}
        self.reader = AccountsCollector(hass, {})

    async def add(self, name: str, group: str) -> None:
        user = await self._hass.auth.async_create_user(name, group_ids=[group])
        self.users[name] = user
        self._sessions[name] = await self._hass.auth.async_create_refresh_token(user, CLIENT_ID)

    async def use(self, name: str, address: str, days: int = 1) -> AccountsFacts:
        """Use a session from an address once a day, and return what is found then."""
        for _ in range(days):
            self._freezer.tick(DAY)
            self._hass.auth.async_create_access_token(self._sessions[name], address)
            found = await self.look()
        return found

    async def look(self) -> AccountsFacts:
        return await self.reader.collect(self._hass, LimitedExecutor(self._hass))

    async def rest(self, days: int) -> AccountsFacts:
        self._freezer.tick(days * DAY)
        return await self.look()


@pytest.fixture
async def household(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> Household:
    found = Household(hass, freezer)
    await found.add("Ada", GROUP_ID_ADMIN)
    await found.add("Bob", GROUP_ID_USER)
    await found.look()
    return found


def networks_of(found: AccountsFacts) -> list[str]:
    assert isinstance(found.unfamiliar, tuple)
    return [str(row.network) for row in found.unfamiliar]


async def test_a_network_that_was_not_seen_in_the_first_two_weeks(household: Household) -> None:
    found = await household.use("Ada", PHONE)
    assert found.learning
    assert networks_of(found) == []
    found = await household.rest(14)
    assert not found.learning
    assert networks_of(found) == []
    found = await household.use("Ada", HOTEL)
    assert networks_of(found) == ["8.8.8.0/24"]
    (row,) = found.unfamiliar  # type: ignore[misc]
    assert row.user_id == household.users["Ada"].id
    assert row.first_used == dt_util.utcnow()
    assert networks_of(await household.use("Ada", PHONE)) == []


async def test_an_address_at_home_or_of_another_network(household: Household) -> None:
    await household.rest(15)
    assert networks_of(await household.use("Ada", "192.168.1.7")) == []
    found = await household.use("Ada", "2606:4700:1:2::3")
    assert networks_of(found) == ["2606:4700:1::/48"]


async def test_the_usual_networks_of_the_household(household: Household) -> None:
    await household.use("Bob", PHONE)
    await household.rest(15)
    assert networks_of(await household.use("Ada", PHONE)) == []
    # What is new for an account without rights is no question, nor does it make it usual.
    assert networks_of(await household.use("Bob", HOTEL)) == []
    assert networks_of(await household.use("Ada", HOTEL)) == ["8.8.8.0/24"]


async def test_a_network_becomes_usual_after_a_fortnight_of_use(household: Household) -> None:
    await household.rest(15)
    assert networks_of(await household.use("Ada", HOTEL, days=13)) == ["8.8.8.0/24"]
    assert networks_of(await household.use("Ada", HOTEL)) == []


async def test_a_network_is_forgotten_after_ninety_days(household: Household) -> None:
    await household.use("Ada", PHONE)
    await household.rest(14)
    await household.use("Ada", "192.168.1.7")
    await household.rest(91)
    assert networks_of(await household.use("Ada", PHONE)) == ["203.0.114.0/24"]


async def test_it_is_remembered_across_a_restart(
    hass: HomeAssistant, household: Household, hass_storage: dict[str, Any]
) -> None:
    await household.use("Ada", PHONE)
    await household.rest(14)
    household.reader = AccountsCollector(hass, {})
    found = await household.use("Ada", HOTEL)
    assert (found.learning, networks_of(found)) == (False, ["8.8.8.0/24"])
    text = json.dumps(hass_storage[KEY])
    for name in (PHONE, HOTEL, "8.8.8", "203.0", household.users["Ada"].id):
        assert name not in text


async def test_a_file_of_an_earlier_version_learns_first(
    hass: HomeAssistant, household: Household, hass_storage: dict[str, Any]
) -> None:
    await household.rest(15)
    del hass_storage[KEY]["data"]["networks"]
    household.reader = AccountsCollector(hass, {})
    found = await household.use("Ada", HOTEL)
    assert (found.learning, networks_of(found)) == (True, [])


async def test_what_could_not_be_stored_is_stored_later(
    hass: HomeAssistant, household: Household, hass_storage: dict[str, Any]
) -> None:
    await household.rest(15)
    with patch.object(Store, "async_save", side_effect=OSError):
        await household.use("Ada", HOTEL)
    before = json.dumps(hass_storage[KEY])
    await household.look()
    assert json.dumps(hass_storage[KEY]) != before


async def test_a_clock_that_is_behind_changes_nothing(
    household: Household, freezer: FrozenDateTimeFactory
) -> None:
    await household.use("Ada", PHONE)
    await household.rest(14)
    now = dt_util.utcnow()
    freezer.move_to("1970-01-01T00:01:00+00:00")
    await household.look()
    freezer.move_to(now)
    assert not (await household.look()).learning


def test_the_number_of_networks_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MAX_NETWORKS", 3)
    now = datetime(2026, 11, 20, tzinfo=dt_util.UTC)
    memory = NetworkMemory(b"salt")
    uses = [Use("ada", ip_network(f"8.8.{n}.0/24"), now - n * DAY) for n in range(5)]
    memory.update(uses, now)
    data = memory.as_data()
    assert data is not None
    assert len(data["seen"]) == 3
    assert NetworkMemory.parse(b"salt", data).as_data() == data
    data["seen"]["more"] = [now.isoformat(), now.isoformat(), 1]
    with pytest.raises(ValueError, match="too many"):
        NetworkMemory.parse(b"salt", data)


def test_nothing_is_stored_before_the_first_run() -> None:
    assert NetworkMemory(b"salt").as_data() is None
