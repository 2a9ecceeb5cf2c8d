"""Create a dashboard with the card, for users who ask for it when they add the integration.

Home Assistant has no public way to do this from Python. Its own collection of dashboards is used,
as its settings page does: a second collection would overwrite the file of the first.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
import inspect
from itertools import count
from logging import getLogger
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components import frontend, websocket_api
from homeassistant.const import CONF_ICON, CONF_ID
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_dumps
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, NAME

if TYPE_CHECKING:
    from homeassistant.components.lovelace.dashboard import DashboardsCollection, LovelaceConfig

_LOGGER = getLogger(__name__)

URL_PATH: Final = "security-posture"
CARD: Final = "custom:security-posture-card"
_COMMAND: Final = "lovelace/dashboards/create"
_TIMEOUT: Final = 10  # seconds
# A form that is submitted twice creates one.
_LOCK: Final[HassKey[asyncio.Lock]] = HassKey(f"{DOMAIN}_dashboard")


class Outcome(StrEnum):
    """What became of the dashboard; the values are keys of the texts in the last dialog."""

    NOT_ASKED = "no_dashboard"
    CREATED = "dashboard_created"
    EXISTS = "dashboard_exists"
    FAILED = "dashboard_failed"


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The dashboard, and the page that the last dialog leads to."""

    outcome: Outcome
    title: str = ""
    page: str = "config/lovelace/dashboards"

    @property
    def placeholders(self) -> dict[str, str]:
        """Return the placeholders of the text.

        A page that was open before does not know the card. With a target, the link loads the page
        again, which the frontend's own links do not.
        """
        return {
            "link": f'<a href="/{self.page}" target="_self">',
            "end": "</a>",
            "title": escape(self.title),
        }


NOT_ASKED: Final = Dashboard(Outcome.NOT_ASKED)


async def async_title(hass: HomeAssistant) -> str:
    """Return the title of the dashboard, in the language of the instance."""
    texts = await async_get_translations(hass, hass.config.language, "common", {DOMAIN})
    return texts.get(f"component.{DOMAIN}.common.dashboard_title", NAME)


async def async_create_dashboard(hass: HomeAssistant) -> Dashboard:
    """Create the dashboard unless there is one; never raise."""
    try:
        async with asyncio.timeout(_TIMEOUT), hass.data.setdefault(_LOCK, asyncio.Lock()):
            return await _create(hass)
    except Exception as err:  # noqa: BLE001 - private API may have changed in any way
        _LOGGER.warning("The dashboard could not be created: %s", type(err).__name__)
        return Dashboard(Outcome.FAILED)


async def _create(hass: HomeAssistant) -> Dashboard:
    from homeassistant.components.lovelace import LOVELACE_DATA

    dashboards = hass.data[LOVELACE_DATA].dashboards
    for url_path in _url_paths():
        if (existing := dashboards.get(url_path)) is not None and await _has_card(existing):
            title = str((existing.config or {}).get("title") or url_path)
            return Dashboard(Outcome.EXISTS, title, url_path)
        if not frontend.async_panel_exists(hass, url_path):
            break
    title = await async_title(hass)
    collection = _collection(hass)
    item = await collection.async_create_item(
        {
            "title": title,
            "url_path": url_path,
            CONF_ICON: "mdi:shield-half-full",
            # It is about findings; administrators can show it to others.
            "require_admin": True,
        }
    )
    try:
        await dashboards[url_path].async_save(_views())
    except BaseException:
        await collection.async_delete_item(item[CONF_ID])
        raise
    return Dashboard(Outcome.CREATED, title, url_path)


def _views() -> dict[str, Any]:
    """Return one section as wide as the view, with the card in its full height.

    Unlike a view that is only a panel, it can be scrolled on a phone and takes other cards.
    """
    card = {"type": CARD, "grid_options": {"columns": "full"}}
    section = {"type": "grid", "column_span": 4, "cards": [card]}
    return {"views": [{"type": "sections", "max_columns": 4, "sections": [section]}]}


def _url_paths() -> Iterator[str]:
    """Yield the path, and others for homes where it is taken."""
    yield URL_PATH
    for number in count(2):
        yield f"{URL_PATH}-{number}"


async def _has_card(dashboard: LovelaceConfig) -> bool:
    try:
        return f'"{CARD}"' in json_dumps(await dashboard.async_load(force=False))
    except HomeAssistantError:  # no configuration yet, or a YAML file with errors
        return False


def _collection(hass: HomeAssistant) -> DashboardsCollection:
    """Return Home Assistant's collection of dashboards; only the websocket command refers to it."""
    from homeassistant.components.lovelace.dashboard import DashboardsCollection

    handler, _schema = hass.data[websocket_api.DOMAIN][_COMMAND]
    collection = inspect.unwrap(handler).__self__.storage_collection
    if not isinstance(collection, DashboardsCollection):
        raise TypeError
    return collection
