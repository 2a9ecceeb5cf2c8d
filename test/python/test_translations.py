"""English texts replace missing translations."""

from pathlib import Path

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from homeassistant import loader
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import TRANSLATION_FLATTEN_CACHE, async_get_translations
from homeassistant.setup import async_setup_component

from .pure.integration_files.files import ENGLISH, PACKAGE, read
from .pure.integration_files.incomplete import CHECK, KEY, change, copy
from .pure.integration_files.languages import leaves


@pytest.fixture(autouse=True)
def _own_cache(hass: HomeAssistant) -> None:
    """Let each test load its own files; the test library shares a cache among all tests."""
    cache = hass.data[TRANSLATION_FLATTEN_CACHE]
    cache.cache_data = type(cache.cache_data)({}, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the integration's files."""
    return copy(tmp_path)


async def served(hass: HomeAssistant, folder: Path, language: str) -> dict[str, str]:
    """Return the translations that Home Assistant loads from a folder."""
    integration = await loader.async_get_integration(hass, DOMAIN)
    integration.file_path = folder
    return await async_get_translations(hass, language, "config_panel", [DOMAIN])


each_language = pytest.mark.parametrize("language", sorted(set(read(PACKAGE).words) - {ENGLISH}))


@each_language
async def test_missing_texts_are_served_in_english(
    hass: HomeAssistant, folder: Path, language: str
) -> None:
    files = read(folder)
    change(folder, language, None)
    found = await served(hass, folder, language)
    panel = files.words[ENGLISH]["config_panel"]
    for key, text in leaves(panel["checks"][CHECK], f"component.{DOMAIN}.{KEY}").items():
        assert found[key] == text
    translated = f"component.{DOMAIN}.config_panel.states.at_risk"
    assert found[translated] == files.words[language]["config_panel"]["states"]["at_risk"]
    assert found[translated] != panel["states"]["at_risk"]


@each_language
async def test_home_assistant_drops_none_of_our_texts(
    hass: HomeAssistant, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await served(hass, PACKAGE, language)
    assert "Validation of translation placeholders" not in caplog.text


async def test_a_wrong_placeholder_is_dropped_for_english(
    hass: HomeAssistant, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Therefore wrong placeholders are an error, and missing texts are not."""
    change(folder, "de", {"why": "{gone}"})
    found = await served(hass, folder, "de")
    english = leaves(read(folder).words[ENGLISH])
    assert found[f"component.{DOMAIN}.{KEY}.why"] == english[f"{KEY}.why"]
    assert "Validation of translation placeholders" in caplog.text


async def test_the_card_is_sent_the_english_texts(
    hass: HomeAssistant, ready: MockConfigEntry, folder: Path, hass_ws_client: WebSocketGenerator
) -> None:
    """The card's request, in a language without a file and in one without a check's texts."""
    english = leaves(read(folder).words[ENGLISH])
    change(folder, "de", None)
    (await loader.async_get_integration(hass, DOMAIN)).file_path = folder
    assert await async_setup_component(hass, "frontend", {})
    client = await hass_ws_client(hass)
    for language in ("de", "sv"):
        await client.send_json_auto_id(
            {
                "type": "frontend/get_translations",
                "language": language,
                "category": "config_panel",
                "integration": [DOMAIN],
            }
        )
        answer = await client.receive_json()
        resources = answer["result"]["resources"]
        assert resources[f"component.{DOMAIN}.{KEY}.title"] == english[f"{KEY}.title"]
