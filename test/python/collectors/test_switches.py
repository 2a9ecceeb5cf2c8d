"""Sources disabled in the options are unknown and not read."""

from collections.abc import Iterator
import logging
from pathlib import Path
import socket
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.security_posture.collectors import FILE_SCAN_SOURCES, SOURCES, Collectors
from custom_components.security_posture.posture.client_endpoint import client_endpoint
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    Certificate,
    Facts,
    NextStart,
    Reason,
    TlsEndpoint,
    TlsFacts,
    Unavailable,
)
from custom_components.security_posture.posture.model import Status
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .authority import HOST, issue
from .conftest import Names, Serve

OFF = Unavailable(Reason.SWITCHED_OFF)


@pytest.fixture
async def port(hass: HomeAssistant, http: None, serve: Serve, tmp_path: Path, roots: None) -> int:
    """Serve the external URL and the own port over TLS, with the file on disk."""
    hass.config.config_dir = str(tmp_path)
    issued = issue()
    context = issued.context(tmp_path)
    port = await serve(context=context)
    hass.http.context = context
    hass.http.server_host = ["127.0.0.1"]
    hass.http.server_port = port
    hass.http.ssl_certificate = str(issued.write(tmp_path / "own.pem"))
    hass.http.ssl_key = hass.http.ssl_certificate
    (tmp_path / "ssl").mkdir()
    issued.write(tmp_path / "ssl" / "leaf.pem")
    hass.config.external_url = f"https://{HOST}:{port}"
    return port


@pytest.fixture
def connected() -> Iterator[list[object]]:
    """Return the addresses that this process connects to."""
    seen: list[object] = []
    connect = socket.socket.connect

    def note(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            seen.append(address)
        connect(self, address)

    with patch.object(socket.socket, "connect", note):
        yield seen


async def collect(hass: HomeAssistant, **options: bool) -> TlsFacts:
    found = (await Collectors(hass, options).async_collect(["tls"]))["tls"]
    assert isinstance(found, TlsFacts)
    return found


async def test_both_are_enabled_by_default(hass: HomeAssistant, port: int, names: Names) -> None:
    found = await collect(hass)
    assert isinstance(found.external, TlsEndpoint)
    assert isinstance(found.own, TlsEndpoint)
    assert found.on_disk == (found.file,)
    assert names.requested == [HOST]


async def test_no_probe(
    hass: HomeAssistant, port: int, names: Names, connected: list[object]
) -> None:
    found = await collect(hass, network_probe=False)
    assert (found.external, found.own, client_endpoint(found)) == (OFF, OFF, OFF)
    assert (names.requested, connected) == ([], [])
    # Files are still read.
    assert isinstance(found.file, Certificate)
    assert found.next_start == NextStart(trouble=None)
    assert found.on_disk == (found.file,)


async def test_nothing_to_probe_is_known_without_one(hass: HomeAssistant, http: None) -> None:
    found = await collect(hass, network_probe=False)
    assert (found.external, found.own, client_endpoint(found)) == (None, None, None)


async def test_no_file_scan(
    hass: HomeAssistant, port: int, names: Names, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    opened: list[str] = []
    with patch("os.scandir", side_effect=lambda path: opened.append(str(path)) or iter(())):
        found = await Collectors(hass, {"file_scan": False}).async_collect(SOURCES)
    assert {name: found[name] for name in FILE_SCAN_SOURCES} == dict.fromkeys(
        FILE_SCAN_SOURCES, OFF
    )
    assert opened == []
    tls = found["tls"]
    assert isinstance(tls, TlsFacts)
    assert tls.on_disk == OFF
    assert isinstance(tls.external, TlsEndpoint)
    assert isinstance(tls.file, Certificate)
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("custom_components")]
    assert not [line for line in ours if "switched_off" in line]  # intended, so not logged


async def test_disabled_sources_never_pass(hass: HomeAssistant, port: int, names: Names) -> None:
    """Every check that needs it is unknown."""
    options = {"file_scan": False, "network_probe": False}
    found: dict[str, Any] = await Collectors(hass, options).async_collect(SOURCES)
    report = evaluate(Facts(**found), dt_util.utcnow())
    off = {row.id: row.status for row in report.results if row.reason is Reason.SWITCHED_OFF}
    assert set(off.values()) == {Status.UNKNOWN}
    assert set(off) >= {
        "certificate_expired",
        "certificate_expiring",
        "certificate_untrusted",
        "weak_tls",
        "certificate_wrong_host",
        "inline_secret",
        "default_secret",
        "secrets_in_git",
        "secret_in_public_folder",
        "git_remote_credential",
        "templated_command",
        "configuration_writable",
        "private_key_readable",
        "secrets_file_exposed",
        "http_yaml_ignored",
        "location_in_shared_config",
    }
    assert report.score.provisional
    assert report.summary.state != "good"
