"""What a scan finds: where a secret stands, and never the secret."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of secret it is."""

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
    key: str  # its path of keys: "mqtt.password"
    kind: Kind
    confidence: float  # 0..1
    is_default: bool  # a documented default or a placeholder, known to everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What came of a scan."""

    findings: tuple[Finding, ...]
    # In secrets.yaml, where secrets belong, only what is known to everybody.
    well_known: tuple[Finding, ...]
    files: int
    bytes: int
    seconds: float
    capped: tuple[str, ...]  # what was left out: "file_size", "files", ... or a file's problem

    @property
    def complete(self) -> bool:
        """Return whether all of it was looked at."""
        return not self.capped


# From which confidence on a finding is one that a person should be told.
CONFIDENT = 0.5
