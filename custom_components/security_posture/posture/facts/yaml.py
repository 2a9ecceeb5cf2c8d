"""The YAML configuration, without its values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlPlace:
    """A place in a file."""

    file: str  # relative to the configuration folder
    line: int  # from 1
    name: str  # a key, or the name of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFacts:
    """The relevant places of the configuration."""

    domains: frozenset[str]  # top-level keys, packages merged
    http: tuple[YamlPlace, ...]  # of `http:`
    locations: tuple[YamlPlace, ...]  # of literal latitudes and longitudes
    templated_commands: tuple[YamlPlace, ...]  # a template is executed as code
    # A template may render to shell special characters.
    templated_arguments: tuple[YamlPlace, ...] = ()
