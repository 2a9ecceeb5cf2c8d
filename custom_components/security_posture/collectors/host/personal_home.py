"""Whether somebody lives in a home directory: by what is there, without reading any of it."""

import os
from pathlib import Path
from typing import Final

# Made by a desktop, a browser, or somebody who signs in from another machine.
_CERTAIN: Final = (
    *(".ICEauthority", ".Xauthority", ".mozilla", ".ssh/authorized_keys", ".thunderbird"),
    *(".sudo_as_admin_successful", "Desktop", "Documents", "Downloads", "Pictures"),
)
# Left by whoever works with the account, which for a service is now and then its keeper.
_LIKELY: Final = (
    *(".bash_history", ".gitconfig", ".lesshst", ".nano", ".python_history", ".ssh/known_hosts"),
    *(".vimrc", ".viminfo", ".zsh_history"),
)
_SEVERAL: Final = 3


def is_lived_in(home: Path) -> bool:
    """Return whether a person uses the home. Blocking."""
    if any(_exists(home / name) for name in _CERTAIN):
        return True
    return sum(_exists(home / name) for name in _LIKELY) >= _SEVERAL


def _exists(path: Path) -> bool:
    try:
        os.lstat(path)
    except OSError:
        return False
    return True
