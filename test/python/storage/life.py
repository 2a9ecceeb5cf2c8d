"""A home in which every store is used, and the list of the stores."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components import security_posture
from custom_components.security_posture.collectors import Collectors
from custom_components.security_posture.const import (
    CONF_HOST_UPDATES_ENTITY,
    CONF_PULLED_BACKUP_ENTITY,
    CONF_REFRESH_ADVISORIES,
    DOMAIN,
)
from custom_components.security_posture.posture.facts import BansFacts, Facts
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

PACKAGE: Final = Path(security_posture.__file__).parent
# What takes the name of a file.
_CLASSES: Final = ("KeyedStore", "FirstSeen")


def _names() -> Iterator[str]:
    """Yield the names of the stored files, as they are written in the source."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        constants = {
            node.target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) not in _CLASSES:
                continue
            match call.args[1]:
                case ast.Constant(value=str(name)):
                    yield name
                case ast.Name(id=constant) if constant in constants:
                    yield constants[constant]
                case _ if path.stem != "first_seen":  # hands the name on
                    raise AssertionError(f"{path}: the name of the file is no constant")


ALL_STORES: Final = tuple(sorted(_names()))
# The decisions about copies are read by a command only.
STORES: Final = tuple(name for name in ALL_STORES if name != "copy_choices")
SOURCES: Final = (
    "accounts",
    "advisories",
    "backups",
    "evidence_entities",
    "failed_sign_ins",
    "network",
    "updates",
)
_WAITING: Final = "update.host"
_PULLED: Final = "sensor.pulled"
# The finding `bans_disabled`.
_BANS: Final = BansFacts(enabled=False, threshold=-1, banned=())
_OPTIONS: Final = {
    CONF_HOST_UPDATES_ENTITY: _WAITING,
    CONF_PULLED_BACKUP_ENTITY: _PULLED,
    CONF_REFRESH_ADVISORIES: True,
}


async def async_make_home(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up data of the sources: an administrator, backups, a pending update, no Internet."""
    await async_setup_component(hass, "http", {})
    await hass.auth.async_create_user("Ada", group_ids=["system-admin"])
    await async_setup_component(hass, "backup", {})
    hass.states.async_set(_WAITING, "on")
    hass.states.async_set(_PULLED, "2026-11-23T12:00:00+00:00")

    async def fetch(_hass: HomeAssistant, fetched: Any, *_args: Any) -> Any:
        return fetched

    monkeypatch.setattr("custom_components.security_posture.collectors.advisories.fetch", fetch)


async def async_begin(hass: HomeAssistant) -> MockConfigEntry:
    """Set the entry up, read the sources, and return it."""
    entry = MockConfigEntry(domain=DOMAIN, options=_OPTIONS)
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    await async_read(hass, entry)
    return entry


async def async_read(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Read the sources that store something; bans are disabled, the others not read yet."""
    collect = Collectors.async_collect

    async def some(self: Collectors, sources: Any) -> dict[str, object]:
        found = await collect(self, set(sources) & set(SOURCES))
        others = {field.name: field.default for field in fields(Facts)} | {"bans": _BANS}
        return {**{name: others[name] for name in sources}, **found}

    with patch.object(Collectors, "async_collect", some):
        assert await entry.runtime_data.async_recheck()
