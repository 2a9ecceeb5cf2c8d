"""What the running instance knows about the home: names, its own hosts, and coordinates.

At least what the command line reads from `.storage`. Of other integrations' objects, only texts
are taken, and not more than a home can have.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from ipaddress import ip_address
from itertools import chain, islice
import socket
from typing import Any, Final

from yarl import URL

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)

from ...collectors.common.foreign import contained
from ...share_safe import Knowledge, Name, Private

# Of any kind; the most certain ones come first.
MAX_NAMES: Final = 5_000
MAX_HOSTS: Final = 50
MAX_ZONES: Final = 500
# In characters. A longer text is no name.
_MAX_LENGTH: Final = 200
_PHONE_APP: Final = "mobile_app"
_ROUTER: Final = "router"
_DOMAINS: Final[Mapping[str, Private]] = {
    "person": Private.PERSON,
    "zone": Private.ZONE,
    "device_tracker": Private.DEVICE,
}
# Names that Home Assistant itself gives, in every home.
_EVERYWHERE: Final = frozenset({"home"})
_EVERY_HOST: Final = frozenset(
    {"home-assistant.local", "homeassistant.local", "hassio.local", "localhost"}
)


async def async_knowledge(hass: HomeAssistant) -> Knowledge:
    """Return what is private about this home."""
    users = [user for user in await hass.auth.async_get_users() if not user.system_generated]
    names = chain(
        ((Private.PERSON, user.name) for user in users),
        ((Private.USER, login) for login in _logins(hass, users)),
        ((Private.PLACE, name) for name in (hass.config.location_name,)),
        _entity_names(hass, ("person", "zone")),
        ((Private.DEVICE, name) for name in _phone_names(hass)),
        ((Private.AREA, name) for name in _area_names(hass)),
        _entity_names(hass, ("device_tracker",)),
    )
    return Knowledge(
        names=tuple(islice(_unique(names), MAX_NAMES)),
        hosts=frozenset(islice(_hosts(hass), MAX_HOSTS)),
        coordinates=tuple(islice(dict.fromkeys(_coordinates(hass)), MAX_ZONES)),
    )


def _unique(names: Iterable[tuple[Private, object]]) -> Iterator[Name]:
    seen: set[Name] = set()
    for kind, text in names:
        if not isinstance(text, str) or not 0 < len(text.strip()) <= _MAX_LENGTH:
            continue
        name = Name(kind, text.strip())
        if name not in seen and name.text.lower() not in _EVERYWHERE:
            seen.add(name)
            yield name


@callback
def _logins(hass: HomeAssistant, users: Iterable[User]) -> Iterator[object]:
    """Yield what people type to log in; a password is never read."""
    for user in users:
        for credential in user.credentials:
            if isinstance(credential.data, Mapping):
                yield credential.data.get("username")
    for provider in hass.auth.auth_providers:
        if provider.type == "homeassistant":
            yield from _stored_logins(provider)


def _stored_logins(provider: object) -> list[object]:
    """Return the logins that Home Assistant has stored, also those that belong to no user."""
    with suppress(Exception), contained():
        # Private, and not loaded before somebody has logged in.
        stored = provider.data.users  # type: ignore[attr-defined]
        return [entry.get("username") for entry in stored]
    return []


@callback
def _entity_names(
    hass: HomeAssistant, domains: tuple[str, ...]
) -> Iterator[tuple[Private, object]]:
    followed = _followed(hass)
    # The tracker of a person may be gone, while the configuration still names it.
    known = {each for each in followed if each.partition(".")[0] in domains}
    for state in hass.states.async_all(domains):
        if state.attributes.get("source_type") == _ROUTER and state.entity_id not in followed:
            continue  # any device of the network, a printer for instance
        known.add(state.entity_id)
        yield _DOMAINS[state.domain], state.attributes.get("friendly_name")
    for entry in er.async_get(hass).entities.values():
        if entry.domain in domains and (
            entry.entity_id in known or entry.domain == "person" or entry.platform == _PHONE_APP
        ):
            known.add(entry.entity_id)
            for text in (entry.name, entry.original_name, *entry.aliases):
                yield _DOMAINS[entry.domain], text
    for entity_id in sorted(known):
        domain, _, object_id = entity_id.partition(".")
        yield _DOMAINS[domain], object_id.replace("_", " ")


def _followed(hass: HomeAssistant) -> set[str]:
    """Return the ids of the trackers by which a person is found."""
    followed: set[str] = set()
    for person in hass.states.async_all("person"):
        trackers = person.attributes.get("device_trackers")
        if isinstance(trackers, list | tuple):
            followed.update(each for each in trackers if isinstance(each, str))
    return followed


@callback
def _phone_names(hass: HomeAssistant) -> Iterator[object]:
    for device in dr.async_get(hass).devices:
        if any(isinstance(each, tuple) and _PHONE_APP in each[:1] for each in device.identifiers):
            yield from (device.name, device.name_by_user)
    for entry in hass.config_entries.async_entries(_PHONE_APP):
        yield entry.data.get("device_name")


@callback
def _area_names(hass: HomeAssistant) -> Iterator[object]:
    for area in ar.async_get(hass).async_list_areas():
        yield from (area.name, *area.aliases, area.id.replace("_", " "))
    for floor in fr.async_get(hass).async_list_floors():
        yield from (floor.name, *floor.aliases, floor.floor_id.replace("_", " "))


@callback
def _hosts(hass: HomeAssistant) -> Iterator[str]:
    """Yield the names under which this instance can be reached, in lower case."""
    api = hass.config.api
    urls = (hass.config.external_url, hass.config.internal_url)
    found = chain(
        (_host_of(url) for url in urls),
        (_mdns_name(name) for name in (socket.gethostname(), _supervised_host(hass))),
        (api.host if api else None,),
        _cloud_domains(hass) if "cloud" in hass.config.components else (),
    )
    for host in dict.fromkeys(found):
        if isinstance(host, str) and 0 < len(host) <= _MAX_LENGTH:
            name = host.lower().rstrip(".")
            if name not in _EVERY_HOST and not _is_address(name):
                yield name


def _host_of(url: object) -> str | None:
    with suppress(ValueError):
        return URL(url).host if isinstance(url, str) else None
    return None


def _mdns_name(hostname: object) -> str | None:
    """Return the name of this machine on its network; a name with a dot is complete."""
    if not isinstance(hostname, str) or not hostname:
        return None
    return hostname if "." in hostname else f"{hostname}.local"


def _supervised_host(hass: HomeAssistant) -> object:
    if "hassio" not in hass.config.components:
        return None
    with suppress(Exception), contained():
        from homeassistant.components.hassio import get_host_info  # optional

        return (get_host_info(hass) or {}).get("hostname")
    return None


def _cloud_domains(hass: HomeAssistant) -> list[object]:
    """Return the domains of remote access, also while it is switched off."""
    with suppress(Exception), contained():
        cloud: Any = hass.data["cloud"]  # private
        own = [cloud.client.prefs.remote_domain, cloud.remote.instance_domain]
        return [*own, *islice(cloud.remote.alias or (), MAX_HOSTS)]
    return []


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@callback
def _coordinates(hass: HomeAssistant) -> Iterator[tuple[float, float]]:
    pairs = chain(
        ((hass.config.latitude, hass.config.longitude),),
        (_position(state) for state in hass.states.async_all("zone")),
    )
    for latitude, longitude in pairs:
        # Without a location it is 0, which is in every file.
        if _is_number(latitude) and _is_number(longitude) and (latitude or longitude):
            yield float(latitude), float(longitude)


def _position(state: State) -> tuple[Any, Any]:
    return state.attributes.get("latitude"), state.attributes.get("longitude")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
