"""Active issues of Home Assistant's repairs."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..posture.facts import IssuesFacts, Reason, RemovedRepository
from .common.errors import CollectorError
from .common.executor import LimitedExecutor
from .common.text import clip

SOURCE: Final = "issues"
# Seconds; in memory.
TIMEOUT: Final = 5.0
# Ten times a neglected home.
MAX_ISSUES: Final = 5_000

_COMMUNITY: Final = ("marketplace", "hacs")
# Issues about an unsupported installation method.
_UNSUPPORTED: Final = frozenset(
    {
        "deprecated_architecture",
        "deprecated_container",
        "deprecated_method",
        "deprecated_method_architecture",
        "deprecated_os_aarch64",
        "deprecated_os_armv7",
        "unsupported_local_deps",
    }
)
_REMOVED: Final = ("removed", "removed_without_reason")
_CRITICAL: Final = "critical_repository"


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> IssuesFacts:
    """Read the active issues, including ignored ones: ignoring does not fix them."""
    issues = [issue for issue in ir.async_get(hass).issues.values() if issue.active]
    if len(issues) > MAX_ISSUES:
        raise CollectorError(Reason.TOO_LARGE)
    return IssuesFacts(
        unsupported=tuple(
            sorted(
                issue.translation_key
                for issue in issues
                if issue.domain == "homeassistant" and issue.translation_key in _UNSUPPORTED
            )
        ),
        has_community=any(domain in hass.config.components for domain in _COMMUNITY),
        removed=tuple(
            RemovedRepository(name=_name(issue), critical=issue.translation_key == _CRITICAL)
            for issue in issues
            if issue.domain in _COMMUNITY and issue.translation_key in (*_REMOVED, _CRITICAL)
        ),
    )


def _name(issue: ir.IssueEntry) -> str:
    """Return the repository's name; the placeholder has been renamed once."""
    placeholders = issue.translation_placeholders or {}
    return clip(placeholders.get("repository") or placeholders.get("name") or issue.issue_id)
