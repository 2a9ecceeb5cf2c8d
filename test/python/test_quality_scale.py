"""Rules marked as done in quality_scale.yaml, as far as code and documents show them."""

import ast
from collections.abc import Iterator
from importlib import import_module
import re
import tomllib

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture import PLATFORMS
from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.coordinator import PostureCoordinator
from custom_components.security_posture.options.setup_form import SETUP_SCHEMA
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .pure.integration_files.files import PACKAGE, read

ROOT = PACKAGE.parents[1]
FILES = read(PACKAGE)
# The primary entities; the others are diagnostic.
PRIMARY = {"state", "score", "change"}
OF_AN_ENTRY = {
    "async_setup_entry",
    "async_unload_entry",
    "async_remove_entry",
    "async_get_config_entry_diagnostics",
}
FLOW = FILES.words["en"]["config"]["step"]["user"]
# For each rule about documents: a file, a heading, and what its section must contain.
STEPS, TABLE, PICTURE = r"(?m)^1\. .+(\n.+)*\n2\. ", r"(?m)^\|---\|", r"(?m)^!\[.+\]\("
DOCUMENTS = {
    "docs-high-level-description": ("README.md", "# Security Posture for Home Assistant", PICTURE),
    "docs-installation-instructions": ("README.md", "## Install", STEPS),
    "docs-installation-parameters": ("README.md", "## Install", r"Add integration"),
    "docs-removal-instructions": ("README.md", "## Remove", STEPS),
    "docs-configuration-parameters": ("docs/options.md", "## Options", TABLE),
    "docs-use-cases": ("README.md", "## What it is for", r"(?m)^\* \*\*"),
    "docs-supported-functions": ("docs/entities.md", "## Entities", TABLE),
    "docs-data-update": ("docs/entities.md", "## Data updates", r"hours"),
    "docs-examples": ("docs/automations.md", "## Triggers and conditions", r"```yaml\ntriggers:\n"),
    "docs-known-limitations": ("docs/limitations.md", "# Known limitations", r"(?m)^\* "),
    "docs-triggers": ("docs/automations.md", "## Triggers and conditions", TABLE),
    "docs-conditions": ("docs/automations.md", "## Triggers and conditions", TABLE),
    "docs-troubleshooting": ("docs/troubleshooting.md", "## The card", r"(?m)^\* \*"),
}
README = (ROOT / "README.md").read_text()


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the code with its file."""
    for path, source in FILES.sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call):
                yield path, node


def done(prefix: str) -> list[str]:
    rules = FILES.quality_scale["rules"]
    return [rule for rule in rules if rule.startswith(prefix) and rules[rule] == "done"]


@pytest.mark.parametrize("rule", done("docs-"))
def test_documents(rule: str) -> None:
    file, heading, content = DOCUMENTS[rule]
    section = (ROOT / file).read_text().partition(f"{heading}\n")[2].partition("\n## ")[0]
    assert len(section.split()) > 15
    assert file == "README.md" or f"({file})" in README
    assert re.search(content, section)


def test_setup_needs_no_input() -> None:
    """docs-installation-parameters: the setup has defaults, and its boxes are explained."""
    assert set(SETUP_SCHEMA({})) == set(FLOW["data"]) == set(FLOW["data_description"])
    assert f"*{FLOW['data']['keep_card']}*" in (ROOT / "docs/options.md").read_text()


def test_platforms_update_all_at_once() -> None:
    """parallel-updates: entities read the summary without requests."""
    assert PLATFORMS
    for platform in PLATFORMS:
        assert import_module(f"custom_components.{DOMAIN}.{platform}").PARALLEL_UPDATES == 0


def test_runtime_data_is_in_the_entry(ready: MockConfigEntry) -> None:
    """runtime-data."""
    assert isinstance(ready.runtime_data, PostureCoordinator)
    for path, source in FILES.sources.items():
        assert not re.search(r"hass\.data(\[|\.\w+\()DOMAIN\b", source), path
        assert f'data["{DOMAIN}"]' not in source, path


def test_entities(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    """common-modules, devices, has-entity-name, entity-category, -unique-id and -translations."""
    rows = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    assert len({(row.domain, row.unique_id) for row in rows}) == len(rows) > 10
    (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), ready.entry_id)
    for row in rows:
        assert row.has_entity_name, row.entity_id
        assert row.translation_key, row.entity_id
        assert row.entity_category or row.translation_key in PRIMARY, row.entity_id
        assert row.device_id == device.id
        if row.disabled_by is None:
            entity = hass.data[DATA_INSTANCES][row.domain].get_entity(row.entity_id)
            assert isinstance(entity, CoordinatorEntity), row.entity_id
            assert not entity.should_poll


def test_exceptions_are_translated() -> None:
    """exception-translations."""
    raised = [
        call
        for _, call in calls()
        if re.search(r"(HomeAssistantError|ServiceValidationError)$", ast.unparse(call.func))
    ]
    assert raised
    for call in raised:
        names = {keyword.arg for keyword in call.keywords}
        assert {"translation_domain", "translation_key"} <= names, ast.unparse(call)


def test_no_own_client_session() -> None:
    """inject-websession."""
    for path, call in calls():
        assert not ast.unparse(call.func).endswith("ClientSession"), path
        assert not ast.unparse(call.func).endswith("async_create_clientsession"), path


def test_types_are_strict() -> None:
    """strict-typing, with a typed config entry."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert settings["strict"] is True
    assert settings["packages"] == [f"custom_components.{DOMAIN}"]
    for override in settings["overrides"]:
        assert not any(module.startswith("custom_components") for module in override["module"])
    handed = 0
    for path, source in FILES.sources.items():
        assert not re.search(r"type: ignore(?!\[)", source), path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.AsyncFunctionDef) and node.name in OF_AN_ENTRY:
                handed += 1
                assert "PostureConfigEntry" in {
                    ast.unparse(arg.annotation) for arg in node.args.args
                }
    assert handed >= 3 + len(PLATFORMS)


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("diagnostics", "diagnostics.py"),
        ("docs-triggers", "trigger.py"),
        ("docs-conditions", "condition.py"),
    ],
)
def test_modules_of_rules(rule: str, path: str) -> None:
    assert (path in FILES.sources) == (FILES.quality_scale["rules"][rule] == "done")


def test_an_issue_is_raised() -> None:
    """repair-issues."""
    assert any(ast.unparse(call.func).endswith("async_create_issue") for _, call in calls())


def test_noisy_entities_are_disabled_by_default(
    hass: HomeAssistant, ready: MockConfigEntry
) -> None:
    """entity-disabled-by-default."""
    rows = er.async_entries_for_config_entry(er.async_get(hass), ready.entry_id)
    off = {row.translation_key for row in rows if row.disabled_by}
    assert off
    assert off.isdisjoint(PRIMARY)


@pytest.mark.parametrize("described", [FILES.triggers, FILES.conditions])
def test_triggers_and_conditions_are_documented(described: dict[str, object]) -> None:
    """docs-triggers and docs-conditions: each of them, with how to use it in YAML."""
    text = (ROOT / "docs/automations.md").read_text()
    names = [f"{DOMAIN}.{name}" for name in described if not name.startswith(".")]
    assert [name for name in names if f"\n| `{name}` | " not in text] == []
    assert any(re.search(rf"(trigger|condition): {name}\n", text) for name in names)


def test_each_rule_about_documents_has_a_place() -> None:
    assert set(DOCUMENTS) == set(done("docs-"))
