"""Listen for events that may change a result, and request the sources they affect."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from homeassistant.auth import EVENT_USER_ADDED, EVENT_USER_REMOVED, EVENT_USER_UPDATED
from homeassistant.components.update import (
    ATTR_AUTO_UPDATE,
    ATTR_INSTALLED_VERSION,
    ATTR_LATEST_VERSION,
    ATTR_SKIPPED_VERSION,
    DOMAIN as UPDATE_DOMAIN,
)
from homeassistant.const import EVENT_CORE_CONFIG_UPDATE, EVENT_LOGGING_CHANGED
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import (
    TrackStates,
    async_track_state_change_event,
    async_track_state_change_filtered,
)
from homeassistant.helpers.issue_registry import EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED
from homeassistant.util.event_type import EventType

from ..collectors import Collectors
from ..const import DOMAIN
from .integrations import async_listen_for_integrations
from .supervisor import async_listen_to_supervisor

EVENT_AUTOMATION_RELOADED = "automation_reloaded"

# The sources that an event may have changed.
EVENTS: Mapping[EventType[Any] | str, tuple[str, ...]] = {
    EVENT_USER_ADDED: ("auth", "accounts"),
    EVENT_USER_UPDATED: ("auth", "accounts"),
    EVENT_USER_REMOVED: ("auth", "accounts"),
    EVENT_CORE_CONFIG_UPDATE: ("urls", "tls", "core"),
    EVENT_LOGGING_CHANGED: ("core",),
    EVENT_AUTOMATION_RELOADED: ("webhooks", "yaml", "secrets"),
    # Home Assistant raises issues about its HTTP settings, its backups and its versions.
    EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED: (
        *("http", "backups", "updates", "issues", "supervisor", "tools"),
    ),
}

_UPDATE_ATTRIBUTES = (
    ATTR_AUTO_UPDATE,
    ATTR_INSTALLED_VERSION,
    ATTR_LATEST_VERSION,
    ATTR_SKIPPED_VERSION,
)


@callback
def async_listen(
    hass: HomeAssistant, collectors: Collectors, request: Callable[[Collection[str]], None]
) -> CALLBACK_TYPE:
    """Call `request` with the sources to read again after an event; return how to unsubscribe."""

    def on_event(
        sources: Collection[str], is_relevant: Callable[[Event[Any]], bool]
    ) -> Callable[[Event[Any]], None]:
        @callback
        def listener(event: Event[Any]) -> None:
            if is_relevant(event):
                request(sources)

        return listener

    unsubscribers = [
        *(
            hass.bus.async_listen(event_type, on_event(sources, _is_not_own))
            for event_type, sources in EVENTS.items()
        ),
        async_track_state_change_filtered(
            hass,
            TrackStates(False, set(), {UPDATE_DOMAIN}),
            on_event(("updates",), _has_other_version),
        ).async_remove,
        async_track_state_change_event(
            hass, collectors.evidence_entity_ids, on_event(("evidence_entities",), _has_other_state)
        ),
        *async_listen_for_integrations(hass, request),
        *async_listen_to_supervisor(hass, request),
        collectors.async_on_failed_sign_in(partial(request, ("failed_sign_ins", "bans"))),
        collectors.async_on_backup(partial(request, ("backups",))),
    ]

    @callback
    def unsubscribe() -> None:
        for each in unsubscribers:
            each()

    return unsubscribe


def _is_not_own(event: Event[Any]) -> bool:
    # The repair issue of this integration must not trigger a run.
    return bool(event.data.get("domain") != DOMAIN)


def _has_other_state(event: Event[EventStateChangedData]) -> bool:
    old, new = event.data["old_state"], event.data["new_state"]
    return (old and old.state) != (new and new.state)


def _has_other_version(event: Event[EventStateChangedData]) -> bool:
    # The progress of an update changes no result.
    return _versions(event.data["old_state"]) != _versions(event.data["new_state"])


def _versions(state: State | None) -> tuple[object, ...] | None:
    if state is None:
        return None
    return (state.state, *(state.attributes.get(name) for name in _UPDATE_ATTRIBUTES))
