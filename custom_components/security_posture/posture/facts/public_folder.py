"""The folder www, which is served without authentication."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """One file that should not be public."""

    path: str  # relative to the configuration folder
    kind: str  # "key", "secrets", "database", "backup", "log" or "configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPictures:
    """The pictures and videos of cameras in one folder."""

    folder: str  # relative to the configuration folder
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFolderFacts:
    """The files that should not be public."""

    files: tuple[PublicFile, ...]
    complete: bool  # False: a limit was reached
    pictures: tuple[PublicPictures, ...] = ()
