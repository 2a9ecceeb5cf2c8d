"""The system account that runs Home Assistant, and its privileges.

Read from files and the kernel only; no program is run.
"""

from collections.abc import Callable
import os
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.hassio import is_hassio
from homeassistant.util.package import is_docker_env

from ...posture.facts import Account, HostFacts, Reason, Sudo, Unavailable
from ..common.errors import CollectorError, reason_of, require_type
from ..common.executor import LimitedExecutor
from .os_accounts import OsAccounts, read_os_accounts
from .personal_home import is_personal_home
from .process import Process, read_process
from .sudoers import passwordless_rules
from .unattended_upgrades import read_automatic_updates

SOURCE: Final = "host"
# Seconds, for some small files.
TIMEOUT: Final = 20.0
ROOT: Final = Path("/")

_SUDO: Final = ("usr/bin/sudo", "usr/local/bin/sudo", "bin/sudo", "usr/bin/sudo-rs")
_SOCKETS: Final = (
    "run/docker.sock",
    "var/run/docker.sock",
    "run/podman/podman.sock",
    "var/run/podman/podman.sock",
    "run/containerd/containerd.sock",
)


async def collect(hass: HomeAssistant, executor: LimitedExecutor) -> HostFacts:
    """Read the process and the host."""
    is_managed = _is_home_assistant_os(hass)
    return await executor.run(read_host, ROOT, is_docker_env(), is_managed)


def _is_home_assistant_os(hass: HomeAssistant) -> bool:
    """Ask the Supervisor's data; without any, system_info would log and report another type."""
    if not is_hassio(hass):
        return False
    from homeassistant.components.hassio import get_info  # optional

    try:
        info = require_type(get_info(hass), dict)
    except HomeAssistantError as err:  # the Supervisor has not responded yet
        raise CollectorError(Reason.STARTING) from err
    return info["hassos"] is not None


def read_host(root: Path, is_container: bool, is_home_assistant_os: bool) -> HostFacts:
    """Return the facts of the host below a root directory. Blocking."""
    process = read_process(root / "proc")
    accounts = _part(lambda: read_os_accounts(root))
    return HostFacts(
        container=is_container,
        home_assistant_os=is_home_assistant_os,
        account=accounts
        if isinstance(accounts, Unavailable)
        else _part(lambda: _account(root, process, accounts)),
        sudo=accounts
        if isinstance(accounts, Unavailable)
        else _part(lambda: _sudo(root, process, accounts)),
        people=accounts if isinstance(accounts, Unavailable) else _people(process, accounts),
        capabilities=process.capabilities,
        has_all_capabilities=process.has_all_capabilities,
        sockets=_sockets(root),
        automatic_updates=None if is_container else _part(lambda: read_automatic_updates(root)),
    )


def _part[T](read: Callable[[], T]) -> T | Unavailable:
    """Read one part; its failure must not hide the others."""
    try:
        return read()
    except Exception as err:  # noqa: BLE001 - files may contain anything
        return Unavailable(reason_of(err))


def _account(root: Path, process: Process, accounts: OsAccounts) -> Account:
    entry = accounts.by_uid(process.uid)
    return Account(
        uid=process.uid,
        name=None if entry is None else entry.name,
        groups=accounts.group_names(process.gids),
        has_login_shell=entry is not None and entry.has_login_shell,
        has_personal_home=entry is not None and is_personal_home(root / entry.home.lstrip("/")),
    )


def _sudo(root: Path, process: Process, accounts: OsAccounts) -> Sudo:
    if not any((root / path).exists() for path in _SUDO):
        return Sudo(installed=False, rules=())
    entry = accounts.by_uid(process.uid)
    name, groups = (
        "" if entry is None else entry.name,
        frozenset(accounts.group_names(process.gids)),
    )
    return Sudo(
        installed=True,
        rules=_part(lambda: passwordless_rules(root, name, process.uid, groups, process.gids)),
    )


def _people(process: Process, accounts: OsAccounts) -> int:
    return sum(
        account.is_person and account.uid != process.uid and not accounts.is_admin(account)
        for account in accounts.accounts
    )


def _sockets(root: Path) -> tuple[str, ...]:
    """Return the writable sockets; one with two paths only once."""
    found: dict[str, str] = {}
    for name in _SOCKETS:
        path = root / name
        if path.is_socket() and os.access(path, os.W_OK):
            found.setdefault(os.path.realpath(path), f"/{name}")
    return tuple(found.values())
