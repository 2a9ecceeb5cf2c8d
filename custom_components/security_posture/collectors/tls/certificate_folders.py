"""Read the certificates in the folders where ACME clients usually store them."""

from collections.abc import Iterator
import os
from pathlib import Path
from typing import Final

from ...posture.facts import Certificate, Reason
from ..common.errors import CollectorError
from .certificate_file import read_certificate_file

# The folder that Home Assistant OS shares between Home Assistant and the apps.
SHARED: Final = Path("/ssl")
_NAMES: Final = (".pem", ".crt", ".cer")
# A few are usual; each is opened and parsed.
MAX_FILES: Final = 50
# A folder with more entries is not meant for certificates.
MAX_ENTRIES: Final = 1_000


def read_certificate_folders(config_dir: str) -> tuple[Certificate, ...]:
    """Return the leaf of every certificate file in `ssl` and in the shared folder. Blocking."""
    found: list[Certificate] = []
    for folder in (Path(config_dir, "ssl"), SHARED):
        for path in _files(folder):
            if len(found) == MAX_FILES:
                raise CollectorError(Reason.TOO_LARGE)
            try:
                found.append(read_certificate_file(path))
            except CollectorError:
                continue  # a key, or unreadable: not a certificate that Home Assistant could serve
    return tuple(found)


def _files(folder: Path) -> Iterator[str]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError, NotADirectoryError:
        return
    with entries:
        for n, entry in enumerate(entries):
            if n == MAX_ENTRIES:
                raise CollectorError(Reason.TOO_LARGE)
            # Links are followed: ACME clients link the newest certificate.
            if entry.name.lower().endswith(_NAMES) and entry.is_file():
                yield entry.path
