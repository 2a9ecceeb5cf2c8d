"""Diagnostics and system health in every phase, with exact contents."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
import hashlib
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.security_posture.collectors import SOURCES, Collectors
from custom_components.security_posture.const import (
    CONF_BAN_ENTITIES,
    CONF_FILE_SCAN,
    CONF_KEEP_CARD,
    CONF_MAX_BACKUP_AGE,
    CONF_NETWORK_PROBE,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    CONF_SCAN_INTERVAL,
    CONF_VIEWER_DETAIL,
    DOMAIN,
)
from custom_components.security_posture.posture import RULESET
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.facts import Reason, Unavailable
from custom_components.security_posture.scheduling.intervals import max_report_age
from custom_components.security_posture.ui import card_file, card_version
from homeassistant.const import __version__
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration
from homeassistant.setup import async_setup_component

from .conftest import Planted, TokenFor
from .pure.posture.build import HEALTHY, NOW

type Download = Callable[[], Awaitable[dict[str, Any]]]
type Health = Callable[[], Awaitable[dict[str, Any]]]

READ = {"status": "ok", "parts": {}, "took": None}
CARD = b"/* Security Posture card 1.2.3. Licences: THIRD-PARTY-NOTICES.txt */\nexport {};\n"


@pytest.fixture(autouse=True)
def _card(tmp_path: Path) -> Iterator[None]:
    """Plant the file of the card, as it is built."""
    file = tmp_path / "security-posture-card.js"
    file.write_bytes(CARD)
    with patch.object(card_file, "CARD_FILE", file), patch.object(card_version, "CARD_FILE", file):
        yield


@pytest.fixture
def download(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    token_for: TokenFor,
) -> Download:
    """Return a function that downloads the diagnostics of the entry."""

    async def get() -> dict[str, Any]:
        assert await async_setup_component(hass, "diagnostics", {})
        client = await hass_client(await token_for("admin"))
        answer = await client.get(f"/api/diagnostics/config_entry/{entry.entry_id}")
        assert answer.status == 200
        return await answer.json()

    return get


@pytest.fixture
def health(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, token_for: TokenFor) -> Health:
    """Return a function that reads our system health as an ordinary user."""

    async def get() -> dict[str, Any]:
        assert await async_setup_component(hass, "system_health", {})
        client = await hass_ws_client(hass, await token_for("read_only"))
        await client.send_json_auto_id({"type": "system_health/info"})
        assert (await client.receive_json())["success"]
        return (await client.receive_json())["event"]["data"][DOMAIN]

    return get


async def test_a_healthy_home(
    hass: HomeAssistant,
    planted: Planted,
    freezer: FrozenDateTimeFactory,
    ready: MockConfigEntry,
    download: Download,
    health: Health,
) -> None:
    freezer.move_to(NOW)
    planted.facts = HEALTHY
    await ready.runtime_data.async_recheck()
    freezer.tick(timedelta(minutes=10, seconds=20))
    version = str((await async_get_integration(hass, DOMAIN)).version)
    file = await download()
    results = ready.runtime_data.data.results
    inapplicable = [row for row in results if row.status == "not_applicable"]
    outcomes = file["data"]["report"].pop("checks")
    assert file["data"] == {
        "version": version,
        "card_version": "1.2.3",
        "card": hashlib.sha256(CARD).hexdigest()[:12],
        "ruleset": RULESET,
        "home_assistant": __version__,
        "phase": "ready",
        "options": {
            "viewer_detail": "areas",
            "scan_interval": 6,
            "network_probe": True,
            "file_scan": True,
            "max_backup_age": False,
            "refresh_advisories": False,
            "keep_card": False,
            "ban_entities": [],
            "host_updates_entity": [],
            "pulled_backup_entity": [],
        },
        "report": {
            "age_minutes": 10,
            "is_stale": False,
            "state": "good",
            "score": 100,
            "provisional": False,
            "open": {"critical": 0, "high": 0, "medium": 0, "low": 0},
            "accepted": 0,
        },
        "sources": dict.fromkeys(SOURCES, READ),
        # The collectors, which have stores too, are planted.
        "files": dict.fromkeys(("accepted_risks", "failed_sign_ins", "history", "issue"), "ok"),
    }
    assert outcomes["fail"] == 0
    assert outcomes["pass"] == len(CHECKS) - len(inapplicable)
    assert outcomes["unknown"] == outcomes["carried"] == {}
    assert sum(outcomes["not_applicable"].values()) == len(inapplicable) > 0
    assert file["issues"] == []  # added by Home Assistant: issues of this integration

    assert await health() == {
        "info": {
            "version": version,
            "ruleset": RULESET,
            "phase": "ready",
            "last_complete_run": {"type": "date", "value": NOW.isoformat()},
            "is_current": True,
        }
    }


async def test_reasons_of_unavailable_sources(
    planted: Planted,
    freezer: FrozenDateTimeFactory,
    ready: MockConfigEntry,
    download: Download,
) -> None:
    """An unavailable source, an unavailable part, and a finding that became unknown."""
    freezer.move_to(NOW)
    planted.facts = replace(HEALTHY, bans=replace(HEALTHY.bans, enabled=False, threshold=-1))
    await ready.runtime_data.async_recheck()
    planted.facts = replace(
        HEALTHY,
        bans=Unavailable(Reason.API_CHANGED),
        git=Unavailable(Reason.TIMEOUT),
        tls=replace(HEALTHY.tls, external=Unavailable(Reason.REFUSED)),
    )
    await ready.runtime_data.async_recheck()
    data = (await download())["data"]
    assert data["sources"]["bans"] == READ | {"status": "api_changed"}
    assert data["sources"]["tls"] == READ | {"parts": {"external": "refused"}}
    assert data["sources"]["auth"] == READ
    checks = data["report"]["checks"]
    assert checks["carried"] == {"api_changed": checks["fail"]}
    assert checks["unknown"]["refused"] > 0
    assert checks["unknown"]["timeout"] > 0


async def test_options_contain_domains_only(
    hass: HomeAssistant, planted: Planted, ready: MockConfigEntry, download: Download
) -> None:
    hass.config_entries.async_update_entry(
        ready,
        options={
            CONF_VIEWER_DETAIL: "written by hand",
            CONF_SCAN_INTERVAL: 12,
            CONF_NETWORK_PROBE: False,
            CONF_FILE_SCAN: False,
            CONF_MAX_BACKUP_AGE: 3,
            CONF_REFRESH_ADVISORIES: True,
            CONF_KEEP_CARD: True,
            CONF_BAN_ENTITIES: ["sensor.one", "binary_sensor.two", "by hand"],
            CONF_PULLED_BACKUP_ENTITY: "input_datetime.three",
            "later": "option",
        },
    )
    assert (await download())["data"]["options"] == {
        "viewer_detail": "other",
        "scan_interval": 12,
        "network_probe": False,
        "file_scan": False,
        "max_backup_age": True,
        "refresh_advisories": True,
        "keep_card": True,
        "ban_entities": ["binary_sensor", "other", "sensor"],
        "host_updates_entity": [],
        "pulled_backup_entity": ["input_datetime"],
    }


async def test_before_the_first_run(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    download: Download,
    health: Health,
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    data = (await download())["data"]
    assert (data["phase"], data["report"]) == ("starting", None)
    assert data["sources"] == dict.fromkeys(SOURCES, READ | {"status": "starting"})
    assert set((await health())["info"]) == {"version", "ruleset", "phase"}


async def test_after_a_failed_run(
    planted: Planted, ready: MockConfigEntry, download: Download, health: Health
) -> None:
    with patch.object(Collectors, "async_collect", side_effect=ValueError("zebra")):
        await ready.runtime_data.async_recheck()
    data = (await download())["data"]
    assert data["phase"] == "failed"
    assert data["report"]["state"] == "unknown"
    info = (await health())["info"]
    assert (info["phase"], info["is_current"]) == ("failed", False)
    assert "zebra" not in f"{data}{info}"


async def test_entry_not_loaded(
    hass: HomeAssistant,
    planted: Planted,
    ready: MockConfigEntry,
    download: Download,
    health: Health,
) -> None:
    assert await hass.config_entries.async_unload(ready.entry_id)
    data = (await download())["data"]
    assert (data["phase"], data["report"], data["sources"]) == ("starting", None, {})
    assert (await health())["info"]["phase"] == "starting"


async def test_outdated_report(
    planted: Planted, ready: MockConfigEntry, freezer: FrozenDateTimeFactory, health: Health
) -> None:
    freezer.tick(max_report_age({}) + timedelta(seconds=1))  # without a scheduled run
    assert (await health())["info"]["is_current"] is False


@pytest.mark.parametrize(
    ("seconds", "duration"),
    [(0.0, "under 0.1 s"), (0.5, "under 1 s"), (9.9, "under 10 s"), (30.0, "10 s or more")],
)
async def test_read_duration(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    download: Download,
    seconds: float,
    duration: str,
) -> None:
    clock = iter((100.0, 100.0 + seconds))
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    with patch("custom_components.security_posture.collectors.monotonic", lambda: next(clock)):
        await entry.runtime_data._collectors.async_collect(("urls",))
    assert (await download())["data"]["sources"]["urls"]["took"] == duration
