"""The blueprint in Home Assistant: when it notifies, whom, and the message."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
import shutil
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
import probatio as vol
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    async_fire_time_changed,
    mock_integration,
    mock_platform,
)

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import Reason, Unavailable, require
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.template import render_complex
from homeassistant.setup import async_setup_component

from .conftest import Planted
from .pure.posture.build import HEALTHY, settings

FOLDER = Path(__file__).parents[2] / "blueprints"
PATH = "security_posture/notify_when_worse.yaml"
ZONE = ZoneInfo("Europe/Berlin")
GOOD = require(HEALTHY.http)
AT_RISK = replace(GOOD, settings=settings(cors_allowed_origins=("*",)))
ATTENTION = replace(GOOD, settings=settings(use_x_frame_options=False))
UNKNOWN = Unavailable(Reason.API_CHANGED)
MESSAGE = "At risk: 1 area needs attention. See the dashboard for details."

type Sent = list[dict[str, Any]]


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Allow an automation in a delay when Home Assistant stops."""
    return True


async def settle() -> None:
    """Let pending tasks run, without waiting for automations in a delay."""
    for _ in range(100):
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
async def _home(
    hass: HomeAssistant,
    planted: Planted,
    freezer: FrozenDateTimeFactory,
    hass_storage: dict[str, Any],
    tmp_path: Path,
) -> None:
    await hass.config.async_set_time_zone(str(ZONE))
    shutil.copytree(FOLDER, tmp_path / "blueprints")
    hass.config.config_dir = str(tmp_path)
    freezer.move_to(datetime(2026, 11, 23, 12, 0, tzinfo=ZONE))
    planted.facts = replace(HEALTHY, http=GOOD)


@pytest.fixture
def phone(hass: HomeAssistant) -> tuple[str, Sent]:
    """Return a phone's device id, and the list of notifications sent to it.

    Home Assistant's mobile_app needs libraries for cameras and speech.
    """
    sent: Sent = []

    class Actions(MockPlatform):
        ACTION_SCHEMA = cv.DEVICE_ACTION_BASE_SCHEMA.extend(
            {
                vol.Required("type"): "notify",
                vol.Required("message"): cv.template,
                vol.Optional("title"): cv.template,
                vol.Optional("data"): cv.template_complex,
            }
        )

        @staticmethod
        async def async_call_action_from_config(
            _hass: HomeAssistant, config: Any, variables: Any, _context: Any
        ) -> None:
            keys = ("title", "message", "data")
            sent.append({key: render_complex(config[key], variables) for key in keys})

    mock_integration(hass, MockModule("mobile_app"))
    mock_platform(hass, "mobile_app.device_action", Actions())
    entry = MockConfigEntry(domain="mobile_app")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("mobile_app", "phone")}, name="Phone"
    )
    return device.id, sent


@pytest.fixture
def sent(phone: tuple[str, Sent]) -> Sent:
    return phone[1]


@pytest.fixture
def use(hass: HomeAssistant, ready: MockConfigEntry, phone: tuple[str, Sent]) -> Callable[..., Any]:
    """Return a function that creates an automation from the blueprint."""

    async def make(**inputs: Any) -> None:
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), ready.entry_id)
        chosen = {"posture": devices[0].id, "phone": phone[0]} | inputs
        automation = {"alias": "n", "use_blueprint": {"path": PATH, "input": chosen}}
        assert await async_setup_component(hass, "automation", {"automation": [automation]})
        await hass.async_block_till_done()
        assert hass.states.get("automation.n").state == "on"

    return make


@pytest.fixture
def plant(hass: HomeAssistant, planted: Planted, ready: MockConfigEntry) -> Callable[..., Any]:
    """Return a function that changes the facts and runs again."""

    async def run(http: Any) -> None:
        planted.facts = replace(planted.facts, http=http)
        assert await ready.runtime_data.async_recheck()
        await settle()

    return run


@pytest.fixture
def at(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> Callable[..., Any]:
    """Return a function that moves to a local time, `days` days later."""

    async def until(clock: str, days: int = 0) -> None:
        hour, minute, second = (int(part) for part in clock.split(":"))
        freezer.move_to(datetime(2026, 11, 23 + days, hour, minute, second, tzinfo=ZONE))
        async_fire_time_changed(hass)
        await settle()

    return until


def _link(to: str) -> dict[str, str]:
    return {"tag": "security_posture", "url": to, "clickAction": to}


async def test_links_to_the_given_dashboard(sent: Sent, use: Any, plant: Any) -> None:
    await use(dashboard="/lovelace/security")
    await plant(AT_RISK)
    assert sent[0]["data"] == _link("/lovelace/security#network")


async def test_by_day(sent: Sent, use: Any, plant: Any) -> None:
    await use()
    await plant(AT_RISK)
    assert sent == [
        {
            "title": "Security posture",
            "message": MESSAGE,
            "data": _link("/security-posture#network"),
        }
    ]
    await plant(AT_RISK)
    await plant(GOOD)
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("http", "message"),
    [
        (ATTENTION, "Attention: 1 area needs attention. See the dashboard for details."),
        (UNKNOWN, "Unknown: too many checks could not run. See the dashboard for details."),
    ],
)
@pytest.mark.parametrize("only_at_risk", [False, True])
async def test_below_at_risk(
    hass: HomeAssistant,
    planted: Planted,
    sent: Sent,
    use: Any,
    plant: Any,
    http: Any,
    message: str,
    only_at_risk: bool,
) -> None:
    await planted.pass_time(timedelta(minutes=10))
    await use(only_at_risk=only_at_risk)
    await plant(http)
    assert [each["message"] for each in sent] == ([] if only_at_risk else [message])
    await plant(AT_RISK)
    assert sent[-1]["message"] == MESSAGE


async def test_several_areas(
    planted: Planted, ready: MockConfigEntry, sent: Sent, use: Any, plant: Any
) -> None:
    planted.facts = replace(
        planted.facts, backups=replace(HEALTHY.backups, backups=(), locations=())
    )
    await use()
    await plant(AT_RISK)
    assert sent[-1]["message"] == "At risk: 2 areas need attention. See the dashboard for details."


async def test_renamed_entities(
    hass: HomeAssistant, ready: MockConfigEntry, sent: Sent, use: Any, plant: Any
) -> None:
    for entry in er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id):
        platform, _, name = entry.entity_id.partition(".")
        er.async_get(hass).async_update_entity(
            entry.entity_id, new_entity_id=f"{platform}.{name[::-1]}"
        )
    await hass.async_block_till_done()
    await use()
    await plant(AT_RISK)
    assert [each["message"] for each in sent] == [MESSAGE]


async def test_quiet_hours_over_midnight(sent: Sent, use: Any, plant: Any, at: Any) -> None:
    await use()
    await at("23:30:00")
    await plant(ATTENTION)
    await at("03:00:00", 1)
    await plant(AT_RISK)
    for clock in ("06:59:59", "07:00:00", "07:00:05", "07:00:10"):
        assert len(sent) == (clock > "07:00:00")
        await at(clock, 1)
    assert [each["message"] for each in sent] == [MESSAGE]
    await at("09:00:00", 1)
    await plant(GOOD)
    await plant(ATTENTION)
    assert len(sent) == 2


async def test_fixed_during_quiet_hours(sent: Sent, use: Any, plant: Any, at: Any) -> None:
    await use()
    await at("23:30:00")
    await plant(AT_RISK)
    await at("01:00:00", 1)
    await plant(GOOD)
    await at("07:00:00", 1)
    await at("07:00:10", 1)
    assert sent == []


async def test_improved_but_not_fixed_during_quiet_hours(
    planted: Planted, sent: Sent, use: Any, plant: Any, at: Any
) -> None:
    """The last change is an improvement, but the state is not good."""
    await use()
    await at("23:30:00")
    planted.facts = replace(
        planted.facts, backups=replace(HEALTHY.backups, backups=(), locations=())
    )
    await plant(AT_RISK)
    await at("01:00:00", 1)
    planted.facts = replace(planted.facts, backups=HEALTHY.backups)
    await plant(AT_RISK)
    await at("07:00:00", 1)
    await at("07:00:10", 1)
    assert [each["message"] for each in sent] == [MESSAGE]


async def test_only_at_risk_is_checked_after_quiet_hours(
    sent: Sent, use: Any, plant: Any, at: Any
) -> None:
    await use(only_at_risk=True)
    await at("23:30:00")
    await plant(AT_RISK)
    await at("01:00:00", 1)
    await plant(ATTENTION)
    await at("07:00:00", 1)
    await at("07:00:10", 1)
    assert sent == []


async def test_restart_during_quiet_hours(
    hass: HomeAssistant, sent: Sent, use: Any, plant: Any, at: Any
) -> None:
    await use()
    await at("23:30:00")
    await plant(AT_RISK)
    # The delay is lost, and the automation is loaded again.
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "all", "stop_actions": True}, blocking=True
    )
    await hass.services.async_call("automation", "turn_on", {"entity_id": "all"}, blocking=True)
    await at("07:00:00", 1)
    await at("07:00:10", 1)
    assert [each["message"] for each in sent] == [MESSAGE]


async def test_quiet_hours_by_day(sent: Sent, use: Any, plant: Any, at: Any) -> None:
    await use(quiet_from="11:00:00", quiet_to="13:00:00")
    await plant(ATTENTION)
    assert sent == []
    await at("13:00:00")
    await at("13:00:10")
    assert len(sent) == 1
    await at("23:00:00")
    await plant(AT_RISK)
    assert len(sent) == 2
    await at("13:00:00", 1)
    await at("13:00:10", 1)
    assert len(sent) == 2


async def test_no_quiet_hours(sent: Sent, use: Any, plant: Any, at: Any) -> None:
    await use(quiet_from="12:00:00", quiet_to="12:00:00")
    await plant(ATTENTION)
    assert len(sent) == 1
    await at("12:00:00", 1)
    assert len(sent) == 1


async def test_messages_contain_no_details(sent: Sent, use: Any, plant: Any) -> None:
    text = (FOLDER / "automation" / PATH).read_text()
    assert "evidence" not in text
    assert f"integration: {DOMAIN}" in text
    await use()
    await plant(AT_RISK)
    assert not {"bans_disabled", "bans", "Bans"} & set(str(sent).replace(".", " ").split())
