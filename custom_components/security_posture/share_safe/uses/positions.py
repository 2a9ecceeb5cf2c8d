"""Decide whether people or a program named the keys of a place."""

from enum import StrEnum, auto
from typing import Final

from .. import vocabulary
from ..secret_scanner import Mapping, Node
from ..vocabulary import word_set


class Named(StrEnum):
    """Who gives the names of keys below a path."""

    PROGRAM = auto()  # all of them: loggers, styles, domains
    SCHEMA = auto()  # a program, or people where the word is unknown
    PEOPLE = auto()
    VARIABLE = auto()  # people, also used in templates


# Integrations whose entities, scripts or commands are keys.
_INTEGRATIONS: Final = word_set("keyed_integrations")
# Keys of which the keys below are named by people, at any place.
_CONTAINERS: Final = word_set("containers")
_VARIABLES: Final = word_set("variable_keys")
_PROGRAM: Final = word_set("program_keys")
# A mapping with one of these keys is a script, a helper, an app or a device of people.
_THINGS: Final = (
    frozenset({"sequence"}),
    frozenset({"module", "class"}),
    frozenset({"mac", "track"}),
    frozenset({"mac", "hide_if_away"}),
    frozenset({"min", "max"}),
    frozenset({"options"}),
    frozenset({"has_date"}),
    frozenset({"has_time"}),
    frozenset({"duration"}),
    frozenset({"entities"}),
    frozenset({"friendly_name", "value_template"}),
)
_LEVELS: Final = 16
_PACKAGES: Final = ("homeassistant", "packages")


def without_package(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path without that of the package that it is in."""
    return keys[3:] if keys[:2] == _PACKAGES and len(keys) > 2 else keys


def named_by(above: tuple[str, ...]) -> Named:
    """Return who names the keys below a path."""
    above = without_package(above)
    if not above:
        return Named.VARIABLE
    if _SPECIAL.isdisjoint(above) and above[0].partition(" ")[0] not in _INTEGRATIONS:
        return Named.SCHEMA
    named, before = Named.SCHEMA, ""
    skipped = max(len(above) - _LEVELS, 0)
    for n, key in enumerate(above[skipped:], skipped):
        named, before = _below(n, key, named, before), key
    return named


def _below(level: int, key: str, named: Named, before: str) -> Named:
    """Return who names the keys below a key, which itself was named by somebody."""
    if named is Named.PROGRAM:
        return Named.VARIABLE if key == _AREAS else named
    if named is Named.VARIABLE:
        return Named.SCHEMA if key in _OF_FIELD else named
    if named is Named.PEOPLE:
        return Named.PROGRAM if before == _THEMES else Named.SCHEMA
    if key in _PROGRAM:
        return Named.PROGRAM
    if key in _CONTAINERS or (level == 0 and key.partition(" ")[0] in _INTEGRATIONS):
        return Named.PEOPLE
    return Named.VARIABLE if key in _VARIABLES else Named.SCHEMA


_SPECIAL: Final = _CONTAINERS | _VARIABLES | _PROGRAM
_THEMES: Final = "themes"
# Parts of a card, which style sheets name too.
_AREAS: Final = "custom_fields"
# The content of a variable has no schema, that of a field has.
_OF_FIELD: Final = frozenset({"selector"})


def is_thing(node: Node | None) -> bool:
    """Return whether a mapping below a key of unknown meaning is something that people named."""
    return isinstance(node, Mapping) and any(signs <= node.names() for signs in _THINGS)


def is_domain_key(key: str) -> bool:
    """Return whether a key is an integration, with or without a label: "light upstairs"."""
    return vocabulary.is_domain(key.split(" ", 1)[0])
