"""The result of a scan: the places of secrets, never the secrets."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of a secret."""

    PASSWORD = "password"  # noqa: S105 - the kind
    TOKEN = "token"  # noqa: S105
    API_KEY = "api_key"
    KEY = "key"  # of encryption, of a radio network
    CODE = "code"  # a PIN: of an alarm, a lock, a keypad
    WEBHOOK = "webhook"
    CREDENTIAL_URL = "credential_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One secret."""

    file: str  # relative to the directory that was scanned, with slashes
    line: int  # the first line of the value, from 1
    end_line: int
    key: str  # its path of keys: "mqtt.password"; one that is a secret itself is masked
    kind: Kind
    confidence: float  # 0..1
    is_default: bool  # a published default or a placeholder
    in_comment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The result of a scan."""

    findings: tuple[Finding, ...]
    # In secrets.yaml, where secrets belong: only published default values.
    well_known: tuple[Finding, ...]
    files: int
    bytes: int
    seconds: float
    # Why the scan is incomplete: "file_size", "files", ...; "unreadable", "slow", "failed".
    capped: tuple[str, ...]
    slow: tuple[str, ...] = ()  # files that take too long; only their beginning was scanned
    too_large: tuple[str, ...] = ()  # files that were not scanned
    read: int = 0  # files that were opened; the others have not changed since the last scan

    @property
    def complete(self) -> bool:
        """Return whether everything was scanned."""
        return not self.capped


# In place of a secret.
MASK = "…"

# The minimum confidence of a reported finding.
CONFIDENT = 0.5
