"""Find the names of people, places and devices that a configuration defines."""

from collections.abc import Iterator
from typing import Final

from ..model import Name, Private
from ..secret_scanner import Scalar, YamlValue

_OWNERS: Final = frozenset({"owner", "person"})


def defined_names(place: YamlValue) -> Iterator[Name]:
    """Yield the names of people, places and devices that a value defines."""
    node = place.node
    if not isinstance(node, Scalar):
        return
    text = node.text.strip()
    name = place.key.lower()
    above = (place.above or "").lower()
    if above == "hosts" and "device_tracker" in map(str.lower, place.keys[:-2]):
        yield Name(Private.DEVICE, place.key)
    if not text or node.tag or "{{" in text or len(text) > 80:
        return
    if name == "name" and above == "homeassistant":
        yield Name(Private.PLACE, text)
    elif name in ("name", "id") and above == "person":
        yield Name(Private.PERSON, text)
    elif name == "name" and above == "zone":
        yield Name(Private.ZONE, text)
    elif name == "dev_id":
        yield Name(Private.DEVICE, text)
    elif (
        place.key_node is not None
        and name in _OWNERS
        and [key.lower() for key in place.keys[:1]] == ["substitutions"]
    ):
        yield Name(Private.PERSON, text)
