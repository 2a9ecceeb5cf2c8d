"""Read and parse the files of the configuration, up to a limit of files, bytes and time."""

from collections.abc import Iterator
import os
import time
from typing import Final

from ...posture.facts import Reason
from ...secret_scan.tree import Mapping, Node, ParseProblem, Scalar, Sequence, parse
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError

# Large configurations have some hundred files of some kilobytes.
MAX_FILES: Final = 10_000
MAX_FILE_BYTES: Final = 5 * 1024 * 1024
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_VALUES: Final = 500_000
MAX_SECONDS: Final = 45.0
# What an empty file contains.
_NOTHING: Final = Scalar("", None, None, 1, 1, 0, 0)


class SourceFiles:
    """The files of one look."""

    def __init__(self) -> None:
        """Start the clock."""
        self._begin = time.monotonic()
        self._files = self._bytes = 0

    def root(self, path: str) -> Node:
        """Return the content of a file. Raises CollectorError as Home Assistant would fail."""
        self._files += 1
        if self._files > MAX_FILES or self._bytes > MAX_BYTES:
            raise CollectorError(Reason.TOO_LARGE)
        self.check_time()
        content = _read(path)
        self._bytes += len(content)
        try:
            tree = parse(content.decode("utf-8-sig"), MAX_VALUES)
        except UnicodeDecodeError:
            raise CollectorError(Reason.PARSE) from None
        if tree.problem is ParseProblem.TOO_MANY:
            raise CollectorError(Reason.TOO_LARGE)
        if tree.problem is not None or tree.is_dangling or len(tree.roots) > 1:
            raise CollectorError(Reason.PARSE)
        return tree.roots[0] if tree.roots else _NOTHING

    def check_time(self) -> None:
        """Raise when the time is over: the thread must end, even if nobody waits for it."""
        if time.monotonic() - self._begin > MAX_SECONDS:
            raise CollectorError(Reason.TIMEOUT)

    def in_folder(self, folder: str) -> Iterator[str]:
        """Yield the YAML files that `!include_dir_...` reads, in its order."""
        for root, folders, files in os.walk(folder, onerror=_on_error):
            self.check_time()
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.endswith(".yaml") and not name.startswith(".") and name != SECRETS:
                    yield os.path.join(root, name)  # noqa: PTH118 - as Home Assistant joins it


# Never included with its folder.
SECRETS: Final = "secrets.yaml"


def nodes(root: Node) -> Iterator[Node]:
    """Yield every node, the target of an alias once."""
    pending, seen = [root], set[int]()
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Sequence):
            pending.extend(node.items)
        elif isinstance(node, Mapping):
            for pair in node.pairs:
                pending.extend(pair)


def _on_error(error: OSError) -> None:
    """Ignore a folder that Home Assistant cannot read either, not an error of the disk."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError, PermissionError)):
        raise error


def _read(path: str) -> bytes:
    try:
        return read_limited(path, MAX_FILE_BYTES)
    except FileNotFoundError:
        # Included, or found in a folder, and not there: Home Assistant cannot load it either.
        raise CollectorError(Reason.PARSE) from None
