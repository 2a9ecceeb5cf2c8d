"""Where the card is: the path of a dashboard, for links in texts that all users can read.

Such a path must tell nothing: views have numbers, and of the dashboards for administrators only the
one that this integration creates is used. The frontend lists all others to every user.
"""

import asyncio
from collections.abc import Callable, Iterator
from logging import getLogger
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_LOVELACE_UPDATED, EVENT_PANELS_UPDATED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_dumps

from .dashboard import CARD, URL_PATH

if TYPE_CHECKING:
    from homeassistant.components.lovelace.dashboard import LovelaceConfig

_LOGGER = getLogger(__name__)

_TIMEOUT: Final = 10  # seconds
_DEFAULT: Final = "lovelace"


class CardPath:
    """Find the card, again whenever a dashboard was changed, added or removed."""

    def __init__(self, hass: HomeAssistant, on_change: Callable[[str | None], None]) -> None:
        """Initialize; `on_change` is called with the path, or with None when it is unknown."""
        self._hass = hass
        self._on_change = on_change
        self._path: str | None = None
        self._running: asyncio.Task[None] | None = None

    @callback
    def async_start(self, entry: ConfigEntry) -> None:
        """Search in the background until the entry is unloaded."""

        @callback
        def search(_event: Event[Any] | None = None) -> None:
            if self._running is not None:
                self._running.cancel()  # its result may be older than the change
            self._running = entry.async_create_background_task(
                self._hass, self._search(), f"{__name__}.search"
            )

        for event_type in (EVENT_LOVELACE_UPDATED, EVENT_PANELS_UPDATED):
            entry.async_on_unload(self._hass.bus.async_listen(event_type, search))
        search()

    async def _search(self) -> None:
        path = await async_card_path(self._hass)
        if path != self._path:
            self._path = path
            self._on_change(path)


async def async_card_path(hass: HomeAssistant) -> str | None:
    """Return the path of a view with the card, or None if none is found; never raise."""
    try:
        async with asyncio.timeout(_TIMEOUT):
            for url_path, dashboard in _dashboards(hass):
                if path := await _path_in(url_path, dashboard):
                    return path
    except Exception as err:  # noqa: BLE001 - private API may have changed in any way
        _LOGGER.debug("The card could not be searched for: %s", type(err).__name__)
    return None


def _dashboards(hass: HomeAssistant) -> Iterator[tuple[str, LovelaceConfig]]:
    """Yield the dashboards that may be named to all users, our own first."""
    from homeassistant.components.lovelace import LOVELACE_DATA

    found = {
        url_path or _DEFAULT: each for url_path, each in hass.data[LOVELACE_DATA].dashboards.items()
    }
    for url_path in sorted(found, key=lambda each: (not _is_own(each), each)):
        settings = found[url_path].config or {}
        if _is_own(url_path) or not settings.get("require_admin"):
            yield url_path, found[url_path]


def _is_own(url_path: str) -> bool:
    name, _, number = url_path.rpartition("-")
    return url_path == URL_PATH or (name == URL_PATH and number.isdecimal())


async def _path_in(url_path: str, dashboard: LovelaceConfig) -> str | None:
    try:
        config = await dashboard.async_load(force=False)
    except HomeAssistantError:  # arranged by Home Assistant, or a YAML file with errors
        return None
    views = config.get("views")
    for number, view in enumerate(views if isinstance(views, list) else ()):
        if f'"{CARD}"' in json_dumps(view):
            return f"/{url_path}/{number}" if number else f"/{url_path}"
    return None
