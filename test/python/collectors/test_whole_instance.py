"""The real collectors with Home Assistant's real http, auth and backup."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
import threading
from typing import Any

from aiohttp.test_utils import TestServer
from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.security_posture.collectors import SOURCES
from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.posture.facts import Unavailable
from homeassistant import block_async_io
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.util import loop

OURS = f"custom_components/{DOMAIN}/"
type FirstRun = Callable[[], Awaitable[None]]


@pytest.fixture
def entry(hass: HomeAssistant, first_run: FirstRun) -> MockConfigEntry:
    """Return the config entry, added to the running instance but not set up."""
    entry = MockConfigEntry(domain=DOMAIN, title=NAME)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def components() -> tuple[str, ...]:
    """Return the components to set up before the server starts and fixes its routes."""
    return ("http", "auth", "api", "websocket_api", "backup", DOMAIN)


@pytest.fixture
async def first_run(
    hass: HomeAssistant, instance: TestServer, freezer: FrozenDateTimeFactory, tmp_path: Path
) -> FirstRun:
    """Return a function that waits for the first run of an entry."""
    (tmp_path / "configuration.yaml").write_text("automation: []\nhttp:\n  server_port: 1\n")
    (tmp_path / "secrets.yaml").write_text("wifi: hunter2\n")
    hass.config.config_dir = str(tmp_path)

    async def wait() -> None:
        await hass.async_block_till_done()
        freezer.tick(timedelta(seconds=5))
        async_fire_time_changed(hass)
        await hass.async_block_till_done(wait_background_tasks=True)

    return wait


def unavailable_sources(entry: MockConfigEntry) -> list[str]:
    facts = entry.runtime_data._facts
    return [source for source in SOURCES if isinstance(getattr(facts, source), Unavailable)]


@pytest.fixture
def blocking_calls(
    disable_block_async_io: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], list[str]]:
    """Enable Home Assistant's detector; return a function that lists our blocking calls."""
    monkeypatch.setattr(block_async_io, "_IN_TESTS", False)
    loop._PREVIOUSLY_REPORTED.clear()
    block_async_io.enable()
    return lambda: [
        record.getMessage()
        for record in caplog.records
        if "blocking call" in record.getMessage() and OURS in record.getMessage()
    ]


async def test_nothing_blocks_the_event_loop(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    first_run: FirstRun,
    blocking_calls: Callable[[], list[str]],
) -> None:
    assert await hass.config_entries.async_setup(entry.entry_id)
    await first_run()
    assert unavailable_sources(entry) == []
    for _ in range(2):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await first_run()
        await entry.runtime_data.async_recheck()
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.config_entries.async_remove(entry.entry_id)
    assert blocking_calls() == []


async def test_a_blocking_call_is_detected(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    first_run: FirstRun,
    blocking_calls: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert await hass.config_entries.async_setup(entry.entry_id)
    await first_run()

    async def in_the_loop(_executor: object, call: Callable[..., Any], *args: Any) -> Any:
        return call(*args)

    monkeypatch.setattr(
        f"custom_components.{DOMAIN}.collectors.common.executor.LimitedExecutor.run", in_the_loop
    )
    await entry.runtime_data.async_recheck()
    seen = "\n".join(blocking_calls())
    assert "collectors/secrets.py" in seen or "secret_scan" in seen
    assert "open" in seen


def references(hass: HomeAssistant) -> Counter[str]:
    """Return the listeners, timers, tasks and threads."""
    found = Counter({f"event {name}": n for name, n in hass.bus.async_listeners().items()})
    for signal, targets in hass.data["dispatcher"].items():
        found[f"signal {signal}"] = len(targets)
    for handle in hass.loop._scheduled:  # type: ignore[attr-defined]
        if not handle.cancelled():
            found[f"timer {handle._callback}".partition(" at 0x")[0]] += 1
    found["tasks"] = len(asyncio.all_tasks())
    found["threads"] = sum(
        not thread.name.startswith(("SyncWorker", "ImportExecutor"))
        for thread in threading.enumerate()
    )
    found["routes"] = len(hass.http.app.router.resources())
    # Of the registries, which are saved with a delay.
    del found[f"event {EVENT_HOMEASSISTANT_FINAL_WRITE}"]
    return found


async def test_reloading_twenty_times(
    hass: HomeAssistant, entry: MockConfigEntry, first_run: FirstRun
) -> None:
    assert await hass.config_entries.async_setup(entry.entry_id)
    await first_run()
    assert await hass.config_entries.async_reload(entry.entry_id)
    await first_run()
    before = references(hass)
    kinds = {name.partition(" ")[0] for name, n in before.items() if n}
    assert kinds == {"event", "signal", "timer", "tasks", "threads", "routes"}
    for _ in range(20):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await first_run()
    assert references(hass) - before == Counter()


async def test_unloading_leaves_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, first_run: FirstRun
) -> None:
    """Home Assistant's platforms keep some objects after the first unload."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await first_run()
    assert await hass.config_entries.async_unload(entry.entry_id)
    await first_run()
    before = references(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await first_run()
    assert references(hass) - before != Counter()
    assert await hass.config_entries.async_unload(entry.entry_id)
    await first_run()
    assert references(hass) - before == Counter()
