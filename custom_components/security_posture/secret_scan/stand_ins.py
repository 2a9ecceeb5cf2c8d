"""Recognize values that only stand for a secret, and files that consist of them."""

from pathlib import PurePosixPath
import re
from typing import Final

from .embedded import formatted_secrets
from .key_names import secret_name
from .tree import Scalar
from .word_lists import read_words
from .word_split import fold, words
from .yaml_values import YamlValue

_WORDS: Final = frozenset(read_words("placeholder_words"))
_CERTAIN: Final = frozenset(read_words("stand_in_words"))
_NAMES: Final = frozenset(read_words("stand_in_names"))
_LONGEST_WORD: Final = max(map(len, (*_WORDS, *_CERTAIN)))
# Longer texts are no placeholders that are made of words.
_MAX_WORDS_TEXT: Final = 80
# "n0t_the_r3al_one".
_LEET: Final = str.maketrans("013457@$", "oieastas")
_LETTERS: Final = re.compile(r"[a-z]+")
_ONE_CHARACTER: Final = re.compile(r"(?s)(.)\1{4,}")
# "eyJ0eXAi-----------ed8m": the middle was taken out.
_MASKED: Final = re.compile(r"([^\w\s=])\1{5,}|(\w)\2{9,}|[*\u2022]{3,}|\.{3,}|\u2026|x{5,}|X{5,}")
_MAX_MASKED: Final = 400
_BYTES: Final = re.compile(r"(?i)(?:0x)?([0-9a-f]{1,2})(?:[\s,:-]{1,4}(?:0x)?\1){5,63}")
# Rows on a keyboard and of the alphabet.
_ROWS: Final = (
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "0123456789abcdef0123456789abcdef",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "asdfasdfasdfasdfasdf",
)
_STEP: Final = 4
# The numbers of a shareable copy. A code of four digits may be chosen by somebody.
_NUMBER: Final = re.compile(r"-?10{3,30}\d{1,2}")
# Shorter values are typed.
_SHORT: Final = 8
_MANY_WORDS: Final = 4
# A file needs at least so many values, and so large a part of them that are stand-ins, to be one
# of examples.
_LEAST_VALUES: Final = 2
_LEAST_PART: Final = 0.5
# Shorter values are generated for a check as well.
_LONG: Final = 20


def is_stand_in(text: str) -> bool:
    """Return whether a value evidently stands for a secret, in any file."""
    plain = text.strip()
    return (
        _MASKED.search(plain[:_MAX_MASKED]) is not None
        or _is_uniform(plain)
        or _is_row(plain)
        or _is_words(plain)
    )


def is_number_of_copy(text: str) -> bool:
    """Return whether a value is a number as a shareable copy has it."""
    return _NUMBER.fullmatch(text) is not None


def is_made_up(text: str) -> bool:
    """Return whether a value looks typed by a person who needed any value."""
    plain = text.strip()
    if not plain or is_stand_in(plain):
        return True
    found = words(plain)
    if any(word.translate(_LEET) in _CERTAIN or word in _WORDS for word in found if len(word) > 2):
        return True
    return len(plain) < _SHORT or plain.isalpha() or not _is_random(plain)


def is_stand_in_name(name: str) -> bool:
    """Return whether a file is named as an example, or as made for an automatic check."""
    path = PurePosixPath(name.lower())
    own = set(words(path.name))
    if own & _NAMES:
        return True
    return "secrets" in own and any(_NAMES.intersection(words(part)) for part in path.parts[:-1])


class StandIns:
    """Decide whether the secrets of a file stand for others, by its name and by most of them."""

    def __init__(self, name: str) -> None:
        """Start with the name of the file."""
        self._is_named = is_stand_in_name(name)
        self._number = self._stand_ins = 0
        self._is_said = False

    def add(self, place: YamlValue) -> None:
        """Count a value of the file."""
        if not self._is_named or not isinstance(node := place.node, Scalar):
            return
        if place.in_comment:
            # "# All values are fake."
            self._is_said |= not _CERTAIN.isdisjoint(words(node.text))
        elif node.tag is None and node.text.strip() and secret_name(place.key) is not None:
            self._number += 1
            self._stand_ins += is_made_up(node.text)

    @property
    def are_all(self) -> bool:
        """Return whether the file was made for an automatic check, or as an example."""
        return self._is_said or self._are_most

    def lowers(self, value: str) -> bool:
        """Return whether a secret of the file stands for another one.

        Neither the name of the file nor its other values say so of a generated secret.
        """
        return self._is_said or (self._are_most and not _is_generated(value))

    @property
    def _are_most(self) -> bool:
        return self._number >= _LEAST_VALUES and self._stand_ins >= self._number * _LEAST_PART


def _is_generated(text: str) -> bool:
    plain = text.strip()
    if any(True for _ in formatted_secrets(plain)):
        return not is_stand_in(plain) and _CERTAIN.isdisjoint(words(plain))
    return len(plain) >= _LONG and not is_made_up(plain)


def _is_uniform(plain: str) -> bool:
    """Return whether it is one character or a short piece again and again."""
    bare = re.sub(r"[\s_:.,=-]", "", plain)
    if len(bare) >= 6 and _ONE_CHARACTER.fullmatch(bare):
        return True
    if _BYTES.fullmatch(plain):
        return True
    for size in (2, 3, 4):
        if len(bare) >= 4 * size and (bare[:size] * (len(bare) // size + 1)).startswith(bare):
            return True
    return False


def _is_row(plain: str) -> bool:
    """Return whether it consists of rows of a keyboard or of the alphabet."""
    bare = re.sub(r"[^0-9a-z]", "", fold(plain))
    if len(bare) < 10:
        return False
    begin = 0
    while begin < len(bare):
        end = begin + _STEP
        if not any(bare[begin:end] in row for row in _ROWS):
            return False
        while end < len(bare) and any(bare[begin : end + 1] in row for row in _ROWS):
            end += 1
        begin = end
    return True


def _is_words(plain: str) -> bool:
    """Return whether it consists of words for a secret to be filled in."""
    if len(plain) > _MAX_WORDS_TEXT:
        return False
    lower = fold(plain)
    found = words(plain)
    known = sum(word in _WORDS or word in _CERTAIN for word in found)
    # "Very_Secret_Amazon_Account_Password": all but the name of the service.
    if known >= _MANY_WORDS and known >= len(found) - 1 and found[-1] in _WORDS:
        return True
    return _consists(lower) or _consists(lower.rstrip("0123456789!").translate(_LEET))


def _consists(spelling: str) -> bool:
    pieces = _LETTERS.findall(spelling)
    joined = "".join(pieces)
    if len(joined) < 6 or sum(map(str.isdigit, spelling)) > 6:
        return False
    number = 0
    is_certain = False
    for piece in pieces:
        if (split := _split(piece)) is None:
            return False
        number += len(split)
        is_certain |= not _CERTAIN.isdisjoint(split)
    return (
        is_certain or number > 2 or (number == 2 and bool(_OWNER.intersection(_split_all(pieces))))
    )


def _split_all(pieces: list[str]) -> list[str]:
    return [word for piece in pieces for word in _split(piece) or ()]


# With one of these, two words are enough: "my password", "deinPasswort".
_OWNER: Final = frozenset(read_words("owner_words"))


def _split(piece: str) -> tuple[str, ...] | None:
    """Split joined words; None if a part is no known word."""
    ways: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(piece) + 1):
        way = None
        for begin in range(max(0, end - _LONGEST_WORD), end):
            word = piece[begin:end]
            before = ways[begin]
            if before is not None and (word in _WORDS or word in _CERTAIN):
                way = (*before, word)
                break
        ways.append(way)
    return ways[-1]


def _is_random(plain: str) -> bool:
    """Return whether the characters are as different as a generator's would be."""
    bare = re.sub(r"[^0-9A-Za-z]", "", plain)[:64]
    lower = bare.lower()
    size = 16 if re.fullmatch(r"[0-9a-f]+", lower) else 36 if lower == bare else 62
    number = len(bare)
    if number < 8:
        return False
    expected = size * (1 - (1 - 1 / size) ** number)
    pieces = [lower[n : n + 3] for n in range(number - 2)]
    repeated = len(pieces) - len(set(pieces))
    return len(set(bare)) >= expected * _LEAST_VARIETY and repeated <= number // 12


_LEAST_VARIETY: Final = 0.8
