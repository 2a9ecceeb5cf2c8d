"""Find names in words that are written together: "annasiphone", "iphonevonanna"."""

from collections.abc import Iterator
from operator import add
from typing import Final, NamedTuple

from .ordinary import LINKS, OWN_THINGS, PARTICLES

MAX_GLUED: Final = 40
# These do not end a word.
_BETWEEN: Final = LINKS - {"s", "on", "off", "app"}
_LONGEST_THING: Final = max(map(len, OWN_THINGS | PARTICLES))


class Piece(NamedTuple):
    """A part of a word: a name or a known word."""

    begin: int
    end: int
    is_name: bool


class Names:
    """The names that may stand in a word, and all their beginnings."""

    def __init__(self) -> None:
        """Start empty."""
        self.whole: set[str] = set()
        self.beginnings: set[str] = set()
        self._first: set[str] = set()  # pairs of letters

    def add(self, name: str) -> None:
        """Add a name."""
        self.whole.add(name)
        self.beginnings.update(name[:end] for end in range(1, len(name) + 1))
        self._first.add(name[:2])

    def may_be_in(self, text: str) -> bool:
        """Return whether the first letters of a name stand anywhere in a text."""
        return not self._first.isdisjoint((*map(add, text, text[1:], strict=False), text[-1:]))

    def ends(self, text: str, begin: int) -> Iterator[int]:
        """Yield where names end that begin at a position, the shortest first."""
        end = begin + 1
        while end <= len(text) and text[begin:end] in self.beginnings:
            if text[begin:end] in self.whole:
                yield end
            end += 1


def split_glued(word: str, names: Names) -> tuple[Piece, ...]:
    """Return the parts of a word if it consists of names and of known words only."""
    if len(word) > MAX_GLUED or not _has_name(word, names):
        return ()
    # The fewest parts from each position to the end.
    best: list[tuple[Piece, ...] | None] = [None] * len(word) + [()]
    for begin in range(len(word) - 1, -1, -1):
        for end, is_name in _pieces(word, begin, names):
            rest = best[end]
            known = best[begin]
            if rest is not None and (known is None or len(rest) + 1 < len(known)):
                best[begin] = (Piece(begin, end, is_name), *rest)
    pieces = best[0] or ()
    return pieces if _is_sure(word, pieces) else ()


def _is_sure(word: str, pieces: tuple[Piece, ...]) -> bool:
    if not pieces:
        return False
    first, last = pieces[0], pieces[-1]
    if not first.is_name and _is_link(word, first.begin, first.end):
        return False
    if not last.is_name and word[last.begin : last.end] in _BETWEEN:
        return False
    names = sum(piece.is_name for piece in pieces)
    things = any(
        not piece.is_name and not _is_link(word, piece.begin, piece.end) for piece in pieces
    )
    return bool(names) and (things or names > 1)


def _is_link(word: str, begin: int, end: int) -> bool:
    return word[begin:end] in LINKS


def _has_name(word: str, names: Names) -> bool:
    return names.may_be_in(word) and any(
        True for begin in range(len(word)) for _ in names.ends(word, begin)
    )


def _pieces(word: str, begin: int, names: Names) -> list[tuple[int, bool]]:
    found = [(end, True) for end in names.ends(word, begin)]
    for end in range(begin + 1, min(len(word), begin + _LONGEST_THING) + 1):
        piece = word[begin:end]
        if piece in OWN_THINGS or piece in PARTICLES or piece in LINKS:
            found.append((end, False))
    return found
