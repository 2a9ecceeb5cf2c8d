"""What the code names: entities and selectors of the running integration, the rest as written."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from custom_components.security_posture.config_flow import OPTIONS_SCHEMA
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import Selector

from .files import ENGLISH, Files


@dataclass
class Used:
    """The translation keys that are asked for at run time."""

    entities: dict[str, set[str]]  # by platform
    states: dict[str, set[str]]  # of the ENUM sensors and the events, by translation key
    selectors: dict[str, set[str]]  # their options, by translation key
    options: set[str]


def used(entities: list[er.RegistryEntry]) -> Used:
    """Return what the registered entities and the options form name."""
    found = Used({}, {}, {}, {str(key) for key in OPTIONS_SCHEMA.schema})
    for entity in entities:
        key = str(entity.translation_key)
        found.entities.setdefault(entity.domain, set()).add(key)
        capabilities = entity.capabilities or {}
        if states := {*capabilities.get("options", ()), *capabilities.get("event_types", ())}:
            found.states[f"{entity.domain}.{key}"] = states
    for selector in OPTIONS_SCHEMA.schema.values():
        if isinstance(selector, Selector) and (key := selector.config.get("translation_key")):
            found.selectors[key] = {
                option if isinstance(option, str) else option["value"]
                for option in selector.config["options"]
            }
    return found


def complaints(files: Files, used: Used) -> Iterator[str]:
    """Say which words are missing, and which nobody asks for."""
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
        said = words.get("selector", {}).get(key, {}).get("options", {})
        yield from _differ(f"selector.{key}.options", said, options)
    step = words["options"]["step"]["init"]
    yield from _differ("options.step.init.data", step.get("data", {}), used.options)
    described = step.get("data_description", {})
    yield from _differ("options.step.init.data_description", described, used.options)
    for section, keys in _written(files).items():
        yield from _differ(section, words.get(section, {}), keys)
    if words.get("device_automation"):
        yield "device_automation has words, but there are no device automations"


def _differ(
    where: str, said: Mapping[str, Any], asked: Mapping[str, Any] | set[str]
) -> Iterator[str]:
    for key in sorted(set(asked) - set(said)):
        yield f"{where}.{key} is used but has no words"
    for key in sorted(set(said) - set(asked)):
        yield f"{where}.{key} has words but is not used"


def _written(files: Files) -> dict[str, set[str]]:
    """Return the keys of exceptions and of issues that the code names."""
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
