"""Permissions of real files and their parent folders."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from custom_components.security_posture.collectors import files
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.files import secrets_files
from custom_components.security_posture.collectors.files.access import read_access
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import (
    FileAccess,
    FilesFacts,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.projection import evidence
from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes

from ..pure.posture.build import NOW, facts


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that every account can enter."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def put(path: Path, mode: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("mode", "read", "write"),
    [(0o600, False, False), (0o640, False, False), (0o644, True, False), (0o602, False, True)],
)
def test_modes(folder: Path, mode: int, read: bool, write: bool) -> None:
    path = put(folder / "secrets.yaml", mode)
    assert read_access(path, "x") == FileAccess(
        path="x", mode=mode, others_read=read, others_write=write
    )


def test_a_parent_folder_that_cannot_be_entered(folder: Path) -> None:
    path = put(folder / "config" / "secrets.yaml", 0o666)
    (folder / "config").chmod(0o750)
    access = read_access(path, "x")
    assert access is not None
    assert (access.others_read, access.others_write) == (False, False)


def test_the_target_of_a_link_counts(folder: Path) -> None:
    put(folder / "closed" / "key.pem", 0o644)
    (folder / "closed").chmod(0o700)
    (folder / "key.pem").symlink_to("closed/key.pem")
    access = read_access(folder / "key.pem", "x")
    assert access is not None
    assert not access.others_read


def test_a_missing_file_is_not_listed(folder: Path) -> None:
    assert read_access(folder / "gone", "x") is None
    (folder / "dangling").symlink_to("gone")
    assert read_access(folder / "dangling", "x") is None


async def test_of_a_configuration(
    hass: HomeAssistant, executor: LimitedExecutor, http: None, folder: Path
) -> None:
    hass.config.config_dir = str(folder)
    put(folder / "secrets.yaml", 0o644)
    put(folder / ".storage" / "auth", 0o600)
    put(folder / ".storage" / "auth_provider.homeassistant", 0o606)
    put(folder / ".storage" / "core.config_entries", 0o644)
    put(folder / ".storage" / "core.restore_state", 0o666)
    put(folder / "automations.yaml", 0o666)
    put(folder / "custom_components" / "x" / "__init__.py", 0o664)
    for name in ("custom_components", "custom_components/x"):
        (folder / name).chmod(0o755)
    (folder / ".storage").chmod(0o755)
    folder.chmod(0o757)
    assert await files.collect(hass, executor) == FilesFacts(
        configuration=(
            FileAccess(path=".", mode=0o757, others_read=True, others_write=True),
            FileAccess(path="custom_components", mode=0o755, others_read=True, others_write=False),
            FileAccess(path=".storage", mode=0o755, others_read=True, others_write=False),
            FileAccess(path="automations.yaml", mode=0o666, others_read=True, others_write=True),
            FileAccess(
                path="custom_components/x", mode=0o755, others_read=True, others_write=False
            ),
            FileAccess(
                path="custom_components/x/__init__.py",
                mode=0o664,
                others_read=True,
                others_write=False,
            ),
        ),
        secrets=(
            FileAccess(path="secrets.yaml", mode=0o644, others_read=True, others_write=False),
            FileAccess(path=".storage/auth", mode=0o600, others_read=False, others_write=False),
            FileAccess(
                path=".storage/auth_provider.homeassistant",
                mode=0o606,
                others_read=True,
                others_write=True,
            ),
            FileAccess(
                path=".storage/core.config_entries",
                mode=0o644,
                others_read=True,
                others_write=False,
            ),
        ),
        private_key=None,
    )


async def test_the_key(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    http: None,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hass.config.config_dir = str(folder)
    certificate = put(folder / "fullchain.pem", 0o644)
    monkeypatch.setattr(hass.http, "ssl_certificate", str(certificate))
    # Without a key file, the key is in the certificate's.
    for key, mode in ((None, 0o644), (put(folder / "privkey.pem", 0o600), 0o600)):
        monkeypatch.setattr(hass.http, "ssl_key", key and str(key))
        found = (await files.collect(hass, executor)).private_key
        assert isinstance(found, FileAccess)
        assert found.mode == mode
    monkeypatch.setattr(hass.http, "ssl_key", str(folder / "gone.pem"))
    assert (await files.collect(hass, executor)).private_key == Unavailable(Reason.MISSING)


async def test_secrets_in_subfolders(
    hass: HomeAssistant, executor: LimitedExecutor, http: None, folder: Path
) -> None:
    hass.config.config_dir = str(folder)
    names = (
        "secrets.yaml",
        "packages/secrets.yaml",
        "esphome/secrets.yaml",
        "zigbee2mqtt/secret.yaml",
        "my/own/includes/secrets.yaml",
    )
    for name in names:
        put(folder / name, 0o666)
    for name in ("custom_components/x/secrets.yaml", "www/secrets.yaml", "packages/other.yaml"):
        put(folder / name, 0o666)
    (folder / "loop").symlink_to(folder)
    (folder / "packages" / "closed").mkdir(mode=0)
    found = await files.collect(hass, executor)
    assert {access.path for access in found.secrets} == set(names)
    assert all(access.others_write for access in found.secrets)
    assert found.complete


@pytest.mark.parametrize("limit", ["MAX_DEPTH", "MAX_ENTRIES", "MAX_FILES"])
def test_too_many_folders(folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    put(folder / "secrets.yaml", 0o600)
    put(folder / "a" / "b" / "secrets.yaml", 0o600)
    monkeypatch.setattr(secrets_files, limit, 1)
    found = secrets_files.find_secrets(folder)
    assert not found.complete
    assert set(found.paths) <= {"secrets.yaml"}


async def test_evidence_of_a_folder_whose_name_is_no_utf8(
    hass: HomeAssistant, executor: LimitedExecutor, folder: Path
) -> None:
    (folder / "nas\udcff").mkdir()
    (folder / "nas\udcff").chmod(0o755)
    put(folder / "nas\udcff" / "secrets.yaml", 0o644)
    hass.config.config_dir = str(folder)
    report = evaluate(facts(files=await files.collect(hass, executor)), NOW)
    (finding,) = (row for row in report.results if row.id == "secrets_file_exposed")
    (sent,) = evidence(finding)
    assert json_bytes(sent)
    assert sent["text"].startswith("nas?/secrets.yaml")
