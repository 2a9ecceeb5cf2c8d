"""The YAML configuration, read without Home Assistant's loader.

That one installs the integrations that packages name, and logs the lines that it cannot parse.
Only file names, line numbers and keys leave this package.
"""

from collections.abc import Iterator
import os
from typing import Final

from homeassistant.core import HomeAssistant

from ...posture.facts import Reason, YamlFacts, YamlPlace
from ...secret_scan.tree import Scalar
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor
from ..common.text import clip
from .configuration import Configuration
from .nodes import Value, is_standard
from .packages import CORE, Package, domains, merged_list, merged_mapping, valid_packages
from .templated_commands import is_open_to_shell, is_templated

SOURCE: Final = "yaml"
# Seconds; a large configuration takes some, more on a slow disk.
TIMEOUT: Final = 60.0
FILE: Final = "configuration.yaml"
_LOCATION: Final = ("latitude", "longitude")
_HTTP: Final = "http"
_SHELL: Final = "shell_command"
_COMMAND_LINE: Final = "command_line"
# Platforms that render their commands; others run them as written.
_PLATFORMS: Final = ("binary_sensor", "notify", "sensor")


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> YamlFacts:
    """Read the configuration and extract the relevant places."""
    return await executor.run(_read, hass.config.config_dir)


def _read(config_dir: str) -> YamlFacts:
    if not os.path.lexists(os.path.join(config_dir, FILE)):  # noqa: PTH118
        raise CollectorError(Reason.MISSING)
    config = Configuration(config_dir)
    main = config.entries(config.root(FILE))
    if main is None:
        raise CollectorError(Reason.PARSE)
    packages = valid_packages(config, main)
    commands = list(_commands(config, main, packages))
    facts = YamlFacts(
        domains=frozenset(map(clip, domains(main, packages))),
        http=tuple(
            _place(config, package[_HTTP].key.line, package[_HTTP].file, _HTTP)
            for package in (main, *packages)
            if _HTTP in package
        ),
        locations=tuple(_locations(config, (main, *packages))),
        templated_commands=tuple(place for place, command, _ in commands if is_templated(command)),
        templated_arguments=tuple(
            place
            for place, command, goes_to_shell in commands
            if goes_to_shell and not is_templated(command) and is_open_to_shell(command)
        ),
    )
    try:
        config.check_all()
    except CollectorError as err:
        # All that the facts need has been read.
        if err.reason not in (Reason.TOO_LARGE, Reason.TIMEOUT):
            raise
    return facts


def _locations(config: Configuration, packages: tuple[Package, ...]) -> Iterator[YamlPlace]:
    """Yield where a coordinate stands as a number, not as the name of a secret."""
    for package in packages:
        home = config.entries(package[CORE].value) if CORE in package else None
        for key in _LOCATION:
            if home and key in home and _is_number(config.included(home[key].value)):
                yield _place(config, home[key].key.line, home[key].file, key)


def _is_number(value: Value) -> bool:
    node = value.node
    if not isinstance(node, Scalar) or not is_standard(node):
        return False
    try:
        float(node.text)
    except ValueError:
        return False
    return True


def _commands(
    config: Configuration, main: Package, packages: list[Package]
) -> Iterator[tuple[YamlPlace, str, bool]]:
    """Yield place and text of every configured command, and whether a shell may run it."""
    for name, entry in merged_mapping(config, main, packages, _SHELL).items():
        yield from _command(config, entry.value, f"{_SHELL}.{name}", goes_to_shell=False)
    for item in merged_list(config, main, packages, _COMMAND_LINE):
        for platform, entry in (config.entries(item) or {}).items():
            settings = config.entries(entry.value) if platform in _PLATFORMS else None
            for key, command in (settings or {}).items():
                if key.startswith("command") and key != "command_timeout":
                    name = f"{_COMMAND_LINE}.{platform}.{key}"
                    yield from _command(config, command.value, name, goes_to_shell=True)


def _command(
    config: Configuration, value: Value, name: str, *, goes_to_shell: bool
) -> Iterator[tuple[YamlPlace, str, bool]]:
    command = config.scalar(value)
    if isinstance(command.node, Scalar):
        place = _place(config, command.node.line, command.file, name)
        yield place, command.node.text, goes_to_shell


def _place(config: Configuration, line: int, file: str, name: str) -> YamlPlace:
    return YamlPlace(
        file=clip(os.path.relpath(file, config.config_dir)), line=line, name=clip(name)
    )
