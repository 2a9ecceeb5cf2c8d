"""The running version, and what the update entities say of newer ones."""

from __future__ import annotations

from typing import Final

from homeassistant.components.update import UpdateDeviceClass
from homeassistant.const import STATE_OFF, STATE_ON, __version__
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er

from ..posture.facts import Reason, UpdateEntity, UpdateKind, UpdatesFacts
from .jobs import Jobs
from .text import clip
from .unreadable import Unreadable

# In memory; seconds.
TIMEOUT: Final = 5.0
# Three times what a very large home has.
MAX_ENTITIES: Final = 2_000

SUPERVISOR_PLATFORM: Final = "hassio"
CORE_TITLE: Final = "Home Assistant Core"
# The Supervisor's own update entities, by unique id; its others are about apps.
_SUPERVISOR_KINDS: Final = {
    "home_assistant_core_version_latest": UpdateKind.CORE,
    "home_assistant_supervisor_version_latest": UpdateKind.SUPERVISOR,
    "home_assistant_os_version_latest": UpdateKind.OS,
}


async def collect(hass: HomeAssistant, _jobs: Jobs) -> UpdatesFacts:
    """Read every update entity's state."""
    states = hass.states.async_all("update")
    if len(states) > MAX_ENTITIES:
        raise Unreadable(Reason.TOO_LARGE)
    registry = er.async_get(hass)
    return UpdatesFacts(
        core_version=__version__,
        entities=tuple(_entity(state, registry.async_get(state.entity_id)) for state in states),
    )


def _entity(state: State, entry: er.RegistryEntry | None) -> UpdateEntity:
    return UpdateEntity(
        entity_id=state.entity_id,
        kind=_kind(state, entry),
        title=_text(state, "title"),
        available={STATE_ON: True, STATE_OFF: False}.get(state.state),
        installed_version=_text(state, "installed_version"),
        latest_version=_text(state, "latest_version"),
        skipped_version=_text(state, "skipped_version"),
        waiting_since=None,
        protects=False,
    )


def _kind(state: State, entry: er.RegistryEntry | None) -> UpdateKind:
    if entry is not None and entry.platform == SUPERVISOR_PLATFORM:
        return _SUPERVISOR_KINDS.get(entry.unique_id, UpdateKind.OTHER)
    # Without the Supervisor, somebody else's entity may follow Core; it is about this
    # instance when it knows which version runs here.
    if _text(state, "title") == CORE_TITLE and _text(state, "installed_version") == __version__:
        return UpdateKind.CORE
    if state.attributes.get("device_class") == UpdateDeviceClass.FIRMWARE:
        return UpdateKind.FIRMWARE
    return UpdateKind.OTHER


def _text(state: State, name: str) -> str | None:
    value = state.attributes.get(name)
    return clip(value) if isinstance(value, str) else None
