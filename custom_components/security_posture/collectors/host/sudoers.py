"""What sudo allows an account without a password, by /etc/sudoers and what it includes.

Grammar: sudoers(5). Which machine a rule is for is not looked at: every rule counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
import re
from typing import Final

from ...posture.facts import Reason, SudoRule
from ..common.errors import CollectorError

MAX_BYTES: Final = 256 * 1024
MAX_FILES: Final = 100

_COMMENT: Final = re.compile(r"(?<!\\)#(?!include|\d).*")
_INCLUDE: Final = re.compile(r'[@#](include|includedir)\s+"?([^"]+?)"?\s*$')
_ALIAS: Final = re.compile(r"(User|Runas|Host|Cmnd|Cmd)_Alias\s+(.*)")
_DEFAULTS: Final = re.compile(r"Defaults(?::(\S+))?\s+(.*)")
_RUNAS: Final = re.compile(r"\(([^):]*)[^)]*\)\s*")
_TAG: Final = re.compile(r"([A-Z_]+)\s*:\s*")
_NEXT: Final = re.compile(r"\s:\s(?=[^,=]+=)")

# Programs that start others, or write where they are told to: each is all of them.
_STARTERS: Final = frozenset(
    {
        *("apt", "apt-get", "ash", "awk", "bash", "chmod", "chown", "cp", "dash", "dd", "docker"),
        *("dpkg", "ed", "emacs", "env", "find", "fish", "git", "journalctl", "ksh", "less", "ln"),
        *("make", "man", "more", "mount", "mv", "nano", "node", "nsenter", "perl", "pip", "pip3"),
        *("podman", "python", "python3", "rsync", "ruby", "scp", "sed", "sh", "ssh", "su", "sudo"),
        *("sudoedit", "systemctl", "systemd-run", "tar", "tee", "vi", "vim", "visudo", "xargs"),
        *("zsh",),
    }
)


@dataclass(slots=True)
class _Sudoers:
    """What was read so far."""

    account: str
    uid: int
    groups: frozenset[str]
    gids: frozenset[int]
    files: int = 0
    gap: CollectorError | None = None
    users: dict[str, str] = field(default_factory=dict)  # User_Alias: its list
    rules: list[SudoRule] = field(default_factory=list)
    asked: list[SudoRule] = field(default_factory=list)  # with a password
    asks_nobody: bool = False  # Defaults !authenticate


def passwordless_rules(
    root: Path, account: str, uid: int, groups: frozenset[str], gids: frozenset[int]
) -> tuple[SudoRule, ...]:
    """Return the rules that let an account act as root unasked. Blocking.

    Raises Unreadable when none was found and not everything could be read.
    """
    found = _Sudoers(account, uid, groups, gids)
    _read(root, "/etc/sudoers", found)
    rules = found.rules + (found.asked if found.asks_nobody else [])
    if not rules and found.gap:
        raise found.gap
    return tuple(rules)


def _read(root: Path, path: str, found: _Sudoers) -> None:
    found.files += 1
    if found.files > MAX_FILES:
        found.gap = CollectorError(Reason.TOO_LARGE)
        return
    try:
        with (root / path.lstrip("/")).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return
    except PermissionError:
        found.gap = CollectorError(Reason.PERMISSION)
        return
    if len(content) > MAX_BYTES:
        found.gap = CollectorError(Reason.TOO_LARGE)
        return
    for line, text in _logical_lines(content.decode("utf-8", "replace")):
        if include := _INCLUDE.match(text):
            for other in _included(root, path, include[1], include[2], found):
                _read(root, other, found)
        else:
            _take(path, line, text, found)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with the number of its first line."""
    begun, parts = 0, list[str]()
    for n, line in enumerate(text.splitlines(), 1):
        begun = begun or n
        if line.endswith("\\"):
            parts.append(line[:-1])
            continue
        whole = _COMMENT.sub("", " ".join([*parts, line])).strip()
        if whole:
            yield begun, whole
        begun, parts = 0, []


def _included(root: Path, by: str, kind: str, name: str, found: _Sudoers) -> list[str]:
    path = str(PurePosixPath(by).parent / name)
    if kind == "include":
        return [path]
    try:
        names = sorted(each.name for each in (root / path.lstrip("/")).iterdir())
    except FileNotFoundError:
        return []
    except PermissionError:
        found.gap = CollectorError(Reason.PERMISSION)
        return []
    # As sudo does it: backups and package managers' leftovers are passed over.
    return [f"{path}/{each}" for each in names if "." not in each and not each.endswith("~")]


def _take(path: str, line: int, text: str, found: _Sudoers) -> None:
    if alias := _ALIAS.match(text):
        if alias[1] == "User":
            for part in _NEXT.split(alias[2]):
                name, _, members = part.partition("=")
                found.users[name.strip()] = members
        return
    if text.startswith("Defaults"):
        defaults = _DEFAULTS.match(text)
        if defaults and "!authenticate" in re.split(r"[\s,]+", defaults[2]):
            who = defaults[1]
            found.asks_nobody |= who is None or _names(who, found)
        return
    left, equals, right = text.partition("=")
    who = re.sub(r"\s*,\s*", ",", left.strip()).split(" ", 1)[0].split("\t", 1)[0]
    if equals and _names(who, found):
        for n, part in enumerate(_NEXT.split(right)):
            _take_commands(path, line, part if n == 0 else part.partition("=")[2], found)


def _take_commands(path: str, line: int, commands: str, found: _Sudoers) -> None:
    """Note what a list of commands allows; what stands before one holds for those after it."""
    asks, as_root = True, True
    for item in re.split(r"(?<!\\),(?![^(]*\))", commands):
        command = item.strip()
        if runas := _RUNAS.match(command):
            as_root = _is_root(runas[1])
            command = command[runas.end() :]
        while tag := _TAG.match(command):
            if tag[1] in ("NOPASSWD", "PASSWD"):
                asks = tag[1] == "PASSWD"
            command = command[tag.end() :]
        if command and as_root and not command.startswith("!"):
            rule = SudoRule(path=path, line=line, unlimited=_is_unlimited(command))
            (found.asked if asks else found.rules).append(rule)


def _is_root(users: str) -> bool:
    """Return whether a list of accounts to act as may hold root; a name in capitals may."""
    names = [name.strip() for name in users.split(",")]
    return names == [""] or any(name in ("root", "#0") or name.isupper() for name in names)


def _is_unlimited(command: str) -> bool:
    program = command.split(maxsplit=1)[0]
    name = PurePosixPath(program).name
    return program.isupper() or program.endswith("/") or "*" in command or name in _STARTERS


def _names(users: str, found: _Sudoers, depth: int = 5) -> bool:
    """Return whether a list of users holds the account; the last word on it counts."""
    holds = False
    for each in users.split(","):
        who = each.strip().strip('"')
        wanted = not who.startswith("!")
        who = who.lstrip("!")
        if _is(who, found) or (
            depth and who in found.users and _names(found.users[who], found, depth - 1)
        ):
            holds = wanted
    return holds


def _is(who: str, found: _Sudoers) -> bool:
    if who.startswith("%#"):
        return who[2:].isdecimal() and int(who[2:]) in found.gids
    if who.startswith("%"):
        return who[1:] in found.groups
    return who in ("ALL", found.account, f"#{found.uid}")
