"""The relevant places of a configuration, as Home Assistant's own loader finds them.

The loader imports every integration that a package names, so the compared configurations name
only integrations that are there.
"""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
import os
import sys
from typing import Any
from unittest.mock import MagicMock, patch

from custom_components.security_posture.collectors.yaml.templated_commands import (
    is_open_to_shell,
    is_templated,
)
from homeassistant.config import async_hass_config_yaml
from homeassistant.core import HomeAssistant

type Place = tuple[str, int, str]


async def load(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the loader finds: domains, and the places of commands and of `http:`."""
    # A requirement of command_line that not every test environment has.
    missing = {} if find_spec("jsonpath") else {"jsonpath": MagicMock()}
    with patch.dict(sys.modules, missing):
        tree = await async_hass_config_yaml(hass)
    commands = list(_commands(tree))
    return {
        "domains": {str(key) for key in tree},
        "http": [_place(hass, key, "http") for key in tree if key == "http"],
        "templated_commands": [
            _place(hass, command, name) for name, command in commands if is_templated(command)
        ],
        "templated_arguments": [
            _place(hass, command, name)
            for name, command in commands
            if name.startswith("command_line.")
            and not is_templated(command)
            and is_open_to_shell(command)
        ],
    }


def _commands(tree: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    shell = tree.get("shell_command")
    for name, command in shell.items() if isinstance(shell, Mapping) else ():
        if isinstance(command, str):
            yield f"shell_command.{name}", command
    entries = tree.get("command_line")
    for entry in entries if isinstance(entries, list) else [entries]:
        for platform, settings in entry.items() if isinstance(entry, Mapping) else ():
            if platform in ("binary_sensor", "notify", "sensor") and isinstance(settings, Mapping):
                for key, command in settings.items():
                    if key.startswith("command") and isinstance(command, str):
                        yield f"command_line.{platform}.{key}", command


def _place(hass: HomeAssistant, node: Any, name: str) -> Place:
    return os.path.relpath(node.__config_file__, hass.config.config_dir), node.__line__, name
