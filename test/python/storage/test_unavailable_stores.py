"""A store that cannot be read or written does not affect other sources."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.source_status import source_statuses
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import Store

from .life import SOURCES, STORES, async_begin, async_make_home

ERRORS = [
    HomeAssistantError("canary"),
    NotImplementedError("canary"),
    OSError("canary"),
    UnsupportedStorageVersionError("canary", 2, 1),
]


@pytest.fixture(autouse=True)
async def _instance(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    await async_make_home(hass, monkeypatch)


@pytest.fixture
def stored(hass_storage: dict[str, Any]) -> dict[str, Any]:
    return hass_storage


def _failing(name: str, method: str, error: Exception) -> Any:
    """Make one method of one store raise."""
    original = getattr(Store, method)

    async def call(self: Store[Any], *args: Any) -> Any:
        if self.key == f"{DOMAIN}.{name}":
            raise error
        return await original(self, *args)

    return patch.object(Store, method, call)


async def _life(hass: HomeAssistant) -> Facts:
    """Set the entry up, read the sources, unload and remove it, and return the facts."""
    entry = await async_begin(hass)
    facts: Facts = entry.runtime_data.facts
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_remove(entry.entry_id)
    return facts


def _gaps(facts: Facts) -> dict[str, Any]:
    """Return the sources that are unavailable, and those with unavailable parts."""
    statuses = source_statuses(facts)
    return {
        name: statuses[name].gap or dict(statuses[name].parts)
        for name in SOURCES
        if statuses[name].gap or statuses[name].parts
    }


async def test_everything_can_be_read(hass: HomeAssistant, stored: dict[str, Any]) -> None:
    """The baseline of the other tests."""
    assert _gaps(await _life(hass)) == {}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", STORES)
async def test_a_store_that_cannot_be_loaded(
    hass: HomeAssistant,
    stored: dict[str, Any],
    name: str,
    error: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with _failing(name, "async_load", error):
        facts = await _life(hass)
    # Without the stored accounts, new ones cannot be distinguished from expected ones.
    lost = Reason.INTERNAL
    expected = dict.fromkeys(("histories", "new_admins", "new_tokens", "unfamiliar"), lost)
    assert _gaps(facts) == ({"accounts": expected} if name == "accounts" else {})
    assert f"Cannot read {DOMAIN}.{name} ({type(error).__name__})" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
async def test_dates_that_cannot_be_loaded_are_unknown(
    hass: HomeAssistant, stored: dict[str, Any], error: Exception
) -> None:
    """A pending update that counts as new would resolve the finding about it."""
    lost = Unavailable(Reason.INTERNAL)
    with _failing("updates", "async_load", error), _failing("host_updates", "async_load", error):
        facts = await _life(hass)
    assert not isinstance(facts.updates, Unavailable)
    assert [entity.waiting_since for entity in facts.updates.entities] == [lost]
    assert not isinstance(facts.evidence_entities, Unavailable)
    assert facts.evidence_entities.host_updates is not None
    assert facts.evidence_entities.host_updates.waiting_since == lost


@pytest.mark.parametrize("error", ERRORS[:3], ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("name", STORES)
async def test_a_store_that_cannot_be_saved(
    hass: HomeAssistant, stored: dict[str, Any], name: str, error: Exception
) -> None:
    with _failing(name, "async_save", error):
        assert _gaps(await _life(hass)) == {}


@pytest.mark.parametrize("data", [None, [], {}, {"salt": 7}, {"salt": "00"}, "text", 7])
@pytest.mark.parametrize("name", STORES)
async def test_a_store_with_other_data(
    hass: HomeAssistant, stored: dict[str, Any], name: str, data: Any
) -> None:
    key = f"{DOMAIN}.{name}"
    stored[key] = {"version": 1, "minor_version": 1, "key": key, "data": data}
    assert _gaps(await _life(hass)) == {}


class TestOnDisk:
    """With Home Assistant's own store."""

    @pytest.fixture
    def hass_storage(self) -> dict[str, Any]:
        """Do not replace Home Assistant's store."""
        return {}

    @pytest.fixture
    def hass_config_dir(self, tmp_path: Path) -> str:
        """Give Home Assistant a separate directory."""
        return str(tmp_path)

    @pytest.fixture
    def write(self, hass: HomeAssistant) -> Callable[[str, str], Path]:
        """Return a function that writes one store."""

        def write(name: str, text: str) -> Path:
            path = Path(hass.config.path(".storage", f"{DOMAIN}.{name}"))
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            return path

        return write

    @pytest.mark.parametrize("text", ['{"version": 1, "data": {"sa', "[]", '{"data": {}}', "7"])
    @pytest.mark.parametrize("name", STORES)
    async def test_corrupt(
        self, hass: HomeAssistant, write: Callable[[str, str], Path], name: str, text: str
    ) -> None:
        write(name, text)
        assert _gaps(await _life(hass)) == {}
