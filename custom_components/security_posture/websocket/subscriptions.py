"""The subscriptions of `security_posture/subscribe`.

What every client subscribes to is the same, so a snapshot is built and encoded once for all
connections that get the same one, and once per connection, however often it has subscribed.
"""

from functools import partial
from typing import Any, Final, NamedTuple

from homeassistant.auth.models import User
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.messages import construct_event_message
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.json import json_bytes
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, SIGNAL_CHANGED
from .decorators import has_password_login
from .snapshot import snapshot

# On one connection. A page needs one, or a few while it subscribes again.
MAX_SUBSCRIPTIONS: Final = 32


class _Message(NamedTuple):
    """A snapshot: to compare with the one sent before, and encoded."""

    content: dict[str, Any]  # without the time at which it was made
    encoded: bytes


class _Messages:
    """The snapshots of one moment, each made when the first connection needs it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without any."""
        self._hass = hass
        self._made: dict[tuple[str, bool] | None, _Message] = {}

    def message_for(self, connection: ActiveConnection) -> _Message:
        """Return the snapshot for the user and the session of a connection."""
        user = connection.user
        if not user.is_admin:
            return self._message(None, user, has_password=False)  # the same for all
        has_password = has_password_login(self._hass, connection)
        return self._message((user.id, has_password), user, has_password=has_password)

    def _message(self, key: tuple[str, bool] | None, user: User, *, has_password: bool) -> _Message:
        if key not in self._made:
            event = snapshot(self._hass, user, has_password_login=has_password)
            content = {name: value for name, value in event.items() if name != "now"}
            self._made[key] = _Message(content, json_bytes(event))
        return self._made[key]


class Subscriptions:
    """All subscriptions of an instance."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without subscribers; it listens while there are any."""
        self._hass = hass
        self._ids: dict[ActiveConnection, set[int]] = {}
        # What was sent last, by connection.
        self._sent: dict[ActiveConnection, dict[str, Any]] = {}
        self._unsubscribers: tuple[CALLBACK_TYPE, ...] = ()

    @callback
    def async_add(self, connection: ActiveConnection, msg_id: int) -> bool:
        """Add a subscription and send a snapshot to it; return False if there are too many."""
        if len(self._ids.get(connection, ())) >= MAX_SUBSCRIPTIONS:
            return False
        if not self._ids:
            self._start()
        ids = self._ids.setdefault(connection, set())
        ids.add(msg_id)
        connection.subscriptions[msg_id] = partial(self._async_remove, connection, msg_id)
        connection.send_result(msg_id)
        message = _Messages(self._hass).message_for(connection)
        if len(ids) == 1:
            self._sent[connection] = message.content
        connection.send_message(construct_event_message(msg_id, message.encoded))
        return True

    @callback
    def _async_remove(self, connection: ActiveConnection, msg_id: int) -> None:
        ids = self._ids[connection]
        ids.discard(msg_id)
        if not ids:
            del self._ids[connection], self._sent[connection]
        if not self._ids:
            self._stop()

    def _start(self) -> None:
        self._unsubscribers = (
            async_dispatcher_connect(self._hass, SIGNAL_CHANGED, self._async_push),
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry),
        )

    def _stop(self) -> None:
        for unsubscribe in self._unsubscribers:
            unsubscribe()
        self._unsubscribers = ()

    @callback
    def _on_entry(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN:
            self._async_push()

    @callback
    def _async_push(self) -> None:
        """Send the current snapshot to the connections that have another one."""
        messages = _Messages(self._hass)
        for connection, ids in list(self._ids.items()):
            message = messages.message_for(connection)
            if message.content != self._sent[connection]:
                self._sent[connection] = message.content
                for msg_id in sorted(ids):
                    connection.send_message(construct_event_message(msg_id, message.encoded))


SUBSCRIPTIONS: Final[HassKey[Subscriptions]] = HassKey(f"{DOMAIN}_subscriptions")
