"""The entities selected as external evidence, and the options that affect checks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...const import (
    CONF_BAN_ENTITIES,
    CONF_HOST_UPDATES_ENTITY,
    CONF_MAX_BACKUP_AGE,
    CONF_PULLED_BACKUP_ENTITY,
)
from ...posture.facts import (
    BanEvidence,
    EvidenceEntitiesFacts,
    HostUpdates,
    PulledBackup,
    Unavailable,
)
from ...storage.first_seen import FirstSeen
from ..common.collector import StatefulCollector
from ..common.errors import reason_of
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from .entity_states import bans_addresses, last_backup, updates_pending
from .last_pull import LastPull

# More than anybody has; the form itself sets no limit.
MAX_BAN_ENTITIES: Final = 50


class EvidenceEntitiesCollector(StatefulCollector):
    """Read the selected entities, storing since when host updates are pending."""

    SOURCE = "evidence_entities"
    TIMEOUT = 10.0  # states are in memory; a small file is loaded once

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize; `options` are the config entry's."""
        super().__init__(hass, options)
        self._options = options
        self._bans = tuple(options.get(CONF_BAN_ENTITIES) or ())[:MAX_BAN_ENTITIES]
        self._pulled: str | None = options.get(CONF_PULLED_BACKUP_ENTITY)
        self._updates: str | None = options.get(CONF_HOST_UPDATES_ENTITY)
        self._first_seen = FirstSeen(hass, "host_updates")
        self._last_pull = LastPull(hass, self._pulled or "")

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Return every selected entity."""
        others = (self._pulled, self._updates)
        return (*self._bans, *(entity_id for entity_id in others if entity_id))

    @override
    async def collect(
        self, hass: HomeAssistant, _executor: LimitedExecutor
    ) -> EvidenceEntitiesFacts:
        """Read the state of every selected entity."""
        days = self._options.get(CONF_MAX_BACKUP_AGE)
        pulled, updates = self._pulled, self._updates
        return EvidenceEntitiesFacts(
            max_backup_age=timedelta(days=days) if days else None,
            bans=tuple(
                BanEvidence(entity_id=name, works=bans_addresses(hass.states.get(name)))
                for name in self._bans
            ),
            pulled_backup=PulledBackup(entity_id=pulled, at=await self._pulled_at(pulled))
            if pulled
            else None,
            host_updates=HostUpdates(entity_id=updates, waiting_since=await self._since(updates))
            if updates
            else None,
        )

    @override
    async def async_remove(self) -> None:
        """Delete the stored dates."""
        await self._first_seen.async_remove()
        await self._last_pull.async_remove()

    async def _pulled_at(self, entity_id: str) -> datetime | Unavailable | None:
        return await self._last_pull.async_update(last_backup(self._hass.states.get(entity_id)))

    async def _since(self, entity_id: str) -> datetime | Unavailable | None:
        # The state is a number of updates, not a date, so the first time is stored.
        pending = updates_pending(self._hass.states.get(entity_id))
        if isinstance(pending, Unavailable):
            return pending  # the stored date stays
        try:
            names = {entity_id} if pending else set[str]()
            with contained():
                seen = await self._first_seen.async_since(names, dt_util.utcnow())
        except Exception as err:  # noqa: BLE001 - a broken store must not hide the other options
            return Unavailable(reason_of(err))
        return seen.get(entity_id)
