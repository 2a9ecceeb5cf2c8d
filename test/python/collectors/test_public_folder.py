"""The folder www on a real disk."""

import os
from pathlib import Path

import pytest

from custom_components.security_posture.collectors import public_folder
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.common.sensitive_files import sensitive_kind
from custom_components.security_posture.posture.facts import (
    PublicFile,
    PublicFolderFacts,
    PublicPictures,
)
from homeassistant.core import HomeAssistant


@pytest.fixture
def www(hass: HomeAssistant, tmp_path: Path) -> Path:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / "www").mkdir()
    return tmp_path / "www"


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


async def kinds(hass: HomeAssistant, executor: LimitedExecutor) -> dict[str, str]:
    found = await public_folder.collect(hass, executor)
    assert found is not None
    assert found.complete
    return {file.path.removeprefix("www/"): file.kind for file in found.files}


async def test_without_the_folder(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    hass.config.config_dir = str(tmp_path)
    assert await public_folder.collect(hass, executor) is None
    (tmp_path / "www").write_text("a file")
    assert await public_folder.collect(hass, executor) is None


async def test_a_normal_folder(hass: HomeAssistant, executor: LimitedExecutor, www: Path) -> None:
    put(
        www,
        "floorplan.svg",
        "camera/front.jpg",
        "doorbell.mp3",
        "index.html",
        "data.json",
        "community/card/card.js",
        "community/card/card.js.gz",
        "community/card/card.js.map",
        "community/card/example.yaml",
        "community/card/LICENSE",
        "community/card/release.tar.gz",
        "community/card/icons.db",
        "community/card/config.yaml.bak",
        "ca.crt",
        "fullchain.pem",
        "floorplan/floorplan.css.bak",
        "floorplan/backup.css.bak",
        "backup-icons.zip",
        "token.svg",
        "icons.tar.gz",
        "cards/rules.svg.gz",
        "floorplan/floorplan.svg.old",
        "cards/card.js~",
        "cards/card.js.1",
        "cards/card.js.gz",
        "fonts/font.woff2",
        "dialog.log.js",
        "public_key.pem",
        "Thumbs.db",
        "secrets.yaml.gpg",
        "tools/query.sql",
        *(f"icons/2026-11-{n:02}.png" for n in range(1, 31)),
        *(f"camera/snapshot_{n}.jpg" for n in range(19)),
    )
    assert await kinds(hass, executor) == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("secrets.yaml", "secrets"),
        ("old/SECRETS.YAML", "secrets"),
        (".env", "secrets"),
        ("copy/.storage/auth", "secrets"),
        ("privkey.pem", "key"),
        ("server.key", "key"),
        ("id_rsa", "key"),
        ("id_ed25519_nas", "key"),
        ("home assistant backup.zip", "backup"),
        ("home-assistant_v2.db", "database"),
        ("zigbee.db-wal", "database"),
        ("backup.tar", "backup"),
        ("backup.tar.gz", "backup"),
        ("community/card/secrets.yaml", "secrets"),
        ("ip_bans.yaml", "bans"),
        ("home-assistant.log", "log"),
        ("home-assistant.log.1", "log"),
        ("floorplan/rules.yaml", "configuration"),
        ("automations.yml", "configuration"),
        ("configuration.yaml.bak", "configuration"),
        ("old/scripts.yaml~", "configuration"),
        ("packages (1).yaml", "configuration"),
        ("secrets.yaml.bak", "secrets"),
        ("secrets - Copy.yaml", "secrets"),
        ("secrets_old.yaml", "secrets"),
        ("#secrets.yaml#", "secrets"),
        (".secrets.yaml.swp", "secrets"),
        ("server.key.orig", "key"),
        ("home.db.old", "database"),
        ("home-assistant_v2.db.bak-2", "database"),
        ("backup.bak", "backup"),
        ("backup-2026-11-01.zip", "backup"),
        ("homeassistant_backup_7.zip", "backup"),
        ("spotify_token.json", "secrets"),
        ("nodered/flows_cred.json", "secrets"),
        ("x.token", "secrets"),
        ("secrets.json", "secrets"),
        ("home-assistant.db.gz", "database"),
        ("2026-11-01 backup.zip", "backup"),
        ("home-assistant.log.fault", "log"),
        ("home-assistant.log.2026-11-01", "log"),
        ("zigbee2mqtt/coordinator_backup.json", "secrets"),
    ],
)
async def test_files_that_should_not_be_public(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, name: str, kind: str
) -> None:
    put(www, name, "picture.png")
    assert await kinds(hass, executor) == {name: kind}


async def test_links_are_not_served(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path
) -> None:
    put(www.parent, "secrets.yaml", "folder/secrets.yaml")
    (www / "secrets.yaml").symlink_to(www.parent / "secrets.yaml")
    (www / "folder").symlink_to(www.parent / "folder")
    (www / "loop").symlink_to(www)
    assert await kinds(hass, executor) == {}


@pytest.mark.parametrize("cap", ["MAX_ENTRIES", "MAX_DEPTH"])
async def test_caps(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    www: Path,
    monkeypatch: pytest.MonkeyPatch,
    cap: str,
) -> None:
    put(www, "a.png", "b/c/d.png", "secrets.yaml")
    monkeypatch.setattr(public_folder, cap, 1)
    found = await public_folder.collect(hass, executor)
    assert found is not None
    assert not found.complete


async def test_the_number_of_rows_is_limited(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(www, "a.db", "b.db", "c.db")
    monkeypatch.setattr(public_folder, "MAX_FILES", 2)
    rows = (
        PublicFile(path="www/a.db", kind="database"),
        PublicFile(path="www/b.db", kind="database"),
    )
    assert await public_folder.collect(hass, executor) == PublicFolderFacts(
        files=rows, complete=True
    )


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("site.pem", "-----BEGIN CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----\n", "key"),
        ("privkey.pem", "-----BEGIN CERTIFICATE-----\n", None),
        ("privkey.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "key"),
        ("server.key", "-----BEGIN PUBLIC KEY-----\n", None),
        ("home.sql", "CREATE TABLE a (b);\nINSERT INTO a VALUES (1);\n", "backup"),
        ("secrets.yaml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n", None),
        ("secrets.yaml", "<<: !include ../secrets.yaml\n", None),
        ("secrets.yaml", "a: b\n<<: !include ../secrets.yaml\n", "secrets"),
        (".env", "TZ=Europe/Berlin\n", None),
        (".env", "DB_PASSWORD=kT7pW2vQx9\n", "secrets"),
    ],
)
async def test_content(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    www: Path,
    name: str,
    content: str,
    kind: str | None,
) -> None:
    (www / name).write_text(content)
    assert await kinds(hass, executor) == ({name: kind} if kind else {})


async def test_special_files_are_not_opened(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path
) -> None:
    os.mkfifo(www / "secrets.yaml")
    os.mkfifo(www / "site.pem")
    assert await kinds(hass, executor) == {}


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("snapshots/front_{:03}.jpg", "www/snapshots"),
        ("front/2026/11/23/{:03}.jpg", "www/front"),
        ("front-2026-11-23-{:03}.mp4", "www"),
        ("hall/1764000{:03}.123-abc.webp", "www/hall"),
        ("cam_2/deep/{:03}.png", "www/cam_2"),
    ],
)
async def test_pictures_of_cameras(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, path: str, folder: str
) -> None:
    put(www, *(path.format(n) for n in range(25)))
    found = await public_folder.collect(hass, executor)
    assert found == PublicFolderFacts(
        files=(), complete=True, pictures=(PublicPictures(folder=folder, n=25),)
    )


@pytest.mark.parametrize(
    "path", ["photos/{:03}.jpg", "community/x/2026-11-01/{:03}.png", "weather/202611{:03}.png"]
)
async def test_other_pictures(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, path: str
) -> None:
    put(www, *(path.format(n) for n in range(25)))
    found = await public_folder.collect(hass, executor)
    assert found == PublicFolderFacts(files=(), complete=True)


async def test_folders_that_cannot_be_read(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of another account is not served; after an error of the disk it is not known."""
    put(www, "a/x.png", "b/x.png", "secrets.yaml")
    scan = os.scandir
    errors: dict[str, OSError] = {}

    def fail(path: str) -> object:
        if error := errors.get(Path(path).name):
            raise error
        return scan(path)

    monkeypatch.setattr(public_folder.os, "scandir", fail)
    errors["a"] = PermissionError()
    assert await kinds(hass, executor) == {"secrets.yaml": "secrets"}
    errors["b"] = OSError(5, "Input/output error")
    found = await public_folder.collect(hass, executor)
    assert found is not None
    assert not found.complete
    assert [file.path for file in found.files] == ["www/secrets.yaml"]


async def test_logs_do_not_hide_a_secret(
    hass: HomeAssistant, executor: LimitedExecutor, www: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(www, "a.log", "b.log", "secrets.yaml")
    monkeypatch.setattr(public_folder, "MAX_FILES", 1)
    assert await kinds(hass, executor) == {"a.log": "log", "secrets.yaml": "secrets"}


@pytest.mark.parametrize(
    "harmless",
    [
        "secrets.yaml.example",
        "secrets_fake.yaml",
        "id_rsa.pub",
        "id_rsa_nas.svg",
        "keyboard.png",
        "",
        ".",
    ],
)
def test_examples_are_ignored(harmless: str) -> None:
    assert sensitive_kind(harmless) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("secrets.yaml~", "secrets"),
        ("secrets.yaml.old", "secrets"),
        ("www/core.config_entries", "secrets"),
        ("home-assistant_v2.db.corrupt.2026-11-01", "database"),
        ("config.7z", "backup"),
        ("dump.sql.gz", "backup"),
        ("phone.ovpn", "key"),
    ],
)
def test_copies_of_secrets(name: str, kind: str) -> None:
    assert sensitive_kind(name) == kind
