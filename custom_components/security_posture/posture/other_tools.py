"""Link findings to another installed tool that can fix them.

A tool only changes the link. The facts come from Home Assistant itself, so an installed tool
changes no result.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .facts import ToolsFacts, Unavailable

_PAGE: Final = "/config/integrations/integration/"
_REPAIRS: Final = "/config/repairs"

# IP Ban Manager edits bans without a restart and sets the threshold; BackupCheckup shows the
# error of each location.
TOOLS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "ip_ban_manager": frozenset(
            {
                "ban_hits_everyone",
                "ban_list_broken",
                "ban_threshold_lax",
                "bans_disabled",
                "sign_in_attack",
            }
        ),
        "backup_checkup": frozenset({"backup_failing"}),
    }
)
# Spook can revoke the tokens of all users; the profile page shows only the user's own.
_TOKENS: Final = "aged_access_token"


def better_path(check_id: str, tools: ToolsFacts | Unavailable) -> str | None:
    """Return the page to link instead of the check's own; None: there is no better one."""
    if isinstance(tools, Unavailable):
        return None
    if check_id == _TOKENS and tools.token_repairs:
        return _REPAIRS
    for domain, handled in TOOLS.items():
        if check_id in handled and domain in tools.integrations:
            return _PAGE + domain
    return None
