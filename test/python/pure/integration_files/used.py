"""Collect the translation keys used: of the running integration, and in its source."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import probatio as vol

from custom_components.security_posture.config_flow import OPTIONS_SCHEMA, SETUP_SCHEMA
from homeassistant.components.device_automation import (
    DeviceAutomationType,
    async_get_device_automations,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.selector import Selector

from .files import DOMAIN, ENGLISH, Files

AUTOMATIONS = {
    "trigger_type": DeviceAutomationType.TRIGGER,
    "condition_type": DeviceAutomationType.CONDITION,
}
# Home Assistant uses these without our code.
HOME_ASSISTANTS_OWN = {"single_instance_allowed"}


@dataclass
class Used:
    """The translation keys used at run time."""

    entities: dict[str, set[str]]  # by platform
    states: dict[str, set[str]]  # of the ENUM sensors and the events, by translation key
    selectors: dict[str, set[str]]  # their options, by translation key
    setup: set[str]  # the fields of the form with which it is added
    options: dict[str, set[str]]  # the fields of the form by their section; "": outside of any
    automations: dict[str, set[str]]  # "trigger_type" and "condition_type"


async def used(hass: HomeAssistant, entry: ConfigEntry) -> Used:
    """Return the keys used by the entities, the device and the options form."""
    found = Used({}, {}, {}, _fields(SETUP_SCHEMA)[""], _fields(OPTIONS_SCHEMA), {})
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        key = str(entity.translation_key)
        found.entities.setdefault(entity.domain, set()).add(key)
        capabilities = entity.capabilities or {}
        if states := {*capabilities.get("options", ()), *capabilities.get("event_types", ())}:
            found.states[f"{entity.domain}.{key}"] = states
    for selector in _selectors(OPTIONS_SCHEMA):
        if key := selector.config.get("translation_key"):
            found.selectors[key] = {
                option if isinstance(option, str) else option["value"]
                for option in selector.config["options"]
            }
    for name, kind in AUTOMATIONS.items():
        if types := {row["type"] for row in await _automations(hass, entry, kind)}:
            found.automations[name] = types
    return found


def _fields(form: vol.Schema) -> dict[str, set[str]]:
    """Return the names of the fields by section."""
    fields: dict[str, set[str]] = {}
    for key, value in form.schema.items():
        if isinstance(value, section):
            fields[str(key)] = {str(inner) for inner in value.schema.schema}
        else:
            fields.setdefault("", set()).add(str(key))
    return fields


def _selectors(form: vol.Schema) -> Iterator[Selector[Any]]:
    for value in form.schema.values():
        if isinstance(value, section):
            yield from _selectors(value.schema)
        elif isinstance(value, Selector):
            yield value


async def _automations(
    hass: HomeAssistant, entry: ConfigEntry, kind: DeviceAutomationType
) -> list[dict[str, Any]]:
    """Return the device triggers or conditions of our own platform."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    offered = await async_get_device_automations(hass, kind, [device.id for device in devices])
    return [row for rows in offered.values() for row in rows if row["domain"] == DOMAIN]


def complaints(files: Files, used: Used) -> Iterator[str]:
    """Yield missing texts and unused texts."""
    words = files.words[ENGLISH]
    yield from _differ("entity", words["entity"], used.entities)
    for platform, keys in used.entities.items():
        yield from _differ(f"entity.{platform}", words["entity"].get(platform, {}), keys)
    for place, states in used.states.items():
        platform, key = place.split(".")
        named = words["entity"].get(platform, {}).get(key, {})
        if platform == "event":
            named = named.get("state_attributes", {}).get("event_type", {})
        yield from _differ(f"entity.{place}.state", named.get("state", {}), states)
    yield from _differ("selector", words.get("selector", {}), used.selectors)
    for key, options in used.selectors.items():
        translated = words.get("selector", {}).get(key, {}).get("options", {})
        yield from _differ(f"selector.{key}.options", translated, options)
    yield from _differ_in_setup(words["config"]["step"]["user"], used.setup)
    yield from _differ_in_options(words["options"]["step"]["init"], used.options)
    for kind, keys in _written(files).items():
        yield from _differ(kind, words.get(kind, {}), keys)
    automations = words.get("device_automation", {})
    yield from _differ("device_automation", automations, used.automations)
    for kind, keys in used.automations.items():
        yield from _differ(f"device_automation.{kind}", automations.get(kind, {}), keys)
    for flow, kind in (
        ("config", "abort"),
        ("config", "create_entry"),
        ("config", "error"),
        ("options", "error"),
    ):
        for key in set(words[flow].get(kind, {})) - HOME_ASSISTANTS_OWN:
            if not any(f'"{key}"' in source for source in files.sources.values()):
                yield f"{flow}.{kind}.{key} has words but is not used"


def _differ_in_setup(step: Mapping[str, Any], fields: set[str]) -> Iterator[str]:
    for part in ("data", "data_description"):
        yield from _differ(f"config.step.user.{part}", step.get(part, {}), fields)


def _differ_in_options(step: Mapping[str, Any], fields: Mapping[str, set[str]]) -> Iterator[str]:
    sections = {key for key in fields if key}
    yield from _differ("options.step.init.sections", step.get("sections", {}), sections)
    for name, keys in fields.items():
        form = step.get("sections", {}).get(name, {}) if name else step
        where = f"options.step.init.sections.{name}" if name else "options.step.init"
        for part in ("data", "data_description"):
            yield from _differ(f"{where}.{part}", form.get(part, {}), keys)


def _differ(
    where: str, translated: Mapping[str, Any], used_keys: Mapping[str, Any] | set[str]
) -> Iterator[str]:
    for key in sorted(set(used_keys) - set(translated)):
        yield f"{where}.{key} is used but has no words"
    for key in sorted(set(translated) - set(used_keys)):
        yield f"{where}.{key} has words but is not used"


def _written(files: Files) -> dict[str, set[str]]:
    """Return the keys of exceptions and of issues in the source."""
    found: dict[str, set[str]] = {"exceptions": set(), "issues": set()}
    constants = _constants(files)
    for source in files.sources.values():
        for call in ast.walk(ast.parse(source)):
            if not isinstance(call, ast.Call):
                continue
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            if "translation_key" not in given:
                continue
            keys = _values(given["translation_key"], constants)
            if ast.unparse(call.func).endswith("async_create_issue"):
                found["issues"] |= keys
            elif "translation_domain" in given:
                found["exceptions"] |= keys
    return found


def _constants(files: Files) -> dict[str, set[str]]:
    """Return the texts of the constants of all modules, by their names."""
    found: dict[str, set[str]] = {}
    for source in files.sources.values():
        for node in ast.parse(source).body:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                name, value = node.target.id, node.value
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name, value = node.targets[0].id, node.value
            else:
                continue
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.setdefault(name, set()).add(value.value)
    return found


def _values(node: ast.expr, constants: Mapping[str, set[str]]) -> set[str]:
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.Name(id=name):
            return constants.get(name, {f"<{name}, which is no constant>"})
        case ast.IfExp(body=one, orelse=other):
            return _values(one, constants) | _values(other, constants)
        case _:
            return {f"<{ast.unparse(node)}, which is no constant>"}
