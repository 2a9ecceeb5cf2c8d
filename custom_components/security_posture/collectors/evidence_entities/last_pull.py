"""Remember the last time that the selected entity of pulled backups showed.

Entities of apps are gone after a restart until the app writes them again.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ...posture.facts import Unavailable
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import KeyedStore, new_salt, parse_date, parse_salt

STORE: Final = "pulled_backup"
# Backups are hours apart; an entity that changes every few seconds must not wear out an SD card.
_RESOLUTION: Final = timedelta(hours=1)


class LastPull:
    """The last date of one entity, in memory and in a file."""

    def __init__(self, hass: HomeAssistant, entity_id: str) -> None:
        """Initialize without reading."""
        self._store = KeyedStore(hass, STORE)
        self._entity_id = entity_id
        self._is_loaded = False
        self._at: datetime | None = None
        self._saved: datetime | None = None

    async def async_update(
        self, at: datetime | Unavailable | None
    ) -> datetime | Unavailable | None:
        """Return the date, or the last one while the entity is unavailable."""
        if not self._is_loaded:
            self._at = self._saved = await self._store.async_load_or_reset(
                self._parse, lambda: None
            )
            self._is_loaded = True
        if isinstance(at, Unavailable):
            return self._at or at
        self._at = at
        if self._is_other():
            await self._async_save()
        return at

    def _is_other(self) -> bool:
        if self._at is None or self._saved is None:
            return self._at != self._saved
        return abs(self._at - self._saved) >= _RESOLUTION

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()

    async def _async_save(self) -> None:
        salt, self._saved = new_salt(), self._at
        await self._store.async_save(
            {
                "salt": salt.hex(),
                "entity": keyed_hash(salt, self._entity_id),
                "at": None if self._at is None else self._at.isoformat(),
            }
        )

    def _parse(self, data: Any) -> datetime | None:
        """Return the stored date of the same entity. Raise if the file has another form."""
        is_same = data["entity"] == keyed_hash(parse_salt(data["salt"]), self._entity_id)
        return parse_date(data["at"]) if is_same and data["at"] is not None else None
