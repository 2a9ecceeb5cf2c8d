"""Parse the passwordless rules of /etc/sudoers and its includes: sudoers(5).

The hosts of a rule are ignored: every rule counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
import re
from typing import Final

from ...posture.facts import Reason, SudoRule
from ..common.bounded_read import read_limited
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

# Programs that can start others or write any file: each gives full root access.
_ESCAPES: Final = frozenset(
    {
        "apt",
        "apt-get",
        "ash",
        "awk",
        "bash",
        "chmod",
        "chown",
        "cp",
        "dash",
        "dd",
        "docker",
        "dpkg",
        "ed",
        "emacs",
        "env",
        "find",
        "fish",
        "git",
        "journalctl",
        "ksh",
        "less",
        "ln",
        "make",
        "man",
        "more",
        "mount",
        "mv",
        "nano",
        "node",
        "nsenter",
        "perl",
        "pip",
        "pip3",
        "podman",
        "python",
        "python3",
        "rsync",
        "ruby",
        "scp",
        "sed",
        "sh",
        "ssh",
        "su",
        "sudo",
        "sudoedit",
        "systemctl",
        "systemd-run",
        "tar",
        "tee",
        "vi",
        "vim",
        "visudo",
        "xargs",
        "zsh",
    }
)


@dataclass(slots=True)
class _Sudoers:
    """State of the parser."""

    account: str
    uid: int
    groups: frozenset[str]
    gids: frozenset[int]
    files: int = 0
    error: CollectorError | None = None
    aliases: dict[str, str] = field(default_factory=dict)  # User_Alias: its members
    rules: list[SudoRule] = field(default_factory=list)
    with_password: list[SudoRule] = field(default_factory=list)
    never_authenticates: bool = False  # Defaults !authenticate


def passwordless_rules(
    root: Path, account: str, uid: int, groups: frozenset[str], gids: frozenset[int]
) -> tuple[SudoRule, ...]:
    """Return the rules that let an account become root without a password. Blocking.

    Raises CollectorError if there is none and not every file could be read.
    """
    sudoers = _Sudoers(account, uid, groups, gids)
    _read(root, "/etc/sudoers", sudoers)
    rules = sudoers.rules + (sudoers.with_password if sudoers.never_authenticates else [])
    if not rules and sudoers.error:
        raise sudoers.error
    return tuple(rules)


def _read(root: Path, path: str, sudoers: _Sudoers) -> None:
    sudoers.files += 1
    if sudoers.files > MAX_FILES:
        sudoers.error = CollectorError(Reason.TOO_LARGE)
        return
    try:
        content = read_limited(root / path.lstrip("/"), MAX_BYTES)
    except FileNotFoundError:
        return
    except PermissionError:
        sudoers.error = CollectorError(Reason.PERMISSION)
        return
    except CollectorError as err:
        sudoers.error = err
        return
    for line, text in _logical_lines(content.decode("utf-8", "replace")):
        if include := _INCLUDE.match(text):
            for other in _included(root, path, include[1], include[2], sudoers):
                _read(root, other, sudoers)
        else:
            _parse(path, line, text, sudoers)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with its first line number."""
    first, parts = 0, list[str]()
    for n, line in enumerate(text.splitlines(), 1):
        first = first or n
        if line.endswith("\\"):
            parts.append(line[:-1])
            continue
        whole = _COMMENT.sub("", " ".join([*parts, line])).strip()
        if whole:
            yield first, whole
        first, parts = 0, []


def _included(root: Path, by: str, kind: str, name: str, sudoers: _Sudoers) -> list[str]:
    path = str(PurePosixPath(by).parent / name)
    if kind == "include":
        return [path]
    try:
        names = sorted(each.name for each in (root / path.lstrip("/")).iterdir())
    except FileNotFoundError:
        return []
    except PermissionError:
        sudoers.error = CollectorError(Reason.PERMISSION)
        return []
    # sudo ignores these names too: backups and leftovers of package managers.
    return [f"{path}/{each}" for each in names if "." not in each and not each.endswith("~")]


def _parse(path: str, line: int, text: str, sudoers: _Sudoers) -> None:
    if alias := _ALIAS.match(text):
        if alias[1] == "User":
            for part in _NEXT.split(alias[2]):
                name, _, members = part.partition("=")
                sudoers.aliases[name.strip()] = members
        return
    if text.startswith("Defaults"):
        defaults = _DEFAULTS.match(text)
        if defaults and "!authenticate" in re.split(r"[\s,]+", defaults[2]):
            who = defaults[1]
            sudoers.never_authenticates |= who is None or _names(who, sudoers)
        return
    left, equals, right = text.partition("=")
    who = re.sub(r"\s*,\s*", ",", left.strip()).split(" ", 1)[0].split("\t", 1)[0]
    if equals and _names(who, sudoers):
        for n, part in enumerate(_NEXT.split(right)):
            _parse_commands(path, line, part if n == 0 else part.partition("=")[2], sudoers)


def _parse_commands(path: str, line: int, commands: str, sudoers: _Sudoers) -> None:
    """Record a list of commands; a tag or run-as user also applies to the following commands."""
    needs_password, as_root = True, True
    for item in re.split(r"(?<!\\),(?![^(]*\))", commands):
        command = item.strip()
        if runas := _RUNAS.match(command):
            as_root = _is_root(runas[1])
            command = command[runas.end() :]
        while tag := _TAG.match(command):
            if tag[1] in ("NOPASSWD", "PASSWD"):
                needs_password = tag[1] == "PASSWD"
            command = command[tag.end() :]
        if command and as_root and not command.startswith("!"):
            rule = SudoRule(path=path, line=line, unlimited=_is_unlimited(command))
            (sudoers.with_password if needs_password else sudoers.rules).append(rule)


def _is_root(users: str) -> bool:
    """Return whether a run-as list may contain root; an alias may."""
    names = [name.strip() for name in users.split(",")]
    return names == [""] or any(name in ("root", "#0") or name.isupper() for name in names)


def _is_unlimited(command: str) -> bool:
    program = command.split(maxsplit=1)[0]
    name = PurePosixPath(program).name
    return program.isupper() or program.endswith("/") or "*" in command or name in _ESCAPES


def _names(users: str, sudoers: _Sudoers, depth: int = 5) -> bool:
    """Return whether a user list contains the account; the last match counts."""
    contains = False
    for each in users.split(","):
        who = each.strip().strip('"')
        negated = who.startswith("!")
        who = who.lstrip("!")
        if _is(who, sudoers) or (
            depth and who in sudoers.aliases and _names(sudoers.aliases[who], sudoers, depth - 1)
        ):
            contains = not negated
    return contains


def _is(who: str, sudoers: _Sudoers) -> bool:
    if who.startswith("%#"):
        return who[2:].isdecimal() and int(who[2:]) in sudoers.gids
    if who.startswith("%"):
        return who[1:] in sudoers.groups
    return who in ("ALL", sudoers.account, f"#{sudoers.uid}")
