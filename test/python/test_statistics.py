"""Long-term statistics of the score and the counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_recorder_block_till_done,
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import BansFacts, Facts
from custom_components.security_posture.posture.model import State
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.components.recorder.statistics import (
    list_statistic_ids,
    statistics_during_period,
)
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from .conftest import Planted
from .pure.posture.build import HEALTHY

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 24, 10, tzinfo=UTC)
SCORE = "sensor.security_posture_score"
FINDINGS = tuple(
    f"sensor.security_posture_{weight}_findings" for weight in ("critical", "high", "medium", "low")
)
# The other sensors are disabled by default.
FIGURES = ("sensor.security_posture_releases_behind",)


@pytest.fixture(autouse=True)
def _custom_integrations(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant load this integration, after setting up the recorder."""


@pytest.fixture
async def recorded(
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    planted: Planted,
    entry: MockConfigEntry,
) -> MockConfigEntry:
    """Return the entry, set up with a recorder at the beginning of an hour."""
    freezer.move_to(START)
    planted.facts = HEALTHY
    assert await async_setup_component(hass, "sensor", {})
    assert await async_setup_component(hass, "security_posture", {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    await async_recorder_block_till_done(hass)
    return entry


async def _compile(hass: HomeAssistant, hour: datetime) -> None:
    """Let the recorder compile the last period of an hour, and so the hour."""
    await async_wait_recording_done(hass)
    for minute in (50, 55):
        do_adhoc_statistics(hass, start=hour + timedelta(minutes=minute))
    await async_wait_recording_done(hass)


async def test_unknown_hours_are_gaps(
    hass: HomeAssistant, recorded: MockConfigEntry, planted: Planted, freezer: FrozenDateTimeFactory
) -> None:
    coordinator = recorded.runtime_data
    no_bans = BansFacts(enabled=False, threshold=-1, banned=())
    hours = ((HEALTHY, 0), (Facts(), None), (replace(HEALTHY, bans=no_bans), 1))
    scores = []
    for n, (facts, high) in enumerate(hours):
        freezer.move_to(START + n * HOUR)
        planted.facts = facts
        await coordinator.async_recheck()
        await hass.async_block_till_done()
        assert (coordinator.summary.state is State.UNKNOWN) is (high is None)
        scores.append(coordinator.summary.score)
        # In the last second all values are as at the beginning.
        freezer.move_to(START + (n + 1) * HOUR - timedelta(seconds=1))
        await _compile(hass, START + n * HOUR)

    rows = await get_instance(hass).async_add_executor_job(
        lambda: statistics_during_period(
            hass, START, None, {SCORE, *FINDINGS}, "hour", None, {"mean", "min", "max"}
        )
    )
    hours = [(START + n * HOUR).timestamp() for n in (0, 2)]
    for statistic_id in (SCORE, *FINDINGS):
        assert [row["start"] for row in rows[statistic_id]] == hours, statistic_id
    assert [row["mean"] for row in rows[SCORE]] == [scores[0], scores[2]]
    assert [row["max"] for row in rows[FINDINGS[1]]] == [0, 1]
    assert [row["min"] for row in rows[FINDINGS[0]]] == [0, 0]


async def test_all_measurements_have_statistics(
    hass: HomeAssistant, recorded: MockConfigEntry
) -> None:
    await _compile(hass, START)
    known = await get_instance(hass).async_add_executor_job(list_statistic_ids, hass)
    ours = {row["statistic_id"]: row for row in known if "security_posture" in row["statistic_id"]}
    assert set(ours) == {SCORE, *FINDINGS, *FIGURES}
    for row in ours.values():
        assert row["has_sum"] is False
        assert row["statistics_unit_of_measurement"] is None


async def test_they_continue_when_the_integration_is_added_again(
    hass: HomeAssistant, recorded: MockConfigEntry, planted: Planted, freezer: FrozenDateTimeFactory
) -> None:
    renamed = "sensor.our_security"
    er.async_get(hass).async_update_entity(SCORE, new_entity_id=renamed)
    await hass.async_block_till_done()
    freezer.move_to(START + HOUR - timedelta(seconds=1))
    await _compile(hass, START)
    freezer.move_to(START + HOUR)
    await hass.config_entries.async_remove(recorded.entry_id)
    await hass.async_block_till_done()
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    await hass.config_entries.flow.async_configure(flow["flow_id"], {"keep_card": False})
    await planted.pass_time(timedelta(seconds=5))
    assert hass.states.get(renamed) is not None
    freezer.move_to(START + 2 * HOUR - timedelta(seconds=1))
    await _compile(hass, START + HOUR)
    rows = await get_instance(hass).async_add_executor_job(
        lambda: statistics_during_period(hass, START, None, {renamed}, "hour", None, {"mean"})
    )
    assert [row["start"] for row in rows[renamed]] == [
        (START + n * HOUR).timestamp() for n in (0, 1)
    ]
