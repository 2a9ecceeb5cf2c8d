"""Evidence of findings, for administrators on request."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

# In the text of a row, in place of a key that is a secret itself.
MASK: Final = "…"


class EvidenceKind(StrEnum):
    """The kind of an evidence row."""

    ADDRESS = "address"
    ADVISORY = "advisory"
    APP = "app"
    BACKUP_LOCATION = "backup_location"
    CAPABILITY = "capability"
    CERTIFICATE = "certificate"
    ENTITY = "entity"
    FILE = "file"
    GROUP = "group"
    HOST = "host"
    ISSUER = "issuer"
    LOGGER = "logger"
    NETWORK = "network"
    ORIGIN = "origin"
    PLACE = "place"  # a file, line and key
    PORT = "port"
    PROVIDER = "provider"
    REASON = "reason"
    REMOTE = "remote"
    REPOSITORY = "repository"
    TOKEN = "token"  # noqa: S105 - the kind
    USER = "user"
    VERSION = "version"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of evidence, for administrators on request. Never the value of a secret."""

    kind: EvidenceKind
    text: str
    at: datetime | None = None
    n: int | None = None
    # Stable identity, if the text contains volatile parts (line numbers, versions). None: the text.
    key: str | None = None
    # Changes by itself: a different row is not new evidence.
    fleeting: bool = False

    @classmethod
    def at_place(cls, file: str, line: int, what: str = "") -> Evidence:
        """Return evidence with a file and line; the line is no part of its identity."""
        name = f" {what}" if what else ""
        return cls(EvidenceKind.PLACE, f"{file}:{line}{name}", key=f"{file}{name}")

    @property
    def identity(self) -> tuple[str, str]:
        """Return the identity that later reports compare: kind and key."""
        return (self.kind.value, self.text if self.key is None else self.key)
