"""Update entities of all sorts."""

from __future__ import annotations

from typing import Any

import pytest

from custom_components.security_posture.collectors import updates
from custom_components.security_posture.collectors.jobs import Jobs
from custom_components.security_posture.collectors.unreadable import Unreadable
from custom_components.security_posture.posture.facts import Reason, UpdateEntity, UpdateKind
from homeassistant.const import __version__
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

CORE = {"title": "Home Assistant Core", "installed_version": __version__}


async def one(hass: HomeAssistant, jobs: Jobs) -> UpdateEntity:
    found = await updates.collect(hass, jobs)
    assert found.core_version == __version__
    (entity,) = found.entities
    return entity


async def test_reads_an_entity(hass: HomeAssistant, jobs: Jobs) -> None:
    hass.states.async_set(
        "update.lamp",
        "off",
        {
            "title": "Lamp",
            "installed_version": "1.0",
            "latest_version": "1.1",
            "skipped_version": "1.1",
            "device_class": "firmware",
        },
    )
    hass.states.async_set("sensor.other", "on")
    assert await one(hass, jobs) == UpdateEntity(
        entity_id="update.lamp",
        kind=UpdateKind.FIRMWARE,
        title="Lamp",
        available=False,
        installed_version="1.0",
        latest_version="1.1",
        skipped_version="1.1",
        waiting_since=None,
        protects=False,
    )


@pytest.mark.parametrize(
    ("state", "available"),
    [("on", True), ("off", False), ("unknown", None), ("unavailable", None), ("odd", None)],
)
async def test_availability(
    hass: HomeAssistant, jobs: Jobs, state: str, available: bool | None
) -> None:
    hass.states.async_set("update.x", state)
    assert (await one(hass, jobs)).available is available


@pytest.mark.parametrize(
    ("platform", "unique_id", "attributes", "kind"),
    [
        ("hassio", "home_assistant_core_version_latest", {}, UpdateKind.CORE),
        ("hassio", "home_assistant_os_version_latest", {}, UpdateKind.OS),
        ("hassio", "home_assistant_supervisor_version_latest", {}, UpdateKind.SUPERVISOR),
        ("hassio", "core_ssh_version_latest", CORE, UpdateKind.OTHER),
        ("other", "home_assistant_core_version_latest", {}, UpdateKind.OTHER),
        ("template", "x", CORE, UpdateKind.CORE),
        ("template", "x", {**CORE, "installed_version": "2020.1.0"}, UpdateKind.OTHER),
        ("template", "x", {**CORE, "title": "My Home Assistant Core"}, UpdateKind.OTHER),
    ],
)
async def test_what_it_is_about(
    hass: HomeAssistant,
    jobs: Jobs,
    platform: str,
    unique_id: str,
    attributes: dict[str, Any],
    kind: UpdateKind,
) -> None:
    entry = er.async_get(hass).async_get_or_create("update", platform, unique_id)
    hass.states.async_set(entry.entity_id, "on", attributes)
    assert (await one(hass, jobs)).kind is kind


async def test_hostile_attributes(hass: HomeAssistant, jobs: Jobs) -> None:
    hass.states.async_set(
        "update.x",
        "on",
        {"title": "<script>" * 1000, "installed_version": 7, "latest_version": "\ud800"},
    )
    entity = await one(hass, jobs)
    assert entity.title is not None
    assert len(entity.title) == 256
    assert entity.installed_version is None
    assert entity.latest_version == "?"


async def test_too_many(hass: HomeAssistant, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "MAX_ENTITIES", 1)
    hass.states.async_set("update.a", "on")
    assert len((await updates.collect(hass, jobs)).entities) == 1
    hass.states.async_set("update.b", "on")
    with pytest.raises(Unreadable) as raised:
        await updates.collect(hass, jobs)
    assert raised.value.reason is Reason.TOO_LARGE
