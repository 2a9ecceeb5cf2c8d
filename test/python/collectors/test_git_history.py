"""The history of repositories that git itself made, and of corrupt ones."""

from collections.abc import Callable
import contextlib
import os
from pathlib import Path
import shutil
import subprocess
import zlib

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.collectors import git
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.git import budget, history, objects, packs, trees
from custom_components.security_posture.collectors.git.delta import apply_delta
from custom_components.security_posture.posture.facts import GitFacts, GitHistory, Reason
from homeassistant.core import HomeAssistant

# Of the header of a pack file.
START = 12
GIT = shutil.which("git")
SECRETS = "mqtt: Gr4nite-Otter\n"
type Git = Callable[..., None]


def _git(folder: Path) -> Git:
    def run(*args: str) -> None:
        who = {
            f"GIT_{role}_{what}": "x@x"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        env = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"], **who}
        command = [str(GIT), "-C", str(folder), *args]
        subprocess.run(command, check=True, capture_output=True, env=env)  # noqa: S603 - git

    return run


@pytest.fixture
def run_git(hass: HomeAssistant, tmp_path: Path) -> Git:
    """Return git, in a new repository in the configuration folder."""
    if GIT is None:
        pytest.skip("git is not here to make repositories with")
    hass.config.config_dir = str(tmp_path)
    run = _git(tmp_path)
    run("init", "-q", "-b", "main")
    return run


def _commit(run: Git, folder: Path, **files: str | bytes | None) -> None:
    """Commit files; `None` removes one. `__` stands for a dot, `___` for a slash."""
    for key, content in files.items():
        name = key.replace("___", "/").replace("__", ".")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            run("rm", "-q", "--cached", name)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            run("add", "--force", name)
    run("commit", "-q", "--allow-empty", "-m", "x")


async def _read(hass: HomeAssistant, executor: LimitedExecutor) -> GitHistory:
    found = await git.GitCollector(hass, {}).collect(hass, executor)
    assert isinstance(found, GitFacts)
    return found.history


@pytest.mark.parametrize("is_packed", [False, True])
async def test_removed_files(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path, is_packed: bool
) -> None:
    _commit(
        run_git,
        tmp_path,
        secrets__yaml=SECRETS,
        x__yaml="a: 1\n",
        old___secrets__yaml=SECRETS,
        id_rsa="-----BEGIN OPENSSH PRIVATE KEY-----\n",
    )
    _commit(run_git, tmp_path, secrets__yaml=None, old___secrets__yaml=None, id_rsa=None)
    if is_packed:
        run_git("gc", "-q", "--aggressive", "--prune=now")
    assert await _read(hass, executor) == GitHistory(
        sensitive=("id_rsa", "old/secrets.yaml", "secrets.yaml")
    )


async def test_still_tracked(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """Another check reports a file that is tracked with secrets."""
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    assert await _read(hass, executor) == GitHistory()


async def test_emptied(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """The file is still tracked, but its secrets are in earlier versions only."""
    _commit(run_git, tmp_path, esphome___secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, esphome___secrets__yaml="<<: !include ../secrets.yaml\n")
    assert await _read(hass, executor) == GitHistory(sensitive=("esphome/secrets.yaml",))


async def test_what_was_never_secret(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    _commit(
        run_git,
        tmp_path,
        esphome___secrets__yaml="<<: !include ../secrets.yaml\n",
        secrets__yaml=b"\0GITCRYPT\0" + bytes(40),
        compose___grafana__env="TZ=Europe/Lisbon\n",
        secrets__yaml__example="mqtt: change-me\n",
        query__sql="SELECT 1;\n",
    )
    run_git("rm", "-q", "-r", "--cached", ".")
    _commit(run_git, tmp_path, x__yaml="a: 1\n")
    assert await _read(hass, executor) == GitHistory()


async def test_branches(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """A branch of a remote and a tag count; what none of them reaches does not."""
    _commit(run_git, tmp_path, x__yaml="a: 1\n")
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    run_git("update-ref", "refs/remotes/origin/main", "HEAD")
    run_git("reset", "-q", "--hard", "HEAD~1")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))
    run_git("pack-refs", "--all")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))
    run_git("tag", "-a", "-m", "x", "v1", "refs/remotes/origin/main")
    run_git("update-ref", "-d", "refs/remotes/origin/main")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))
    run_git("tag", "-d", "v1")
    assert await _read(hass, executor) == GitHistory()


async def test_detached_and_merged(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    _commit(run_git, tmp_path, x__yaml="a: 1\n")
    run_git("checkout", "-q", "-b", "side")
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, secrets__yaml=None)
    run_git("checkout", "-q", "main")
    _commit(run_git, tmp_path, y__yaml="b: 1\n")
    (tmp_path / "secrets.yaml").unlink()
    run_git("merge", "-q", "side", "-m", "x")
    run_git("checkout", "-q", "--detach")
    run_git("branch", "-q", "-D", "side", "main")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


@pytest.mark.parametrize("is_packed", [False, True])
async def test_sha256(
    hass: HomeAssistant, executor: LimitedExecutor, tmp_path: Path, is_packed: bool
) -> None:
    hass.config.config_dir = str(tmp_path)
    run = _git(tmp_path)
    run("init", "-q", "--object-format=sha256")
    _commit(run, tmp_path, secrets__yaml=SECRETS)
    _commit(run, tmp_path, secrets__yaml=None, x__yaml="a: 1\n")
    if is_packed:
        run("gc", "-q")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


async def test_configuration_below_the_top(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """Only the files of the configuration count, also where none of them is tracked any more."""
    _commit(run_git, tmp_path, ha___secrets__yaml=SECRETS, web___secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, ha___secrets__yaml=None, web___secrets__yaml=None)
    hass.config.config_dir = str(tmp_path / "ha")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


async def test_linked_work_tree(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """`.git` is a file there, and the objects are in the main repository."""
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, secrets__yaml=None, x__yaml="a: 1\n")
    run_git("worktree", "add", "-q", str(tmp_path / "linked"))
    hass.config.config_dir = str(tmp_path / "linked")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


async def test_submodule(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, secrets__yaml=None, x__yaml="a: 1\n")
    above = tmp_path / "above"
    above.mkdir()
    run = _git(above)
    run("init", "-q")
    run("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path), "config")
    hass.config.config_dir = str(above / "config")
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


async def test_shallow_clone(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """The earlier commits are elsewhere, until they are fetched."""
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, secrets__yaml=None, x__yaml="a: 1\n")
    clone = tmp_path / "clone"
    run_git("clone", "-q", "--depth=1", f"file://{tmp_path}", str(clone))
    hass.config.config_dir = str(clone)
    collector = git.GitCollector(hass, {})
    found = await collector.collect(hass, executor)
    assert found is not None
    assert found.history == GitHistory(incomplete=Reason.EXTERNAL)
    _git(clone)("fetch", "-q", "--unshallow")
    found = await collector.collect(hass, executor)
    assert found is not None
    assert found.history == GitHistory(sensitive=("secrets.yaml",))


async def test_without_commits(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git
) -> None:
    assert await _read(hass, executor) == GitHistory()


async def test_no_repository_inside_one(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """An empty folder `.git` is none, so that the one above is found."""
    _commit(run_git, tmp_path, ha___secrets__yaml=SECRETS)
    (tmp_path / "ha" / ".git").mkdir()
    hass.config.config_dir = str(tmp_path / "ha")
    found = await git.GitCollector(hass, {}).collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("secrets.yaml",)


async def test_nothing_is_read_twice(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    run_git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for n in range(5):
        _commit(run_git, tmp_path, x__yaml=f"a: {n}\n", secrets__yaml=SECRETS if n < 2 else "")
    read: list[str] = []
    original = objects.ObjectStore.read

    def count(self: objects.ObjectStore, name: bytes, limit: int = 1_000_000) -> packs.GitObject:
        read.append(name.hex())
        return original(self, name, limit)

    monkeypatch.setattr(objects.ObjectStore, "read", count)
    collector = git.GitCollector(hass, {})
    await collector.collect(hass, executor)
    first = len(read)
    assert first == len(set(read)) == 12  # commits, trees, and both versions of the secrets
    await collector.collect(hass, executor)
    assert len(read) == first
    _commit(run_git, tmp_path, x__yaml="a: 6\n")
    await collector.collect(hass, executor)
    assert len(read) == first + 2


async def test_a_long_history_takes_several_looks(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    run_git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    for n in range(9):
        _commit(run_git, tmp_path, x__yaml=f"a: {n}\n", **({} if n else {"secrets__yaml": None}))
    monkeypatch.setattr(budget, "MAX_OBJECTS", 8)
    monkeypatch.setattr(budget.Budget.__init__, "__defaults__", (8, budget.MAX_BYTES))
    collector = git.GitCollector(hass, {})
    looks = []
    for _ in range(4):
        found = await collector.collect(hass, executor)
        assert found is not None
        looks.append(found.history)
    assert looks[0] == GitHistory(incomplete=Reason.TOO_LARGE)
    assert looks[-1] == GitHistory(sensitive=("secrets.yaml",))


@pytest.mark.parametrize("limit", ["MAX_COMMITS", "MAX_TREES", "MAX_PATHS"])
async def test_more_than_is_read(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    run_git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
) -> None:
    for n in range(3):
        _commit(run_git, tmp_path, **{f"x{n}__yaml": "a: 1\n"})
    monkeypatch.setattr(history, limit, 2)
    assert await _read(hass, executor) == GitHistory(incomplete=Reason.TOO_LARGE)


async def test_large_files(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """A backup is not read as a whole: its name says what it is."""
    _commit(run_git, tmp_path, backup__tar=os.urandom(objects.MAX_OBJECT + 1))
    _commit(run_git, tmp_path, backup__tar=None, x__yaml="a: 1\n")
    assert await _read(hass, executor) == GitHistory(sensitive=("backup.tar",))
    run_git("gc", "-q")
    assert await _read(hass, executor) == GitHistory(sensitive=("backup.tar",))


async def test_encrypted_later(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """The versions before the encryption are looked for behind many encrypted ones."""
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    for n in range(21):
        _commit(run_git, tmp_path, secrets__yaml=b"\0GITCRYPT\0" + bytes([n]) * 40)
    assert await _read(hass, executor) == GitHistory(sensitive=("secrets.yaml",))


async def test_too_many_versions(
    hass: HomeAssistant,
    executor: LimitedExecutor,
    run_git: Git,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A version that was not looked into may hold a secret."""
    monkeypatch.setattr(history, "MAX_VERSIONS", 2)
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    for n in range(3):
        _commit(run_git, tmp_path, secrets__yaml=b"\0GITCRYPT\0" + bytes([n]) * 40)
    assert await _read(hass, executor) == GitHistory(incomplete=Reason.TOO_LARGE)


@pytest.mark.parametrize("damage", ["loose", "pack", "index", "refs", "reftable"])
async def test_damaged(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path, damage: str
) -> None:
    """What cannot be read is not a pass, and the rest of the facts stays."""
    _commit(run_git, tmp_path, secrets__yaml=SECRETS)
    _commit(run_git, tmp_path, secrets__yaml=None, x__yaml="a: 1\n")
    own = tmp_path / ".git"
    if damage in ("pack", "index"):
        run_git("gc", "-q")
        (path,) = (own / "objects" / "pack").glob("*.pack" if damage == "pack" else "*.idx")
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:40])
    elif damage == "loose":
        for path in (own / "objects").glob("??/*"):
            path.chmod(0o600)
            path.write_bytes(zlib.compress(b"tree 5\0xxxxx"))
    elif damage == "refs":
        (own / "packed-refs").write_bytes(b"x" * (5 * 1024 * 1024))
    else:
        (own / "reftable").mkdir()
    found = await git.GitCollector(hass, {}).collect(hass, executor)
    assert found is not None
    assert found.history.incomplete in (Reason.PARSE, Reason.TOO_LARGE)
    assert found.yaml == {"x.yaml"}


def _pack(path: Path, *objects: bytes) -> packs.Pack:
    """Write a pack file without an index of its own."""
    path.write_bytes(bytes(START) + b"".join(objects))
    index = b"\xfftOc\x00\x00\x00\x02" + bytes(256 * 4)
    return packs.Pack(path, packs.PackIndex(index, 20), 20)


def test_stream_that_ends_early(tmp_path: Path) -> None:
    """The rest of the pack file is not read for it."""
    pack = _pack(tmp_path / "x.pack", b"\xbf\x0f", zlib.compress(b"short"), bytes(1_000_000))
    with pytest.raises(ValueError, match=r"^$"):
        pack.read(START, objects.MAX_OBJECT, budget.Budget.of_one_run())
    pack.close()


def test_chain_of_deltas_takes_time(tmp_path: Path) -> None:
    """Applying a delta can take much longer than reading it, so each counts."""
    delta = b"\x01\x01\x90\x01"  # copies the one byte
    base = b"\x31" + zlib.compress(b"a")
    first = bytes([0x60 | len(delta), len(base)]) + zlib.compress(delta)
    second = bytes([0x60 | len(delta), len(first)]) + zlib.compress(delta)
    pack = _pack(tmp_path / "x.pack", base, first, second)
    limit = budget.Budget(budget.monotonic() + 60, objects=5)
    assert pack.read(START + len(base) + len(first), 100, limit) == (b"blob", b"a")
    assert limit.objects == 0
    with pytest.raises(budget.LimitReachedError):
        pack.read(START + len(base), 100, limit)
    pack.close()


def test_long_names() -> None:
    """All paths are kept in memory."""
    tree = b"40000 " + b"a" * 5_000 + bytes(21)
    with pytest.raises(ValueError, match=r"^$"):
        list(trees.tree_entries(tree, "", 20))


@given(base=st.binary(max_size=50), delta=st.binary(max_size=80))
def test_any_delta(base: bytes, delta: bytes) -> None:
    with contextlib.suppress(ValueError, IndexError):
        assert len(apply_delta(base, delta, 1_000)) <= 1_000


@given(content=st.binary(max_size=400))
def test_any_pack_index(content: bytes) -> None:
    with pytest.raises((ValueError, packs.struct.error)):
        packs.PackIndex(content, 20)


async def _moved(
    hass: HomeAssistant, run: Git, folder: Path, *names: str, where: str = "ha"
) -> None:
    """Move files into the folder that is the configuration now."""
    (folder / where).mkdir(parents=True, exist_ok=True)
    run("mv", *names, where)
    run("commit", "-q", "-m", "moved")
    hass.config.config_dir = str(folder / where)


@pytest.mark.parametrize("where", ["ha", "hosts/nuc/config"])
async def test_configuration_that_was_moved(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path, where: str
) -> None:
    """What was beside it before counts, at the path that it had; other folders do not."""
    _commit(
        run_git,
        tmp_path,
        configuration__yaml="default_config:\n",
        secrets__yaml=SECRETS,
        __storage___auth="{}",
        esphome___secrets__yaml=SECRETS,
        esphome___lamp__yaml="a: 1\n",
        web___secrets__yaml=SECRETS,
    )
    _commit(
        run_git,
        tmp_path,
        secrets__yaml=None,
        __storage___auth=None,
        esphome___secrets__yaml=None,
        web___secrets__yaml=None,
    )
    await _moved(hass, run_git, tmp_path, "configuration.yaml", "esphome", where=where)
    assert await _read(hass, executor) == GitHistory(
        sensitive=(".storage/auth", "esphome/secrets.yaml", "secrets.yaml")
    )


async def test_configuration_that_was_in_another_folder(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    _commit(
        run_git,
        tmp_path,
        old___configuration__yaml="default_config:\n",
        old___secrets__yaml=SECRETS,
    )
    _commit(run_git, tmp_path, old___secrets__yaml=None)
    await _moved(hass, run_git, tmp_path, "old/configuration.yaml")
    assert await _read(hass, executor) == GitHistory(sensitive=("old/secrets.yaml",))


async def test_folders_of_others(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """Another home, whose configuration stays, and Zigbee2MQTT are no earlier folders."""
    _commit(
        run_git,
        tmp_path,
        ha___configuration__yaml="default_config:\n",
        cabin___configuration__yaml="default_config:\n",
        cabin___secrets__yaml=SECRETS,
        z2m___configuration__yaml="serial:\n  port: /dev/ttyUSB0\n",
        z2m___secrets__yaml=SECRETS,
        app____env="PASSWORD=Gr4nite-Otter\n",
    )
    _commit(
        run_git,
        tmp_path,
        cabin___secrets__yaml=None,
        z2m___secrets__yaml=None,
        z2m___configuration__yaml=None,
        app____env=None,
    )
    hass.config.config_dir = str(tmp_path / "ha")
    assert await _read(hass, executor) == GitHistory()


async def test_a_repository_that_never_held_the_configuration(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    _commit(
        run_git, tmp_path, x___configuration__yaml="default_config:\n", x___secrets__yaml=SECRETS
    )
    _commit(run_git, tmp_path, x___configuration__yaml=None, x___secrets__yaml=None)
    (tmp_path / "ha").mkdir()
    hass.config.config_dir = str(tmp_path / "ha")
    assert await git.GitCollector(hass, {}).collect(hass, executor) is None


async def test_sparse_index(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    """A file in a folder that is not checked out is tracked, and not only in the history."""
    _commit(
        run_git,
        tmp_path,
        configuration__yaml="default_config:\n",
        x___y___secrets__yaml=SECRETS,
        x___a__yaml="a: 1\n",
        kept___b__yaml="b: 1\n",
    )
    run_git("sparse-checkout", "set", "--cone", "--sparse-index", "kept")
    assert not (tmp_path / "x").exists()
    assert b"x/\0" in (tmp_path / ".git" / "index").read_bytes()
    found = await git.GitCollector(hass, {}).collect(hass, executor)
    assert found is not None
    assert found.sensitive == ("x/y/secrets.yaml",)
    assert found.yaml == {"configuration.yaml", "kept/b.yaml", "x/a.yaml", "x/y/secrets.yaml"}
    assert found.history == GitHistory()


async def test_names_with_control_characters(
    hass: HomeAssistant, executor: LimitedExecutor, run_git: Git, tmp_path: Path
) -> None:
    names = ("a\nb/secrets.yaml", "c\u202ed/secrets.yaml")
    for name in names:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(SECRETS)
        run_git("add", "--force", name)
    run_git("commit", "-q", "-m", "x")
    collector = git.GitCollector(hass, {})
    found = await collector.collect(hass, executor)
    shown = ("a\ufffdb/secrets.yaml", "c\ufffdd/secrets.yaml")
    assert found is not None
    assert found.sensitive == shown
    run_git("rm", "-q", "--cached", *names)
    run_git("commit", "-q", "-m", "x")
    found = await collector.collect(hass, executor)
    assert found is not None
    assert (found.sensitive, found.history.sensitive) == ((), shown)
