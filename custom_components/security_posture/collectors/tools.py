"""Other security tools that are set up here, as the public registries list them."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..posture.facts import ToolsFacts
from ..posture.other_tools import TOOLS
from .common.executor import LimitedExecutor

SOURCE: Final = "tools"
# Seconds; in memory.
TIMEOUT: Final = 5.0

# The issue in which Spook offers to revoke a long-lived token that seems unused.
_SPOOK: Final = ("spook", "stale_access_tokens")


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> ToolsFacts:
    """Read which tools are loaded; one that failed to load has no page to link to."""
    return ToolsFacts(
        integrations=frozenset(
            domain for domain in TOOLS if hass.config_entries.async_loaded_entries(domain)
        ),
        token_repairs=any(
            (issue.domain, issue.translation_key) == _SPOOK
            for issue in ir.async_get(hass).issues.values()
            if issue.active and issue.dismissed_version is None
        ),
    )
