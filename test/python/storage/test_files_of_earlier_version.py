"""Files in stored/ were written by the version before the stores were merged: all are read.

Salts and keyed hashes in them are real, so a change of how anything is hashed shows here.
"""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.security_posture.collectors.accounts import AccountsCollector
from custom_components.security_posture.collectors.advisories import (
    AdvisoriesCollector,
    feed as advisory_feed,
)
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.failed_sign_ins.window import SignInWindow
from custom_components.security_posture.const import CONF_REFRESH_ADVISORIES, DOMAIN
from custom_components.security_posture.posture.facts import LONG_LIVED, NewAdmin, NewToken
from custom_components.security_posture.posture.history import ChangeKind
from custom_components.security_posture.storage.first_seen import FirstSeen
from custom_components.security_posture.ui.findings_issue import FindingsIssue, IssueState
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import RefreshToken
from homeassistant.core import HomeAssistant
from homeassistant.helpers.issue_registry import IssueSeverity
from homeassistant.setup import async_setup_component

from ..conftest import Planted
from ..pure.posture.build import NOW, facts

STORED = Path(__file__).parent / "stored"
DAY = timedelta(days=1)
SECONDS = timedelta(seconds=5)
USER = "user-of-the-fixture"


@pytest.fixture(autouse=True)
def stored(hass_storage: dict[str, Any], freezer: FrozenDateTimeFactory) -> dict[str, Any]:
    """Store the files of the earlier version, and return them."""
    freezer.move_to(NOW + DAY)
    files = {f"{DOMAIN}.{path.stem}": json.loads(path.read_text()) for path in STORED.iterdir()}
    assert len(files) == 12
    hass_storage.update(json.loads(json.dumps(files)))
    return files


@pytest.fixture
async def started(hass: HomeAssistant, planted: Planted, entry: MockConfigEntry) -> MockConfigEntry:
    """Return the entry of a home with the findings of the earlier version."""
    planted.facts = facts(
        bans={"threshold": -1},
        accounts={"new_admins": (NewAdmin(user_id="admin", seen_at=NOW),)},
    )
    assert await async_setup_component(hass, DOMAIN, {})
    await planted.pass_time(SECONDS)
    return entry


async def test_accepted_risks(started: MockConfigEntry, stored: dict[str, Any]) -> None:
    """Keyed hashes of the check, of the user, of the variant, and of a row of evidence match."""
    coordinator = started.runtime_data
    assert coordinator.summary.counts.accepted == 1
    (acceptance,) = coordinator.risks.of_checks(["unexpected_admin"]).values()
    assert acceptance.reason == "She is new"
    assert acceptance.by == coordinator.risks.user_key(USER)
    assert acceptance.until == NOW + 300 * DAY
    (row,) = stored[f"{DOMAIN}.accepted_risks"]["data"]["accepted"].values()
    assert acceptance.rows == row["rows"]
    assert acceptance.variant is not None


async def test_history(started: MockConfigEntry) -> None:
    """Keyed hashes of checks and of the user match: the update causes no changes."""
    history = started.runtime_data.history
    read_at, changes = history.async_read(USER, {USER}, NOW + DAY)
    assert read_at == NOW
    assert [(row.kind, row.check_id) for row in reversed(changes)] == [
        (ChangeKind.OPENED, "bans_disabled"),
        (ChangeKind.OPENED, "unexpected_admin"),
        (ChangeKind.ACCEPTED, "bans_disabled"),
        (ChangeKind.ACCEPTED, "unexpected_admin"),
        (ChangeKind.REOPENED, "bans_disabled"),
    ]
    assert history.direction_changes == 0


async def test_issue(hass: HomeAssistant, stored: dict[str, Any]) -> None:
    issue = FindingsIssue(hass)
    await issue.async_start()
    assert stored[f"{DOMAIN}.issue"]["data"] == {"severity": "error", "ignored": True}
    assert issue._state == IssueState(IssueSeverity.ERROR, ignored=True)


@pytest.mark.parametrize("name", ["updates", "host_updates"])
async def test_first_seen(hass: HomeAssistant, name: str) -> None:
    things = {"update.of_the_fixture", "update.\u00fc\u6f22"}
    found = await FirstSeen(hass, name).async_since({*things, "update.new"}, NOW + DAY)
    assert found == {**dict.fromkeys(things, NOW), "update.new": NOW + DAY}


async def _admin(hass: HomeAssistant, name: str, token_id: str) -> MockUser:
    group = await hass.auth.async_get_group(GROUP_ID_ADMIN)
    user = MockUser(id=f"{name}-of-the-fixture", name=name, groups=[group]).add_to_hass(hass)
    user.refresh_tokens[token_id] = RefreshToken(
        user=user,
        client_id=None,
        access_token_expiration=timedelta(days=3650),
        token_type=LONG_LIVED,
        client_name="Script",
        id=token_id,
        created_at=NOW,
    )
    return user


async def test_accounts(hass: HomeAssistant) -> None:
    """The expected administrator and token stay expected, the others unexpected."""
    await _admin(hass, "admin", "token-of-the-fixture")
    await _admin(hass, "intruder", "backdoor-of-the-fixture")
    found = await AccountsCollector(hass, {}).collect(hass, LimitedExecutor(hass))
    intruder, at = "intruder-of-the-fixture", NOW + DAY
    assert found.new_admins == (NewAdmin(user_id=intruder, seen_at=at),)
    assert found.new_tokens == (NewToken(user_id=intruder, name="Script", seen_at=at),)
    assert found.histories["admin-of-the-fixture"].first_seen == NOW + SECONDS


async def test_failed_sign_ins(stored: dict[str, Any]) -> None:
    """Addresses match those that the earlier version counted."""
    window = SignInWindow()
    window.restore(stored[f"{DOMAIN}.failed_sign_ins"]["data"])
    for address in ("8.8.8.8", "2001:4860:4860::8888", "192.168.1.7"):
        window.add(ip_address(address), NOW + DAY)
    assert [(str(row.address), row.count) for row in window.sources(NOW + DAY)] == [
        ("8.8.8.8", 3),
        ("192.168.1.7", 2),
        ("2001:4860:4860::8888", 2),
    ]


async def test_advisories(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Stored advisories are used, and not fetched again too early."""
    freezer.move_to(NOW + timedelta(hours=1))
    reader = AdvisoriesCollector(hass, {CONF_REFRESH_ADVISORIES: True})
    with patch.object(advisory_feed, "async_get_clientsession", side_effect=AssertionError):
        found = await reader.collect(hass, LimitedExecutor(hass))
    (fetched,) = (row for row in found.advisories if row.id == "GHSA-aaaa-bbbb-cccc")
    assert fetched.published == datetime(2026, 11, 20, tzinfo=UTC)
    assert found.as_of == NOW
