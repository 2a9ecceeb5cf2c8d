"""User, groups and capabilities of the Home Assistant process."""

from dataclasses import dataclass
import os
from pathlib import Path
from typing import Final

from ...posture.facts import Reason
from ..common.errors import CollectorError

# By bit, as in linux/capability.h.
_NAMES: Final = (
    "CHOWN",
    "DAC_OVERRIDE",
    "DAC_READ_SEARCH",
    "FOWNER",
    "FSETID",
    "KILL",
    "SETGID",
    "SETUID",
    "SETPCAP",
    "LINUX_IMMUTABLE",
    "NET_BIND_SERVICE",
    "NET_BROADCAST",
    "NET_ADMIN",
    "NET_RAW",
    "IPC_LOCK",
    "IPC_OWNER",
    "SYS_MODULE",
    "SYS_RAWIO",
    "SYS_CHROOT",
    "SYS_PTRACE",
    "SYS_PACCT",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_NICE",
    "SYS_RESOURCE",
    "SYS_TIME",
    "SYS_TTY_CONFIG",
    "MKNOD",
    "LEASE",
    "AUDIT_WRITE",
    "AUDIT_CONTROL",
    "SETFCAP",
    "MAC_OVERRIDE",
    "MAC_ADMIN",
    "SYSLOG",
    "WAKE_ALARM",
    "BLOCK_SUSPEND",
    "AUDIT_READ",
    "PERFMON",
    "BPF",
    "CHECKPOINT_RESTORE",
)

# The uid_map outside of any user namespace.
_INITIAL_NAMESPACE: Final = [(0, 0, 2**32 - 1)]
# Size of the uid_map of a system container.
_SYSTEM_CONTAINER: Final = 65_536


@dataclass(frozen=True, slots=True)
class Process:
    """The ids that match the visible accounts, and the capabilities."""

    uid: int
    gids: frozenset[int]
    capabilities: frozenset[str]
    has_all_capabilities: bool


def read_process(proc: Path) -> Process:
    """Return the facts of this process, by /proc. Blocking."""
    gids = frozenset({os.getegid(), *os.getgroups()})
    uid, is_mapped = _outside(os.geteuid(), proc / "self" / "uid_map")
    # Capabilities in a user namespace do not apply outside of it.
    effective = 0 if is_mapped else _effective(proc / "self" / "status")
    return Process(
        uid=uid,
        gids=gids,
        capabilities=frozenset(
            f"CAP_{name}" for bit, name in enumerate(_NAMES) if effective >> bit & 1
        ),
        has_all_capabilities=effective.bit_count() >= len(_NAMES),
    )


def _outside(uid: int, path: Path) -> tuple[int, bool]:
    """Return the UID outside the user namespace, and whether there is a namespace."""
    try:
        rows = [tuple(map(int, line.split())) for line in path.read_text("ascii").splitlines()]
    except FileNotFoundError:
        return uid, False
    except ValueError as err:
        raise CollectorError(Reason.PARSE) from err
    for inside, outside, count in rows:
        if inside <= uid < inside + count:
            # A system container such as LXC has accounts of its own.
            return (
                uid if count >= _SYSTEM_CONTAINER else uid - inside + outside,
                rows != _INITIAL_NAMESPACE,
            )
    return uid, True


def _effective(path: Path) -> int:
    for line in path.read_text("utf-8", "replace").splitlines():
        if line.startswith("CapEff:"):
            return int(line.partition(":")[2], 16)
    raise CollectorError(Reason.PARSE)
