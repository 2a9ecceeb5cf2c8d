"""Other tools that look after the same things, by what the public registries tell of them."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..posture.facts import ToolsFacts
from ..posture.other_tools import TOOLS
from .common.executor import LimitedExecutor

# In memory; seconds.
TIMEOUT: Final = 5.0

# The kind of issue in which Spook offers to revoke a long-lived token nobody seems to use.
_SPOOK: Final = ("spook", "stale_access_tokens")


async def collect(hass: HomeAssistant, _jobs: LimitedExecutor) -> ToolsFacts:
    """Read which tools run; one that is set up and does not run has no page worth opening."""
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
