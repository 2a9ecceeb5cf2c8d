"""The options and the real states of the selected entities."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.security_posture.collectors import Collectors, evidence_entities
from custom_components.security_posture.collectors.evidence_entities import (
    EvidenceEntitiesCollector,
)
from custom_components.security_posture.posture.facts import (
    BanEvidence,
    EvidenceEntitiesFacts,
    HostUpdates,
    PulledBackup,
    Reason,
    Unavailable,
)
from custom_components.security_posture.storage.keyed_store import KeyedStore
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

NOTHING = EvidenceEntitiesFacts(max_backup_age=None, bans=(), pulled_backup=None, host_updates=None)
DAY = timedelta(days=1)
UPDATES = "sensor.host_updates"


async def collect_with(hass: HomeAssistant, **options: Any) -> EvidenceEntitiesFacts:
    return await again(Collectors(hass, options))


async def again(collectors: Collectors) -> EvidenceEntitiesFacts:
    found = (await collectors.async_collect(["evidence_entities"]))["evidence_entities"]
    assert isinstance(found, EvidenceEntitiesFacts)
    return found


async def since(collectors: Collectors) -> object:
    found = (await again(collectors)).host_updates
    assert found is not None
    return found.waiting_since


@pytest.mark.parametrize(
    "options", [{}, {"viewer_detail": "areas"}, {"ban_entities": [], "max_backup_age": None}]
)
async def test_nothing_selected(hass: HomeAssistant, options: dict[str, Any]) -> None:
    assert await collect_with(hass, **options) == NOTHING


async def test_age(hass: HomeAssistant) -> None:
    assert (await collect_with(hass, max_backup_age=14)).max_backup_age == 14 * DAY


async def test_bans(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.crowdsec", "3")
    hass.states.async_set("binary_sensor.fail2ban", "off")
    names = ["sensor.crowdsec", "binary_sensor.fail2ban", "sensor.gone"]
    assert (await collect_with(hass, ban_entities=names)).bans == (
        BanEvidence(entity_id="sensor.crowdsec", works=True),
        BanEvidence(entity_id="binary_sensor.fail2ban", works=False),
        BanEvidence(entity_id="sensor.gone", works=Unavailable(Reason.MISSING)),
    )


async def test_cap_of_ban_entities(hass: HomeAssistant) -> None:
    names = [f"sensor.n{n}" for n in range(evidence_entities.MAX_BAN_ENTITIES + 1)]
    assert (
        len((await collect_with(hass, ban_entities=names)).bans)
        == evidence_entities.MAX_BAN_ENTITIES
    )


async def test_a_helper_of_date_and_time(hass: HomeAssistant) -> None:
    """As a backup script on another machine would set it."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    config = {"pulled": {"has_date": True, "has_time": True, "initial": "2026-11-23 02:00:00"}}
    assert await async_setup_component(hass, "input_datetime", {"input_datetime": config})
    assert (
        await collect_with(hass, pulled_backup_entity="input_datetime.pulled")
    ).pulled_backup == (
        PulledBackup(entity_id="input_datetime.pulled", at=datetime(2026, 11, 23, 1, tzinfo=UTC))
    )


async def test_a_sensor_that_no_longer_exists(hass: HomeAssistant) -> None:
    found = await collect_with(
        hass, pulled_backup_entity="sensor.gone", host_updates_entity="sensor.gone"
    )
    gap = Unavailable(Reason.MISSING)
    assert found.pulled_backup == PulledBackup(entity_id="sensor.gone", at=gap)
    assert found.host_updates == HostUpdates(entity_id="sensor.gone", waiting_since=gap)


async def pulled(collectors: Collectors) -> object:
    found = (await again(collectors)).pulled_backup
    assert found is not None
    return found.at


async def test_what_an_app_showed_last_counts_after_a_restart(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """The Samba Backup app writes its sensor only when it makes a backup."""
    options = {"pulled_backup_entity": "sensor.samba_backup"}
    at = {"last_backup": "2026-11-23T02:00:00+00:00"}
    hass.states.async_set("sensor.samba_backup", "SUCCEEDED", at)
    assert await pulled(Collectors(hass, options)) == datetime(2026, 11, 23, 2, tzinfo=UTC)
    for gone in (True, False):
        if gone:
            hass.states.async_remove("sensor.samba_backup")
        else:
            hass.states.async_set("sensor.samba_backup", "unavailable")
        assert await pulled(Collectors(hass, options)) == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert "samba" not in repr(hass_storage["security_posture.pulled_backup"])
    # Another entity has its own date.
    other = Collectors(hass, {"pulled_backup_entity": "sensor.other"})
    assert await pulled(other) == Unavailable(Reason.MISSING)
    # A newer statement replaces it, also "never".
    collectors = Collectors(hass, options)
    hass.states.async_set("sensor.samba_backup", "IDLE", {"last_backup": "never"})
    assert await pulled(collectors) is None
    hass.states.async_set("sensor.samba_backup", "unavailable")
    assert await pulled(collectors) == Unavailable(Reason.NOT_LOADED)
    await collectors.async_remove()
    assert "security_posture.pulled_backup" not in hass_storage


async def test_an_entity_that_changes_all_the_time_is_stored_once_an_hour(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[object] = []

    async def save(_self: object, data: object) -> bool:
        writes.append(data)
        return True

    monkeypatch.setattr(KeyedStore, "async_save", save)
    collectors = Collectors(hass, {"pulled_backup_entity": "sensor.pulled"})
    begin = datetime(2026, 11, 22, 3, tzinfo=UTC)
    for minute in range(121):
        at = begin + timedelta(minutes=minute)
        hass.states.async_set("sensor.pulled", at.isoformat())
        expected = PulledBackup(entity_id="sensor.pulled", at=at)
        assert (await again(collectors)).pulled_backup == expected
    assert len(writes) == 3


async def test_updates_pending_since_they_were_first_seen(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    collectors = Collectors(hass, {"host_updates_entity": UPDATES})
    freezer.move_to(start := datetime(2026, 11, 1, tzinfo=UTC))
    hass.states.async_set(UPDATES, "0")
    assert await since(collectors) is None
    hass.states.async_set(UPDATES, "4")
    assert await since(collectors) == start
    freezer.tick(9 * DAY)
    hass.states.async_set(UPDATES, "7")
    assert await since(collectors) == start
    # Neither an unavailable sensor nor a restart resets the date.
    hass.states.async_set(UPDATES, "unavailable")
    assert await since(collectors) == Unavailable(Reason.NOT_LOADED)
    hass.states.async_set(UPDATES, "7")
    assert await since(Collectors(hass, {"host_updates_entity": UPDATES})) == start
    hass.states.async_set(UPDATES, "0")
    assert await since(collectors) is None
    hass.states.async_set(UPDATES, "1")
    assert await since(collectors) == start + 9 * DAY


async def test_another_entity_has_its_own_date(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    hass.states.async_set(UPDATES, "1")
    hass.states.async_set("update.host", "on")
    await since(Collectors(hass, {"host_updates_entity": UPDATES}))
    freezer.tick(DAY)
    now = datetime.now(UTC)
    assert await since(Collectors(hass, {"host_updates_entity": "update.host"})) == now


async def test_a_broken_store_hides_nothing_else(hass: HomeAssistant) -> None:
    hass.states.async_set(UPDATES, "1")
    collectors = Collectors(hass, {"host_updates_entity": UPDATES, "max_backup_age": 3})
    with patch.object(
        collectors._get(EvidenceEntitiesCollector)._first_seen,
        "async_since",
        side_effect=PermissionError,
    ):
        found = await again(collectors)
    assert found.max_backup_age == 3 * DAY
    gap = Unavailable(Reason.PERMISSION)
    assert found.host_updates == HostUpdates(entity_id=UPDATES, waiting_since=gap)


async def test_removed_with_the_entry(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    hass.states.async_set(UPDATES, "1")
    collectors = Collectors(hass, {"host_updates_entity": UPDATES})
    await since(collectors)
    assert "security_posture.host_updates" in hass_storage
    assert UPDATES not in repr(hass_storage["security_posture.host_updates"])
    await collectors.async_remove()
    assert "security_posture.host_updates" not in hass_storage
