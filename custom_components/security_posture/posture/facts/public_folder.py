"""The folder www, which is served to everybody without a sign-in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """One file that does not belong there."""

    path: str  # relative to the configuration directory
    kind: str  # "key", "secrets", "database", "backup", "log" or "configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFolderFacts:
    """What lies in the public folder."""

    files: tuple[PublicFile, ...]
    complete: bool  # False: there was too much of it to look through
