"""The live ban manager."""

from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

import pytest

from custom_components.security_posture.collectors import Collectors, bans
from custom_components.security_posture.collectors.common.async_iter import STEP
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Ban, BansFacts, Reason, Unavailable
from homeassistant.components.http.ban import KEY_BAN_MANAGER, IpBan
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .test_http import SLOT, stored

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


async def test_bans(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored(SLOT)
    assert await async_setup_component(hass, "http", {})
    manager = hass.http.app[KEY_BAN_MANAGER]
    for text in ("192.0.2.1", "2001:db8::1"):
        manager.ip_bans_lookup[ip_address(text)] = IpBan(text, AT)
    assert await bans.collect(hass, executor) == BansFacts(
        enabled=True,
        threshold=5,
        banned=tuple(
            Ban(address=ip_address(text), banned_at=AT) for text in ("192.0.2.1", "2001:db8::1")
        ),
    )


async def test_off(
    hass: HomeAssistant, executor: LimitedExecutor, hass_storage: dict[str, Any]
) -> None:
    hass_storage["http"] = stored({**SLOT, "ip_ban_enabled": False})
    assert await async_setup_component(hass, "http", {})
    found = await bans.collect(hass, executor)
    assert not found.enabled
    assert found.threshold < 1


@pytest.mark.usefixtures("http")
async def test_hand_written_times(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    lookup = hass.http.app[KEY_BAN_MANAGER].ip_bans_lookup
    lookup[ip_address("192.0.2.1")] = naive = IpBan("192.0.2.1")
    naive.banned_at = datetime(2026, 11, 1)  # noqa: DTZ001
    lookup[ip_address("192.0.2.2")] = none = IpBan("192.0.2.2")
    none.banned_at = None  # type: ignore[assignment]
    first, second = (await bans.collect(hass, executor)).banned
    assert first.banned_at is not None
    assert first.banned_at.tzinfo is not None
    assert second.banned_at is None


@pytest.mark.usefixtures("http")
async def test_many_bans_do_not_block(
    hass: HomeAssistant, executor: LimitedExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = hass.http.app[KEY_BAN_MANAGER]
    ban = IpBan("192.0.2.1", AT)
    manager.ip_bans_lookup = {ip_address(n): ban for n in range(100_000)}
    turns = 0

    def turn() -> None:
        nonlocal turns, handle
        turns += 1
        handle = hass.loop.call_soon(turn)

    handle = hass.loop.call_soon(turn)
    found = await bans.collect(hass, executor)
    handle.cancel()
    assert len(found.banned) == 100_000
    assert turns >= 100_000 / STEP  # other tasks ran in between
    monkeypatch.setattr(bans, "MAX_BANS", 99_999)
    with pytest.raises(CollectorError) as raised:
        await bans.collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


async def test_not_loaded(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    with pytest.raises(CollectorError) as raised:
        await bans.collect(hass, executor)
    assert raised.value.reason is Reason.NOT_LOADED


@pytest.mark.usefixtures("http")
@pytest.mark.parametrize("how", ["renamed", "a list", "other values", "key gone"])
async def test_the_manager_has_changed(
    hass: HomeAssistant, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = hass.http.app[KEY_BAN_MANAGER]
    if how == "renamed":
        del manager.ip_bans_lookup
    elif how == "a list":
        manager.ip_bans_lookup = []  # type: ignore[assignment]
    elif how == "other values":
        manager.ip_bans_lookup[ip_address("192.0.2.1")] = AT  # type: ignore[assignment]
    else:
        monkeypatch.delattr("homeassistant.components.http.ban.KEY_BAN_MANAGER")
    found = await Collectors(hass, {}).async_collect(["bans"])
    assert found == {"bans": Unavailable(Reason.API_CHANGED)}
