"""The live list of banned addresses."""

from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..posture.facts import Address, Ban, BansFacts, Reason
from .common.address import parse_address
from .common.async_iter import yielding
from .common.errors import CollectorError, require_type
from .common.executor import LimitedExecutor

SOURCE: Final = "bans"
# Seconds. In memory, but there may be very many.
TIMEOUT: Final = 5.0
# What a botnet leaves behind over years; more would not fit a small computer's memory.
MAX_BANS: Final = 200_000
_NEVER_BAN: Final = -1


async def collect(hass: HomeAssistant, _executor: LimitedExecutor) -> BansFacts:
    """Read the ban manager; the file it writes is only read at startup."""
    from homeassistant.components.http.ban import KEY_BAN_MANAGER, KEY_LOGIN_THRESHOLD  # private

    if hass.http is None:
        raise CollectorError(Reason.NOT_LOADED)
    app = hass.http.app
    manager = app.get(KEY_BAN_MANAGER)
    if manager is None:
        return BansFacts(enabled=False, threshold=_NEVER_BAN, banned=())
    lookup = require_type(manager.ip_bans_lookup, dict)
    if len(lookup) > MAX_BANS:
        raise CollectorError(Reason.TOO_LARGE)
    return BansFacts(
        enabled=True,
        threshold=require_type(app[KEY_LOGIN_THRESHOLD], int),
        banned=tuple([_ban(*item) async for item in yielding(tuple(lookup.items()))]),
    )


def _ban(address: Address, ban: Any) -> Ban:
    at = ban.banned_at
    return Ban(
        address=parse_address(str(address)) or address,
        # A time written by hand has no zone; Home Assistant writes UTC.
        banned_at=dt_util.as_utc(at) if isinstance(at, datetime) else None,
    )
