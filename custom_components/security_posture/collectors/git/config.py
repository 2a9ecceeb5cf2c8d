"""A git repository's own settings: its remotes, and whether they hold a password.

Format: https://git-scm.com/docs/git-config. Files it includes are not followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from yarl import URL

from ..common.guessability import is_guessable

_SECTION: Final = re.compile(r'\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)')
_SETTING: Final = re.compile(r"\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$", re.DOTALL)
# Access tokens stand in the place of a user name; people's names are shorter.
_SHORTEST_TOKEN: Final = 16


@dataclass(frozen=True, slots=True)
class GitConfig:
    """What of it matters; no address, and nothing of what was in it."""

    hash_size: int  # bytes
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names


def parse_git_config(text: str) -> GitConfig:
    """Return what a `.git/config` says."""
    hash_size, has_remote, holders = 20, False, dict[str, None]()
    for section, name, key, value in _settings(text):
        if (section, key, value.lower()) == ("extensions", "objectformat", "sha256"):
            hash_size = 32
        if section == "remote" and key in ("url", "pushurl"):
            has_remote = True
            if _holds_credential(value):
                holders[name] = None
        if section == "url" and _holds_credential(name):
            holders["url"] = None
        if section == "http" and key == "extraheader" and "authorization" in value.lower():
            holders["http"] = None
    return GitConfig(hash_size, has_remote, tuple(holders))


def _settings(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield section, its name, key and value; what cannot be understood is left out."""
    section = name = ""
    for line in text.replace("\r\n", "\n").replace("\\\n", "").split("\n"):
        if match := _SECTION.match(line):
            section, name, rest = match[1].lower(), match[2] or "", match[3]
        else:
            rest = line
        setting = _SETTING.match(_without_comment(rest))
        if setting and section:
            yield section, name, setting[1].lower(), (setting[2] or "").strip()


def _without_comment(line: str) -> str:
    """Return a line up to its comment, and without the quotes around parts of it."""
    kept, quoted, escaped = [], False, False
    for char in line:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
            continue
        elif char == '"':
            quoted = not quoted
            continue
        elif char in "#;" and not quoted:
            break
        kept.append(char)
    return "".join(kept)


def _holds_credential(address: str) -> bool:
    """Return whether an address carries a password or a token. Git over SSH carries none."""
    try:
        url = URL(address)
    except ValueError:
        return False
    if url.scheme not in ("http", "https"):
        return False
    user = url.user or ""
    return bool(url.password) or (len(user) >= _SHORTEST_TOKEN and not is_guessable(user))
