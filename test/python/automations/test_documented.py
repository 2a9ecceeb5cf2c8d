"""The automations of docs/automations.md, loaded unchanged."""

from pathlib import Path
import re

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service
import yaml

from custom_components.security_posture.const import STARTUP_HISTORY_GRACE
from homeassistant.core import HomeAssistant

from ..conftest import Planted
from .home import AT_RISK, ATTENTION, GOOD, Plant, automate

TEXT = (Path(__file__).parents[3] / "docs/automations.md").read_text()
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)]
AUTOMATIONS = {block["triggers"][0]["trigger"]: block for block in BLOCKS if "triggers" in block}


def test_each_kind_is_documented() -> None:
    assert set(AUTOMATIONS) == {
        "security_posture.worsened",
        "security_posture.became_at_risk",
        "state",
        "event",
    }


@pytest.mark.parametrize("kind", AUTOMATIONS)
async def test_documented_automation(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, plant: Plant, kind: str
) -> None:
    await planted.pass_time(STARTUP_HISTORY_GRACE)
    switched = async_mock_service(hass, "light", "turn_on")
    pressed = async_mock_service(hass, "button", "press")
    await automate(hass, AUTOMATIONS[kind])
    assert hass.states.get("automation.number_0").state == "on"
    await plant(AT_RISK)
    assert len(switched) == (kind != "event")
    await plant(ATTENTION)
    await plant(GOOD)
    assert len(switched) == (kind != "event")
    hass.bus.async_fire("automation_reloaded")
    await hass.async_block_till_done()
    assert len(pressed) == (kind == "event")
