"""Permissions of Home Assistant's most important files."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccess:
    """Access of other accounts on the host to one file or folder."""

    path: str  # relative to the configuration folder if inside, else absolute
    mode: int  # permission bits
    # False, whatever the mode, where a parent folder cannot be entered.
    others_read: bool
    others_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesFacts:
    """Access to the most important files that exist."""

    configuration: tuple[FileAccess, ...]  # the folder itself, custom_components, .storage
    secrets: tuple[FileAccess, ...]  # every secrets.yaml, and .storage/auth*
    private_key: FileAccess | Unavailable | None  # None: Home Assistant does not serve TLS itself
    complete: bool = True  # False: there were too many folders to find every secrets.yaml
