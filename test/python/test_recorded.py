"""The recorder, the logbook and the history contain only states."""

from dataclasses import replace
from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
from sqlalchemy import text

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.model import Report, Severity, Status
from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.util import session_scope
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import TokenFor
from .support.leak_detection import assert_no_private_data

# Home Assistant's own attributes; it does not store those of unrecorded entities.
ATTRIBUTES = {
    "attribution",
    "device_class",
    "event_type",
    "friendly_name",
    "icon",
    "options",
    "restored",
    "state_class",
    "supported_features",
}
# Home Assistant's events that name our entities, device, issue or integration.
BOOKKEEPING = {
    "component_loaded",
    "device_registry_updated",
    "entity_registry_updated",
    "repairs_issue_registry_updated",
}
WORDS = {"good", "attention", "at_risk", "on", "off", "unknown", "unavailable"}


@pytest.fixture
def no_recorder_log(caplog: pytest.LogCaptureFixture) -> None:
    """Suppress the log of the recorder's thread outside of tests."""
    for name in ("homeassistant.components.recorder", "sqlalchemy.engine.Engine"):
        caplog.set_level("WARNING", name)


@pytest.fixture(autouse=True)
def _custom_integrations(
    no_recorder_log: None, recorder_mock: Any, enable_custom_integrations: None
) -> None:
    """Set up the recorder first."""


async def _tables(hass: HomeAssistant) -> dict[str, list[dict[str, Any]]]:
    await async_wait_recording_done(hass)

    def dump() -> dict[str, list[dict[str, Any]]]:
        with session_scope(hass=hass, read_only=True) as session:
            names = session.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))
            return {
                name: [
                    dict(row._mapping)
                    for row in session.execute(text(f"SELECT * FROM {name}"))  # noqa: S608
                ]
                for (name,) in names
            }

    return await get_instance(hass).async_add_executor_job(dump)


async def test_only_states_are_recorded(
    hass: HomeAssistant, canary_entry: MockConfigEntry, tmp_path: Path
) -> None:
    tables = await _tables(hass)
    assert_no_private_data("the recorder", json.dumps(tables, default=str))
    ours = {row["metadata_id"] for row in tables["states_meta"] if DOMAIN in row["entity_id"]}
    attributes = {
        row["attributes_id"]: json.loads(row["shared_attrs"]) for row in tables["state_attributes"]
    }
    recorded = [row for row in tables["states"] if row["metadata_id"] in ours]
    assert len(recorded) >= 15
    for row in recorded:
        stored = attributes[row["attributes_id"]]
        assert set(stored) <= ATTRIBUTES
        assert stored.get("event_type") in (None, "worsened", "improved")
        assert (
            row["state"] in WORDS or dt_util.parse_datetime(row["state"]) or row["state"].isdigit()
        )
    assert not [row for row in tables["event_types"] if DOMAIN in row["event_type"]]
    data_about_us = {row["data_id"] for row in tables["event_data"] if DOMAIN in row["shared_data"]}
    types = {row["event_type_id"]: row["event_type"] for row in tables["event_types"]}
    events_about_us = {
        types[row["event_type_id"]] for row in tables["events"] if row["data_id"] in data_about_us
    }
    assert events_about_us <= BOOKKEEPING


async def test_the_logbook_and_the_history_of_a_user(
    hass: HomeAssistant,
    canary_entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    for component in ("history", "logbook"):
        assert await async_setup_component(hass, component, {})
    coordinator = canary_entry.runtime_data
    summary = coordinator.data.summary
    start = dt_util.utcnow() - timedelta(hours=1)
    # A change of an entity to record.
    for score in (7, 8):
        coordinator.async_set_updated_data(
            replace(coordinator.data, summary=replace(summary, score=score))
        )
    # A new finding.
    coordinator.history.async_record(_with_one_more(coordinator.data), dt_util.utcnow())
    coordinator.async_set_updated_data(coordinator.data)
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)
    client = await hass_ws_client(hass, await token_for("user"))
    entity_ids = [
        entry.entity_id
        for entry in er.async_entries_for_config_entry(er.async_get(hass), canary_entry.entry_id)
    ]
    for command, found in (
        ("logbook/get_events", "at_risk"),
        ("history/history_during_period", "8"),
    ):
        await client.send_json_auto_id(
            {
                "type": command,
                "start_time": start.isoformat(),
                "entity_ids": entity_ids,
            }
        )
        answer = await client.receive_json()
        assert answer["success"]
        text = json.dumps(answer["result"])
        assert_no_private_data(command, text)
        assert "security_posture" in text
        assert "event.security_posture_change" in text
        assert not [check_id for check_id in CHECKS if check_id in text]
        assert f'"{found}"' in text


def _with_one_more(report: Report) -> Report:
    """Return the report with one more failing check."""
    passing = next(row for row in report.results if row.status is Status.PASS)
    failing = replace(passing, status=Status.FAIL, severity=Severity.HIGH)
    rows = tuple(failing if row is passing else row for row in report.results)
    return replace(report, results=rows)
