"""Read a file that may be of any size or kind."""

import os
from pathlib import Path
import stat
from typing import Final

from ...posture.facts import Reason
from .errors import CollectorError

# O_NONBLOCK: opening a FIFO must not wait for a writer. O_NOCTTY: a terminal must not become ours.
_FLAGS: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


def read_limited(path: Path | str, limit: int, *, follow_symlinks: bool = True) -> bytes:
    """Return the content of a regular file of at most `limit` bytes. Blocking.

    Raises CollectorError for another kind of file or a larger one, OSError as `open` does.
    """
    content = read_beginning(path, limit + 1, follow_symlinks=follow_symlinks)
    if len(content) > limit:
        raise CollectorError(Reason.TOO_LARGE)
    return content


def read_beginning(path: Path | str, limit: int, *, follow_symlinks: bool = True) -> bytes:
    """Return the first `limit` bytes of a regular file. Blocking; raises as `read_limited`."""
    _require_regular(Path(path).stat(follow_symlinks=follow_symlinks))
    descriptor = os.open(path, _FLAGS | (0 if follow_symlinks else os.O_NOFOLLOW))
    with os.fdopen(descriptor, "rb") as file:
        # Checked again: the file may have been replaced in between.
        _require_regular(os.fstat(descriptor))
        # Files of /proc report a size of 0, so only reading tells how large they are.
        return file.read(limit)


def _require_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise CollectorError(Reason.PARSE)
