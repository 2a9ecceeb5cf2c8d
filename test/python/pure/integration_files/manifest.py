"""Rules of manifest.json: the keys of a custom integration, their order and values."""

from collections.abc import Iterator
from pathlib import Path
import re

from awesomeversion import AwesomeVersion, AwesomeVersionException, AwesomeVersionStrategy
import probatio as vol

import homeassistant.components

from .files import DOMAIN, Files
from .shape import mismatches

INTEGRATION_TYPES = ("device", "entity", "hardware", "helper", "hub", "service", "system")
IOT_CLASSES = (
    "assumed_state",
    "calculated",
    "cloud_polling",
    "cloud_push",
    "local_polling",
    "local_push",
)
VERSIONS = [
    AwesomeVersionStrategy.CALVER,
    AwesomeVersionStrategy.SEMVER,
    AwesomeVersionStrategy.SIMPLEVER,
    AwesomeVersionStrategy.BUILDVER,
    AwesomeVersionStrategy.PEP440,
]
CORE = Path(homeassistant.components.__path__[0])


def _version(value: str) -> str:
    try:
        AwesomeVersion(value, ensure_strategy=VERSIONS)
    except AwesomeVersionException:
        raise vol.Invalid(f"{value} is no version") from None
    return value


def _core_integration(value: str) -> str:
    if not (CORE / value / "manifest.json").exists():
        raise vol.Invalid(f"{value} is no integration of Home Assistant")
    return value


_HTTPS = vol.Match(r"https://[a-z0-9.-]+/\S+$")

SCHEMA = vol.Schema(
    {
        vol.Required("domain"): DOMAIN,
        vol.Required("name"): vol.All(str, vol.Length(min=1)),
        vol.Optional("after_dependencies"): [_core_integration],
        vol.Required("codeowners"): vol.All(
            [vol.Match(r"@[A-Za-z0-9-]+(/[\w-]+)?$")], vol.Length(1)
        ),
        vol.Required("config_flow"): True,
        vol.Optional("dependencies"): [_core_integration],
        vol.Required("documentation"): _HTTPS,
        vol.Required("integration_type"): vol.In(INTEGRATION_TYPES),
        vol.Required("iot_class"): vol.In(IOT_CLASSES),
        vol.Required("issue_tracker"): _HTTPS,
        # The integration needs no package besides those of Home Assistant.
        vol.Required("requirements"): [],
        vol.Optional("single_config_entry"): bool,
        vol.Required("version"): _version,
    }
)


def complaints(files: Files) -> Iterator[str]:
    """Yield errors of the manifest."""
    manifest = files.manifest
    yield from (f"manifest.json: {text}" for text in mismatches(SCHEMA, manifest))
    keys = list(manifest)
    if keys != sorted(keys, key=lambda key: (key != "domain", key != "name", key)):
        yield "manifest.json: the keys are not sorted: domain, name, then by the alphabet"
    for listed in ("dependencies", "after_dependencies"):
        names = manifest.get(listed, [])
        if names != sorted(set(names)):
            yield f"manifest.json: {listed} are not sorted, or twice"
    if both := set(manifest.get("dependencies", ())) & set(manifest.get("after_dependencies", ())):
        yield f"manifest.json: both dependencies and after_dependencies: {sorted(both)}"
    if "config_flow.py" not in files.sources:
        yield "config_flow.py is missing"
    if not re.search(r"^CONFIG_SCHEMA = ", files.sources["__init__.py"], re.MULTILINE):
        yield "__init__.py: an integration with async_setup needs a CONFIG_SCHEMA"
