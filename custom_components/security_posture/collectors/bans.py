"""The live ban manager; the file it writes is only read by Home Assistant at its start."""

from __future__ import annotations

from typing import Final

from homeassistant.core import HomeAssistant

from ..posture.facts import Ban, BansFacts, Reason
from .jobs import Jobs
from .unreadable import Unreadable, expect

# In memory; seconds.
TIMEOUT: Final = 5.0
MAX_BANS: Final = 200_000


async def collect(hass: HomeAssistant, jobs: Jobs) -> BansFacts:
    """Read the threshold and the banned addresses."""
    from homeassistant.components.http.ban import KEY_BAN_MANAGER, KEY_LOGIN_THRESHOLD  # noqa: PLC0415 - private

    if hass.http is None:
        raise Unreadable(Reason.NOT_LOADED)
    app = hass.http.app
    manager = app.get(KEY_BAN_MANAGER)
    if manager is None:
        return BansFacts(enabled=False, threshold=-1, banned=())
    lookup = expect(manager.ip_bans_lookup, dict)
    if len(lookup) > MAX_BANS:
        raise Unreadable(Reason.TOO_LARGE)
    return BansFacts(
        enabled=True,
        threshold=expect(app.get(KEY_LOGIN_THRESHOLD), int),
        banned=tuple(
            Ban(address=address, banned_at=ban.banned_at) for address, ban in lookup.items()
        ),
    )
