"""Repositories created by git, and malicious ones."""

from collections.abc import Callable
from contextlib import suppress
import hashlib
import os
from pathlib import Path
import shutil
import struct
import subprocess
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors import git
from custom_components.security_posture.collectors.common.errors import CollectorError
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.git import index as git_index
from custom_components.security_posture.collectors.git.attributes import (
    is_encrypted,
    matching,
    read_rules,
)
from custom_components.security_posture.collectors.git.config import parse_git_config
from custom_components.security_posture.collectors.git.index import tracked_paths
from custom_components.security_posture.posture.facts import GitFacts, Reason
from homeassistant.core import HomeAssistant

GIT = shutil.which("git")
FILES = ("configuration.yaml", "secrets.yaml", "packages/a b.yaml", "packages/ä.yaml", "x/y/z.txt")
type Repository = Callable[..., Path]


async def _collect(hass: HomeAssistant, executor: LimitedExecutor) -> GitFacts | None:
    return await git.GitCollector(hass, {}).collect(hass, executor)


@pytest.fixture
def repository(hass: HomeAssistant, tmp_path: Path) -> Repository:
    """Return a function that creates a repository in the configuration folder."""
    hass.config.config_dir = str(tmp_path)
    if GIT is None:
        pytest.skip("git is not here to make repositories with")

    def run(*args: str) -> None:
        home = {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        command = [str(GIT), "-C", str(tmp_path), *args]
        subprocess.run(command, check=True, capture_output=True, env=home)  # noqa: S603 - git

    def make(*names: str, version: int = 2, then: tuple[str, ...] = (), **init: str) -> Path:
        run("init", "-q", *(f"--{key.replace('_', '-')}={value}" for key, value in init.items()))
        run("config", "index.version", str(version))
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x: 1\n")
            run("add", "--force", name)
        if then:
            run(*then)
        return tmp_path

    return make


async def test_without_a_repository(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path
) -> None:
    hass.config.config_dir = str(tmp_path)
    assert await _collect(hass, executor) is None


@pytest.mark.parametrize("version", [2, 3, 4])
@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
async def test_tracked_files(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    repository: Repository,
    version: int,
    object_format: str,
) -> None:
    # git writes version 3 only for an entry with an extended flag.
    then = ("update-index", "--skip-worktree", "x/y/z.txt") if version == 3 else ()
    folder = repository(*FILES, version=version, then=then, object_format=object_format)
    assert (folder / ".git" / "index").read_bytes()[4:8] == struct.pack(">I", version)
    assert await _collect(hass, executor) == GitFacts(
        sensitive=("secrets.yaml",),
        yaml=frozenset(name for name in FILES if name.endswith(".yaml")),
        has_remote=False,
        credential_remotes=(),
    )


async def test_many_files(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    names = [f"packages/{'p' * (n % 40)}/{n}.yaml" for n in range(300)]
    for version in (2, 4):
        repository(*names[:150] if version == 2 else names, version=version)
        found = await _collect(hass, executor)
        assert found is not None
        assert len(found.yaml) == (150 if version == 2 else 300)


async def test_long_names(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    """The length of the shared prefix takes more than one byte."""
    names = [f"{'p' * 120}/{'q' * 120}/{'r' * at}.yaml" for at in (1, 100)]
    repository(*names, "x.yaml", version=4)
    found = await _collect(hass, executor)
    assert found is not None
    assert found.yaml == {*names, "x.yaml"}


def test_an_endless_number() -> None:
    entry = bytes(60) + struct.pack(">H", 1) + b"\xff" * 20 + b"\0"
    with pytest.raises(CollectorError) as raised:
        tracked_paths(b"DIRC" + struct.pack(">II", 4, 1) + entry + bytes(20), 20)
    assert raised.value.reason is Reason.PARSE


async def test_nothing_added_yet(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    repository()
    found = await _collect(hass, executor)
    assert found == GitFacts(
        sensitive=(), yaml=frozenset(), has_remote=False, credential_remotes=()
    )


async def test_a_split_index(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    repository(*FILES, then=("update-index", "--split-index"))
    with pytest.raises(CollectorError) as raised:
        await _collect(hass, executor)
    assert raised.value.reason is Reason.PARSE


@pytest.mark.parametrize("kind", ["file", "link", "index link"])
async def test_a_linked_repository(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, kind: str
) -> None:
    hass.config.config_dir = str(tmp_path)
    match kind:
        case "file":
            (tmp_path / ".git").write_text("gitdir: /somewhere/else")
        case "link":
            (tmp_path / ".git").symlink_to("/")
        case "index link":
            (tmp_path / ".git").mkdir()
            (tmp_path / ".git" / "HEAD").touch()
            (tmp_path / ".git" / "index").symlink_to("/etc/passwd")
    with pytest.raises(CollectorError) as raised:
        await _collect(hass, executor)
    assert raised.value.reason is Reason.EXTERNAL


async def test_hostile_files(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hass.config.config_dir = str(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").touch()
    os.mkfifo(tmp_path / ".git" / "config")
    with pytest.raises(CollectorError) as raised:
        await _collect(hass, executor)
    assert raised.value.reason is Reason.PARSE
    (tmp_path / ".git" / "config").unlink()
    (tmp_path / ".git" / "index").write_bytes(b"DIRC" + bytes(100))
    monkeypatch.setattr(git, "MAX_INDEX", 50)
    with pytest.raises(CollectorError) as raised:
        await _collect(hass, executor)
    assert raised.value.reason is Reason.TOO_LARGE


def index(*paths: bytes, count: int | None = None, version: int = 2) -> bytes:
    rows = b""
    for path in paths:
        entry = bytes(60) + struct.pack(">H", min(len(path), 0xFFF)) + path
        rows += entry + bytes(8 - len(entry) % 8)
    head = struct.pack(">4sII", b"DIRC", version, len(paths) if count is None else count)
    return head + rows + hashlib.sha1(head + rows).digest()  # noqa: S324 - git's own


def test_an_index_by_the_specification() -> None:
    assert tracked_paths(index(b"a", b"b/c" * 2000), 20) == ["a", "b/c" * 2000]
    assert tracked_paths(index(b"\xff"), 20) == ["\ufffd"]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"DIRC",
        b"NOPE" + index(b"a")[4:],
        index(b"a", version=9),
        index(b"a", count=2),
        index(b"a")[:-25],
        index(b"a", version=4),
    ],
)
def test_broken(broken: bytes) -> None:
    with pytest.raises(CollectorError) as raised:
        tracked_paths(broken, 20)
    assert raised.value.reason is Reason.PARSE


def test_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_index, "MAX_ENTRIES", 1)
    with pytest.raises(CollectorError) as raised:
        tracked_paths(index(b"a", b"b"), 20)
    assert raised.value.reason is Reason.TOO_LARGE


@given(st.binary(max_size=400), st.sampled_from([2, 3, 4]), st.integers(0, 5))
def test_any_bytes(noise: bytes, version: int, count: int) -> None:
    for data in (noise, struct.pack(">4sII", b"DIRC", version, count) + noise):
        with suppress(CollectorError):
            assert len(tracked_paths(data, 20)) <= max(count, len(noise))


TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8" * 2


@pytest.mark.parametrize(
    ("text", "has_remote", "holders"),
    [
        ("", False, ()),
        ("[core]\n\tbare = false\n", False, ()),
        ('[remote "origin"]\n\turl = git@github.com:me/home.git\n', True, ()),
        ('[remote "origin"]\n\turl = ssh://git@github.com/me/home.git\n', True, ()),
        ('[remote "origin"]\n\turl = https://github.com/me/home.git\n', True, ()),
        ('[remote "origin"]\n\turl = https://me@github.com/me/home.git\n', True, ()),
        ('[remote "origin"]\n\turl = /mnt/backup/home.git\n', True, ()),
        ('[remote "origin"]\nurl=https://me:pass@example.org/x\n', True, ("origin",)),
        (f'[remote "a"]\nurl = https://{TOKEN}@github.com/x\n', True, ("a",)),
        (f'[REMOTE "a"] URL = "https://me:{TOKEN}@github.com/x" # note\n', True, ("a",)),
        ('[remote "a"]\n pushurl = http://me:x@example.org/ ; note\n', True, ("a",)),
        ('[remote "a"]\nurl = https://me:\\\nx@example.org/\n', True, ("a",)),
        ('[remote "a"]\r\nurl = https://me:x@example.org/\r\n', True, ("a",)),
        ('[url "https://me:x@github.com/"]\n insteadOf = https://github.com/\n', False, ("url",)),
        ("[http]\n extraheader = AUTHORIZATION: basic abc\n", False, ("http",)),
        ('[remote "a"]\n# url = https://me:x@example.org/\n', False, ()),
        ('[branch "main"]\n remote = origin\n', False, ()),
        ('[remote "a"]\nurl = https://[broken\n', True, ()),
        ("[remote\nurl = https://me:x@example.org/\n", False, ()),
    ],
)
def test_settings(text: str, has_remote: bool, holders: tuple[str, ...]) -> None:
    found = parse_git_config(text)
    assert (found.has_remote, found.credential_remotes) == (has_remote, holders)
    assert found.hash_size == 20


def test_the_hash_of_a_repository() -> None:
    assert parse_git_config("[extensions]\n\tobjectFormat = sha256\n").hash_size == 32


@given(st.text(max_size=500))
def test_any_settings(text: str) -> None:
    assert parse_git_config(text).hash_size in (20, 32)


def test_long_lines_take_no_longer() -> None:
    long: Any = "[" + "a" * 200_000 + ' "' + "\\" * 100_000 + "\n" + "=" * 200_000
    assert not parse_git_config(long).has_remote


@pytest.mark.parametrize(
    ("text", "path", "encrypted"),
    [
        ("secrets.yaml filter=git-crypt diff=git-crypt\n", "secrets.yaml", True),
        ("*.yaml filter=git-crypt\n", "packages/secrets.yaml", True),
        ("/secrets.yaml filter=git-crypt\n", "packages/secrets.yaml", False),
        (".storage/** filter=git-crypt\n", ".storage/auth", True),
        ("* filter=git-crypt\nsecrets.yaml !filter\n", "secrets.yaml", False),
        ("# secrets.yaml filter=git-crypt\n", "secrets.yaml", False),
        ("*.jpg filter=lfs\n", "a.jpg", False),
        ("secrets.yaml\n\n", "secrets.yaml", False),
        ("**/secrets.yaml filter=git-crypt\n", "secrets.yaml", True),
        ("**/secrets.yaml filter=git-crypt\n", "a/b/secrets.yaml", True),
        ("a/**/secrets.yaml filter=git-crypt\n", "a/secrets.yaml", True),
        ("a/**/secrets.yaml filter=git-crypt\n", "b/secrets.yaml", False),
        ("packages/*.yaml filter=git-crypt\n", "packages/a/secrets.yaml", False),
        ('"my secrets.yaml" filter=git-crypt\n', "my secrets.yaml", True),
        ("[attr]locked filter=git-crypt\nsecrets.yaml locked\n", "secrets.yaml", True),
        ("[attr]locked filter=git-crypt\n* locked\nsecrets.yaml -locked\n", "secrets.yaml", False),
        ("secrets.yaml locked\n[attr]locked filter=git-crypt\n", "secrets.yaml", True),
        # A macro that is unset does not unset what it stands for.
        ("[attr]locked filter=git-crypt\n* filter=git-crypt\nx -locked\n", "x", True),
        ("[attr]text diff=plain\nsecrets.yaml text\n", "secrets.yaml", False),
        ("[^a]ecrets.yaml filter=git-crypt\n", "secrets.yaml", True),
        (f"{'**/' * 50}x filter=git-crypt\n", "a/" * 100 + "x", False),
    ],
)
def test_encrypted_files(text: str, path: str, encrypted: bool) -> None:
    assert is_encrypted([*matching(path, read_rules(text))]) is encrypted


async def test_a_macro_of_the_outermost_attributes(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    folder = repository(".gitattributes", "a/.gitattributes", "a/secrets.yaml", "secrets.yaml")
    (folder / ".gitattributes").write_text("[attr]locked filter=git-crypt diff=git-crypt\n")
    (folder / "a/.gitattributes").write_text("secrets.yaml locked\n")
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("secrets.yaml",)


# --- where the repository is


def change_folder(hass: HomeAssistant, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    hass.config.config_dir = str(folder)
    return folder


@pytest.mark.parametrize("below", ["config", "docker/homeassistant/config"])
async def test_a_repository_above(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository, below: str
) -> None:
    names = ("configuration.yaml", "secrets.yaml", "esphome/lamp.yaml")
    top = repository(
        "docker-compose.yaml",
        "other/secrets.yaml",
        *(f"{below}/{name}" for name in names),
        then=("remote", "add", "origin", "git@example.org:me/home.git"),
    )
    change_folder(hass, top / below)
    assert await _collect(hass, executor) == GitFacts(
        sensitive=("secrets.yaml",),
        yaml=frozenset(names),
        has_remote=True,
        credential_remotes=(),
    )


async def test_a_repository_above_that_ignores_the_configuration(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    top = repository("notes.txt", "configuration.yaml", "config-of-another/secrets.yaml")
    change_folder(hass, top / "config")
    assert await _collect(hass, executor) is None


async def test_a_repository_far_above(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    below = "/".join("abcdefgh")
    change_folder(hass, repository(f"{below}/secrets.yaml") / below)
    assert await _collect(hass, executor) is None


async def test_a_worktree(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    """Its index is its own, and its settings are the repository's."""
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    repository("main.yaml", then=(*identity, "commit", "-qm", "x"))
    top = repository(then=("remote", "add", "origin", "https://me:pass@example.org/x"))
    repository(then=("worktree", "add", "-q", "-b", "other", "tree"))
    folder = change_folder(hass, top / "tree")
    assert (folder / ".git").is_file()
    found = await _collect(hass, executor)
    assert found is not None
    assert (found.yaml, found.credential_remotes) == ({"main.yaml"}, ("origin",))


async def test_a_linked_git_folder(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    top = repository("secrets.yaml")
    folder = change_folder(hass, top / "copy")
    (folder / ".git").symlink_to(top / ".git")
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("secrets.yaml",)


# --- what is tracked


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("secrets.yaml.gpg", b"\x85binary"),
        ("secrets.yaml.age", b"age-encryption.org/v1\n"),
        ("secrets.yaml", b"\0GITCRYPT\0binary"),
        ("secrets.yaml", b"$ANSIBLE_VAULT;1.1;AES256\n6162\n"),
        ("secrets.yaml", b"U2FsdGVkX1+abcdef\n"),
        (
            "secrets.yaml",
            b"wifi: ENC[AES256_GCM,data:a==,iv:b,tag:c,type:str]\nsops:\n    mac: x\n",
        ),
        ("esphome/secrets.yaml", b"<<: !include ../secrets.yaml\n"),
        ("secrets.yaml", b"# nothing yet\n"),
        ("secrets.yaml.example", b"wifi: secret\n"),
        ("lovelace/view.yaml.bak", b"title: x\n"),
        ("apps/parser.py.bak", b"import os\n"),
        ("tools/delete_old_rows.sql", b"DELETE FROM states WHERE state_id < 5;\n"),
        (".env", b"# compose\nTZ=Europe/Berlin\nPUID=1000\n"),
        (".env", b""),
        ("compose/web.env", b"TZ=Europe/Berlin\n"),
        ("ssl/fullchain.pem", b"-----BEGIN CERTIFICATE-----\n"),
        (".storage/lovelace", b"{}"),
    ],
)
async def test_nothing_in_plain_text(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    repository: Repository,
    name: str,
    content: bytes,
) -> None:
    (repository(name) / name).write_bytes(content)
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("zigbee2mqtt/secret.yaml", b"network_key: [1, 2]\n"),
        ("zigbee2mqtt/coordinator_backup.json", b"{}"),
        ("webostv.conf", b"{}"),
        (".spotify_token.pickle", b"x"),
        ("compose/mariadb.env", b""),
        ("tradfri_psk.conf", b"{}"),
        ("compose/mariadb.env", b"MYSQL_ROOT_PASSWORD=kT7pW2vQx9\n"),
        ("esphome/secrets.yaml", b"wifi: kT7pW2vQx9\n<<: !include ../secrets.yaml\n"),
        ("secrets.yaml.bak", b"wifi: kT7pW2vQx9\n"),
        ("secrets.yaml", b"wifi: [\n"),
        ("home.sql", b"CREATE TABLE a;\nINSERT INTO a VALUES (1);\n"),
        ("backup.sql", b"x"),
        ("ssl/all.pem", b"-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n"),
        (".storage/core.config_entries", b"{}"),
    ],
)
async def test_in_plain_text(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    repository: Repository,
    name: str,
    content: bytes,
) -> None:
    folder = repository(name)
    (folder / name).write_bytes(content)
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == (name,)


async def test_the_name_decides_if_the_file_is_gone(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    folder = repository("secrets.yaml", "compose/mariadb.env", "x.sql")
    for name in ("secrets.yaml", "compose/mariadb.env", "x.sql"):
        (folder / name).unlink()
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("compose/mariadb.env", "secrets.yaml")


async def test_a_tracked_link_has_no_content(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    folder = repository("esphome/lamp.yaml")
    (folder / "secrets.yaml").write_text("wifi: kT7pW2vQx9\n")
    (folder / "esphome" / "secrets.yaml").symlink_to("../secrets.yaml")
    repository(then=("add", "--force", "esphome/secrets.yaml"))
    found = await _collect(hass, executor)
    assert found is not None
    assert "esphome/secrets.yaml" in found.yaml
    assert found.sensitive == ()


async def test_attributes_of_folders_and_of_the_repository(
    hass: HomeAssistant, executor: LimitedExecutor, repository: Repository
) -> None:
    folder = repository("a/secrets.yaml", "b/secrets.yaml", "c/secrets.yaml")
    (folder / ".gitattributes").write_text("a/*.yaml filter=git-crypt\n")
    (folder / "b" / ".gitattributes").write_text("/secrets.yaml filter=git-crypt\n")
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("c/secrets.yaml",)
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("c/* filter=crypt\na/* -filter\n")
    found = await _collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("a/secrets.yaml",)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (".git/commondir", "empty", Reason.EXTERNAL),
        (".git/commondir", "missing", Reason.EXTERNAL),
        (".git/commondir", "a\0b", Reason.PARSE),
        (".git", "gitdir: a\0b", Reason.PARSE),
    ],
)
async def test_folders_that_are_no_repository(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    tmp_path: Path,
    name: str,
    content: str,
    reason: Reason,
) -> None:
    """What is not there cannot be judged, which is no pass."""
    hass.config.config_dir = str(tmp_path)
    if name != ".git":
        (tmp_path / ".git" / "empty").mkdir(parents=True)
        (tmp_path / ".git" / "HEAD").touch()
    (tmp_path / name).write_text(content)
    with pytest.raises(CollectorError) as raised:
        await _collect(hass, executor)
    assert raised.value.reason is reason
