"""Read objects from pack files: https://git-scm.com/docs/pack-format."""

from collections import OrderedDict
from collections.abc import Iterator
import os
from pathlib import Path
import struct
from typing import Final, NamedTuple
import zlib

from ..common.bounded_read import read_limited
from .budget import Budget
from .delta import apply_delta

# About 30 bytes per object.
MAX_INDEX: Final = 48 * 1024 * 1024
MAX_PACKS: Final = 200
# Longer chains are not made by git.
MAX_CHAIN: Final = 4_096
# Of the deltas of one object, all in memory at once.
MAX_CHAIN_BYTES: Final = 16 * 1024 * 1024
# Bases of deltas that are kept during a run, in bytes.
MAX_CACHE: Final = 24 * 1024 * 1024
_CHUNK: Final = 4_096
_INDEX_HEADER: Final = b"\xfftOc\x00\x00\x00\x02"
_FANOUT: Final = struct.Struct(">256I")
_FAR: Final = 0x80000000
_KINDS: Final = {1: b"commit", 2: b"tree", 3: b"blob", 4: b"tag"}
_OFFSET_DELTA, _NAMED_DELTA = 6, 7


class GitObject(NamedTuple):
    """The kind of an object, and its content."""

    kind: bytes
    content: bytes


class TooLargeError(Exception):
    """An object is larger than what is read of one."""


class PackIndex:
    """The offsets of the objects in one pack file, version 2."""

    def __init__(self, content: bytes, hash_size: int) -> None:
        """Raise ValueError or struct.error for an index in another format."""
        if not content.startswith(_INDEX_HEADER):
            raise ValueError
        self._content = content
        self._hash_size = hash_size
        self._fanout = _FANOUT.unpack_from(content, len(_INDEX_HEADER))
        self._names = len(_INDEX_HEADER) + _FANOUT.size
        count = self._fanout[-1]
        self._near = self._names + count * (hash_size + 4)
        self._far = self._near + count * 4
        if self._far > len(content):
            raise ValueError

    def offset(self, name: bytes) -> int | None:
        """Return where an object begins in the pack, or None."""
        low = self._fanout[name[0] - 1] if name[0] else 0
        high = self._fanout[name[0]]
        while low < high:
            middle = (low + high) // 2
            at = self._names + middle * self._hash_size
            found = self._content[at : at + self._hash_size]
            if found == name:
                return self._offset(middle)
            low, high = (middle + 1, high) if found < name else (low, middle)
        return None

    def _offset(self, n: int) -> int:
        (offset,) = struct.unpack_from(">I", self._content, self._near + n * 4)
        if offset & _FAR:
            (offset,) = struct.unpack_from(">q", self._content, self._far + (offset ^ _FAR) * 8)
        if offset < 0:
            raise ValueError
        return int(offset)


class Pack:
    """One pack file, open for reading."""

    def __init__(self, path: Path, index: PackIndex, hash_size: int) -> None:
        """Raise OSError if it cannot be opened."""
        self.index = index
        self._hash_size = hash_size
        self._file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        self._bases: OrderedDict[int, GitObject] = OrderedDict()
        self._cached = 0

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def read(self, offset: int, limit: int, budget: Budget) -> GitObject:
        """Return the object at an offset.

        Raises TooLargeError beyond `limit` bytes, KeyError if its base is in another file, and
        ValueError, IndexError, OSError or zlib.error if the pack is corrupt.
        """
        deltas: list[bytes] = []
        at = offset
        held = 0
        chain: list[int] = []
        while (found := self._bases.get(at)) is None:
            if len(chain) == MAX_CHAIN:
                raise ValueError
            chain.append(at)
            kind, size, begin = self._header(at)
            if size > limit:
                raise TooLargeError
            if kind in _KINDS:
                found = GitObject(_KINDS[kind], self._inflate(begin, size, budget))
                self._keep(at, found)
                break
            at, begin = self._base(at, kind, begin)
            held += size
            if held > MAX_CHAIN_BYTES:
                raise TooLargeError
            deltas.append(self._inflate(begin, size, budget))
        for delta in reversed(deltas):
            budget.spend(0)
            found = GitObject(found.kind, apply_delta(found.content, delta, limit))
        if deltas:
            self._keep(offset, found)
        return found

    def _keep(self, offset: int, found: GitObject) -> None:
        self._bases[offset] = found
        self._cached += len(found.content)
        while self._cached > MAX_CACHE:
            self._cached -= len(self._bases.popitem(last=False)[1].content)

    def _header(self, offset: int) -> tuple[int, int, int]:
        """Return the kind, the size after decompression, and where the rest begins."""
        head = os.pread(self._file, 16, offset)
        byte, at = head[0], 1
        kind, size, shift = byte >> 4 & 7, byte & 15, 4
        while byte & 0x80:
            byte = head[at]
            size |= (byte & 0x7F) << shift
            shift, at = shift + 7, at + 1
        return kind, size, offset + at

    def _base(self, offset: int, kind: int, begin: int) -> tuple[int, int]:
        """Return the offset of a delta's base, and where the delta begins."""
        head = os.pread(self._file, 64, begin)
        if kind == _NAMED_DELTA:
            base = self.index.offset(head[: self._hash_size])
            if base is None:
                raise KeyError
            return base, begin + self._hash_size
        if kind != _OFFSET_DELTA:
            raise ValueError
        distance, at = head[0] & 0x7F, 1
        while head[at - 1] & 0x80:
            distance = (distance + 1 << 7) | head[at] & 0x7F
            at += 1
        if not 0 < distance < offset:
            raise ValueError
        return offset - distance, begin + at

    def _inflate(self, begin: int, size: int, budget: Budget) -> bytes:
        budget.spend(size)
        stream = zlib.decompressobj()
        content = b""
        while len(content) < size:
            chunk = os.pread(self._file, max(_CHUNK, size // 4), begin)
            if not chunk:
                raise ValueError
            begin += len(chunk)
            content += stream.decompress(chunk, size - len(content))
            if (stream.eof or stream.unconsumed_tail) and len(content) < size:
                raise ValueError
        return content


def open_packs(objects: Path, hash_size: int) -> Iterator[Pack]:
    """Yield the pack files of a folder of objects, the newest first.

    Raises CollectorError, OSError, ValueError or struct.error for one that cannot be read.
    """
    try:
        with os.scandir(objects / "pack") as entries:
            indexes = [entry for entry in entries if entry.name.endswith(".idx")]
    except FileNotFoundError:
        return
    if len(indexes) > MAX_PACKS:
        raise ValueError
    for entry in sorted(indexes, key=lambda entry: -entry.stat().st_mtime):
        path = Path(entry.path)
        index = PackIndex(read_limited(path, MAX_INDEX, follow_symlinks=False), hash_size)
        yield Pack(path.with_suffix(".pack"), index, hash_size)
