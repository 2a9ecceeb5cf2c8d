"""Apply a delta of a pack file: https://git-scm.com/docs/pack-format."""

from typing import Final

_COPY: Final = 0x80
_OFFSET_BYTES: Final = 4
_SIZE_BYTES: Final = 3
# The size of a copied part that is given as 0.
_LONGEST: Final = 0x10000


def apply_delta(base: bytes, delta: bytes, limit: int) -> bytes:
    """Return the object that a delta makes of its base.

    Raises ValueError if the delta is corrupt or its result longer than `limit` bytes, IndexError if
    it ends too early.
    """
    base_size, at = _size(delta, 0)
    size, at = _size(delta, at)
    if base_size != len(base) or size > limit:
        raise ValueError
    parts: list[bytes] = []
    made = 0
    while at < len(delta):
        step = delta[at]
        at += 1
        if step & _COPY:
            begin, at = _number(delta, at, step, _OFFSET_BYTES)
            length, at = _number(delta, at, step >> _OFFSET_BYTES, _SIZE_BYTES)
            part = base[begin : begin + (length or _LONGEST)]
        else:
            part = delta[at : at + step]
            at += step
        made += len(part)
        # An empty part would let a hostile delta go on without end.
        if not part or made > size:
            raise ValueError
        parts.append(part)
    if made != size:
        raise ValueError
    return b"".join(parts)


def _size(delta: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length, lowest bits first, and its end."""
    value = shift = 0
    while True:
        byte = delta[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def _number(delta: bytes, at: int, present: int, count: int) -> tuple[int, int]:
    """Return a number of which only the bytes marked as present are stored, and its end."""
    value = 0
    for n in range(count):
        if present & 1 << n:
            value |= delta[at] << 8 * n
            at += 1
    return value, at
