"""A way in from the internet opens: the sensor, the event and the triggers."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er

from ..conftest import Planted
from ..pure.posture.build import HEALTHY, facts, tablet, trusted, user
from .home import RECORD_TRIGGER, WAY_IN_ENTITY, automate, device_id, recorded

WAYS_IN: Final = "sensor.security_posture_ways_in"
OPENED: Final = "way_in_opened"
GUESSING: Final = facts(bans={"threshold": -1}, auth={"users": (user(mfa=False), tablet())})
# A second way, besides guessing.
ALSO_PUBLIC: Final = replace(
    GUESSING,
    auth=replace(GUESSING.auth, trusted_networks=(trusted("8.8.8.0/24"),)),  # type: ignore[arg-type, type-var]
)
UNREAD: Final = replace(GUESSING, bans=Unavailable(Reason.API_CHANGED))

type Check = Callable[[Facts], Awaitable[None]]


@pytest.fixture
def check(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> Check:
    """Return a function that changes all facts and checks again, a while later."""

    async def change(home: Facts) -> None:
        # Longer than the grace period after a start.
        planted.freezer.tick(timedelta(minutes=11))
        planted.facts = home
        assert await entry.runtime_data.async_recheck()
        await hass.async_block_till_done()

    return change


async def listen(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Record both kinds of triggers."""
    device = device_id(hass, entry)
    found: tuple[dict[str, Any], ...] = (
        {"trigger": f"{DOMAIN}.{OPENED}", "target": {"device_id": device}, "id": "target"},
        {
            "trigger": "device",
            "domain": DOMAIN,
            "device_id": device,
            "type": OPENED,
            "id": "device",
        },
    )
    await automate(hass, *({"triggers": [each], "actions": [RECORD_TRIGGER]} for each in found))


async def test_the_sensor(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, check: Check
) -> None:
    assert hass.states.get(WAYS_IN) is None
    er.async_get(hass).async_update_entity(WAYS_IN, disabled_by=None)
    await planted.pass_time(timedelta(seconds=31))
    await planted.pass_time(timedelta(seconds=5))
    state = hass.states.get(WAYS_IN)
    assert state is not None
    assert state.attributes["options"] == ["none_known", "some", "cannot_tell"]
    for home, expected in (
        (HEALTHY, "none_known"),
        (UNREAD, "cannot_tell"),
        (GUESSING, "some"),
        # What was found and cannot be read now is still there.
        (UNREAD, "some"),
        (HEALTHY, "none_known"),
    ):
        await check(home)
        assert hass.states.get(WAYS_IN).state == expected


async def test_each_way_that_opens_is_reported_once(
    hass: HomeAssistant, ready: MockConfigEntry, calls: list[ServiceCall], check: Check
) -> None:
    await listen(hass, ready)
    assert hass.states.get(WAY_IN_ENTITY).state == "unknown"
    for home, expected in (
        (GUESSING, ["device", "target"]),
        (GUESSING, []),
        (ALSO_PUBLIC, ["device", "target"]),
        (replace(ALSO_PUBLIC, bans=UNREAD.bans), []),
        (ALSO_PUBLIC, []),
        (HEALTHY, []),
        (GUESSING, ["device", "target"]),
    ):
        await check(home)
        assert recorded(calls) == expected
    state = hass.states.get(WAY_IN_ENTITY)
    assert state.attributes["event_type"] == OPENED


async def test_a_reload_is_no_news(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    calls: list[ServiceCall],
    check: Check,
) -> None:
    await check(GUESSING)
    await listen(hass, ready)
    assert await hass.config_entries.async_reload(ready.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert recorded(calls) == []
    await check(ALSO_PUBLIC)
    assert recorded(calls) == ["device", "target"]


async def test_the_ways_before_the_first_check_are_no_news(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    calls: list[ServiceCall],
) -> None:
    planted.facts = GUESSING
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await listen(hass, entry)
    await planted.pass_time(timedelta(seconds=5))
    assert entry.runtime_data.summary.ways_in == "some"
    assert recorded(calls) == []
