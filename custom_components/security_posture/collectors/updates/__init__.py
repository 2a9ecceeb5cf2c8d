"""The running version and the update entities."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.update import UpdateDeviceClass
from homeassistant.const import STATE_OFF, STATE_ON, __version__
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ...posture.facts import Reason, Unavailable, UpdateEntity, UpdateKind, UpdatesFacts
from ...posture.pending_updates import is_pending
from ...storage.first_seen import FirstSeen
from ...storage.keyed_store import StoreUnavailableError
from ..common.async_iter import yielding
from ..common.collector import StatefulCollector
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.foreign import contained
from ..common.text import clip
from .protectors import Protectors

# Three times a very large home.
MAX_ENTITIES: Final = 2_000

SUPERVISOR_PLATFORM: Final = "hassio"
COMMUNITY_PLATFORMS: Final = ("marketplace", "hacs")
CORE_TITLE: Final = "Home Assistant Core"
# The Supervisor's own update entities, by unique id; its others are about apps.
_SUPERVISOR_KINDS: Final = {
    "home_assistant_core_version_latest": UpdateKind.CORE,
    "home_assistant_supervisor_version_latest": UpdateKind.SUPERVISOR,
    "home_assistant_os_version_latest": UpdateKind.OS,
}


class UpdatesCollector(StatefulCollector):
    """Read the update entities, storing since when each update is pending."""

    SOURCE = "updates"
    TIMEOUT = 10.0  # in memory, except that a small file is loaded once

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Initialize the store of dates; an entity has no date of its update."""
        super().__init__(hass, options)
        self._first_seen = FirstSeen(hass, "updates")

    @override
    async def collect(self, hass: HomeAssistant, _executor: LimitedExecutor) -> UpdatesFacts:
        """Read every update entity's state."""
        states = hass.states.async_all("update")
        if len(states) > MAX_ENTITIES:
            raise CollectorError(Reason.TOO_LARGE)
        registry, protectors = er.async_get(hass), Protectors(hass)
        entities = [
            _entity(state, registry.async_get(state.entity_id), protectors)
            async for state in yielding(states)
        ]
        since = await self._async_since(entities)
        return UpdatesFacts(
            core_version=__version__,
            entities=tuple(
                replace(entity, waiting_since=since.get(entity.entity_id)) for entity in entities
            ),
        )

    async def _async_since(
        self, entities: Collection[UpdateEntity]
    ) -> Mapping[str, datetime | Unavailable]:
        """Return since when the installed version of each pending update is outdated."""
        pending = {each.entity_id: each.installed_version for each in entities if is_pending(each)}
        # A device may be off, or its integration still starting.
        doubtful = {each.entity_id for each in entities if each.available is None}
        try:
            with contained():
                return await self._first_seen.async_since(
                    pending, dt_util.utcnow(), doubtful=doubtful, editions=pending
                )
        except StoreUnavailableError, CollectorError:
            return dict.fromkeys(pending, Unavailable(Reason.INTERNAL))

    @override
    async def async_remove(self) -> None:
        """Delete the stored dates."""
        await self._first_seen.async_remove()


def _entity(
    state: State,
    entry: er.RegistryEntry | None,
    protectors: Protectors,
) -> UpdateEntity:
    return UpdateEntity(
        entity_id=state.entity_id,
        kind=_kind(state, entry),
        title=_text(state, "title"),
        available=_is_available(state),
        installed_version=_text(state, "installed_version"),
        latest_version=_text(state, "latest_version"),
        skipped_version=_text(state, "skipped_version"),
        auto_update=_bool(state, "auto_update"),
        waiting_since=None,
        protects=protectors.has(entry),
    )


def _is_available(state: State) -> bool | None:
    return {STATE_ON: True, STATE_OFF: False}.get(state.state)


def _kind(state: State, entry: er.RegistryEntry | None) -> UpdateKind:
    platform = None if entry is None else entry.platform
    if entry is not None and platform == SUPERVISOR_PLATFORM:
        return _SUPERVISOR_KINDS.get(entry.unique_id, UpdateKind.APP)
    if platform in COMMUNITY_PLATFORMS:
        return UpdateKind.COMMUNITY
    # Without the Supervisor, another integration may provide the entity of Core; it is about
    # this instance if its installed version is the running one.
    if _text(state, "title") == CORE_TITLE and _text(state, "installed_version") == __version__:
        return UpdateKind.CORE
    if state.attributes.get("device_class") == UpdateDeviceClass.FIRMWARE:
        return UpdateKind.FIRMWARE
    return UpdateKind.OTHER


def _bool(state: State, name: str) -> bool | None:
    value = state.attributes.get(name)
    return value if isinstance(value, bool) else None


def _text(state: State, name: str) -> str | None:
    value = state.attributes.get(name)
    return clip(value) if isinstance(value, str) else None
