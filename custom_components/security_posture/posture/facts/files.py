"""Who else on the host can touch Home Assistant's files."""

from dataclasses import dataclass

from .unavailable import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccess:
    """What every account of the host may do with one file or folder.

    A file nobody can get to, because a folder above it is closed, is neither readable nor
    writable for others, whatever its own mode.
    """

    path: str  # relative to the configuration directory where it is inside, else absolute
    mode: int  # permission bits
    others_read: bool
    others_write: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesFacts:
    """Access to what matters most. What is not there is not listed."""

    configuration: tuple[FileAccess, ...]  # the directory, custom_components, .storage
    secrets: tuple[FileAccess, ...]  # secrets.yaml and .storage/auth*
    private_key: FileAccess | Unavailable | None  # None: Home Assistant serves no TLS itself
