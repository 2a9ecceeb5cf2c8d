"""Discovery of the sources, and their protocol."""

from dataclasses import fields
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from custom_components.security_posture import collectors as package
from custom_components.security_posture.collectors import (
    COLLECTORS,
    FILE_SCAN_SOURCES,
    SOURCES,
    Collectors,
    _source_in,
)
from custom_components.security_posture.collectors.common.collector import StatefulCollector
from custom_components.security_posture.posture.facts import Facts
from homeassistant.core import HomeAssistant

FOLDER = Path(package.__file__).parent
# Modules of the package without a source.
SHARED = {"__init__", "common"}


def test_the_sources_are_the_fields_of_the_facts() -> None:
    assert sorted(COLLECTORS) == sorted(SOURCES) == sorted(field.name for field in fields(Facts))
    assert set(SOURCES) >= FILE_SCAN_SOURCES


def test_every_module_is_a_source_or_excluded() -> None:
    modules = {
        path.stem
        for path in FOLDER.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - SHARED
    assert len(modules) > 20
    assert len(modules) == len(COLLECTORS)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_keeps_the_protocol(hass: HomeAssistant, name: str) -> None:
    source = COLLECTORS[name]
    assert name == source.SOURCE
    assert 0 < source.TIMEOUT <= 120
    assert inspect.getdoc(inspect.getmodule(source))
    collector = source(hass, {}) if isinstance(source, type) else source
    assert inspect.iscoroutinefunction(collector.collect)
    assert len(inspect.signature(collector.collect).parameters) == 2


def test_state_is_kept_in_classes_of_each_entry(hass: HomeAssistant) -> None:
    one, other = Collectors(hass, {}), Collectors(hass, {})
    stateful = [name for name, source in COLLECTORS.items() if isinstance(source, type)]
    assert [each.SOURCE for each in one._stateful] == stateful
    assert {"accounts", "backups", "failed_sign_ins", "updates"} <= set(stateful)
    assert not {id(each) for each in one._stateful} & {id(each) for each in other._stateful}


def test_a_module_without_a_source_is_ignored() -> None:
    module = ModuleType("shared")
    module.StatefulCollector = StatefulCollector  # type: ignore[attr-defined]
    assert _source_in(module) is None
