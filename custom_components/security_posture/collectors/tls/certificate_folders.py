"""Certificates in the usual places: where renewal leaves them for whoever serves them."""

from collections.abc import Iterator
import os
from pathlib import Path
from typing import Final

from ...posture.facts import Certificate, Reason
from ..common.errors import CollectorError
from .certificate_file import read_certificate_file

# The folder Home Assistant OS shares among Home Assistant and its apps.
SHARED: Final = Path("/ssl")
_NAMES: Final = (".pem", ".crt", ".cer")
# A handful is usual; each costs an open and a parse.
MAX_FILES: Final = 50
# A folder with more entries is no folder for certificates.
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
                continue  # a key, or somebody else's: not a certificate that could be served
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
            # Followed, as ACME clients link the newest; what it points to must be a file.
            if entry.name.lower().endswith(_NAMES) and entry.is_file():
                yield entry.path
