"""The YAML configuration, read by Home Assistant's own loader.

The loaded tree contains every secret in plain text, and the loader's errors quote lines. Only
file names, line numbers and keys leave this package.
"""

from collections.abc import Callable, Iterator, Mapping
import os
from pathlib import Path
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ...posture.facts import Reason, YamlFacts, YamlPlace
from ..common.errors import CollectorError, require_type
from ..common.executor import LimitedExecutor
from ..common.text import clip
from .tags import literal_lines
from .templated_commands import is_open_to_shell, is_templated

SOURCE: Final = "yaml"
# Seconds; a large configuration takes about one, more on a slow disk.
TIMEOUT: Final = 60.0
_LOCATION: Final = ("latitude", "longitude")
# Platforms that render their commands; others run them as written.
_COMMAND_LINE: Final = "command_line."
_PLATFORMS: Final = ("binary_sensor", "notify", "sensor")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> YamlFacts:
    """Load the configuration and extract the relevant places."""
    from homeassistant.config import async_hass_config_yaml  # private

    try:
        tree = require_type(await async_hass_config_yaml(hass), dict)
    except HomeAssistantError:
        raise CollectorError(Reason.PARSE) from None
    return await executor.run(_parse, tree, hass.config.config_dir)


def _parse(tree: Mapping[Any, Any], config_dir: str) -> YamlFacts:
    # Without the marks of file and line, every check would pass.
    if tree and not any(hasattr(key, "__config_file__") for key in tree):
        raise CollectorError(Reason.API_CHANGED)
    home = tree.get("homeassistant")
    places = [
        place
        for key in (home if isinstance(home, Mapping) else ())
        if key in _LOCATION and (place := _place(key, key, config_dir))
    ]
    return YamlFacts(
        domains=frozenset(clip(str(key)) for key in tree),
        http=tuple(
            place for key in tree if key == "http" and (place := _place(key, "http", config_dir))
        ),
        locations=tuple(_literal(places, config_dir)),
        templated_commands=tuple(
            _templated(tree, config_dir, lambda _name, command: is_templated(command))
        ),
        templated_arguments=tuple(_templated(tree, config_dir, _is_open)),
    )


def _literal(places: list[YamlPlace], config_dir: str) -> Iterator[YamlPlace]:
    """Yield the places with a number, not the name of a secret."""
    lines = {
        file: literal_lines(Path(config_dir, file), _LOCATION)
        for file in {place.file for place in places}
    }
    yield from (place for place in places if place.line in lines[place.file])


def _is_open(name: str, command: str) -> bool:
    return (
        name.startswith(_COMMAND_LINE) and not is_templated(command) and is_open_to_shell(command)
    )


def _templated(
    tree: Mapping[Any, Any], config_dir: str, matches: Callable[[str, str], bool]
) -> Iterator[YamlPlace]:
    for name, command in _commands(tree):
        if isinstance(command, str) and matches(name, command):
            place = _place(command, name, config_dir)
            if place:
                yield place


def _commands(tree: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name and text of every configured command."""
    shell = tree.get("shell_command")
    if isinstance(shell, Mapping):
        yield from ((f"shell_command.{name}", command) for name, command in shell.items())
    entries = tree.get("command_line")
    for entry in entries if isinstance(entries, list) else [entries]:
        for platform, settings in entry.items() if isinstance(entry, Mapping) else ():
            if platform in _PLATFORMS and isinstance(settings, Mapping):
                for key, command in settings.items():
                    if str(key).startswith("command") and key != "command_timeout":
                        yield f"{_COMMAND_LINE}{platform}.{key}", command


def _place(node: Any, name: str, config_dir: str) -> YamlPlace | None:
    """Return the place of a node; None for one that was not read from a file."""
    file, line = getattr(node, "__config_file__", None), getattr(node, "__line__", None)
    if not isinstance(file, str) or not isinstance(line, int):
        return None
    return YamlPlace(file=clip(os.path.relpath(file, config_dir)), line=line, name=clip(name))
