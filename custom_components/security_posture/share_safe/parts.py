"""Stand-in until the packages of names and uses are there."""

from collections.abc import Iterator
import re

from .name_index import NameIndex
from .scanner import Scalar, YamlValue
from .uses.model import Part, Use

__all__ = ["NameIndex", "Part", "Use", "comment_parts", "key_parts", "value_parts"]
_ENTITY = re.compile(r"(?<![\w.])(person|zone|device_tracker|light|sensor|binary_sensor|input_boolean|notify|script)\.([a-z0-9_]{2,80})(?![\w.(])")
_TEXTS = {"alias", "name", "message", "title", "description", "friendly_name"}
_SERVICES = {"see", "reload", "last_changed", "entity_id", "attributes", "all"}
_PHONE = re.compile(r"\bmobile_app_(?!notification)([a-z0-9_]+)")


def _parts(text: str, use: Use) -> Iterator[Part]:
    done = 0
    for match in sorted([*_ENTITY.finditer(text), *_PHONE.finditer(text)], key=lambda m: m.start()):
        if match.start() < done or match[match.lastindex or 0] in _SERVICES:
            continue
        begin = match.start() if match.re is _PHONE else match.start(2)
        if match.start() > done:
            yield Part(done, match.start(), use)
        yield Part(begin, match.end(), Use.OBJECT_ID)
        done = match.end()
    if done < len(text):
        yield Part(done, len(text), use)


def key_parts(place: YamlValue) -> Iterator[Part]:
    if place.key_node is not None:
        yield Part(0, len(place.key_node.text), Use.OBJECT_ID)


def value_parts(place: YamlValue) -> Iterator[Part]:
    if isinstance(place.node, Scalar):
        text = place.node.text
        if place.key in ("icon",):
            yield Part(0, len(text), Use.OPAQUE)
        else:
            yield from _parts(text, Use.TEXT if place.key in _TEXTS else Use.VALUE)


def comment_parts(text: str) -> Iterator[Part]:
    yield from _parts(text, Use.TEXT)
