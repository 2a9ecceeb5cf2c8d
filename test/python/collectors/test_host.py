"""The host, read by real processes of real accounts with a separate root directory."""

from collections.abc import Callable
import json
import os
from pathlib import Path
import socket
import subprocess
import sys
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.security_posture.collectors import host
from custom_components.security_posture.collectors.common.errors import CollectorError, reason_of
from custom_components.security_posture.collectors.common.executor import LimitedExecutor
from custom_components.security_posture.collectors.host import process
from custom_components.security_posture.collectors.host.os_accounts import read_os_accounts
from custom_components.security_posture.collectors.host.process import read_process
from custom_components.security_posture.posture.facts import Account, HostFacts, Reason, Unavailable
from homeassistant.components.hassio.const import DATA_INFO
from homeassistant.core import HomeAssistant

from .supervisor_stand_in import ROOT, Supervisor

REPOSITORY = Path(__file__).parents[3]
HA, GROUP, DOCKER = 64_801, 64_802, 64_803
PASSWD = f"""root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
ada:x:1000:1000:Ada:/home/ada:/bin/bash
bob:x:1001:1001:Bob:/home/bob:
guest:x:1002:1002::/home/guest:/bin/false
ha:x:{HA}:{GROUP}::/srv/ha:/usr/sbin/nologin
broken line
"""
GROUPS = f"root:x:0:\nsudo:x:27:ada\nha:x:{GROUP}:\ndocker:x:{DOCKER}:ha\n"
# Run in a child process: it prints the facts as JSON.
READ_HOST = """
import json, sys
from dataclasses import asdict
from pathlib import Path
sys.path.insert(0, {repository!r})
{before}
from custom_components.security_posture.collectors.host import read_host
facts = asdict(read_host(Path({root!r}), False, False))
json.dump(facts, sys.stdout, default=sorted)
"""
type See = Callable[..., dict[str, Any]]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")


@pytest.fixture
def root() -> Any:
    """Return the root directory of a small host, readable for every account."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        for name in ("etc/sudoers.d", "usr/bin", "srv/ha", "home/ada/.ssh", "run"):
            (path / name).mkdir(parents=True)
        (path / "proc").symlink_to("/proc")
        (path / "etc" / "passwd").write_text(PASSWD)
        (path / "etc" / "group").write_text(GROUPS)
        (path / "usr" / "bin" / "sudo").write_text("")
        (path / "etc" / "sudoers").write_text("ha ALL=NOPASSWD: ALL\n")
        (path / "home" / "ada" / ".ssh" / "authorized_keys").write_text("")
        yield path


@pytest.fixture
def read_as(root: Path) -> See:
    """Return a function that reads the host as another account, in a separate process."""

    def read(before: str = "", **account: Any) -> dict[str, Any]:
        program = READ_HOST.format(repository=str(REPOSITORY), root=str(root), before=before)
        done = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **account,
        )
        if done.returncode:
            pytest.fail(done.stderr)
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return read


@as_root
def test_an_account_without_privileges(read_as: See, root: Path) -> None:
    seen = read_as(user=HA, group=GROUP, extra_groups=[DOCKER])
    assert seen["account"] == {
        "uid": HA,
        "name": "ha",
        "groups": ["docker", "ha"],
        "has_login_shell": False,
        "has_personal_home": False,
    }
    assert seen["capabilities"] == []
    assert not seen["has_all_capabilities"]
    # Bob is a person; Ada may become root, and the others cannot log in.
    assert seen["people"] == 1
    assert seen["sudo"]["rules"] == [{"path": "/etc/sudoers", "line": 1, "unlimited": True}]


@as_root
def test_sudoers(read_as: See, root: Path) -> None:
    (root / "etc" / "sudoers").chmod(0o440)
    seen = read_as(user=HA, group=GROUP, extra_groups=[])
    assert seen["sudo"] == {"installed": True, "rules": {"reason": "permission"}}
    (root / "usr" / "bin" / "sudo").unlink()
    assert not read_as(user=HA, group=GROUP, extra_groups=[])["sudo"]["installed"]


@as_root
def test_root(read_as: See) -> None:
    seen = read_as()
    assert seen["account"]["uid"] == 0
    assert "CAP_SETUID" in seen["capabilities"]


@as_root
def test_a_person(read_as: See) -> None:
    account = read_as(user=1000, group=1000, extra_groups=[27])["account"]
    assert (account["name"], account["groups"]) == ("ada", ["1000", "sudo"])
    assert account["has_login_shell"]
    assert account["has_personal_home"]


@as_root
def test_root_of_a_user_namespace_is_not_root(read_as: See) -> None:
    before = """
import os
uid, gid = os.getuid(), os.getgid()
try:
    os.unshare(os.CLONE_NEWUSER)
except OSError:
    json.dump(None, sys.stdout); sys.exit()
Path("/proc/self/setgroups").write_text("deny")
Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
Path("/proc/self/gid_map").write_text(f"0 {gid} 1")
assert os.geteuid() == 0
"""
    seen = read_as(before, user=HA, group=GROUP, extra_groups=[])
    if seen is None:
        pytest.skip("this kernel gives no user namespace to accounts without privileges")
    assert seen["account"]["uid"] == HA
    assert seen["capabilities"] == []


@as_root
def test_inside_a_root_of_its_own(read_as: See, root: Path) -> None:
    """As in a container: another root directory with the process's own /proc."""
    (root / "proc").unlink()
    (root / "proc").mkdir()
    before = f"""
import ctypes, encodings.ascii, os  # nothing is to be found after chroot
from custom_components.security_posture.collectors import host
libc = ctypes.CDLL(None, use_errno=True)
try:
    os.unshare(os.CLONE_NEWNS)
except OSError:
    json.dump(None, sys.stdout); sys.exit()
MS_REC_PRIVATE, MS_BIND_REC = 0x44000, 0x5000
if libc.mount(None, b"/", None, MS_REC_PRIVATE, None) or libc.mount(
    b"/proc", {str(root / "proc")!r}.encode(), None, MS_BIND_REC, None
):
    json.dump(None, sys.stdout); sys.exit()
os.chroot({str(root)!r})
os.chdir("/")
from dataclasses import asdict
json.dump(asdict(host.read_host(Path("/"), True, False)), sys.stdout, default=sorted); sys.exit()
"""
    seen = read_as(before)
    if seen is None:
        pytest.skip("this machine gives no mount namespace")
    assert seen["container"]
    assert seen["account"]["name"] == "root"
    assert seen["automatic_updates"] is None


def test_without_account_files(root: Path) -> None:
    for name in ("passwd", "group"):
        (root / "etc" / name).unlink()
    seen = host.read_host(root, False, False)
    assert isinstance(seen.account, Account)
    assert seen.account.name is None
    assert seen.people == 0


def test_invalid_account_files(root: Path) -> None:
    (root / "etc" / "passwd").unlink()
    (root / "etc" / "passwd").mkdir()
    seen = host.read_host(root, False, False)
    assert isinstance(seen.account, Unavailable)
    assert isinstance(seen.sudo, Unavailable)
    assert isinstance(seen.people, Unavailable)
    assert seen.automatic_updates is None


def test_lines_of_account_files(root: Path) -> None:
    found = read_os_accounts(root)
    assert [account.name for account in found.accounts if account.is_person] == ["ada", "bob"]
    assert found.group_names(frozenset({27, 4711})) == ("4711", "sudo")
    assert found.by_uid(HA) is not None
    assert found.by_uid(4711) is None


def test_sockets(root: Path) -> None:
    (root / "var").mkdir()
    (root / "var" / "run").symlink_to("../run")
    (root / "run" / "podman").mkdir()
    (root / "run" / "podman" / "podman.sock").write_text("not one")
    assert host.read_host(root, True, False).sockets == ()
    engine = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(root)  # a socket's path may not be long
    try:
        engine.bind("run/docker.sock")
    finally:
        os.chdir(here)
    assert host.read_host(root, True, False).sockets == ("/run/docker.sock",)
    engine.close()


def test_this_process() -> None:
    process = read_process(Path("/proc"))
    assert os.getegid() in process.gids
    assert all(name.startswith("CAP_") for name in process.capabilities)


async def test_of_the_running_instance(hass: HomeAssistant, executor: LimitedExecutor) -> None:
    found = await host.collect(hass, executor)
    assert isinstance(found, HostFacts)
    assert isinstance(found.account, Account)
    assert not found.home_assistant_os


@pytest.mark.parametrize(("system", "is_managed"), [("18.1", True), (None, False)])
async def test_of_a_machine_with_a_supervisor(
    hass: HomeAssistant, executor: LimitedExecutor, system: str | None, is_managed: bool
) -> None:
    hass.config.components.add("hassio")
    Supervisor(hass).set_info(root=ROOT | {"hassos": system})
    found = await host.collect(hass, executor)
    assert found.home_assistant_os is is_managed


async def test_before_the_supervisor_responds(
    hass: HomeAssistant, executor: LimitedExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    hass.config.components.add("hassio")
    # The container of Home Assistant OS has all privileges, so "no" would be a false alarm.
    with pytest.raises(CollectorError) as caught:
        await host.collect(hass, executor)
    assert caught.value.reason is Reason.STARTING
    assert caplog.records == []


async def test_another_form_of_the_supervisors_data(
    hass: HomeAssistant, executor: LimitedExecutor
) -> None:
    hass.config.components.add("hassio")
    hass.data[DATA_INFO] = SimpleNamespace(to_dict=dict)
    with pytest.raises(KeyError) as caught:
        await host.collect(hass, executor)
    assert reason_of(caught.value) is Reason.API_CHANGED


@pytest.mark.parametrize(
    ("rows", "uid"),
    [
        ("0 100000 65536\n", 0),  # a system container with its own accounts
        ("0 0 4294967295\n", 0),
        ("0 1000 1\n", 1000),  # one account that calls itself root
    ],
)
def test_the_account_of_the_process(tmp_path: Path, rows: str, uid: int) -> None:
    (tmp_path / "uid_map").write_text(rows)
    assert process._outside(0, tmp_path / "uid_map")[0] == uid
