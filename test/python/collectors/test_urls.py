"""The configured URLs, and remote access by the real cloud integration's own functions."""

from collections.abc import Iterator
import sys
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock, patch

import pytest

from custom_components.security_posture.collectors import urls
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Reason, Unavailable, UrlsFacts
from homeassistant import components
from homeassistant.core import HomeAssistant

CHANGED = Unavailable(Reason.API_CHANGED)
DOMAIN = "example.ui.nabu.casa"


async def test_nothing_configured(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.external_url = hass.config.internal_url = None
    assert await urls.collect(hass, executor) == UrlsFacts(
        external_url=None, internal_url=None, cloud_remote=False
    )


async def test_no_secret_of_a_url(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.external_url = "https://me:hunter2@home.example:8443/token-abc?key=def#ghi"
    hass.config.internal_url = "http://192.168.1.2:8123"
    found = await urls.collect(hass, executor)
    assert found.external_url == "https://home.example:8443"
    assert found.internal_url == "http://192.168.1.2:8123"


@pytest.mark.parametrize("url", ["https://[::1", "no url"])
async def test_an_invalid_url(hass: HomeAssistant, executor: LimitedExecutor, url: str) -> None:
    hass.config.external_url = url
    with pytest.raises(CollectorError) as raised:
        await urls.collect(hass, executor)
    assert raised.value.reason is Reason.PARSE


# --- Home Assistant Cloud


def _import_cloud() -> ModuleType:
    """Import the real integration with stand-ins for libraries that are not installed here."""
    while True:
        try:
            from homeassistant.components import cloud
        except ModuleNotFoundError as err:
            if err.name is None or err.name in sys.modules or err.name.startswith("homeassistant"):
                raise
            sys.modules[err.name] = MagicMock(name=err.name)
        else:
            return cloud


@pytest.fixture(scope="module")
def cloud_component() -> Iterator[ModuleType]:
    """Return the real cloud integration; nothing imported for it stays afterwards."""
    attributes = dict(vars(components))
    with patch.dict(sys.modules):
        yield _import_cloud()
    for name in vars(components).keys() - attributes.keys():
        delattr(components, name)


@pytest.fixture
async def cloud(hass: HomeAssistant, cloud_component: ModuleType) -> SimpleNamespace:
    """Set up a cloud that is logged in, with real preferences: remote access is on."""
    prefs = sys.modules[f"{cloud_component.__name__}.prefs"].CloudPreferences(hass)
    await prefs.async_initialize()
    await prefs.async_update(remote_enabled=True, remote_domain=DOMAIN)
    cloud = SimpleNamespace(
        is_logged_in=True,
        client=SimpleNamespace(prefs=prefs),
        remote=SimpleNamespace(instance_domain=DOMAIN),
    )
    hass.config.components.add("cloud")
    hass.data[cloud_component.DATA_CLOUD] = cloud
    return cloud


async def _remote(hass: HomeAssistant, executor: LimitedExecutor) -> bool | Unavailable:
    return (await urls.collect(hass, executor)).cloud_remote


async def test_remote_access(
    hass: HomeAssistant, executor: LimitedExecutor, cloud: SimpleNamespace
) -> None:
    assert await _remote(hass, executor) is True
    cloud.remote.instance_domain = None  # not connected yet: the stored domain is used
    assert await _remote(hass, executor) is True
    await cloud.client.prefs.async_update(remote_domain="")
    assert await _remote(hass, executor) is False  # no subscription: there is no address
    cloud.remote.instance_domain = DOMAIN
    assert await _remote(hass, executor) is True
    await cloud.client.prefs.async_update(remote_enabled=False)
    assert await _remote(hass, executor) is False


async def test_logged_out(
    hass: HomeAssistant, executor: LimitedExecutor, cloud: SimpleNamespace
) -> None:
    cloud.is_logged_in = False
    assert await _remote(hass, executor) is False


@pytest.mark.usefixtures("cloud")
async def test_a_cloud_that_is_not_loaded(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    hass.config.components.remove("cloud")
    assert await _remote(hass, executor) is False


async def test_the_cloud_has_changed_inside(
    hass: HomeAssistant, executor: LimitedExecutor, cloud: SimpleNamespace
) -> None:
    del cloud.client
    assert await _remote(hass, executor) == CHANGED


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize("name", ["async_remote_ui_url", "CloudNotAvailable"])
async def test_a_public_function_is_gone(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    cloud_component: Any,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.delattr(cloud_component, name)
    assert await _remote(hass, executor) == CHANGED
