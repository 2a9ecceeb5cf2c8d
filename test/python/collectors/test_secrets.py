"""The scan's findings as facts."""

from pathlib import Path

import pytest

from custom_components.security_posture.collectors import secrets
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import SecretPlace, SecretsFacts
from custom_components.security_posture.posture.secret_places import default_secrets, inline_secrets
from homeassistant.core import HomeAssistant

SECRET = "Zr8" + "qT5mWx2" * 3


@pytest.fixture(autouse=True)
def configuration(hass: HomeAssistant, tmp_path: Path) -> Path:
    hass.config.config_dir = str(tmp_path)
    path = tmp_path / "configuration.yaml"
    path.write_text(f"mqtt:\n  password: {SECRET}\nnotify:\n  password: changeme\n")
    return path


async def test_places(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    found = await secrets.collect(hass, executor)
    file = "configuration.yaml"
    assert found == SecretsFacts(
        places=(
            SecretPlace(
                file=file,
                line=2,
                key="mqtt.password",
                kind="password",
                confidence=found.places[0].confidence,
                is_default=False,
            ),
            SecretPlace(
                file=file,
                line=4,
                key="notify.password",
                kind="password",
                confidence=found.places[1].confidence,
                is_default=True,
            ),
        ),
        complete=True,
    )
    assert [place.line for place in inline_secrets(found)] == [2]
    assert [place.line for place in default_secrets(found)] == [4]
    assert SECRET not in repr(found)


async def test_the_number_of_rows_is_limited(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configuration.write_text(f"a_password: {SECRET}\nb_password: {SECRET}\n")
    monkeypatch.setattr(secrets, "MAX_PLACES", 1)
    found = await secrets.collect(hass, executor)
    assert len(found.places) == 1
    assert not found.complete


async def test_a_new_installation_is_clean(
    hass: HomeAssistant, executor: LimitedExecutor, configuration: Path
) -> None:
    """The files Home Assistant writes at its first start."""
    from homeassistant.config import _write_default_config

    configuration.unlink()
    assert _write_default_config(str(configuration.parent))
    found = await secrets.collect(hass, executor)
    assert found == SecretsFacts(places=(), complete=True)
