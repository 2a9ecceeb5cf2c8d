"""Read what Home Assistant's storage knows about the home, for the command line."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any, Final

from .model import Knowledge, Name, Private
from .secret_scanner import read_text

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_WORDS: Final = 10_000
# More than any home has.
_MAX_NAMES: Final = 20_000
_MAX_LENGTH: Final = 255
_PHONE_APP: Final = "mobile_app"
_URLS: Final = ("external_url", "internal_url")
# Not urlsplit: it keeps the last URLs in memory.
_URL: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#:@\[\]]*)")
_HOST: Final = re.compile(r"\w[\w.-]*")
_MOST: Final = 180  # degrees
_DEFAULTS: Final = ("home",)


def stored_knowledge(directory: Path, words: list[Name] | None = None) -> Knowledge:
    """Return what the storage of a configuration directory knows, and the user's own words."""
    core = _data(directory, "core.config")
    config = core if isinstance(core, dict) else {}
    names = dict.fromkeys(_names(directory, config))
    return Knowledge(
        names=(*[*names][:_MAX_NAMES], *(words or ())),
        hosts=frozenset(_hosts(directory, config)),
        coordinates=tuple(dict.fromkeys(_coordinates(directory, config))),
    )


def read_word_list(path: Path) -> list[Name]:
    """Return the words of a list, one per line. Raises OSError or UnicodeDecodeError."""
    with path.open(encoding="utf-8-sig") as file:
        lines = file.read(MAX_BYTES).splitlines()[:MAX_WORDS]
    return [
        Name(Private.WORD, line.strip())
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def _names(directory: Path, config: dict[str, Any]) -> Iterator[Name]:
    for person in _items(directory, "person", "items"):
        yield from _name(Private.PERSON, person.get("name"))
        for tracker in _list(person, "device_trackers"):
            yield from _name(Private.DEVICE, _object_id(tracker))
    for user in _items(directory, "auth", "users"):
        if not user.get("system_generated"):
            yield from _name(Private.PERSON, user.get("name"))
    for credential in _items(directory, "auth_provider.homeassistant", "users"):
        yield from _name(Private.USER, credential.get("username"))
    for zone in _items(directory, "zone", "items"):
        yield from _name(Private.ZONE, zone.get("name"))
    yield from _phones(directory)
    yield from _name(Private.PLACE, config.get("location_name"))
    yield from _areas(directory)


def _object_id(entity_id: object) -> str | None:
    return entity_id.rpartition(".")[2].replace("_", " ") if isinstance(entity_id, str) else None


def _areas(directory: Path) -> Iterator[Name]:
    for store, key in (("core.area_registry", "areas"), ("core.floor_registry", "floors")):
        for area in _items(directory, store, key):
            for name in (area.get("name"), *_list(area, "aliases")):
                yield from _name(Private.AREA, name)


def _phones(directory: Path) -> Iterator[Name]:
    for device in _items(directory, "core.device_registry", "devices"):
        if any(_PHONE_APP in str(each) for each in _list(device, "identifiers")):
            yield from _name(Private.DEVICE, device.get("name"))
            yield from _name(Private.DEVICE, device.get("name_by_user"))
    for entry in _items(directory, "core.config_entries", "entries"):
        if entry.get("domain") == _PHONE_APP and isinstance(data := entry.get("data"), dict):
            yield from _name(Private.DEVICE, data.get("device_name"))


def _hosts(directory: Path, config: dict[str, Any]) -> Iterator[str]:
    for key in _URLS:
        if isinstance(url := config.get(key), str) and (host := _host(url)):
            yield host
    cloud = _data(directory, "cloud")
    remote = cloud.get("remote_domain") if isinstance(cloud, dict) else None
    if isinstance(remote, str) and (host := _host(f"//{remote}")):
        yield host


def _host(url: str) -> str | None:
    """Return the host name of a URL; an IP address is none."""
    match = _URL.match(url)
    host = match[1] if match else ""
    plain = host.lower().rstrip(".") if len(host) <= _MAX_LENGTH else ""
    return plain if _HOST.fullmatch(plain) and any(map(str.isalpha, plain)) else None


def _coordinates(directory: Path, config: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for place in (config, *_items(directory, "zone", "items")):
        latitude, longitude = _degrees(place.get("latitude")), _degrees(place.get("longitude"))
        if latitude is not None and longitude is not None and (latitude or longitude):
            yield latitude, longitude


def _degrees(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _MOST:
        return None
    return float(value)


def _items(directory: Path, store: str, key: str) -> Iterator[dict[str, Any]]:
    data = _data(directory, store)
    for item in _list(data, key) if isinstance(data, dict) else ():
        if isinstance(item, dict):
            yield item


def _list(item: dict[str, Any], key: str) -> list[Any]:
    found = item.get(key)
    return found if isinstance(found, list) else []


def _data(directory: Path, store: str) -> Any:
    text = read_text(directory / ".storage" / store, MAX_BYTES)
    try:
        content = json.loads(text) if text else None
    except ValueError, RecursionError:
        return None
    return content.get("data") if isinstance(content, dict) else None


def _name(kind: Private, value: object) -> Iterator[Name]:
    if (
        isinstance(value, str)
        and len(value) <= _MAX_LENGTH
        and value.strip()
        and value.strip().lower() not in _DEFAULTS
    ):
        yield Name(kind, value)
