"""Parse `.git/config`: https://git-scm.com/docs/git-config. Includes are not followed."""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final

from yarl import URL

from ..common.guessability import is_guessable

_SECTION: Final = re.compile(r'\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)')
_SETTING: Final = re.compile(r"\s*([A-Za-z][\w-]*)\s*(?:=(.*))?$", re.DOTALL)
# An access token may be given as the user name; a person's user name is shorter.
_MIN_TOKEN_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class GitConfig:
    """The relevant settings, without URLs."""

    hash_size: int  # bytes
    has_remote: bool
    credential_remotes: tuple[str, ...]  # names


def parse_git_config(text: str) -> GitConfig:
    """Return the relevant settings of a `.git/config`."""
    hash_size, has_remote, with_credential = 20, False, dict[str, None]()
    for section, name, key, value in _settings(text):
        if (section, key, value.lower()) == ("extensions", "objectformat", "sha256"):
            hash_size = 32
        if section == "remote" and key in ("url", "pushurl"):
            has_remote = True
            if _has_credential(value):
                with_credential[name] = None
        if section == "url" and _has_credential(name):
            with_credential["url"] = None
        if section == "http" and key == "extraheader" and "authorization" in value.lower():
            with_credential["http"] = None
    return GitConfig(hash_size, has_remote, tuple(with_credential))


def _settings(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield section, subsection, key and value; skip lines that cannot be parsed."""
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
    """Return a line without its comment and quotes."""
    characters, quoted, escaped = [], False, False
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
        characters.append(char)
    return "".join(characters)


def _has_credential(address: str) -> bool:
    """Return whether a URL contains a password or a token; SSH URLs never do."""
    try:
        url = URL(address)
    except ValueError:
        return False
    if url.scheme not in ("http", "https"):
        return False
    user = url.user or ""
    return bool(url.password) or (len(user) >= _MIN_TOKEN_LENGTH and not is_guessable(user))
