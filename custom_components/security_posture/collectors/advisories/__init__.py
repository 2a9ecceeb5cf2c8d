"""Published security advisories of Home Assistant.

The bundled advisories are always used. Newer ones are downloaded only if that is enabled in the
options; they are added to the bundled ones and never remove one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
import json
from pathlib import Path
from typing import Any, Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ...const import CONF_REFRESH_ADVISORIES
from ...posture.facts import AdvisoriesFacts, Advisory
from ...storage.keyed_store import KeyedStore, parse_date
from ..common.collector import StatefulCollector
from ..common.executor import LimitedExecutor
from .feed import Fetched, fetch
from .rows import as_row, parse_row

BUNDLED: Final = Path(__file__).parents[2] / "data" / "advisories.json"
# Advisories are published a few times a year. A little less than a day, so that a daily run
# is never just too early; a failure is retried as rarely.
EVERY: Final = timedelta(hours=23, minutes=50)


class AdvisoriesCollector(StatefulCollector):
    """Read the bundled advisories and, if enabled, download newer ones."""

    SOURCE = "advisories"
    TIMEOUT = 60.0  # three small responses over a slow connection

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize the store; `options` are the config entry's."""
        super().__init__(hass, options)
        self._store = KeyedStore(hass, "advisories")
        self._refreshes = bool(options.get(CONF_REFRESH_ADVISORIES))
        self._fetched: Fetched | None = None
        self._is_asked = False

    @override
    async def collect(self, hass: HomeAssistant, executor: LimitedExecutor) -> AdvisoriesFacts:
        """Return all known advisories."""
        bundled = await executor.run(_bundled)
        if not self._refreshes:
            return bundled
        fetched = await self._refresh(hass)
        known = {(row.id, row.product): row for row in (*fetched.advisories, *bundled.advisories)}
        return AdvisoriesFacts(
            as_of=max(bundled.as_of, fetched.as_of or bundled.as_of),
            advisories=tuple(known.values()),
        )

    @callback
    @override
    def async_invalidate(self) -> None:
        """Download again in the next run if the last time failed."""
        self._is_asked = True

    @override
    async def async_remove(self) -> None:
        """Delete the downloaded advisories."""
        await self._store.async_remove()

    async def _refresh(self, hass: HomeAssistant) -> Fetched:
        if self._fetched is None:
            stored = await self._store.async_load_or_reset(_parse, _nothing_fetched)
            self._fetched = stored
        fetched, now = self._fetched, dt_util.utcnow()
        is_asked, self._is_asked = self._is_asked, False
        is_due = fetched.next_try is None or not now < fetched.next_try <= now + 2 * EVERY
        if is_due or (is_asked and fetched.failed):
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
        "failed": fetched.failed,
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
        failed=data.get("failed") is True,  # an earlier version did not store it
    )


def _nothing_fetched() -> Fetched:
    return Fetched(as_of=None, next_try=None, etags={}, advisories=())


def _known(rows: list[Mapping[str, Any]]) -> tuple[Advisory, ...]:
    return tuple(map(parse_row, rows))
