"""Certificate files as Home Assistant's server loads them, and folders of certificates."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import ssl
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives import serialization
import pytest

from custom_components.security_posture.collectors import tls
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.tls import (
    TlsCollector,
    certificate_folders,
    next_start,
)
from custom_components.security_posture.collectors.tls.certificate_folders import (
    read_certificate_folders,
)
from custom_components.security_posture.collectors.tls.next_start import load_as_at_start
from custom_components.security_posture.posture.facts import (
    Certificate,
    FileTrouble,
    NextStart,
    Reason,
)
from homeassistant.core import HomeAssistant

from .authority import issue

UNPRIVILEGED = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Read as an unprivileged account, because root can read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(UNPRIVILEGED)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return the files of a certificate and its key, and broken ones."""
    issued, other = issue(), issue()
    locked = issued.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"a password"),
    )
    contents = {
        "certificate": issued.pem,
        "key": issued.key_pem,
        "both": issued.pem + issued.key_pem,
        "other_key": other.key_pem,
        "locked_key": locked,
        "nonsense": b"not a certificate",
        "empty": b"",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    return {path.name: str(path) for path in tmp_path.iterdir()} | {"gone": str(tmp_path / "gone")}


@pytest.mark.parametrize(
    ("certificate", "key", "trouble"),
    [
        ("certificate", "key", None),
        ("both", None, None),
        ("both", "key", None),
        ("gone", "key", FileTrouble.CERTIFICATE_MISSING),
        ("folder", "key", FileTrouble.CERTIFICATE_MISSING),
        ("pipe", "key", FileTrouble.CERTIFICATE_MISSING),
        ("nonsense", "key", FileTrouble.CERTIFICATE_BROKEN),
        ("empty", "key", FileTrouble.CERTIFICATE_BROKEN),
        ("key", "key", FileTrouble.CERTIFICATE_BROKEN),
        ("certificate", "gone", FileTrouble.KEY_MISSING),
        ("certificate", "pipe", FileTrouble.KEY_MISSING),
        ("certificate", "nonsense", FileTrouble.KEY_BROKEN),
        ("certificate", "locked_key", FileTrouble.KEY_BROKEN),
        ("certificate", None, FileTrouble.KEY_BROKEN),
        ("certificate", "other_key", FileTrouble.MISMATCH),
    ],
)
def test_loading(
    files: dict[str, str], certificate: str, key: str | None, trouble: FileTrouble | None
) -> None:
    found = load_as_at_start(files[certificate], key and files[key], None)
    assert found == NextStart(trouble=trouble)
    # The same files, loaded into a server's context as Home Assistant does.
    if "pipe" not in (certificate, key):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(files[certificate], key and files[key], password="")
        except OSError:
            assert trouble
        else:
            assert not trouble


@pytest.mark.parametrize(
    ("peer", "trouble"),
    [
        ("certificate", None),
        ("gone", FileTrouble.PEER_BROKEN),
        ("nonsense", FileTrouble.PEER_BROKEN),
        ("pipe", FileTrouble.PEER_BROKEN),
    ],
)
def test_authorities_of_clients(
    files: dict[str, str], peer: str, trouble: FileTrouble | None
) -> None:
    found = load_as_at_start(files["certificate"], files["key"], files[peer])
    assert found.trouble is trouble


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("certificate", FileTrouble.CERTIFICATE_UNREADABLE),
        ("key", FileTrouble.KEY_UNREADABLE),
    ],
)
def test_permission(files: dict[str, str], name: str, trouble: FileTrouble) -> None:
    with TemporaryDirectory() as folder:
        # The unprivileged account cannot enter the temporary folder of a test.
        Path(folder).chmod(0o755)
        paths = {part: Path(folder, part) for part in ("certificate", "key")}
        for part, path in paths.items():
            path.write_bytes(Path(files[part]).read_bytes())
        paths[name].chmod(0)
        with as_nobody():
            found = load_as_at_start(str(paths["certificate"]), str(paths["key"]), None)
        assert found.trouble is trouble


def test_too_large(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(next_start, "MAX_BYTES", 10)
    with pytest.raises(CollectorError) as raised:
        load_as_at_start(files["certificate"], files["key"], None)
    assert raised.value.reason is Reason.TOO_LARGE


def test_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, own = tmp_path / "shared", tmp_path / "config" / "ssl"
    monkeypatch.setattr(certificate_folders, "SHARED", shared)
    assert read_certificate_folders(str(tmp_path / "config")) == ()
    own.mkdir(parents=True)
    shared.mkdir()
    (own / "fullchain.pem").write_bytes(issue("own.example").pem)
    (own / "privkey.pem").write_bytes(issue().key_pem)
    (own / "notes.txt").write_bytes(issue("hidden.example").pem)
    (own / "folder.pem").mkdir()
    os.mkfifo(own / "pipe.pem")
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "cert7.pem").write_bytes(issue("linked.example").pem)
    (shared / "cert.crt").symlink_to(archive / "cert7.pem")
    (shared / "gone.crt").symlink_to(archive / "cert8.pem")
    found = read_certificate_folders(str(tmp_path / "config"))
    assert [leaf.dns_names for leaf in found] == [("own.example",), ("linked.example",)]


@pytest.mark.parametrize("cap", ["MAX_FILES", "MAX_ENTRIES"])
def test_folders_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: str) -> None:
    (tmp_path / "ssl").mkdir()
    for n in range(3):
        (tmp_path / "ssl" / f"{n}.pem").write_bytes(issue().pem)
    monkeypatch.setattr(certificate_folders, "SHARED", tmp_path / "none")
    assert len(read_certificate_folders(str(tmp_path))) == 3
    monkeypatch.setattr(certificate_folders, cap, 2)
    with pytest.raises(CollectorError) as raised:
        read_certificate_folders(str(tmp_path))
    assert raised.value.reason is Reason.TOO_LARGE


async def test_of_the_real_server(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    http: None,
    files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(certificate_folders, "SHARED", tmp_path / "none")
    hass.config.config_dir = str(tmp_path)
    assert (await TlsCollector(hass, {}).collect(hass, executor)).next_start is None
    monkeypatch.setattr(hass.http, "ssl_certificate", files["certificate"])
    monkeypatch.setattr(hass.http, "ssl_key", files["other_key"])
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.next_start == NextStart(trouble=FileTrouble.MISMATCH)
    assert isinstance(found.file, Certificate)
    assert found.on_disk == ()


async def test_a_failure_of_one_part_hides_no_other(
    hass: HomeAssistant, executor: LimitedExecutor, http: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> Any:
        raise PermissionError("a secret path")

    monkeypatch.setattr(tls, "read_certificate_folders", refuse)
    found = await TlsCollector(hass, {}).collect(hass, executor)
    assert found.on_disk.reason is Reason.PERMISSION  # type: ignore[union-attr]
    assert found.external is None
