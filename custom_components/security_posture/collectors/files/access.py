"""Access of other accounts on the host to a file."""

import os
from pathlib import Path
import stat

from ...posture.facts import FileAccess


def read_access(path: Path, name: str) -> FileAccess | None:
    """Return the access to a file or folder, reported as `name`; None if missing. Blocking."""
    try:
        real = Path(os.path.realpath(path, strict=True))
        mode = stat.S_IMODE(real.stat().st_mode)
    except FileNotFoundError, NotADirectoryError:
        return None
    is_open = all(folder.stat().st_mode & stat.S_IXOTH for folder in real.parents)
    return FileAccess(
        path=name,
        mode=mode,
        others_read=is_open and bool(mode & stat.S_IROTH),
        others_write=is_open and bool(mode & stat.S_IWOTH),
    )
