"""Rules of icons.json: its schema, and icons only for what has texts."""

from collections.abc import Iterator, Mapping
from typing import Any

import probatio as vol

from .files import ENGLISH, Files
from .shape import mismatches, slug, translation_key

_ICON = vol.Match(r"mdi:[a-z0-9]+(-[a-z0-9]+)*$", msg="is no icon of Material Design")


def _differs_from_default(icons: Any) -> Any:
    if icons["default"] in icons.get("state", {}).values():
        raise vol.Invalid("an icon of a state is the same as the default")
    return icons


def _ascending(icons: Any) -> Any:
    bounds = [float(bound) for bound in icons]
    if bounds != sorted(set(bounds)):
        raise vol.Invalid("the bounds do not rise")
    return icons


_RANGE = vol.All({vol.Match(r"-?\d+(\.\d+)?$"): _ICON}, vol.Length(min=1), _ascending)
_ATTRIBUTE = vol.All(
    {vol.Required("default"): _ICON, vol.Optional("state"): {translation_key: _ICON}},
    _differs_from_default,
)
_ENTITY = vol.All(
    {
        vol.Required("default"): _ICON,
        vol.Optional("state"): {translation_key: _ICON},
        vol.Optional("range"): _RANGE,
        vol.Optional("state_attributes"): {translation_key: _ATTRIBUTE},
    },
    _differs_from_default,
)
SCHEMA = vol.Schema(
    {
        vol.Required("entity"): {slug: {translation_key: _ENTITY}},
        vol.Optional("services"): {
            translation_key: vol.Any(
                _ICON,
                {
                    vol.Optional("service"): _ICON,
                    vol.Optional("sections"): {translation_key: _ICON},
                },
            )
        },
        vol.Optional("triggers"): {slug: {vol.Required("trigger"): _ICON}},
        vol.Optional("conditions"): {slug: {vol.Required("condition"): _ICON}},
    }
)


def complaints(files: Files) -> Iterator[str]:
    """Yield errors of the icons."""
    yield from (f"icons.json: {text}" for text in mismatches(SCHEMA, files.icons))
    words = files.words[ENGLISH]
    for platform, keys in files.icons["entity"].items():
        for key, icons in keys.items():
            named = words["entity"].get(platform, {}).get(key)
            if named is None:
                yield f"icons.json: entity.{platform}.{key} has no words"
                continue
            yield from _without_words(f"entity.{platform}.{key}", icons, named)
    for service in files.icons.get("services", {}):
        if service not in words.get("services", {}):
            yield f"icons.json: services.{service} has no words"
    for platform, keys in words["entity"].items():
        for key in keys:
            if key not in files.icons["entity"].get(platform, {}):
                yield f"icons.json: entity.{platform}.{key} has no icon"


def _without_words(where: str, icons: Mapping[str, Any], named: Mapping[str, Any]) -> Iterator[str]:
    for state in icons.get("state", {}):
        if state not in named.get("state", {}):
            yield f"icons.json: {where}.state.{state} has no words"
    for name, below in icons.get("state_attributes", {}).items():
        yield from _without_words(
            f"{where}.state_attributes.{name}",
            below,
            named.get("state_attributes", {}).get(name, {}),
        )
