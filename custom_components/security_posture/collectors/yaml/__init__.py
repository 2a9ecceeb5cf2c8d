"""The YAML configuration in use, as Home Assistant's own loader reads it.

The tree it returns holds every secret in clear, and its errors quote the lines they are
about. Both stay in here: what leaves are file names, lines and keys.
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

# A second for a large configuration, on a slow disk some more.
TIMEOUT: Final = 60.0
_LOCATION: Final = ("latitude", "longitude")
# Those whose commands are rendered; the others run theirs as they are written.
_COMMAND_LINE: Final = "command_line."
_PLATFORMS: Final = ("binary_sensor", "notify", "sensor")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> YamlFacts:
    """Load the configuration and look through it."""
    from homeassistant.config import async_hass_config_yaml  # private

    try:
        tree = require_type(await async_hass_config_yaml(hass), dict)
    except HomeAssistantError:
        raise CollectorError(Reason.PARSE) from None
    return await executor.run(_look, tree, hass.config.config_dir)


def _look(tree: Mapping[Any, Any], config_dir: str) -> YamlFacts:
    # Were the nodes no longer marked with their places, everything would look in order.
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
    """Yield the places where a number stands, and not the name of a secret."""
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
    tree: Mapping[Any, Any], config_dir: str, is_it: Callable[[str, str], bool]
) -> Iterator[YamlPlace]:
    for name, command in _commands(tree):
        if isinstance(command, str) and is_it(name, command):
            place = _place(command, name, config_dir)
            if place:
                yield place


def _commands(tree: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name and the text of every command that Home Assistant may run."""
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
    """Return where a node stands; None for one that was not read from a file."""
    file, line = getattr(node, "__config_file__", None), getattr(node, "__line__", None)
    if not isinstance(file, str) or not isinstance(line, int):
        return None
    return YamlPlace(file=clip(os.path.relpath(file, config_dir)), line=line, name=clip(name))
