"""Keep the card on pages that were opened before this integration was set up.

While Home Assistant starts, it serves pages before it sets up custom integrations. Such a page was
not told of the card. A dashboard resource is: dashboards load it over the websocket connection, at
any time. Its address is the module itself, so that it needs nothing from this integration, and it
asks for the card until that is served.
"""

from collections.abc import Mapping
import hashlib
from logging import getLogger
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant

from ..const import CONF_KEEP_CARD
from .card_file import CARD_PATH

_LOGGER = getLogger(__name__)

# Versions recognize each other's loaders by the checksum. One that was edited belongs to the person
# who did that: it is neither changed nor removed.
_FORM: Final = re.compile(
    r"data:text/javascript,/\* Shows Security Posture on pages that open while Home Assistant "
    r"starts \((?P<checksum>[0-9a-f]{12})\)\. \*/ (?P<code>.*)",
    re.DOTALL,
)


def loader(code: str) -> str:
    """Return the address of a loader."""
    return (
        "data:text/javascript,/* Shows Security Posture on pages that open while Home Assistant "
        f"starts ({_checksum(code)}). */ {code}"
    )


def is_loader(url: str) -> bool:
    """Return whether an address is a loader of the card, of any version."""
    found = _FORM.fullmatch(url)
    return found is not None and found["checksum"] == _checksum(found["code"])


def _checksum(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:12]


# It may contain no "#" and no "%", which have a meaning in an address. The answer names the card's
# own address, of which only the query is used: a module that is imported from the address in the
# page runs once. Browsers remember that an import failed, so that the next one needs another
# address.
LOADER: Final = loader(
    f'const at = new URL("{CARD_PATH}", location.origin); '
    "const load = async (seconds, failed) => { "
    'if (customElements.get("security-posture-card")) return; '
    "try { "
    'const answer = await fetch(at, { method: "HEAD", cache: "no-store" }); '
    "if (answer.ok) { "
    "const card = new URL(at); "
    'card.search = new URL(answer.headers.get("content-location") || at, at).search; '
    'if (failed) card.searchParams.set("retry", failed); '
    "failed += 1; "
    "await import(card); "
    "} } catch {} "
    "setTimeout(load, seconds * 1000, Math.min(seconds * 1.1, 30), failed); }; "
    'if (document.querySelector("home-assistant")) load(1, 0);'
)
_FIELDS: Final = {"res_type": "module", "url": LOADER}


async def async_follow_option(hass: HomeAssistant, options: Mapping[str, Any]) -> None:
    """Add or remove the resource. An entry of an older version was not asked: change nothing."""
    if (keep := options.get(CONF_KEEP_CARD)) is not None:
        await (async_keep_resource if keep else async_remove_resource)(hass)


async def async_keep_resource(hass: HomeAssistant) -> None:
    """Have one resource, with the current loader."""
    try:
        if (resources := await _async_resources(hass)) is None:
            return
        present = _ours(resources)
        if not present:
            await resources.async_create_item(dict(_FIELDS))
        for item in present[:1]:
            if (item["type"], item["url"]) != ("module", LOADER):
                await resources.async_update_item(item["id"], dict(_FIELDS))
        for item in present[1:]:
            await resources.async_delete_item(item["id"])
    except Exception as error:  # noqa: BLE001 - private API; the card works without it
        _log(error)


async def async_remove_resource(hass: HomeAssistant) -> None:
    """Remove the resource, also an identical one that was added by hand."""
    try:
        if (resources := await _async_resources(hass)) is None:
            return
        for item in _ours(resources):
            await resources.async_delete_item(item["id"])
    except Exception as error:  # noqa: BLE001 - private API
        _log(error)


async def async_has_resource(hass: HomeAssistant) -> bool:
    """Return whether there is such a resource; it does not matter who added it."""
    try:
        resources = await _async_resources(hass)
        return resources is not None and bool(_ours(resources))
    except Exception as error:  # noqa: BLE001 - private API
        _log(error)
        return False


async def _async_resources(hass: HomeAssistant) -> Any | None:
    """Return the loaded collection of dashboard resources; None if they are in YAML."""
    from homeassistant.components.lovelace.const import LOVELACE_DATA  # private

    if (lovelace := hass.data.get(LOVELACE_DATA)) is None or lovelace.resource_mode != "storage":
        return None
    await lovelace.resources.async_get_info()  # loads it
    return lovelace.resources


def _ours(resources: Any) -> list[dict[str, Any]]:
    return [item for item in resources.async_items() if is_loader(item["url"])]


def _log(error: Exception) -> None:
    _LOGGER.warning("Could not read or change the dashboard resources (%s)", type(error).__name__)
