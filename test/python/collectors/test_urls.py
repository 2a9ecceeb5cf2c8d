"""Where the instance says it can be reached."""

from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.security_posture.collectors import urls
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.posture.facts import Reason, Unavailable, UrlsFacts
from homeassistant.core import HomeAssistant


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
async def test_nonsense(hass: HomeAssistant, executor: LimitedExecutor, url: str) -> None:
    hass.config.external_url = url
    with pytest.raises(CollectorError) as raised:
        await urls.collect(hass, executor)
    assert raised.value.reason is Reason.PARSE


def cloud(*, logged_in: Any = True, remote: Any = True) -> SimpleNamespace:
    prefs = SimpleNamespace(remote_enabled=remote)
    return SimpleNamespace(is_logged_in=logged_in, client=SimpleNamespace(prefs=prefs))


CHANGED = Unavailable(Reason.API_CHANGED)


@pytest.mark.parametrize(
    ("object_", "expected"),
    [
        (cloud(), True),
        (cloud(remote=False), False),
        (cloud(logged_in=False), False),
        (cloud(remote="yes"), CHANGED),
        (cloud(logged_in=None), CHANGED),
        (SimpleNamespace(is_logged_in=True), CHANGED),
        (None, CHANGED),
    ],
)
async def test_cloud(
    hass: HomeAssistant, executor: LimitedExecutor, object_: Any, expected: Any
) -> None:
    hass.config.components.add("cloud")
    if object_ is not None:
        hass.data["cloud"] = object_
    assert (await urls.collect(hass, executor)).cloud_remote == expected
