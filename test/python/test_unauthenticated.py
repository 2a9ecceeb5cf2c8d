"""What anybody on the network can request of the integration, without a login."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.security_posture.const import DOMAIN
from homeassistant.core import HomeAssistant

PATHS = [
    "",
    "/",
    "//etc/passwd",
    "/../__init__.py",
    "/..%2f..%2fconfiguration.yaml",
    "/%2e%2e%2fmanifest.json",
    "/..%5c..%5csecrets.yaml",
    "/manifest.json",
    "/card.js.map",
    "/card.js/..",
    "/card.js%00.py",
    "/caf%C3%A9",
    "/%ff%fe",
    "/" + "a" * 7_000,
]


@pytest.mark.parametrize("path", PATHS, ids=[path[:24] or "nothing" for path in PATHS])
async def test_hostile_paths(
    hass: HomeAssistant,
    ready: MockConfigEntry,
    hass_client_no_auth: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
    path: str,
) -> None:
    client = await hass_client_no_auth()
    caplog.clear()
    url = URL(f"/{DOMAIN}{path}", encoded=True)
    for method in ("GET", "HEAD", "POST", "DELETE"):
        answer = await client.request(method, url)
        assert answer.status in (400, 404, 405), method
        assert DOMAIN not in await answer.text()
    # The access log of aiohttp cannot be written with the tests' clock.
    errors = [row for row in caplog.records if row.levelname in ("ERROR", "CRITICAL")]
    assert not [row for row in errors if row.name != "aiohttp.access"]


async def test_other_websites_may_read_nothing(
    hass: HomeAssistant, ready: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator
) -> None:
    client = await hass_client_no_auth()
    for method in ("GET", "OPTIONS"):
        answer = await client.request(
            method,
            f"/{DOMAIN}/card.js",
            headers={
                "Origin": "https://evil.example",
                "Access-Control-Request-Method": "GET",
            },
        )
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
