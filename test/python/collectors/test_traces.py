"""What twenty looks leave behind: no program, import, request, file or line in the log."""

import logging
from pathlib import Path
import re
import subprocess
import sys

from aiohttp.test_utils import TestServer
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.security_posture.const import DOMAIN, NAME
from custom_components.security_posture.posture.facts import YamlFacts
from homeassistant.config import async_hass_config_yaml
from homeassistant.core import HomeAssistant

from ..support.audit import audited

LOOKS = 20
CANARY = "kT7pW2vQx9canary"
# An integration of the configuration folder, whose requirement does not exist.
REQUIREMENT = "security-posture-test-requirement-that-does-not-exist==1.0"
HOME = {
    "configuration.yaml": "homeassistant:\n  packages: !include_dir_named packages\n"
    "shell_command:\n  x: ssh nas {{ x }}\n",
    "packages/one.yaml": "not_installed:\n  host: x\nunifi_of_the_future:\n  - host: y\n",
    "packages/three.yaml": "intent_script:\n",
    "packages/two.yaml": "http:\n  server_port: 8123\nsomfy:\n",
    "custom_components/not_installed/__init__.py": "raise SystemExit\n",
    "custom_components/not_installed/manifest.json": '{"domain": "not_installed", "name": "X",'
    ' "codeowners": [], "documentation": "", "version": "1.0",'
    f' "requirements": ["{REQUIREMENT}"]}}\n',
    "secrets.yaml": f"wifi: {CANARY}\n",
    ".git/config": '[remote "origin"]\n  url = git@example.org:x\n',
    "www/x.yaml": "a: b\n",
}
# Each is the beginning of a file that is being written, or was damaged.
HALF_WRITTEN = {
    "configuration.yaml": f"mqtt:\n  password: '{CANARY}\n",
    "secrets.yaml": f"wifi: {CANARY}\n  : {{{CANARY}\n",
    "packages/one.yaml": f"rest_command:\n  a: {{{{ {CANARY}\n",
    "automations.yaml": f"- alias: [{CANARY}\n",
    "ip_bans.yaml": f"192.0.2.1:\n  banned_at: [{CANARY}\n",
    ".storage/core.config_entries": f'{{"data": {{"password": "{CANARY}',
    ".storage/auth": f'{{"data": "{CANARY}',
    ".git/config": f'[remote "origin\n  url = https://me:{CANARY}@\n',
    ".git/index": f"DIRC{CANARY}",
    ".env": f"PASSWORD='{CANARY}\n",
    "esphome/lamp.yaml": f"wifi:\n\tpassword: {CANARY}\n",
    "www/secrets.yaml": f"wifi: [{CANARY}\n",
    "ssl/privkey.pem": f"-----BEGIN PRIVATE KEY-----\n{CANARY}\n",
}
# All lines that a look may write, and only on a change: {} stands for a name or a word.
OURS = (
    "Finished fetching security_posture data in {} seconds (success: {})",
    "Cannot read {}: {} ({})",
    "Can read {} again",
    "No newer advisories: {} ({})",
)
# Home Assistant's own lines on what every update of an entity is: events, states.
BESIDE = re.compile(
    r"homeassistant\.(core|helpers\.(event|entity|storage))|asyncio|pytest_homeassistant"
)


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
def components() -> tuple[str, ...]:
    """Return the components to set up before the server starts and fixes its routes."""
    return ("http", "auth", "api", "websocket_api", "network", "webhook", "backup", DOMAIN)


@pytest.fixture
async def entry(hass: HomeAssistant, instance: TestServer, tmp_path: Path) -> MockConfigEntry:
    """Return the entry, set up in a home whose packages name integrations not installed."""
    put(tmp_path, HOME)
    entry = MockConfigEntry(domain=DOMAIN, title=NAME)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def test_the_trace_of_twenty_looks(
    hass: HomeAssistant, entry: MockConfigEntry, instance: TestServer
) -> None:
    coordinator = entry.runtime_data
    modules = set(sys.modules)
    with audited() as first:
        assert await coordinator.async_recheck()
        await hass.async_block_till_done()
    loaded = sorted(set(sys.modules) - modules)
    with audited() as later:
        for _ in range(LOOKS - 1):
            assert await coordinator.async_recheck()
            await hass.async_block_till_done()
    facts = coordinator.facts.yaml
    assert isinstance(facts, YamlFacts)
    assert {"not_installed", "unifi_of_the_future", "somfy"} <= facts.domains
    # Python's own codec, for the certificate.
    assert set(loaded) <= {"encodings.ascii"}
    assert {kind for kind, what in first if what not in loaded} == {"socket"}
    assert {kind for kind, _ in later} == {"socket"}
    # Of the handshakes with the instance's own address, and their names.
    handshakes = {what for kind, what in [*first, *later] if kind == "socket"}
    assert handshakes == {str(("127.0.0.1", instance.port))}


async def test_the_trace_can_fail(hass: HomeAssistant, tmp_path: Path) -> None:
    with audited() as events:
        subprocess.run([sys.executable, "-c", ""], check=True)  # noqa: ASYNC221
        (tmp_path / "x").write_text("x")
        with pytest.raises(ImportError):
            __import__("security_posture_test_of_imports")
    assert {"program", "write", "import"} <= {kind for kind, _ in events}
    assert ("write", str(tmp_path / "x")) in events


async def test_the_loader_imports_what_packages_name(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And installs it, outside of tests. Otherwise the test of the trace could not fail."""
    monkeypatch.delitem(sys.modules, "homeassistant.components.intent_script", raising=False)
    with audited() as events:
        await async_hass_config_yaml(hass)
    assert ("import", "homeassistant.components.intent_script") in events
    assert "unifi_of_the_future" in caplog.text


@pytest.mark.parametrize(
    "files", [HALF_WRITTEN, *({name: text} for name, text in HALF_WRITTEN.items())]
)
async def test_nothing_of_a_half_written_file_is_logged(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    files: dict[str, str],
) -> None:
    """At debug level only the coordinator's own line is written at every look."""
    caplog.set_level(logging.DEBUG)
    coordinator = entry.runtime_data
    assert await coordinator.async_recheck()
    await hass.async_block_till_done()
    caplog.clear()
    put(tmp_path, files)
    for _ in range(LOOKS):
        assert await coordinator.async_recheck()
    await hass.async_block_till_done()
    patterns = [re.compile(re.escape(line).replace(r"\{\}", r"[\w.]+")) for line in OURS]
    lines = [row for row in caplog.records if not BESIDE.match(row.name)]
    for row in lines:
        assert row.name.startswith(f"custom_components.{DOMAIN}"), row
        assert any(pattern.fullmatch(row.getMessage()) for pattern in patterns), row.getMessage()
        assert row.exc_info is None
    # Each source says once that it cannot be read, not at each look.
    said = [row.getMessage() for row in lines if row.levelno > logging.DEBUG]
    assert len(set(said)) == len(said)
    assert CANARY not in caplog.text
    assert [row for row in caplog.records if row.levelno >= logging.WARNING] == []
