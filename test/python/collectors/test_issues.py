"""Issues as Home Assistant creates them."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.security_posture.collectors import issues
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import IssuesFacts, Reason, RemovedRepository
import homeassistant
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir


def raised(hass: HomeAssistant, domain: str, key: str, **placeholders: str) -> str:
    issue_id = f"{key}_1"
    ir.async_create_issue(
        hass,
        domain,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=key,
        translation_placeholders=placeholders or None,
    )
    return issue_id


async def test_none(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    raised(hass, "homeassistant", "country_not_configured")
    raised(hass, "hue", "removed")
    found = await issues.collect(hass, executor)
    assert found == IssuesFacts(unsupported=(), has_community=False, removed=())


@pytest.mark.parametrize("key", sorted(issues._UNSUPPORTED))
async def test_unsupported(hass: HomeAssistant, executor: LimitedExecutor, key: str) -> None:
    raised(hass, "homeassistant", key, installation_type="Core")
    raised(hass, "other", key)
    assert (await issues.collect(hass, executor)).unsupported == (key,)


def test_home_assistant_has_these_issues() -> None:
    component = Path(homeassistant.__file__).parent / "components" / "homeassistant"
    strings = json.loads((component / "strings.json").read_text())
    assert set(strings["issues"]) >= issues._UNSUPPORTED


@pytest.mark.parametrize("domain", ["marketplace", "hacs"])
async def test_withdrawn(hass: HomeAssistant, executor: LimitedExecutor, domain: str) -> None:
    hass.config.components.add(domain)
    raised(hass, domain, "removed", name="someone/lamp", reason="broken")
    raised(hass, domain, "critical_repository", repository="someone/evil", reason="it steals")
    raised(hass, domain, "removed_without_reason")
    raised(hass, domain, "restart_required", name="someone/else")
    found = await issues.collect(hass, executor)
    assert found.has_community
    assert found.removed == (
        RemovedRepository(name="someone/lamp", critical=False),
        RemovedRepository(name="someone/evil", critical=True),
        RemovedRepository(name="removed_without_reason_1", critical=False),
    )


async def test_ignoring_changes_nothing(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    issue_id = raised(hass, "hacs", "removed", name="someone/lamp")
    ir.async_ignore_issue(hass, "hacs", issue_id, True)
    assert len((await issues.collect(hass, executor)).removed) == 1
    ir.async_delete_issue(hass, "hacs", issue_id)
    assert (await issues.collect(hass, executor)).removed == ()


async def test_hostile_names(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    raised(hass, "hacs", "removed", name="<img>" * 1000)
    (found,) = (await issues.collect(hass, executor)).removed
    assert len(found.name) == 256


async def test_cap(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issues, "MAX_ISSUES", 1)
    raised(hass, "a", "x")
    await issues.collect(hass, executor)
    raised(hass, "b", "x")
    with pytest.raises(CollectorError) as caught:
        await issues.collect(hass, executor)
    assert caught.value.reason is Reason.TOO_LARGE


async def test_issues_of_the_marketplace(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    """Created by the Marketplace's own code, where this Home Assistant has it."""
    critical: Any = pytest.importorskip("homeassistant.components.marketplace.critical")
    row = {"repository": "someone/evil", "reason": "it steals", "link": "https://example.org"}
    critical.async_create_critical_repository_issue(hass, row)
    (found,) = (await issues.collect(hass, executor)).removed
    assert found == RemovedRepository(name="someone/evil", critical=True)
