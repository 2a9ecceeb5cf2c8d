"""Search all outputs of Home Assistant for private data, as each kind of user."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import json
from typing import Any

from aiohttp.test_utils import TestClient
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

# Everything that templates can read of our states, issue, device and entry.
TEMPLATE = """
{{ states | map(attribute='attributes') | list }} {{ states | map(attribute='state') | list }}
{{ issues() }}
{% for name in ('name', 'model', 'manufacturer', 'sw_version', 'configuration_url') %}
{{ device_attr('sensor.security_posture_state', name) }}
{% endfor %}
{% for name in ('title', 'domain', 'source', 'state') %}
{{ config_entry_attr(config_entry_id('sensor.security_posture_state'), name) }}
{% endfor %}
"""


@dataclass(frozen=True)
class Home:
    """A home, and clients of an ordinary user and of an administrator."""

    hass: HomeAssistant
    entry: MockConfigEntry
    user: Any
    admin_http: TestClient
    storage: dict[str, Any]

    async def ask(self, command: str, **fields: Any) -> Any:
        """Return the result of a websocket command, sent as the user."""
        await self.user.send_json_auto_id({"type": command} | fields)
        answer = await self.user.receive_json()
        while answer["type"] != "result":  # an event of an earlier subscription
            answer = await self.user.receive_json()
        assert answer["success"], answer
        return answer.get("result")

    async def first_event(self, command: str, **fields: Any) -> Any:
        """Return the first event of a websocket subscription of the user."""
        assert await self.ask(command, **fields) is None
        async with asyncio.timeout(60):
            return (await self.user.receive_json())["event"]


async def states(home: Home) -> str:
    """Return our states with all their attributes."""
    found = await home.ask("get_states")
    ours = [state for state in found if "security_posture" in state["entity_id"]]
    assert len(ours) >= 15
    return json.dumps(ours)


async def templates(home: Home) -> str:
    """Return the result of a template that reads everything of ours."""
    event = await home.first_event("render_template", template=TEMPLATE, report_errors=True)
    assert "result" in event, event
    return json.dumps(event)


async def repairs(home: Home) -> str:
    """Return the repairs list, with the data behind it."""
    (ours,) = [
        issue
        for issue in (await home.ask("repairs/list_issues"))["issues"]
        if issue["domain"] == DOMAIN
    ]
    data = await home.ask("repairs/get_issue_data", domain=DOMAIN, issue_id=ours["issue_id"])
    return json.dumps([ours, data])


async def system_health(home: Home) -> str:
    """Return the page of system information."""
    event = await home.first_event("system_health/info")
    assert event["data"][DOMAIN]
    return json.dumps(event)


async def diagnostics(home: Home) -> str:
    """Return the file an administrator downloads."""
    answer = await home.admin_http.get(f"/api/diagnostics/config_entry/{home.entry.entry_id}")
    assert answer.status == 200
    return await answer.text()


async def config_entries(home: Home) -> str:
    """Return the entry as all users see it."""
    entries = await home.ask("config_entries/get", domain=DOMAIN)
    assert len(entries) == 1
    return json.dumps(entries)


async def registries(home: Home) -> str:
    """Return our entities and our device as all users see them."""
    ours = [
        entity
        for entity in await home.ask("config/entity_registry/list")
        if entity["platform"] == DOMAIN
    ]
    assert len(ours) >= 17
    details = [
        entry.extended_dict
        for entry in er.async_entries_for_config_entry(er.async_get(home.hass), home.entry.entry_id)
    ]
    devices = [
        device
        for device in await home.ask("config/device_registry/list")
        if home.entry.entry_id in device["config_entries"]
    ]
    assert len(devices) == 1
    stored = [
        device.dict_repr
        for device in dr.async_entries_for_config_entry(
            dr.async_get(home.hass), home.entry.entry_id
        )
    ]
    return json.dumps([ours, details, devices, stored], default=str)


async def disk(home: Home) -> str:
    """Return the files of the integration, and the stored issue."""
    if home.entry.state is ConfigEntryState.LOADED:  # unloading saves delayed data
        assert await home.hass.config_entries.async_unload(home.entry.entry_id)
    await home.hass.async_block_till_done()
    ours = {key: data for key, data in home.storage.items() if key.startswith(DOMAIN)}
    assert ours
    return json.dumps(ours)


CHANNELS: dict[str, Callable[[Home], Awaitable[str]]] = {
    "states": states,
    "templates": templates,
    "repairs": repairs,
    "system health": system_health,
    "diagnostics": diagnostics,
    "config entries": config_entries,
    "registries": registries,
    "the disk": disk,
}
