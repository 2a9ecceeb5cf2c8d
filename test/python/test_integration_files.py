"""The files follow the rules of hassfest. The real hassfest runs in the workflow."""

from collections.abc import Callable, Iterator

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN
from homeassistant import loader
from homeassistant.core import HomeAssistant
from homeassistant.helpers import icon, translation

from .pure.integration_files import (
    automations,
    brand,
    dependencies,
    icons,
    languages,
    manifest,
    quality_scale,
    services,
    words,
)
from .pure.integration_files.files import ENGLISH, PACKAGE, Files, read
from .pure.integration_files.used import complaints as complaints_of_use, used

RULES: dict[str, Callable[[Files], Iterator[str]]] = {
    module.__name__.rpartition(".")[2]: module.complaints
    for module in (
        automations,
        brand,
        dependencies,
        icons,
        languages,
        manifest,
        quality_scale,
        services,
        words,
    )
}


@pytest.mark.parametrize("rule", RULES)
def test_files(rule: str) -> None:
    assert list(RULES[rule](read(PACKAGE))) == []


async def test_texts_match_the_code(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    found = await used(hass, ready)
    assert len(found.entities["sensor"]) > 5
    assert found.selectors
    assert list(complaints_of_use(read(PACKAGE), found)) == []


async def test_home_assistant_reads_the_same(hass: HomeAssistant, ready: MockConfigEntry) -> None:
    """Home Assistant's own loaders return the contents that the rules have checked."""
    files = read(PACKAGE)
    integration = await loader.async_get_integration(hass, DOMAIN)
    assert integration.file_path == PACKAGE
    assert integration.manifest.items() >= files.manifest.items()
    assert integration.version == files.manifest["version"]
    assert await integration.resolve_dependencies() is not None
    for category, section in files.icons.items():
        assert await icon.async_get_icons(hass, category, [DOMAIN]) == {DOMAIN: section}
    for category, section in files.words[ENGLISH].items():
        translated = await translation.async_get_translations(hass, ENGLISH, category, [DOMAIN])
        prefix = f"component.{DOMAIN}.{category}"
        assert translated == languages.leaves(section, prefix)
