"""Plant private data in everything the collectors read, and search for it in the outputs.

There are two kinds: secrets, which no output may contain; and names of people, devices and
places, which only the evidence may contain that an administrator requests.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
import hashlib
import json
from pathlib import Path
import struct
from typing import Any
from urllib.parse import quote

from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser

from custom_components.security_posture.const import (
    CONF_BAN_ENTITIES,
    CONF_HOST_UPDATES_ENTITY,
    CONF_PULLED_BACKUP_ENTITY,
)
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, Credentials
from homeassistant.components import webhook
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component


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
NAMES = (
    *("canary person", "canary token", "canary hook", "canary-host.example", "203.0.113.66"),
    *("canary_bans", "canary_backup", "canary_updates", "canary option"),
)
# Valid options, and an invalid one.
OPTIONS: dict[str, Any] = {
    CONF_BAN_ENTITIES: ["sensor.canary_bans", "canary_bans"],
    CONF_PULLED_BACKUP_ENTITY: "sensor.canary_backup",
    CONF_HOST_UPDATES_ENTITY: "update.canary_updates",
    "canary option": ["canary option", {"canary option": "canary person"}],
}


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


async def plant(hass: HomeAssistant, folder: Path) -> None:
    """Plant private data everywhere."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    hass.config.config_dir = str(folder)
    hass.config.external_url = f"https://me:{SECRETS['url']}@canary-host.example"
    for component in ("http", "auth", "webhook", "backup"):
        assert await async_setup_component(hass, component, {})
    await _sign_in(hass)
    webhook.async_register(hass, "automation", "canary hook", SECRETS["webhook"], _ignore)
    webhook.async_register(hass, "automation", "canary hook", "door", _ignore)


def forms(text: str) -> Iterator[str]:
    """Yield the encodings in which a text could leak; case does not matter."""
    data = text.encode()
    yield text
    yield quote(text)
    yield quote(text, safe="").replace("%20", "+")
    yield json.dumps(text).strip('"')
    yield data.hex()
    for lead in range(3):
        # Preceding bytes shift it; the first and the last characters also encode neighbours.
        yield b64encode(bytes(lead) + data).decode().rstrip("=")[lead + 1 : -1]
    yield hashlib.sha256(data).hexdigest()
    yield hashlib.sha1(data).hexdigest()  # noqa: S324 - a leak could use it


def assert_no_private_data(channel: str, text: str, names: tuple[str, ...] = NAMES) -> None:
    """Assert that `text` contains no secret in any form, and none of `names`."""
    text = text.lower()
    for place, planted in SECRETS.items():
        for form in forms(planted):
            assert form.lower() not in text, f"{channel} contains the secret of {place}"
        message = f"{channel} contains the beginning of the secret of {place}"
        assert planted[:8].lower() not in text, message
    for name in names:
        for form in forms(name):
            assert form.lower() not in text, f"{channel} contains {name}"


async def _ignore(*_args: Any) -> None:
    """Ignore the call."""


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
