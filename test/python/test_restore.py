"""Home Assistant's backup and restore must carry every file of the integration."""

from fnmatch import fnmatch
from pathlib import Path

from homeassistant.backup_restore import KEEP_BACKUPS, KEEP_DATABASE
from homeassistant.components.backup.const import EXCLUDE_DATABASE_FROM_BACKUP, EXCLUDE_FROM_BACKUP

PACKAGE = Path(__file__).parents[2] / "custom_components" / "security_posture"
# Made again by Python itself.
REBUILT = "__pycache__"


def test_no_file_is_dropped_by_a_restore() -> None:
    """A restore on Container and Core drops these names at any depth, not only at the top."""
    dropped = (*KEEP_BACKUPS, *KEEP_DATABASE)
    assert "backups" in dropped
    assert not [
        path
        for path in _paths()
        if any(fnmatch(part, pattern) for part in path.parts for pattern in dropped)
    ]


def test_no_file_is_left_out_of_a_backup() -> None:
    patterns = [
        pattern
        for pattern in (*EXCLUDE_FROM_BACKUP, *EXCLUDE_DATABASE_FROM_BACKUP)
        if REBUILT not in pattern
    ]
    assert patterns
    assert not [path for path in _paths() if any(path.full_match(f"**/{p}") for p in patterns)]


def _paths() -> list[Path]:
    paths = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if REBUILT not in path.parts]
    assert paths
    return paths
