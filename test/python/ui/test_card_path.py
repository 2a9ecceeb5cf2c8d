"""The path of the card, and the link to it in the repair issue."""

import asyncio
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.ui import card_path
from custom_components.security_posture.ui.card_path import CardPath, async_card_path
from custom_components.security_posture.ui.dashboard import async_create_dashboard
from custom_components.security_posture.ui.findings_issue import ISSUE_ID
from homeassistant.components.lovelace import LOVELACE_DATA
from homeassistant.components.lovelace.dashboard import LovelaceStorage
from homeassistant.const import EVENT_LOVELACE_UPDATED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ..conftest import Planted
from .test_findings_issue import AT_RISK

WITH_CARD = {
    "type": "sections",
    "sections": [{"cards": [{"type": "custom:security-posture-card"}]}],
}
WITHOUT = {"title": "Anna", "path": "anna", "cards": []}


async def _add(hass: HomeAssistant, url_path: str, *views: Any, admin: bool = False) -> None:
    settings = {"id": url_path.replace("-", "_"), "url_path": url_path, "require_admin": admin}
    dashboard = LovelaceStorage(hass, settings)
    hass.data[LOVELACE_DATA].dashboards[url_path] = dashboard
    await dashboard.async_save({"views": list(views)})
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture(autouse=True)
async def _lovelace(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, "lovelace", {})


async def test_unknown_without_the_card(hass: HomeAssistant) -> None:
    await _add(hass, "dashboard-home", WITHOUT)
    assert await async_card_path(hass) is None


async def test_view_with_the_card_has_a_number_and_no_name(hass: HomeAssistant) -> None:
    await _add(hass, "dashboard-home", WITHOUT, WITH_CARD | {"path": "annas-room"})
    assert await async_card_path(hass) == "/dashboard-home/1"


async def test_created_dashboard_comes_first(hass: HomeAssistant) -> None:
    await _add(hass, "a-home", WITH_CARD)
    await async_create_dashboard(hass)
    assert await async_card_path(hass) == "/security-posture"


async def test_other_dashboards_for_administrators_are_not_named(hass: HomeAssistant) -> None:
    await _add(hass, "annas-server", WITH_CARD, admin=True)
    assert await async_card_path(hass) is None


async def test_broken_private_api_is_no_path(hass: HomeAssistant) -> None:
    await _add(hass, "dashboard-home", WITH_CARD)
    with patch.object(card_path, "_dashboards", side_effect=AttributeError):
        assert await async_card_path(hass) is None
    hass.data[LOVELACE_DATA].dashboards["dashboard-home"]._data = {"config": {"views": None}}
    assert await async_card_path(hass) is None


async def test_issue_links_to_the_card_while_it_is_there(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    planted.facts = AT_RISK
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert await entry.runtime_data.async_recheck()

    def issue() -> ir.IssueEntry:
        found = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_ID)
        assert found
        return found

    assert issue().translation_key == "findings_other"
    ir.async_ignore_issue(hass, DOMAIN, ISSUE_ID, ignore=True)
    await _add(hass, "dashboard-home", WITH_CARD)
    assert issue().translation_key == "findings_linked_other"
    counts = entry.runtime_data.summary.counts
    count = {"count": str(counts.critical + counts.high + counts.medium)}
    assert issue().translation_placeholders == {**count, "path": "/dashboard-home"}
    assert issue().dismissed_version, "it stays ignored"
    await _add(hass, "dashboard-home", WITHOUT)
    assert issue().translation_placeholders == count


async def test_slow_search_does_not_replace_a_newer_result(hass: HomeAssistant) -> None:
    """A dashboard that changes during a search ends that search."""
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    found: list[str | None] = []
    is_read = asyncio.Event()
    answers = iter(("/old", "/new"))

    async def find(_hass: HomeAssistant) -> str:
        path = next(answers)
        if path == "/old":
            await is_read.wait()
        return path

    with patch.object(card_path, "async_card_path", find):
        CardPath(hass, found.append).async_start(entry)
        await asyncio.sleep(0)
        hass.bus.async_fire(EVENT_LOVELACE_UPDATED)
        await asyncio.sleep(0)
        is_read.set()
        await hass.async_block_till_done(wait_background_tasks=True)
    assert found == ["/new"]
