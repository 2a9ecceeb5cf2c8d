"""Home Assistant's own words, and ordinary words that are also names."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.security_posture.share_safe import vocabulary
from custom_components.security_posture.share_safe.secret_scanner import fold, read_words
from homeassistant import const
from homeassistant.const import Platform

_ROOT = Path(__file__).parents[4]
_WORDS = _ROOT / "custom_components" / "security_posture" / "share_safe" / "words"
_FILES = ("ha_domains", "ha_keywords", "ha_services", "dashboards", "programs", "ordinary")


@pytest.fixture(scope="module")
def script() -> Any:
    spec = spec_from_file_location("vocabulary_script", _ROOT / "scripts" / "vocabulary.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_words_are_those_of_home_assistant(script: Any) -> None:
    root = script.home_assistant()
    listed = {
        name: set(read_words(name, _WORDS)) for name in ("ha_domains", "ha_keywords", "ha_services")
    }
    # Versions differ by a few words; the files are written from one of them.
    assert len(script.domains(root) - listed["ha_domains"]) < 15
    assert len(script.services(root) - listed["ha_services"]) < 40
    missing = script.keywords(root) - listed["ha_keywords"] - listed["ha_domains"]
    assert len(missing) < 150


def test_each_installed_domain_is_known(script: Any) -> None:
    known = vocabulary.domains()
    assert {*map(str, Platform), "homeassistant", "mqtt", "template"} <= known
    root = script.home_assistant()
    assert {path.name for path in (root / "components").iterdir() if path.is_dir()} - known <= {
        "__pycache__"
    }


def test_pages_say_where_they_come_from(script: Any) -> None:
    page = script.page("Words.", {"b", "a"})
    assert page.splitlines() == [
        "# Words.",
        "# Written by scripts/vocabulary.py from Home Assistant; do not edit.",
        "a b",
    ]


def test_words_of_home_assistant() -> None:
    constants = {
        value
        for name, value in vars(const).items()
        if re.match(r"(?:CONF|ATTR|SERVICE|EVENT)_", name)
        and isinstance(value, str)
        and re.fullmatch(r"[a-z][a-z0-9_]{0,30}", value)
    }
    assert not {word for word in constants if not vocabulary.is_keyword(word)}


@pytest.mark.parametrize(
    "word",
    [
        "max", "binary_sensor", "entity_id", "critical", "friendly_name", "zone", "selectattr",
        "endfor", "button-card", "custom_fields", "lambda", "network_key", "is_state", "hvac_mode",
        "mobile_app_notification_action", "value_template", "allow_bypass_login",
    ],
)  # fmt: skip
def test_keyword(word: str) -> None:
    assert vocabulary.is_keyword(word)


@pytest.mark.parametrize(
    "name",
    [
        "anna", "ottilie", "bartholomew", "annas_room", "kai", "lukas", "sofia", "teal_phone",
        "leo", "emma", "liam", "noah", "olivia", "mateo", "yuki", "ahmed", "ingrid",
    ],
)  # fmt: skip
def test_no_keyword_and_not_ordinary(name: str) -> None:
    assert not vocabulary.is_keyword(name)
    assert not vocabulary.is_ordinary(name)


@pytest.mark.parametrize(
    "name",
    ["max", "Max", "will", "june", "Rose", "art", "august", "hope", "grace", "sky", "MARK", "ha",
     "her", "basement", "office", "golf", "work", "hospital", "kiosk", "Büro", "été", "Küche"],
)  # fmt: skip
def test_ordinary(name: str) -> None:
    assert vocabulary.is_ordinary(name)


def test_domains_are_keywords() -> None:
    assert vocabulary.domains() <= vocabulary.keywords()
    assert vocabulary.is_domain("binary_sensor")
    assert not vocabulary.is_domain("anna")


def test_actions() -> None:
    assert vocabulary.is_action("light", "turn_on")
    assert vocabulary.is_action("device_tracker", "see")
    assert vocabulary.is_action("sonos", "reload")
    assert vocabulary.is_action("notify", "persistent_notification")
    assert not vocabulary.is_action("notify", "toggle")
    assert not vocabulary.is_action("script", "max")


@pytest.mark.parametrize("name", _FILES)
def test_word_files(name: str) -> None:
    words = read_words(name, _WORDS)
    assert words
    if name.startswith("ha_"):
        assert list(words) == sorted(set(words))
    if name == "ordinary":
        assert not [word for word in words if fold(word) != word]
        assert len(words) == len(set(words))


def test_without_home_assistant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "find_spec", lambda name: None)
    vocabulary.domains.cache_clear()
    vocabulary.keywords.cache_clear()
    try:
        assert vocabulary.is_domain("binary_sensor")
        assert vocabulary.is_keyword("entity_id")
    finally:
        vocabulary.domains.cache_clear()
        vocabulary.keywords.cache_clear()
