"""The scan's findings as facts."""

import os
from pathlib import Path

import pytest

from custom_components.security_posture.collectors import Collectors, secrets
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.secrets import SecretsCollector
from custom_components.security_posture.posture.facts import SecretPlace, SecretsFacts
from custom_components.security_posture.posture.secret_places import default_secrets, inline_secrets
from custom_components.security_posture.secret_scan import scan
from homeassistant.core import HomeAssistant

SECRET = "Zr8" + "qT5mWx2" * 3
# Long ago, for the modification time of files.
AGO = 1_700_000_000


@pytest.fixture(autouse=True)
def configuration(hass: HomeAssistant, tmp_path: Path) -> Path:
    hass.config.config_dir = str(tmp_path)
    path = tmp_path / "configuration.yaml"
    path.write_text(f"mqtt:\n  password: {SECRET}\nnotify:\n  password: changeme\n")
    os.utime(path, (AGO, AGO))
    return path


@pytest.fixture
def collector(hass: HomeAssistant) -> SecretsCollector:
    return SecretsCollector(hass, {})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the number of files that each scan opened."""
    numbers: list[int] = []

    def counted(*arguments: object) -> object:
        found = scan(*arguments)  # type: ignore[arg-type]
        numbers.append(found.read)
        return found

    monkeypatch.setattr(secrets, "scan", counted)
    return numbers


async def test_places(
    hass: HomeAssistant, executor: LimitedExecutor, collector: SecretsCollector
) -> None:
    found = await collector.collect(hass, executor)
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


async def test_other_files_and_keys_that_are_secrets(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    collector: SecretsCollector,
    configuration: Path,
) -> None:
    configuration.write_text('alarm_codes:\n  "471193": Anna\n')
    (configuration.parent / "a.py").write_text(f'API_KEY = "{SECRET}"\n')
    found = await collector.collect(hass, executor)
    assert [(place.file, place.key) for place in found.places] == [
        ("configuration.yaml", "alarm_codes.…"),
        ("a.py", "API_KEY"),
    ]
    assert "471193" not in repr(found)


async def test_the_number_of_rows_is_limited(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    collector: SecretsCollector,
    configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configuration.write_text(f"a_password: {SECRET}\nb_password: {SECRET}\n")
    monkeypatch.setattr(secrets, "MAX_PLACES", 1)
    found = await collector.collect(hass, executor)
    assert len(found.places) == 1
    assert not found.complete


async def test_a_file_that_is_too_large_is_named(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    collector: SecretsCollector,
    configuration: Path,
) -> None:
    (configuration.parent / "big.yaml").write_text("#" * 3_000_000)
    found = await collector.collect(hass, executor)
    assert (found.complete, found.too_large, found.slow) == (False, ("big.yaml",), ())


async def test_a_new_installation_is_clean(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    collector: SecretsCollector,
    configuration: Path,
) -> None:
    """The files Home Assistant writes at its first start."""
    from homeassistant.config import _write_default_config

    configuration.unlink()
    assert _write_default_config(str(configuration.parent))
    found = await collector.collect(hass, executor)
    assert found == SecretsFacts(places=(), complete=True)


async def test_an_unchanged_file_is_read_once(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    collector: SecretsCollector,
    configuration: Path,
    reads: list[int],
) -> None:
    first = await collector.collect(hass, executor)
    collector.async_invalidate()
    assert await collector.collect(hass, executor) == first
    assert reads == [1, 0]
    configuration.write_text("mqtt:\n")
    assert (await collector.collect(hass, executor)).places == ()


async def test_nothing_is_known_after_the_entry_is_unloaded(
    hass: HomeAssistant, reads: list[int]
) -> None:
    collectors = Collectors(hass, {})
    await collectors.async_start()
    for _ in range(2):
        await collectors.async_collect(["secrets"])
    await collectors.async_stop()
    await collectors.async_collect(["secrets"])
    await Collectors(hass, {}).async_collect(["secrets"])
    assert reads == [1, 0, 1, 1]
