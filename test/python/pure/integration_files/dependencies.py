"""Rule that the manifest names the integrations of Home Assistant that the code imports."""

import ast
from collections.abc import Iterator
import re

from homeassistant.const import Platform

from .files import Files

# Always loaded, or loaded by their users; hassfest does not require them in the manifest.
ALWAYS_ALLOWED = {
    *(platform.value for platform in Platform),
    "automation",
    "device_automation",
    "diagnostics",
    "homeassistant",
    "logger",
    "persistent_notification",
    "person",
    "repairs",
    "script",
    "system_health",
    "webhook",
    "zone",
}
_COMPONENT = re.compile(r"homeassistant\.components\.(\w+)")


def complaints(files: Files) -> Iterator[str]:
    """Yield integrations that are used without being a dependency."""
    declared = {*files.manifest["dependencies"], *files.manifest["after_dependencies"]}
    for path, source in files.sources.items():
        for used in sorted(imported(source) - declared - ALWAYS_ALLOWED):
            yield f"{path} uses {used}, which the manifest does not name"


def imported(source: str) -> set[str]:
    """Return the integrations of Home Assistant that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {match[1] for name in names if (match := _COMPONENT.match(name))}
    return found
