"""Published security advisories of Home Assistant: those that come along, and newer ones.

Newer ones are fetched only where the administrator chose that. They are added to those that
came along, and never take one away.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...const import CONF_REFRESH_ADVISORIES
from ...posture.facts import AdvisoriesFacts, Advisory
from ...storage.keyed_store import KeyedStore, parse_date
from ..common.executor import LimitedExecutor
from .feed import Fetched, fetch
from .rows import as_row, parse_row

BUNDLED: Final = Path(__file__).parents[2] / "data" / "advisories.json"
# Advisories come some times a year; a failure is tried again as rarely. A little less than a
# day: where everything is looked at once a day, that look must not come just too early.
EVERY: Final = timedelta(hours=23, minutes=50)


class AdvisoriesReader:
    """Read what came along; fetch what came out since, if that was chosen."""

    TIMEOUT: Final = 60.0  # three small answers from the Internet, where it is slow; seconds

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Prepare; `options` are the config entry's."""
        self._store = KeyedStore(hass, "advisories")
        self._refreshes = bool(options.get(CONF_REFRESH_ADVISORIES))
        self._fetched: Fetched | None = None

    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> AdvisoriesFacts:
        """Return all that is known."""
        bundled = await executor.run(_bundled)
        if not self._refreshes:
            return bundled
        fetched = await self._refreshed(hass)
        known = {(row.id, row.product): row for row in (*fetched.advisories, *bundled.advisories)}
        return AdvisoriesFacts(
            as_of=max(bundled.as_of, fetched.as_of or bundled.as_of),
            advisories=tuple(known.values()),
        )

    async def async_remove(self) -> None:
        """Delete what was kept."""
        await self._store.async_remove()

    async def _refreshed(self, hass: HomeAssistant) -> Fetched:
        if self._fetched is None:
            stored = await self._store.async_load_or_reset(_parse, _nothing_fetched)
            self._fetched = stored
        fetched, now = self._fetched, dt_util.utcnow()
        if fetched.next_try is None or not now < fetched.next_try <= now + 2 * EVERY:
            fetched = await fetch(hass, fetched, now, now + EVERY)
            self._fetched = fetched
            await self._store.async_save(_as_data(fetched))
        return fetched


def _bundled() -> AdvisoriesFacts:
    data = json.loads(BUNDLED.read_text("utf-8"))
    return AdvisoriesFacts(
        as_of=_date(data["as_of"]), advisories=tuple(map(parse_row, data["advisories"]))
    )


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=dt_util.UTC)


def _as_data(fetched: Fetched) -> dict[str, Any]:
    return {
        "as_of": fetched.as_of and fetched.as_of.isoformat(),
        "next_try": fetched.next_try and fetched.next_try.isoformat(),
        "etags": dict(fetched.etags),
        "advisories": [as_row(row) for row in fetched.advisories],
    }


def _parse(data: Any) -> Fetched:
    """Return what was fetched, of a stored file. Raise if it has another form."""
    return Fetched(
        as_of=data["as_of"] and parse_date(data["as_of"]),
        next_try=data["next_try"] and parse_date(data["next_try"]),
        etags={str(key): str(tag) for key, tag in data["etags"].items()},
        advisories=_known(data["advisories"]),
    )


def _nothing_fetched() -> Fetched:
    return Fetched(as_of=None, next_try=None, etags={}, advisories=())


def _known(rows: list[Mapping[str, Any]]) -> tuple[Advisory, ...]:
    return tuple(map(parse_row, rows))
