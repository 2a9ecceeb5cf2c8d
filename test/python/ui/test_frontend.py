"""The card among the frontend's modules."""

from collections.abc import Iterator
from pathlib import Path
import re
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.coordinator import PostureCoordinator
from custom_components.security_posture.ui import card_file
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ..conftest import Planted


@pytest.fixture(autouse=True)
def _built(tmp_path: Path) -> Iterator[None]:
    file = tmp_path / "security-posture-card.js"
    file.write_bytes(b"export const card = 1;\n")
    with patch.object(card_file, "CARD_FILE", file):
        yield


def _urls(hass: HomeAssistant) -> list[str]:
    return [url for url in hass.data["frontend_extra_module_url"].urls if DOMAIN in url]


async def test_one_route_is_added(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    for component in ("frontend", "sensor", "binary_sensor", "button", "event"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    before = list(hass.http.app.router.resources())
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    added = [each for each in hass.http.app.router.resources() if each not in before]
    assert [resource.canonical for resource in added] == ["/security_posture/{name}"]


async def test_the_url_is_not_pinned_by_the_service_worker(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    [url] = _urls(hass)
    assert not re.search(r"/(static|frontend_latest|frontend_es5)/", url)


async def test_url_is_removed_with_the_entry(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(ready.entry_id)
    assert len(_urls(hass)) == 1, "a page that is opened during a reload needs it"
    await hass.config_entries.async_setup(ready.entry_id)
    assert len(_urls(hass)) == 1
    await hass.config_entries.async_set_disabled_by(ready.entry_id, ConfigEntryDisabler.USER)
    assert _urls(hass) == []
    await hass.config_entries.async_set_disabled_by(ready.entry_id, None)
    assert len(_urls(hass)) == 1
    await hass.config_entries.async_remove(ready.entry_id)
    assert _urls(hass) == []


async def test_card_is_served_when_the_entry_fails(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    with patch.object(PostureCoordinator, "async_start", side_effect=OSError):
        assert await async_setup_component(hass, DOMAIN, {})
        await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert len(_urls(hass)) == 1


async def test_without_a_built_card(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    with patch.object(card_file, "CARD_FILE", Path("/nowhere/card.js")):
        assert await async_setup_component(hass, DOMAIN, {})
    assert _urls(hass) == []
    assert card_file.card_hash(hass) == ""
    assert caplog.text.count("card's file is missing") == 1


async def test_pages_are_told_of_the_card_before_the_entry_is_set_up(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    told: list[list[str]] = []

    async def set_up(_hass: HomeAssistant, _entry: MockConfigEntry) -> bool:
        told.append(_urls(hass))
        return True

    with patch(f"custom_components.{DOMAIN}.async_setup_entry", set_up):
        assert await async_setup_component(hass, DOMAIN, {})
    [urls] = told
    assert len(urls) == 1


@pytest.mark.parametrize("is_disabled", [True, False])
async def test_pages_are_not_told_without_an_entry_to_set_up(
    hass: HomeAssistant, planted: Planted, is_disabled: bool
) -> None:
    if is_disabled:
        off = MockConfigEntry(domain=DOMAIN, disabled_by=ConfigEntryDisabler.USER)
        off.add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    assert card_file.card_hash(hass)
    assert _urls(hass) == []
