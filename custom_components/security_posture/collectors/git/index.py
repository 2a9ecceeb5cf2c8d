"""Parse `.git/index`, versions 2 to 4: https://git-scm.com/docs/index-format."""

from collections.abc import Iterator
import struct
from typing import Final

from ...posture.facts import Reason
from ..common.errors import CollectorError

# Far more files than a configuration has.
MAX_ENTRIES: Final = 200_000
_HEADER: Final = struct.Struct(">4sII")
_VERSIONS: Final = (2, 3, 4)
# An entry's name follows ten 4-byte numbers, a hash, and two bytes of flags.
_NUMBERS: Final = 40
_FLAGS: Final = 2
_EXTENDED: Final = 0x4000
_ALIGNMENT: Final = 8
# The extension of a split index: a part of the entries is in another file.
_SPLIT: Final = b"link"


def tracked_paths(index: bytes, hash_size: int) -> list[str]:
    """Return the tracked paths; `hash_size` is 20 bytes, or 32 with SHA-256."""
    return list(tracked_objects(index, hash_size))


def tracked_objects(index: bytes, hash_size: int) -> dict[str, bytes]:
    """Return the tracked paths with the names of their objects.

    In a sparse index, a folder that is not checked out is one path, with a slash at its end.
    """
    try:
        return dict(_entries(index, hash_size))
    except (IndexError, ValueError, struct.error) as err:
        raise CollectorError(Reason.PARSE) from err


def _entries(index: bytes, hash_size: int) -> Iterator[tuple[str, bytes]]:
    signature, version, count = _HEADER.unpack_from(index)
    if signature != b"DIRC" or version not in _VERSIONS:
        raise ValueError
    if count > MAX_ENTRIES:
        raise CollectorError(Reason.TOO_LARGE)
    at, path = _HEADER.size, b""
    end = len(index) - hash_size
    for _ in range(count):
        flags_at = at + _NUMBERS + hash_size
        (flags,) = struct.unpack_from(">H", index, flags_at)
        item = index[at + _NUMBERS : flags_at]
        name_at = flags_at + _FLAGS + (_FLAGS if flags & _EXTENDED else 0)
        if version == _VERSIONS[-1]:
            # The prefix shared with the previous name is not stored.
            dropped, name_at = _number(index, name_at)
            if dropped > len(path):
                raise ValueError
            path = path[: len(path) - dropped]
        else:
            path = b""
        name_end = index.index(b"\0", name_at, end)
        path += index[name_at:name_end]
        at = name_end + 1 if version == _VERSIONS[-1] else _aligned(at, name_end)
        yield path.decode("utf-8", "replace"), item
    if _has_extension(index[at:end], _SPLIT):
        raise ValueError


def _aligned(begin: int, name_end: int) -> int:
    """Return where the next entry begins; entries are padded with one to eight zeros."""
    return begin + ((name_end - begin) // _ALIGNMENT + 1) * _ALIGNMENT


def _number(index: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length, and its end."""
    byte = index[at]
    value = byte & 0x7F
    while byte & 0x80:
        at += 1
        byte = index[at]
        value = (value + 1 << 7) | byte & 0x7F
        if value > MAX_ENTRIES * 100:
            raise ValueError
    return value, at + 1


def _has_extension(rest: bytes, wanted: bytes) -> bool:
    at = 0
    while at + 8 <= len(rest):
        signature, size = struct.unpack_from(">4sI", rest, at)
        if signature == wanted:
            return True
        at += 8 + size
    return False
