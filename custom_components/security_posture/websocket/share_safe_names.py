"""The names of people, places and phones in the running instance, to replace in a copy."""

from collections.abc import Iterator

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..share_safe import Name, Private

_PHONE_APP = "mobile_app"
_DOMAINS = {
    "person": Private.PERSON,
    "zone": Private.ZONE,
    "device_tracker": Private.DEVICE,
}


async def async_names(hass: HomeAssistant) -> list[Name]:
    """Return the names of all people, places and phones."""
    users = [user.name for user in await hass.auth.async_get_users() if not user.system_generated]
    return [
        *(Name(Private.PERSON, name) for name in users if name),
        *_entity_names(hass),
        *(Name(Private.DEVICE, name) for name in _phone_names(hass)),
        Name(Private.PLACE, hass.config.location_name),
    ]


@callback
def _entity_names(hass: HomeAssistant) -> Iterator[Name]:
    for state in hass.states.async_all(_DOMAINS):
        yield Name(_DOMAINS[state.domain], state.name)
        yield Name(_DOMAINS[state.domain], state.object_id.replace("_", " "))


@callback
def _phone_names(hass: HomeAssistant) -> Iterator[str]:
    for device in dr.async_get(hass).devices:
        if any(domain == _PHONE_APP for domain, *_ in device.identifiers):
            yield from filter(None, (device.name, device.name_by_user))
    for entry in er.async_get(hass).entities.values():
        if entry.domain == "device_tracker":
            yield from filter(None, (entry.name, entry.original_name))
