"""The ban list, compared with the manager that loads it at startup."""

from ipaddress import ip_address
import os
from pathlib import Path

import pytest

from custom_components.security_posture.collectors import ban_list
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import BanListFacts, Reason
from homeassistant.components.http.ban import IpBanManager
from homeassistant.core import HomeAssistant

DATED = "  banned_at: '2026-11-01T00:00:00+00:00'\n"


@pytest.fixture
def path(hass: HomeAssistant, tmp_path: Path) -> Path:
    hass.config.config_dir = str(tmp_path)
    return tmp_path / "ip_bans.yaml"


async def test_without_a_file(hass: HomeAssistant, executor: LimitedExecutor, path: Path) -> None:
    found = await ban_list.collect(hass, executor)
    assert found == BanListFacts(parses=True, refused_lines=())


@pytest.mark.parametrize(
    ("text", "refused", "banned"),
    [
        (f"192.0.2.1:\n{DATED}", (), ["192.0.2.1"]),
        (f"192.0.2.1:\n{DATED}2001:db8::1:\n{DATED}", (), ["192.0.2.1", "2001:db8::1"]),
        ("192.0.2.1:\n  banned_at: 2026-11-01T00:00:00\n", (), ["192.0.2.1"]),
        ("192.0.2.1:\n  banned_at:\n", (), ["192.0.2.1"]),
        ("192.0.2.1: {}\n", (), ["192.0.2.1"]),
        ("# nobody\n", (), []),
        (f"192.0.2.1:\n{DATED}192.0.2.300:\n{DATED}", (3,), ["192.0.2.1"]),
        (f"router:\n{DATED}\n192.0.2.1:\n", (1,), ["192.0.2.1"]),
        (f"192.0.2.1:\n  banned_at: long ago\n192.0.2.2:\n{DATED}", (1,), ["192.0.2.2"]),
        ("192.0.2.1:\n  because: of noise\n", (1,), []),
        ("192.0.2.0/24:\n" + DATED, (1,), []),
    ],
)
async def test_refuses_what_home_assistant_refuses(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    path: Path,
    text: str,
    refused: tuple[int, ...],
    banned: list[str],
) -> None:
    path.write_text(text)
    found = await ban_list.collect(hass, executor)
    assert found == BanListFacts(parses=True, refused_lines=refused)
    manager = IpBanManager(hass)
    await manager.async_load()
    assert list(manager.ip_bans_lookup) == list(map(ip_address, banned))


@pytest.mark.parametrize(
    "text", ["- a list\n", "192.0.2.1: [\n", "a: b: c\n", "words\n", "\tx: 1\n"]
)
async def test_unreadable_by_home_assistant(
    hass: HomeAssistant, executor: LimitedExecutor, path: Path, text: str
) -> None:
    path.write_text(text)
    found = await ban_list.collect(hass, executor)
    assert (found.parses, found.refused_lines) == (False, ())
    manager = IpBanManager(hass)
    await manager.async_load()
    assert not manager.ip_bans_lookup


@pytest.mark.parametrize("kind", ["folder", "pipe", "bytes", "deep"])
async def test_hostile_files(
    hass: HomeAssistant, executor: LimitedExecutor, path: Path, kind: str
) -> None:
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "bytes":
            path.write_bytes(bytes(range(128, 256)))
        case "deep":
            path.write_text("[" * 20_000)
    assert not (await ban_list.collect(hass, executor)).parses


async def test_caps(
    hass: HomeAssistant, executor: LimitedExecutor, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("".join(f"router{n}:\n{DATED}" for n in range(5)))
    monkeypatch.setattr(ban_list, "MAX_LINES", 2)
    assert (await ban_list.collect(hass, executor)).refused_lines == (1, 3)
    monkeypatch.setattr(ban_list, "MAX_BYTES", 10)
    with pytest.raises(CollectorError) as raised:
        await ban_list.collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE
