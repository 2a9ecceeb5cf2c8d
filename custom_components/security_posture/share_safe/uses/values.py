"""Split values."""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from .. import vocabulary
from ..secret_scanner import SHORT, Ancestors, Scalar, YamlValue, cached_until_forgotten
from .by_key import is_action, is_device, is_style, use_by_key
from .identifiers import HASH, SLUG, identifier_use
from .json_text import is_json, split_json
from .model import Part, Use
from .positions import Named, named_by, without_package
from .styles import split_style
from .templates import Language, has_template, split_code, split_template
from .texts import entity_parts, literal_use, split_quoted, split_text

_ACTION: Final = re.compile(r"([a-z][a-z0-9_]{1,60})\.([a-z0-9_]{1,255})")
_OF_SECRETS: Final = "!secret"
_OF_IDS: Final = ("!input", "!extend", "!remove", "!env_var")
_INCLUDE: Final = "!include"
_LAMBDA: Final = ("!lambda", "lambda")
# They hold names of parts of a card.
_OF_AREAS: Final = ("grid-area", "grid-template-areas", "grid_template_areas", "grid-template")
_SENTENCES: Final = frozenset({"conversation", "intents", "expansion_rules"})
_PATH: Final = "path"
_VIEWS: Final = "views"
_LOGS: Final = "logs"
# Integrations whose values are commands, whatever their keys are.
_COMMANDS: Final = frozenset({"shell_command", "command_line", "rest_command"})


def value_parts(place: YamlValue) -> Iterator[Part]:
    """Yield the parts of a value. Keywords can be missing."""
    if not isinstance(place.node, Scalar) or not place.node.text:
        return
    text, tag = place.node.text, place.node.tag
    if tag == _OF_SECRETS:
        yield from _whole(text, identifier_use(text))
    elif tag is not None and tag.startswith(_INCLUDE):
        yield from split_text(text, Use.VALUE)
    elif tag in _OF_IDS:
        yield from _whole(text, Use.OBJECT_ID)
    elif tag in _LAMBDA or place.key in _LAMBDA:
        yield from split_code(text, Language.CPP)
    elif _is_name_of_person(place, text):
        yield from _whole(text, Use.NAME)
    else:
        in_style, use = place.ask(_by_path)
        if in_style and place.key not in _OF_AREAS:
            yield from split_style(text)
        else:
            yield from parts_by_key(place.key, text, use)


def _by_path(level: Ancestors) -> tuple[bool, Use | None]:
    return _of_path(level.keys)


def _is_name_of_person(place: YamlValue, text: str) -> bool:
    """Return whether a value is the name of a person or of what tracks one."""
    if place.key not in _NAMES or len(text) > _MAX_NAME or "{" in text or "/" in text:
        return False
    above = place.above
    if above is not None and (above == _PERSON or above.startswith(f"{_PERSON}.")):
        return True
    return place.ask(_is_beside_person)


def _is_beside_person(level: Ancestors) -> bool:
    mapping = level.mapping
    return mapping is not None and any(
        isinstance(key, Scalar)
        and key.text in _ENTITY_KEYS
        and isinstance(value, Scalar)
        and value.text.startswith((f"{_PERSON}.", "device_tracker."))
        for key, value in mapping.pairs
    )


_PERSON: Final = "person"
_NAMES: Final = frozenset({"name", "id", "friendly_name", "title", "label", "alias"})
_ENTITY_KEYS: Final = frozenset({"entity", "entity_id", "person"})
_MAX_NAME: Final = 80


# What a camera recognizes: "person", "bear".
_DETECTED: Final = ("objects", "track")


@cached_until_forgotten(16_384)
def _of_path(keys: tuple[str, ...]) -> tuple[bool, Use | None]:
    """Return whether a value is one of a style sheet, and the use that its place decides."""
    return is_style(keys), _use_of_place(keys)


def _use_of_place(keys: tuple[str, ...]) -> Use | None:
    """Return the use of a value that its place decides, whatever the last key is."""
    keys = without_package(keys)
    above = keys[:-1]
    if keys[-2:] == _DETECTED:
        return Use.KEYWORD
    named = named_by(above)
    if named is Named.PROGRAM and _LOGS in above:
        return Use.KEYWORD
    if keys and keys[0] in _COMMANDS and keys[-1] not in _OF_COMMANDS:
        return Use.VALUE
    if keys[-1:] == (_PATH,) and _VIEWS in above:
        return Use.OBJECT_ID
    if not _SENTENCES.isdisjoint(above):
        return Use.TEXT if named is Named.PEOPLE else None
    # The value of what people named is not known by its key: "title: 1" of somebody's variables.
    return Use.VALUE if named is Named.PEOPLE else None


_OF_COMMANDS: Final = frozenset(
    {"name", "friendly_name", "unique_id", "icon", "unit_of_measurement"}
)


def parts_by_key(key: str, text: str, use: Use | None = None) -> Iterable[Part]:
    """Return the parts of a value with the use that its key or its place gives it."""
    return (_of_short_text if len(text) <= SHORT else _parts_by_key)(key, text, use)


@cached_until_forgotten(16_384)
def _of_short_text(key: str, text: str, use: Use | None) -> Iterable[Part]:
    return tuple(_parts_by_key(key, text, use))


def _parts_by_key(key: str, text: str, use: Use | None) -> Iterator[Part]:
    if use is None:
        if is_action(key) and (match := _ACTION.fullmatch(text.strip())):
            yield from _action(text, match)
            return
        if is_device(key) and HASH.fullmatch(text.strip()):
            yield Part(0, len(text), Use.NEVER_A_NAME)
            return
        use = use_by_key(key)
    is_object = use is not Use.NEVER_A_NAME and is_json(text)
    if has_template(text):
        yield from split_template(text, use, split_json if is_object else split_text)
        return
    if is_object:
        yield from split_json(text, Use.VALUE, 0, len(text))
        return
    found = _use_of_text(text, use)
    if found is Use.NEVER_A_NAME or (found is Use.OBJECT_ID and SLUG.fullmatch(text)):
        yield from _whole(text, found)
    elif found is Use.VALUE:
        yield from split_quoted(text)
    elif found is not Use.KEYWORD:
        yield from split_text(text, found)


def _use_of_text(text: str, use: Use) -> Use:
    """Return the use of a whole value without templates."""
    match use:
        case Use.KEYWORD:
            return use if _is_word(text) else literal_use(text, Use.VALUE)
        case Use.NEVER_A_NAME:
            # "/local/porch.png" and addresses can be given instead of an icon.
            return literal_use(text, Use.VALUE) if "/" in text and "." in text else use
        case Use.OBJECT_ID:
            return Use.TEXT if " " in text and "." not in text else use
        case Use.TEXT:
            return Use.OBJECT_ID if _NAMED_SLUG.fullmatch(text) else use
        case _:
            return literal_use(text, use)


_CARD: Final = re.compile(r"custom:[\w-]{1,80}")


def _is_word(text: str) -> bool:
    """Return whether a text where a program has its words is one of them."""
    if _CARD.fullmatch(text):
        return True
    return bool(SLUG.fullmatch(text)) and ("_" not in text or vocabulary.is_keyword(text))


_NAMED_SLUG: Final = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*+")


def _whole(text: str, use: Use) -> Iterator[Part]:
    if use is not Use.KEYWORD:
        yield Part(0, len(text), use)


def _action(text: str, match: re.Match[str]) -> Iterator[Part]:
    begin = text.index(match[0]) + match.start(2)
    parts = entity_parts(match[1], match[2], begin)
    if parts is not None:
        yield from parts
    elif not vocabulary.is_domain(match[1]) or identifier_use(match[2]) is Use.OBJECT_ID:
        yield Part(begin, begin + len(match[2]), Use.OBJECT_ID)
