"""The repair issue."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.collectors import Collectors, issues
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.facts import BansFacts, Facts
from custom_components.security_posture.ui.findings_issue import ISSUE_ID
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.issue_registry import IssueSeverity
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component

from ..conftest import Planted, TokenFor
from ..pure.posture.build import DAY, HEALTHY, NOW, certificate, endpoint, facts, settings

ATTENTION = facts(http={"settings": settings(use_x_frame_options=False)})
AT_RISK = replace(ATTENTION, bans=BansFacts(enabled=False, threshold=-1, banned=()))
EXPIRED = endpoint(certificate=certificate(not_after=NOW - DAY))
CRITICAL = replace(AT_RISK, tls=replace(HEALTHY.tls, external=EXPIRED))
NOTHING_READ = Facts()
PAGE = "https://github.com/security-posture/security-posture/blob/main/docs/dashboard.md"


@pytest.fixture
async def home(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> MockConfigEntry:
    """Return the entry of a healthy home after one run."""
    freezer.move_to(NOW)
    planted.facts = HEALTHY
    assert await async_setup_component(hass, "repairs", {})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    assert entry.runtime_data.summary.state == "good"
    return entry


async def _run(hass: HomeAssistant, planted: Planted, found: Facts) -> ir.IssueEntry | None:
    planted.facts = found
    (entry,) = hass.config_entries.async_loaded_entries(DOMAIN)
    assert await entry.runtime_data.async_recheck()
    await hass.async_block_till_done()
    return _issue(hass)


def _issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return our issue, or None."""
    ours = [issue for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN]
    assert len(ours) <= 1
    return ours[0] if ours and ours[0].active else None


def _ignore(hass: HomeAssistant) -> None:
    ir.async_ignore_issue(hass, DOMAIN, ISSUE_ID, ignore=True)


@pytest.mark.parametrize(
    ("found", "severity"),
    [
        (ATTENTION, IssueSeverity.WARNING),
        (AT_RISK, IssueSeverity.ERROR),
        (CRITICAL, IssueSeverity.CRITICAL),
    ],
)
async def test_issue_contains_only_a_count(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    found: Facts,
    severity: IssueSeverity,
) -> None:
    assert _issue(hass) is None  # no open findings
    issue = await _run(hass, planted, found)
    assert issue is not None
    counts = home.runtime_data.summary.counts
    count = counts.critical + counts.high + counts.medium + counts.low
    assert count == sum(result.is_open for result in home.runtime_data.data.results)
    assert (issue.severity, issue.issue_id) == (severity, "findings")
    assert issue.translation_placeholders == {"count": str(count)}
    assert (issue.data, issue.is_fixable, issue.is_persistent) == (None, False, False)
    assert (issue.issue_domain, issue.breaks_in_ha_version) == (None, None)
    assert issue.learn_more_url == PAGE


async def test_deleted_when_everything_is_fixed(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    assert await _run(hass, planted, AT_RISK)
    assert await _run(hass, planted, HEALTHY) is None
    assert (DOMAIN, ISSUE_ID) not in ir.async_get(hass).issues


async def test_singular_and_plural(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    for found, key, shown in (
        (ATTENTION, "findings_one", "1 finding needs attention"),
        (AT_RISK, "findings_other", "2 findings need attention"),
    ):
        issue = await _run(hass, planted, found)
        assert issue
        assert issue.translation_key == key
        words = await async_get_translations(hass, "en", "issues", {DOMAIN})
        title = words[f"component.{DOMAIN}.issues.{key}.title"]
        assert title.format(**issue.translation_placeholders or {}) == shown
        description = words[f"component.{DOMAIN}.issues.{key}.description"]
        assert "{" not in description.format(**issue.translation_placeholders or {})


async def test_unknown_does_not_resolve_a_finding(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    before = await _run(hass, planted, CRITICAL)
    assert before
    assert before == await _run(hass, planted, NOTHING_READ)


async def test_unknown_checks_are_not_counted(
    hass: HomeAssistant, planted: Planted, entry: MockConfigEntry
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.runtime_data.summary is None
    assert _issue(hass) is None
    await planted.pass_time(timedelta(seconds=5))
    assert entry.runtime_data.summary.state == "unknown"
    assert _issue(hass) is None


async def test_deleted_while_the_entry_is_not_loaded(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    await _run(hass, planted, AT_RISK)
    assert await hass.config_entries.async_unload(home.entry_id)
    assert _issue(hass) is None
    assert await hass.config_entries.async_setup(home.entry_id)
    await planted.pass_time(timedelta(seconds=5))
    assert _issue(hass)
    await hass.config_entries.async_set_disabled_by(home.entry_id, ConfigEntryDisabler.USER)
    assert _issue(hass) is None


async def test_removal_deletes_issue_and_store(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    await _run(hass, planted, AT_RISK)
    await _run(hass, planted, HEALTHY)  # schedules a save that the removal must cancel
    await hass.config_entries.async_remove(home.entry_id)
    await planted.pass_time(timedelta(minutes=5))
    assert (DOMAIN, ISSUE_ID) not in ir.async_get(hass).issues
    assert f"{DOMAIN}.issue" not in hass_storage


async def test_a_failed_run_keeps_the_issue(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    before = await _run(hass, planted, AT_RISK)
    with patch.object(Collectors, "async_collect", side_effect=ValueError):
        assert not await home.runtime_data.async_recheck()
    assert not home.runtime_data.last_update_success
    assert _issue(hass) == before


async def test_ignored_stays_ignored_until_it_gets_worse(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    await _run(hass, planted, AT_RISK)
    _ignore(hass)
    for found in (AT_RISK, ATTENTION):
        issue = await _run(hass, planted, found)
        assert issue
        assert issue.dismissed_version
    for found in (AT_RISK, CRITICAL):
        issue = await _run(hass, planted, found)
        assert issue
        assert not issue.dismissed_version
        _ignore(hass)


@pytest.mark.parametrize(
    ("found", "stays"), [(ATTENTION, True), (AT_RISK, True), (CRITICAL, False)]
)
@pytest.mark.parametrize("how", ["reloaded", "disabled", "restarted"])
async def test_ignored_after_reload_and_restart(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    how: str,
    found: Facts,
    stays: bool,
) -> None:
    """Home Assistant forgets the severity at a restart, and the rest when it is deleted."""
    await _run(hass, planted, AT_RISK)
    _ignore(hass)
    await planted.pass_time(timedelta(seconds=15))
    planted.facts = found
    if how == "reloaded":
        await hass.config_entries.async_reload(home.entry_id)
    elif how == "disabled":
        await hass.config_entries.async_set_disabled_by(home.entry_id, ConfigEntryDisabler.USER)
        await hass.config_entries.async_set_disabled_by(home.entry_id, None)
    else:
        # As after a crash: the issue is restored, and the entry was not unloaded.
        registry = ir.async_get(hass)
        stored = registry.issues[DOMAIN, ISSUE_ID]
        with patch("custom_components.security_posture.ui.findings_issue.FindingsIssue.async_stop"):
            await hass.config_entries.async_unload(home.entry_id)
        registry.issues[DOMAIN, ISSUE_ID] = replace(stored, active=False, severity=None)
        await hass.config_entries.async_setup(home.entry_id)
    assert _issue(hass) is None
    await planted.pass_time(timedelta(seconds=5))
    issue = await _run(hass, planted, found)
    assert issue
    assert bool(issue.dismissed_version) is stays


@pytest.mark.parametrize("stored", [{"severity": "awful", "ignored": False}, [], {"a": 1}, "x"])
async def test_invalid_stored_state(
    hass: HomeAssistant,
    planted: Planted,
    entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    stored: Any,
) -> None:
    key = f"{DOMAIN}.issue"
    hass_storage[key] = {"version": 1, "minor_version": 1, "key": key, "data": stored}
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_ID,
        is_fixable=False,
        severity=IssueSeverity.WARNING,
        translation_key="findings_one",
    )
    _ignore(hass)
    planted.facts = AT_RISK
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await planted.pass_time(timedelta(seconds=5))
    issue = _issue(hass)
    assert issue
    assert not issue.dismissed_version


async def test_ignoring_does_not_change_the_posture(
    hass: HomeAssistant,
    planted: Planted,
    home: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    await _run(hass, planted, CRITICAL)
    before = home.runtime_data.data
    client = await hass_ws_client(hass, await token_for("read_only"))
    ours = {"domain": DOMAIN, "issue_id": ISSUE_ID}

    async def ask(command: str, **fields: Any) -> Any:
        await client.send_json_auto_id({"type": f"repairs/{command}"} | fields)
        answer = await client.receive_json()
        assert answer["success"]
        return answer["result"]

    (listed,) = (await ask("list_issues"))["issues"]
    assert listed | {"created": None} == ours | {
        "breaks_in_ha_version": None,
        "created": None,
        "dismissed_version": None,
        "ignored": False,
        "is_fixable": False,
        "issue_domain": None,
        "learn_more_url": PAGE,
        "severity": "critical",
        "translation_key": "findings_other",
        "translation_placeholders": {"count": "3"},
    }
    assert await ask("get_issue_data", **ours) == {"issue_data": None}
    await ask("ignore_issue", **ours, ignore=True)
    await _run(hass, planted, CRITICAL)
    assert home.runtime_data.data == before
    assert hass.states.get("sensor.security_posture_state").state == "at_risk"


async def test_own_issue_is_no_evidence_and_requests_nothing(
    hass: HomeAssistant, planted: Planted, home: MockConfigEntry
) -> None:
    executor = LimitedExecutor(hass)
    read = await issues.collect(hass, executor)
    await _run(hass, planted, CRITICAL)
    assert _issue(hass)
    assert await issues.collect(hass, executor) == read
    _ignore(hass)
    runs = len(planted.runs)
    await planted.pass_time(timedelta(seconds=30))
    assert len(planted.runs) == runs
