"""Recognize the home directory of a person by the names of its files."""

import os
from pathlib import Path
from typing import Final

# Created by a desktop, a browser, or for SSH logins.
_CERTAIN: Final = (
    ".ICEauthority",
    ".Xauthority",
    ".mozilla",
    ".ssh/authorized_keys",
    ".sudo_as_admin_successful",
    ".thunderbird",
    "Desktop",
    "Documents",
    "Downloads",
    "Pictures",
)
# Also created by an administrator who works with a service's account now and then.
_LIKELY: Final = (
    ".bash_history",
    ".gitconfig",
    ".lesshst",
    ".nano",
    ".python_history",
    ".ssh/known_hosts",
    ".viminfo",
    ".vimrc",
    ".zsh_history",
)
_MIN_LIKELY: Final = 3


def is_personal_home(home: Path) -> bool:
    """Return whether a person uses the home directory. Blocking."""
    if any(_exists(home / name) for name in _CERTAIN):
        return True
    return sum(_exists(home / name) for name in _LIKELY) >= _MIN_LIKELY


def _exists(path: Path) -> bool:
    try:
        os.lstat(path)
    except OSError:
        return False
    return True
