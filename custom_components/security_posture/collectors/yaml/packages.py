"""Merge packages as Home Assistant does, without the integrations they name.

https://www.home-assistant.io/docs/configuration/packages/
"""

from collections.abc import Iterator
from typing import Final

from homeassistant.util import slugify

from ...secret_scan.tree import Scalar
from .configuration import Configuration
from .nodes import Entry, Value, is_falsy, is_null, is_string

CORE: Final = "homeassistant"
_PACKAGES: Final = "packages"
type Package = dict[str, Entry]


def valid_packages(config: Configuration, main: Package) -> list[Package]:
    """Return the packages that Home Assistant merges."""
    home = config.entries(main[CORE].value) if CORE in main else None
    packages = config.entries(home[_PACKAGES].value) if home and _PACKAGES in home else None
    if not packages:
        return []
    found = {name: config.entries(entry.value) for name, entry in packages.items()}
    # One that is no mapping and no list makes it ignore all.
    if any(
        package is None and config.items(packages[name].value) is None
        for name, package in found.items()
    ):
        return []
    return [
        package
        for name, package in found.items()
        if package is not None and name == slugify(name) and _has_settings(config, package)
    ]


def merged_mapping(
    config: Configuration, main: Package, packages: list[Package], domain: str
) -> Package:
    """Return a domain that is merged key by key; the first definition of a key counts."""
    found: Package = {}
    if domain in main:
        settings = config.entries(main[domain].value)
        if settings is None and not is_falsy(config.scalar(main[domain].value).node):
            return found
        found |= settings or {}
    for package in packages:
        for name, entry in _settings(config, package, domain):
            if name in found and not is_null(found[name].value.node):
                break  # Home Assistant ignores the rest of this package's domain.
            found[name] = entry
    return found


def merged_list(
    config: Configuration, main: Package, packages: list[Package], domain: str
) -> Iterator[Value]:
    """Yield the items of a domain that is a list; a single mapping is a list of one."""
    for package in (main, *packages):
        if domain in package:
            value = package[domain].value
            items = config.items(value)
            yield from [value] if items is None else items


def _settings(config: Configuration, package: Package, domain: str) -> Iterator[tuple[str, Entry]]:
    if domain in package:
        yield from (config.entries(package[domain].value) or {}).items()


def _has_settings(config: Configuration, package: Package) -> bool:
    """Return whether every value is a mapping, a list or empty."""
    return all(
        isinstance(entry.key, Scalar)
        and (
            is_null(entry.value.node)
            or config.entries(entry.value) is not None
            or config.items(entry.value) is not None
        )
        for entry in package.values()
    )


def domains(main: Package, packages: list[Package]) -> Iterator[str]:
    """Yield the integrations that are configured, with their labels."""
    for package in (main, *packages):
        for name, entry in package.items():
            if is_string(entry.key) and _is_domain(name):
                yield name


def _is_domain(key: str) -> bool:
    """Return whether a key is a domain, with or without a label: `light` or `light attic`."""
    domain, _, label = key.partition(" ")
    domain = domain if label.strip(" ") else key
    return bool(domain) and domain.strip(" ") == domain
