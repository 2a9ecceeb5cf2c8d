"""Where a finding is put right when another tool that is here looks after the same thing.

A tool is a better place to go, and no more than that: what it works on is read from Home
Assistant itself, so its being here changes no verdict.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .facts import ToolsFacts, Unavailable

_PAGE: Final = "/config/integrations/integration/"
_REPAIRS: Final = "/config/repairs"

# IP Ban Manager edits Home Assistant's own bans without a restart, and sets their threshold;
# BackupCheckup says of each location what went wrong there.
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
# Spook can revoke the tokens of everybody; the page a check names shows only one's own.
_TOKENS: Final = "aged_access_token"


def better_path(check_id: str, tools: ToolsFacts | Unavailable) -> str | None:
    """Return the page to open instead of the one the check names; None: there is no better one."""
    if isinstance(tools, Unavailable):
        return None
    if check_id == _TOKENS and tools.token_repairs:
        return _REPAIRS
    for domain, handled in TOOLS.items():
        if check_id in handled and domain in tools.integrations:
            return _PAGE + domain
    return None
