"""Parse the trees of a repository: the files of a folder in one commit."""

from collections.abc import Iterator
import struct
from typing import Final
import zlib

from ...posture.facts import Reason
from ..common.errors import CollectorError
from .budget import LimitReachedError
from .objects import MissingObjectError, ObjectStore
from .packs import TooLargeError

MAX_DEPTH: Final = 30
# In bytes, of one file or folder.
MAX_NAME: Final = 4_096
# Far more files than a configuration has.
MAX_FILES: Final = 200_000
FOLDER: Final = b"40000"
FILES: Final = (b"100644", b"100755", b"100664")
CORRUPT: Final = (ValueError, IndexError, struct.error, zlib.error)


def tree_entries(tree: bytes, above: str, hash_size: int) -> Iterator[tuple[bytes, str, bytes]]:
    """Yield the mode, the path and the object of everything in one folder. Raises ValueError."""
    at = 0
    while at < len(tree):
        space = tree.index(b" ", at)
        end = tree.index(b"\0", space)
        if end - space > MAX_NAME:
            raise ValueError  # no file system has such a name, and all paths are kept
        item = tree[end + 1 : end + 1 + hash_size]
        yield tree[at:space], f"{above}{tree[space + 1 : end].decode('utf-8', 'replace')}", item
        at = end + 1 + hash_size


def with_folders_expanded(
    tracked: dict[str, bytes], store: ObjectStore, hash_size: int
) -> Iterator[str]:
    """Yield the tracked paths, with the files of folders that are not checked out. Blocking."""
    waiting = []
    for path, item in tracked.items():
        if path.endswith("/"):
            waiting.append((path, item))
        else:
            yield path
    try:
        yield from _files(waiting, store, hash_size)
    except MissingObjectError as err:
        raise CollectorError(Reason.EXTERNAL) from err
    except (TooLargeError, LimitReachedError) as err:
        raise CollectorError(Reason.TOO_LARGE) from err
    except CORRUPT as err:
        raise CollectorError(Reason.PARSE) from err


def _files(waiting: list[tuple[str, bytes]], store: ObjectStore, hash_size: int) -> Iterator[str]:
    count = 0
    while waiting:
        above, name = waiting.pop()
        if above.count("/") > MAX_DEPTH:
            raise TooLargeError
        for mode, path, item in tree_entries(store.read(name).content, above, hash_size):
            count += 1
            if count > MAX_FILES:
                raise TooLargeError
            if mode == FOLDER:
                waiting.append((f"{path}/", item))
            else:
                yield path
