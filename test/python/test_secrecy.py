"""Secrets planted wherever the readers look, and then looked for wherever anything comes out.

Two kinds: secrets, which nobody may ever be told; and names of people, devices and places,
which an administrator is told who asks for the evidence of a check, and nobody else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
import hashlib
import json
import logging
from pathlib import Path
import struct
from typing import Any
from urllib.parse import quote

import pytest
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.security_posture.const import DOMAIN
from custom_components.security_posture.posture.checks import QUESTIONS
from custom_components.security_posture.posture.model import Consent
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, Credentials
from homeassistant.components import webhook
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .conftest import TokenFor


def secret(place: str) -> str:
    """Return a secret that names the place it was planted in."""
    return f"Zq7{hashlib.sha256(place.encode()).hexdigest()[:12]}{place}9Kx"


SECRETS = {
    place: secret(place)
    for place in (
        *("yaml", "stored", "shell", "esphome", "zigbee", "public", "remote", "key", "bans"),
        *("env", "token", "jwt", "webhook", "url", "backup", "password", "default"),
    )
}
NAMES = ("canary person", "canary token", "canary hook", "canary-host.example", "203.0.113.66")


def _git_index(*paths: str) -> bytes:
    rows = b""
    for path in paths:
        name = path.encode()
        entry = struct.pack(">24xI32xH", 0o100644, len(name)) + name
        rows += entry + b"\0" * (8 - len(entry) % 8)
    content = struct.pack(">4sII", b"DIRC", 2, len(paths)) + rows
    return content + hashlib.sha1(content).digest()  # noqa: S324 - git's own


FILES: dict[str, str | bytes] = {
    "configuration.yaml": f"""
homeassistant:
  latitude: 12.345678
  longitude: 9.876543
http:
  server_port: 8123
rest_command:
  gate:
    url: http://admin:{SECRETS["url"]}@127.0.0.1/
    username: home
    password: {SECRETS["yaml"]}
    headers:
      Authorization: Bearer {SECRETS["token"]}
shell_command:
  any: bash -c '{{{{ tool }}}} --password {SECRETS["shell"]}'
""",
    "secrets.yaml": f"wifi: {SECRETS['stored']}\nadmin_password: changeme\n",
    "esphome/lamp.yaml": f"wifi:\n  ssid: home\n  password: {SECRETS['esphome']}\n",
    "zigbee2mqtt/configuration.yaml": f"mqtt:\n  user: z2m\n  password: {SECRETS['zigbee']}\n",
    ".env": f"API_PASSWORD={SECRETS['env']}\n",
    "www/backup.yaml": f"password: {SECRETS['public']}\n",
    "ssl/privkey.pem": f"-----BEGIN PRIVATE KEY-----\n{SECRETS['key']}\n",
    "ip_bans.yaml": f"203.0.113.66:\n  why: {SECRETS['bans']}\n",
    ".git/config": f'[remote "canary hook"]\n  url = https://me:{SECRETS["remote"]}@canary-host.example/x\n',
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/index": _git_index("configuration.yaml", "secrets.yaml"),
}


@pytest.fixture
async def told(
    hass: HomeAssistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> MockConfigEntry:
    """Return the entry of a home with something to hide in every corner, looked at once."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    hass.config.config_dir = str(tmp_path)
    hass.config.external_url = f"https://me:{SECRETS['url']}@canary-host.example"
    for component in ("http", "auth", "webhook", "backup"):
        assert await async_setup_component(hass, component, {})
    await _sign_in(hass)
    webhook.async_register(hass, "automation", "canary hook", SECRETS["webhook"], _ignore)
    webhook.async_register(hass, "automation", "canary hook", "door", _ignore)
    caplog.set_level(logging.DEBUG, "custom_components.security_posture")
    entry = MockConfigEntry(domain=DOMAIN, title="Security Posture")
    entry.add_to_hass(hass)
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert await entry.runtime_data.async_recheck()
    return entry


async def _ignore(*_args: Any) -> None:
    """Take no notice."""


async def _sign_in(hass: HomeAssistant) -> None:
    group = await hass.auth.async_get_group(GROUP_ID_ADMIN)
    user = MockUser(name="canary person", groups=[group]).add_to_hass(hass)
    data = {"username": "canary person", "password": SECRETS["password"]}
    user.credentials.append(
        Credentials(id="c", auth_provider_type="homeassistant", auth_provider_id=None, data=data)
    )
    token = await hass.auth.async_create_refresh_token(
        user,
        client_name="canary token",
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
        access_token_expiration=timedelta(days=3650),
    )
    token.created_at -= timedelta(days=4 * 365 - 1)
    object.__setattr__(token, "token", SECRETS["token"])
    object.__setattr__(token, "jwt_key", SECRETS["jwt"] * 3)
    session = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    session.last_used_ip = "203.0.113.66"


def _forms(text: str) -> Iterator[str]:
    """Yield the ways a text could be written where it should not be."""
    yield text
    yield quote(text)
    yield json.dumps(text).strip('"')
    yield b64encode(text.encode()).decode().rstrip("=")
    yield hashlib.sha256(text.encode()).hexdigest()
    yield hashlib.sha1(text.encode()).hexdigest()  # noqa: S324 - as somebody careless would


def _assert_silent(channel: str, said: str, names: tuple[str, ...] = NAMES) -> None:
    for place, planted in SECRETS.items():
        for form in _forms(planted):
            assert form not in said, f"{channel} tells the secret of {place}"
        assert planted[:8] not in said, f"{channel} tells how the secret of {place} begins"
    for name in names:
        assert name not in said.lower(), f"{channel} names {name}"


async def _ask(client: Any, command: str, **fields: Any) -> dict[str, Any]:
    await client.send_json_auto_id({"type": f"{DOMAIN}/{command}"} | fields)
    return await client.receive_json()


async def test_snapshots(
    hass: HomeAssistant,
    told: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    for kind in ("admin", "user", "read_only"):
        client = await hass_ws_client(hass, await token_for(kind))
        await _ask(client, "subscribe")
        event = (await client.receive_json())["event"]
        assert event["phase"] == "ready"
        _assert_silent(f"the snapshot of {kind}", json.dumps(event))


async def test_evidence(
    hass: HomeAssistant,
    told: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    token_for: TokenFor,
) -> None:
    client = await hass_ws_client(hass, await token_for("admin"))
    said = ""
    for check_id in QUESTIONS:
        answer = await _ask(client, "evidence", check_id=check_id)
        _assert_silent(f"the evidence of {check_id}", json.dumps(answer), names=())
        said += json.dumps(answer)
    # Something was found in the planted corners, or this would prove nothing.
    for name in ("canary person", "canary token", "canary hook", "configuration.yaml"):
        assert name in said


async def test_entities_and_registries(hass: HomeAssistant, told: MockConfigEntry) -> None:
    await hass.async_block_till_done()
    states = [state.as_dict() for state in hass.states.async_all()]
    ours = [state for state in states if "security_posture" in state["entity_id"]]
    assert len(ours) >= 16
    _assert_silent("an entity", json.dumps(ours, default=str))
    issues = [issue.to_json() for issue in ir.async_get(hass).issues.values()]
    _assert_silent("the repairs list", json.dumps(issues, default=str))
    _assert_silent("the config entry", json.dumps(told.as_dict(), default=str))


async def test_what_is_kept(
    hass: HomeAssistant, told: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    assert await hass.config_entries.async_unload(told.entry_id)
    await hass.async_block_till_done()
    ours = {key: data for key, data in hass_storage.items() if key.startswith(DOMAIN)}
    assert ours
    ids = tuple(user.id for user in await hass.auth.async_get_users())
    _assert_silent("what is kept", json.dumps(ours, default=str), names=(*NAMES, *ids))


async def test_what_is_kept_of_accepted_findings(
    hass: HomeAssistant, told: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """Neither names nor checks; the reason is the administrator's own words, and kept."""
    coordinator = told.runtime_data
    person = next(u for u in await hass.auth.async_get_users() if u.name == "canary person")
    consent = Consent(
        reason="words of mine", until=dt_util.utcnow() + timedelta(days=30), user_id=person.id
    )
    accepted = [row.id for row in coordinator.data.results if row.is_open]
    assert len(accepted) > 5
    for check_id in accepted:
        await coordinator.risks.async_accept(check_id, consent)
    assert coordinator.summary.counts.accepted == len(accepted)
    kept = json.dumps(hass_storage[f"{DOMAIN}.accepted_risks"], default=str)
    assert kept.count("words of mine") == len(accepted)
    _assert_silent("what is kept", kept, names=(*NAMES, person.id, *QUESTIONS))
    states = json.dumps([state.as_dict() for state in hass.states.async_all()], default=str)
    _assert_silent("an entity", states, names=("words of mine",))


async def test_the_log(told: MockConfigEntry, caplog: pytest.LogCaptureFixture) -> None:
    ours = [row for row in caplog.get_records("setup") if "security_posture" in row.name]
    assert ours
    said = "\n".join(f"{row.getMessage()} {row.exc_text or ''}" for row in ours)
    _assert_silent("the log", said)


async def test_no_secret_is_held(told: MockConfigEntry) -> None:
    """Names are held, as evidence for who may ask; secrets are not."""
    held = repr(told.runtime_data._facts) + repr(told.runtime_data.data)
    assert "canary person" in held
    _assert_silent("the memory", held, names=())
