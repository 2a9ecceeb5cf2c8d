"""Interpretation of entity states: numbers, dates, texts and others."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from custom_components.security_posture.collectors.evidence_entities.entity_states import (
    bans_addresses,
    last_backup,
    timestamp,
    updates_pending,
)
from custom_components.security_posture.posture.facts import Reason, Unavailable
from homeassistant.core import HomeAssistant, State

MISSING = Unavailable(Reason.MISSING)
SILENT = Unavailable(Reason.NOT_LOADED)
PARSE = Unavailable(Reason.PARSE)


@pytest.mark.parametrize("meaning", [bans_addresses, last_backup, timestamp, updates_pending])
def test_nothing_to_read(meaning: object) -> None:
    assert callable(meaning)
    assert meaning(None) == MISSING
    assert meaning(State("sensor.x", "unavailable")) == SILENT
    assert meaning(State("sensor.x", "unknown")) == SILENT


@pytest.mark.parametrize(
    ("entity_id", "state", "device_class", "works"),
    [
        ("sensor.x", "0", None, True),
        ("sensor.x", "17", None, True),
        ("sensor.x", "active", None, True),
        ("sensor.x", "Inactive", None, False),
        ("sensor.x", " stopped ", None, False),
        ("sensor.x", "off", None, False),
        ("sensor.x", "failed", None, False),
        ("binary_sensor.x", "on", None, True),
        ("binary_sensor.x", "off", None, False),
        ("binary_sensor.x", "on", "running", True),
        ("binary_sensor.x", "on", "problem", False),
        ("binary_sensor.x", "off", "problem", True),
    ],
)
def test_bans(entity_id: str, state: str, device_class: str | None, works: bool) -> None:
    assert bans_addresses(State(entity_id, state, {"device_class": device_class})) is works


@pytest.mark.parametrize(
    ("state", "at"),
    [
        ("2026-11-23T02:00:00+00:00", datetime(2026, 11, 23, 2, tzinfo=UTC)),
        ("2026-11-23T02:00:00.5Z", datetime(2026, 11, 23, 2, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-23T02:00:00+01:00", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        # Local, in Berlin: as an input_datetime shows it, and a date alone.
        ("2026-11-23 02:00:00", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
    ],
)
async def test_dates_and_times(hass: HomeAssistant, state: str, at: datetime) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    assert timestamp(State("sensor.x", state)) == at


@pytest.mark.parametrize(
    "state",
    ["", "yesterday", "02:00:00", "1763863200", "2026-13-45", "2026-13-45T99:00:00Z", "9999-99-99",
     "0001-01-01", "9999-12-31T23:59:59-23:00", "-inf", "2026-11-23T02:00:00+99:99"],
)  # fmt: skip
async def test_no_date_or_time(hass: HomeAssistant, state: str) -> None:
    await hass.config.async_set_time_zone("Europe/Berlin")
    assert timestamp(State("sensor.x", state)) == PARSE


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        ("0", False), ("0.0", False), ("-1", False), ("1", True), ("12", True), ("0.5", True),
        ("on", True), ("off", False), ("nan", PARSE), ("inf", PARSE), ("", PARSE), ("many", PARSE),
    ],
)  # fmt: skip
def test_updates(state: str, waits: object) -> None:
    assert updates_pending(State("sensor.x", state)) == waits


UPLOADED = datetime(2026, 11, 22, 3, tzinfo=UTC)
EAST = timezone(timedelta(hours=14))
NEWEST = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "attributes", "expected"),
    [
        # Google Drive Backup: a backup that was not uploaded yet is only on this machine
        (
            "backed_up",
            {"last_backup": NEWEST.isoformat(), "last_uploaded": UPLOADED.isoformat()},
            UPLOADED,
        ),
        ("waiting", {"last_backup": NEWEST.isoformat(), "last_uploaded": "Never"}, None),
        ("backed_up", {"last_snapshot": "2026-11-23T03:00:00.000000+00:00"}, NEWEST),
        # Samba Backup: local time, without seconds
        ("SUCCEEDED", {"last_backup": "2026-11-23 03:00"}, NEWEST),
        ("FAILED", {"last_backup": NEWEST}, NEWEST),
        ("IDLE", {"last_backup": datetime.min.replace(tzinfo=EAST)}, PARSE),
        ("IDLE", {"last_backup": "0001-01-01T00:00:00+14:00"}, PARSE),
        ("IDLE", {"last_backup": "never"}, None),
        ("IDLE", {"last_backup": "soon"}, PARSE),
        ("IDLE", {"last_backup": 7}, PARSE),
        ("IDLE", {}, PARSE),
        ("2026-11-22T03:00:00+00:00", {"last_backup": NEWEST.isoformat()}, UPLOADED),
        ("unavailable", {}, SILENT),
    ],
)
async def test_what_apps_show(
    hass: HomeAssistant, state: str, attributes: dict[str, object], expected: object
) -> None:
    await hass.config.async_set_time_zone("UTC")
    assert last_backup(State("sensor.x", state, attributes)) == expected
