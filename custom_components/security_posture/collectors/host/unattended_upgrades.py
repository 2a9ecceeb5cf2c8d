"""Automatic security updates of a Debian-family host, by the settings of apt: apt.conf(5)."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Final

from ...posture.facts import AutomaticUpdates, Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

MAX_BYTES: Final = 256 * 1024
MAX_FILES: Final = 200

_TOKEN: Final = re.compile(
    r'/\*.*?(?:\*/|\Z)|//[^\n]*|#clear\b|#[^\n]*|"[^"]*"|[{};]|[^\s"{};]+', re.DOTALL
)
_NAME: Final = re.compile(r"[\w-]+(\.conf)?")
_PERIODIC: Final = "apt::periodic::"
_PROGRAMS: Final = ("usr/bin/unattended-upgrade", "usr/bin/unattended-upgrades")
_TIMERS: Final = ("apt-daily.timer", "apt-daily-upgrade.timer")
_UNITS: Final = ("usr/lib/systemd/system", "lib/systemd/system")
_SYSTEMD: Final = "etc/systemd/system"


def read_automatic_updates(root: Path) -> AutomaticUpdates | None:
    """Return whether updates are automatic; None if not Debian-based. Blocking."""
    if not (root / "etc" / "debian_version").exists():
        return None
    settings: dict[str, str] = {}
    for path in _files(root / "etc" / "apt"):
        text = read_limited(path, MAX_BYTES)
        _apply(text.decode("utf-8", "replace"), settings)
    wanted = all(
        _is_enabled(settings, name) for name in ("unattended-upgrade", "update-package-lists")
    )
    allowed = settings.get(f"{_PERIODIC}enable", "1") != "0"
    return AutomaticUpdates(
        installed=any((root / program).exists() for program in _PROGRAMS),
        enabled=wanted and allowed and not any(_is_disabled(root, name) for name in _TIMERS),
    )


def _files(folder: Path) -> list[Path]:
    """Return the configuration files of apt, in its order."""
    try:
        names = sorted(path.name for path in (folder / "apt.conf.d").iterdir())
    except FileNotFoundError:
        names = []
    if len(names) > MAX_FILES:
        raise CollectorError(Reason.TOO_LARGE)
    parts = [
        folder / "apt.conf.d" / name for name in names if re.fullmatch(r"[\w-]+(\.conf)?", name)
    ]
    return [path for path in (*parts, folder / "apt.conf") if path.is_file()]


def _apply(text: str, settings: dict[str, str]) -> None:
    """Apply the settings of one file."""
    scopes: list[str] = []
    words: list[str] = []
    for part in _tokens(text):
        if part == "{":
            scopes.append(words[0].lower() if words else "")
            words = []
        elif part == "}":
            scopes, words = scopes[:-1], []
        elif part == ";":
            if words[:1] == ["#clear"]:
                for name in words[1:]:
                    _clear("::".join([*scopes, name.lower()]), settings)
            elif len(words) > 1:
                settings["::".join([*scopes, words[0].lower()])] = words[1].strip('"')
            words = []
        else:
            words.append(part)


def _tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        part = match[0]
        if not part.startswith(("/*", "//")) and (part == "#clear" or part[0] != "#"):
            yield part


def _clear(name: str, settings: dict[str, str]) -> None:
    for key in [key for key in settings if key == name or key.startswith(f"{name}::")]:
        del settings[key]


def _is_enabled(settings: dict[str, str], name: str) -> bool:
    """Return whether a periodic task runs; its value is a number of days or "always"."""
    return settings.get(f"{_PERIODIC}{name}", "0") not in ("", "0")


def _is_disabled(root: Path, timer: str) -> bool:
    """Return whether systemd knows the timer and does not start it."""
    unit = root / _SYSTEMD / timer
    if unit.is_symlink() and unit.readlink() == Path("/dev/null"):
        return True  # masked
    wanted = root / _SYSTEMD / "timers.target.wants"
    is_known = any((root / folder / timer).exists() for folder in _UNITS)
    return is_known and wanted.is_dir() and not (wanted / timer).is_symlink()
