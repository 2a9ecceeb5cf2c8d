"""The YAML configuration in use, as Home Assistant's own loader reads it. Never its values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlPlace:
    """A place in a file."""

    file: str  # relative to the configuration directory
    line: int  # from 1
    name: str  # a key, or the name of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFacts:
    """What stands in it."""

    domains: frozenset[str]  # top-level keys, packages merged
    http: tuple[YamlPlace, ...]  # where `http:` stands
    locations: tuple[YamlPlace, ...]  # latitude and longitude of home, literally
    templated_commands: tuple[YamlPlace, ...]  # a template chooses the program or the script
    # A template in a command that Home Assistant gives to a shell when it has a shell's signs.
    templated_arguments: tuple[YamlPlace, ...] = ()
