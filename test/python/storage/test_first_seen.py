"""First-seen dates over restarts, stored without names."""

import asyncio
from datetime import UTC, datetime, timedelta
import json
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.collectors import updates
from custom_components.security_posture.storage import first_seen
from custom_components.security_posture.storage.first_seen import FirstSeen
from custom_components.security_posture.storage.keyed_store import StoreUnavailableError
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = "security_posture.things"


@pytest.fixture
def seen(hass: HomeAssistant, hass_storage: dict[str, Any]) -> FirstSeen:
    return FirstSeen(hass, "things")


async def test_dates_survive_a_restart(hass: HomeAssistant, seen: FirstSeen) -> None:
    assert await seen.async_since({"a"}, NOW) == {"a": NOW}
    assert await seen.async_since({"a", "b"}, NOW + DAY) == {"a": NOW, "b": NOW + DAY}
    again = FirstSeen(hass, "things")
    assert await again.async_since({"a", "b"}, NOW + 9 * DAY) == {"a": NOW, "b": NOW + DAY}


async def test_interrupted_things_start_again(seen: FirstSeen) -> None:
    await seen.async_since({"a", "b"}, NOW)
    await seen.async_since({"b"}, NOW + DAY)
    assert await seen.async_since({"a", "b"}, NOW + 2 * DAY) == {"a": NOW + 2 * DAY, "b": NOW}


async def test_uncertain_things_are_kept_but_not_added(seen: FirstSeen) -> None:
    await seen.async_since({"a"}, NOW)
    assert await seen.async_since(set(), NOW + DAY, doubtful={"a", "b"}) == {}
    found = await seen.async_since({"a", "b"}, NOW + 2 * DAY)
    assert found == {"a": NOW, "b": NOW + 2 * DAY}


async def test_clock_set_back(seen: FirstSeen) -> None:
    await seen.async_since({"a"}, NOW)
    assert await seen.async_since({"a"}, NOW - DAY) == {"a": NOW - DAY}


async def test_a_computer_that_starts_in_1970(hass: HomeAssistant, seen: FirstSeen) -> None:
    early = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    await seen.async_since({"a", "b"}, NOW, editions={"a": "1", "b": "1"})
    again = FirstSeen(hass, "things")
    assert await again.async_since({"a", "new"}, early) == {"a": early, "new": early}
    later = {"a": NOW, "b": NOW, "new": NOW + DAY}
    assert await again.async_since(later.keys(), NOW + DAY) == later


async def test_stored_data_contains_no_names(
    hass: HomeAssistant, seen: FirstSeen, hass_storage: dict[str, Any]
) -> None:
    await seen.async_since({"update.bedroom_lock"}, NOW)
    stored = hass_storage[KEY]
    assert "bedroom" not in json.dumps(stored)
    other = FirstSeen(hass, "others")
    await other.async_since({"update.bedroom_lock"}, NOW)
    others = hass_storage["security_posture.others"]["data"]["seen"]
    assert not set(others) & set(stored["data"]["seen"])


async def test_written_only_when_something_changed(
    seen: FirstSeen, monkeypatch: pytest.MonkeyPatch
) -> None:
    await seen.async_since({"a"}, NOW)
    written: list[object] = []

    async def save(data: object) -> bool:
        written.append(data)
        return True

    monkeypatch.setattr(seen._store, "async_save", save)
    await seen.async_since({"a"}, NOW + DAY)
    assert written == []
    await seen.async_since({"a", "b"}, NOW + DAY)
    assert len(written) == 1


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"salt": "xyz", "seen": {}},
        {"salt": "00", "seen": {}},
        {"salt": "00" * 32, "seen": {"a": "yesterday"}},
        {"salt": "00" * 32, "seen": {"a": "2026-11-01T00:00:00"}},
        {"salt": "00" * 32, "seen": ["a"]},
        {"salt": "00" * 32, "seen": {"a": 7}},
    ],
)
async def test_invalid_data_is_reset(
    hass: HomeAssistant, hass_storage: dict[str, Any], data: Any
) -> None:
    hass_storage[KEY] = {"version": 1, "minor_version": 1, "key": KEY, "data": data}
    assert await FirstSeen(hass, "things").async_since({"a"}, NOW) == {"a": NOW}
    assert len(hass_storage[KEY]["data"]["salt"]) == 64


async def test_a_store_that_cannot_be_loaded_is_tried_again(
    hass: HomeAssistant, seen: FirstSeen, hass_storage: dict[str, Any]
) -> None:
    await seen.async_since({"a"}, NOW)
    stored = json.dumps(hass_storage[KEY])
    again = FirstSeen(hass, "things")
    with (
        patch.object(Store, "async_load", side_effect=OSError),
        pytest.raises(StoreUnavailableError),
    ):
        await again.async_since({"a"}, NOW + DAY)
    assert json.dumps(hass_storage[KEY]) == stored
    assert await again.async_since({"a"}, NOW + 2 * DAY) == {"a": NOW}


async def test_concurrent_calls(seen: FirstSeen) -> None:
    found = await asyncio.gather(*(seen.async_since({"a"}, NOW + n * DAY) for n in range(5)))
    assert {row["a"] for row in found} == {NOW}


async def test_cap(seen: FirstSeen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_seen, "MAX_THINGS", 1)
    for things, doubtful in (({"a", "b"}, ()), ({"a"}, {"b"})):
        with pytest.raises(ValueError, match="More things"):
            await seen.async_since(things, NOW, doubtful=doubtful)


def test_the_cap_is_never_met() -> None:
    """The collector refuses too many entities before."""
    assert updates.MAX_ENTITIES < first_seen.MAX_THINGS


async def test_removed(seen: FirstSeen, hass_storage: dict[str, Any]) -> None:
    await seen.async_since({"a"}, NOW)
    await seen.async_remove()
    assert KEY not in hass_storage


# --- editions


async def test_another_edition_is_new(hass: HomeAssistant, seen: FirstSeen) -> None:
    assert await seen.async_since({"a"}, NOW, editions={"a": "1"}) == {"a": NOW}
    assert await seen.async_since({"a"}, NOW + DAY, editions={"a": "1"}) == {"a": NOW}
    again = FirstSeen(hass, "things")
    assert await again.async_since({"a"}, NOW + 2 * DAY, editions={"a": "1"}) == {"a": NOW}
    new = NOW + 3 * DAY
    assert await again.async_since({"a"}, new, editions={"a": "2"}) == {"a": new}
    assert await again.async_since({"a"}, new + DAY, editions={"a": "1"}) == {"a": new + DAY}


async def test_an_edition_that_is_not_known_for_a_while(seen: FirstSeen) -> None:
    await seen.async_since({"a"}, NOW, editions={"a": "1"})
    assert await seen.async_since({"a"}, NOW + DAY, editions={"a": None}) == {"a": NOW}
    await seen.async_since(set(), NOW + 2 * DAY, doubtful={"a"})
    new = NOW + 3 * DAY
    assert await seen.async_since({"a"}, new, editions={"a": "2"}) == {"a": new}


async def test_dates_of_an_earlier_version_stay(
    seen: FirstSeen, hass_storage: dict[str, Any]
) -> None:
    """Its file has no editions."""
    await seen.async_since({"a"}, NOW)
    stored = hass_storage[KEY]["data"]
    del stored["editions"]
    again = FirstSeen(seen._store._hass, "things")
    assert await again.async_since({"a"}, NOW + DAY, editions={"a": "1"}) == {"a": NOW}
    new = NOW + 2 * DAY
    assert await again.async_since({"a"}, new, editions={"a": "2"}) == {"a": new}


async def test_stored_editions_contain_no_versions(
    seen: FirstSeen, hass_storage: dict[str, Any]
) -> None:
    await seen.async_since({"a", "b"}, NOW, editions=dict.fromkeys(("a", "b"), "2026.11.0"))
    stored = hass_storage[KEY]["data"]["editions"]
    assert len(set(stored.values())) == 2
