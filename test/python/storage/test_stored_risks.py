"""Accepted findings on disk, with Home Assistant's own store."""

from pathlib import Path
import stat
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.model import Report
from custom_components.security_posture.storage.accepted_risks import AcceptedRisks, NotSavedError
from homeassistant.core import HomeAssistant

from ..pure.posture.acceptances import consent
from ..pure.posture.build import NOW, facts

KEY = f"{DOMAIN}.accepted_risks"
CHECK = "bans_disabled"


@pytest.fixture
def hass_storage() -> dict[str, Any]:
    """Do not replace Home Assistant's store."""
    return {}


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give Home Assistant a separate directory."""
    return str(tmp_path)


@pytest.fixture
def on_disk(hass: HomeAssistant) -> Path:
    """Return the file."""
    return Path(hass.config.path(".storage", KEY))


def _risks(hass: HomeAssistant, report: Report) -> AcceptedRisks:
    return AcceptedRisks(hass, lambda: report, lambda: None)


async def test_the_file_is_private(hass: HomeAssistant, on_disk: Path) -> None:
    report = evaluate(facts(bans={"threshold": -1}), NOW)
    risks = _risks(hass, report)
    await risks.async_load()
    await risks.async_accept(CHECK, consent())
    assert stat.S_IMODE(on_disk.stat().st_mode) == 0o600
    again = _risks(hass, report)
    await again.async_load()
    assert again.all == risks.all
    await AcceptedRisks.async_remove(hass)
    assert not on_disk.exists()


async def test_a_corrupt_file_accepts_nothing_and_is_renamed(
    hass: HomeAssistant, on_disk: Path
) -> None:
    on_disk.parent.mkdir(exist_ok=True)
    on_disk.write_text('{"version": 1, "data": {"salt"')
    risks = _risks(hass, evaluate(facts(bans={"threshold": -1}), NOW))
    await risks.async_load()
    assert risks.all.active == {}
    await risks.async_accept(CHECK, consent())
    assert len(list(on_disk.parent.glob(f"{KEY}.corrupt.*"))) == 1


async def test_a_full_disk_keeps_the_previous_file(hass: HomeAssistant, on_disk: Path) -> None:
    """Home Assistant's atomic write fails before the previous file is replaced."""
    report = evaluate(facts(bans={"threshold": -1}, core={"debugger": True}), NOW)
    risks = _risks(hass, report)
    await risks.async_load()
    await risks.async_accept(CHECK, consent())
    stored = on_disk.read_bytes()
    with (
        patch("homeassistant.util.file.AtomicWriter.open", side_effect=OSError(28, "full")),
        pytest.raises(NotSavedError),
    ):
        await risks.async_accept("debugger_open", consent())
    assert on_disk.read_bytes() == stored
    await risks.async_accept("debugger_open", consent())
    assert on_disk.read_bytes() != stored
