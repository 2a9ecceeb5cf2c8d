"""Read private names from `.storage` and from a word list, for the command line."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any, Final

from .model import Name, Private
from .scanner import read_text

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_WORDS: Final = 10_000


def stored_names(directory: Path) -> Iterator[Name]:
    """Yield the names of people, places and phones in a configuration directory."""
    for person in _items(directory, "person", "items"):
        yield from _name(Private.PERSON, person, "name")
    for user in _items(directory, "auth", "users"):
        if not user.get("system_generated"):
            yield from _name(Private.PERSON, user, "name")
    for credential in _items(directory, "auth_provider.homeassistant", "users"):
        yield from _name(Private.USER, credential, "username")
    for zone in _items(directory, "zone", "items"):
        yield from _name(Private.ZONE, zone, "name")
    for device in _items(directory, "core.device_registry", "devices"):
        known = device.get("identifiers")
        if isinstance(known, list) and any("mobile_app" in str(each) for each in known):
            yield from _name(Private.DEVICE, device, "name")
            yield from _name(Private.DEVICE, device, "name_by_user")
    core = _data(directory, "core.config")
    if isinstance(core, dict):
        yield from _name(Private.PLACE, core, "location_name")


def read_word_list(path: Path) -> list[Name]:
    """Return the words of a list, one a line. Raises OSError or UnicodeDecodeError."""
    lines = path.read_text(encoding="utf-8").splitlines()[:MAX_WORDS]
    return [
        Name(Private.WORD, line.strip())
        for line in lines
        if line.strip() and not line.startswith("#")
    ]


def _items(directory: Path, store: str, key: str) -> Iterator[dict[str, Any]]:
    data = _data(directory, store)
    found = data.get(key) if isinstance(data, dict) else None
    for item in found if isinstance(found, list) else ():
        if isinstance(item, dict):
            yield item


def _data(directory: Path, store: str) -> Any:
    text = read_text(directory / ".storage" / store, MAX_BYTES)
    try:
        content = json.loads(text) if text else None
    except ValueError, RecursionError:
        return None
    return content.get("data") if isinstance(content, dict) else None


def _name(kind: Private, item: dict[str, Any], key: str) -> Iterator[Name]:
    value = item.get(key)
    if isinstance(value, str) and value.strip() and value.strip().lower() != "home":
        yield Name(kind, value)
