"""Remember the last time that the selected entity of pulled backups showed.

Entities of apps are gone after a restart until the app writes them again.
"""

from datetime import datetime
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ...posture.facts import Unavailable
from ...posture.keyed_hash import keyed_hash
from ...storage.keyed_store import KeyedStore, new_salt, parse_date, parse_salt

STORE: Final = "pulled_backup"


class LastPull:
    """The last date of one entity, in memory and in a file."""

    def __init__(self, hass: HomeAssistant, entity_id: str) -> None:
        """Initialize without reading."""
        self._store = KeyedStore(hass, STORE)
        self._entity_id = entity_id
        self._is_loaded = False
        self._at: datetime | None = None

    async def async_update(
        self, at: datetime | Unavailable | None
    ) -> datetime | Unavailable | None:
        """Return the date, or the last one while the entity is unavailable."""
        if not self._is_loaded:
            self._at = await self._store.async_load_or_reset(self._parse, lambda: None)
            self._is_loaded = True
        if isinstance(at, Unavailable):
            return self._at or at
        if at != self._at:
            self._at = at
            await self._async_save()
        return at

    async def async_remove(self) -> None:
        """Delete the file."""
        await self._store.async_remove()

    async def _async_save(self) -> None:
        salt = new_salt()
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
