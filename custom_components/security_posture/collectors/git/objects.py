"""Read the objects of a repository: https://git-scm.com/docs/gitrepository-layout."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
from typing import Final, Self
import zlib

from ..common.bounded_read import read_limited
from .budget import Budget
from .packs import GitObject, Pack, TooLargeError, open_packs

# A folder with thousands of files has a tree of some hundred kilobytes.
MAX_OBJECT: Final = 4 * 1024 * 1024
_MAX_HEADER: Final = 64


class MissingObjectError(Exception):
    """An object is not in the repository: a shallow or partial clone, or one with alternates."""


class ObjectStore:
    """The loose and packed objects of a repository."""

    def __init__(self, folder: Path, hash_size: int, budget: Budget) -> None:
        """Open the pack files; raises as `open_packs`."""
        self._folder = folder
        self._budget = budget
        self._packs: list[Pack] = []
        try:
            self._packs.extend(open_packs(folder, hash_size))
        except BaseException:
            self.close()
            raise

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, hash_size: int, budget: Budget) -> Iterator[Self]:
        """Close the pack files at the end."""
        store = cls(folder, hash_size, budget)
        try:
            yield store
        finally:
            store.close()

    def close(self) -> None:
        """Close the pack files."""
        for pack in self._packs:
            pack.close()

    def read(self, name: bytes, limit: int = MAX_OBJECT) -> GitObject:
        """Return an object. Blocking.

        Raises MissingObjectError, TooLargeError, LimitReachedError, and ValueError, IndexError,
        OSError or zlib.error if the repository is corrupt.
        """
        for pack in self._packs:
            if (offset := pack.index.offset(name)) is not None:
                try:
                    return pack.read(offset, limit, self._budget)
                except KeyError as err:
                    raise MissingObjectError from err
        return self._loose(name.hex(), limit)

    def _loose(self, name: str, limit: int) -> GitObject:
        path = self._folder / name[:2] / name[2:]
        try:
            if os.lstat(path).st_size > limit:
                raise TooLargeError
            packed = read_limited(path, limit, follow_symlinks=False)
        except FileNotFoundError as err:
            raise MissingObjectError from err
        found = zlib.decompressobj().decompress(packed, limit + _MAX_HEADER)
        self._budget.spend(len(found))
        header, end, content = found.partition(b"\0")
        kind, _, size = header.partition(b" ")
        if not end:
            raise ValueError
        if len(content) != int(size):
            raise TooLargeError
        return GitObject(kind, content)
