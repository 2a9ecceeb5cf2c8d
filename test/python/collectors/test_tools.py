"""Other tools, by the registries of a real instance."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.collectors import tools
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import ToolsFacts
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir


def raise_token_issue(hass: HomeAssistant, domain: str = "spook") -> None:
    """Create the issue as Spook does for each token."""
    ir.async_create_issue(
        hass,
        domain,
        "stale_access_tokens_0123",
        issue_domain="homeassistant",
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="stale_access_tokens",
    )


async def test_none(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    raise_token_issue(hass, "somebody_else")
    nothing = ToolsFacts(integrations=frozenset(), token_repairs=False)
    assert await tools.collect(hass, executor) == nothing


async def test_loaded_tools(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    entries = [MockConfigEntry(domain=domain) for domain in ("ip_ban_manager", "backup_checkup")]
    for entry in entries:
        entry.add_to_hass(hass)
    assert (await tools.collect(hass, executor)).integrations == frozenset()
    for entry in entries:
        entry.mock_state(hass, ConfigEntryState.LOADED)
    found = (await tools.collect(hass, executor)).integrations
    assert found == {"ip_ban_manager", "backup_checkup"}
    entries[0].mock_state(hass, ConfigEntryState.SETUP_ERROR)
    assert (await tools.collect(hass, executor)).integrations == {"backup_checkup"}


async def test_issues_of_tokens(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    raise_token_issue(hass)
    assert (await tools.collect(hass, executor)).token_repairs
    ir.async_ignore_issue(hass, "spook", "stale_access_tokens_0123", True)
    assert not (await tools.collect(hass, executor)).token_repairs  # it is not shown any more
