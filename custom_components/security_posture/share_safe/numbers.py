"""Give stand-ins that are numbers to private numbers, so that a configuration still loads."""

from collections.abc import Iterable
import re
from typing import Final

from .secret_scanner import Scalar, Sequence, words

_INTEGER: Final = re.compile(r"([-+]?)(0x|0X)?([0-9A-Fa-f](?:_?[0-9A-Fa-f])*)")
_FLOAT: Final = re.compile(r"[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?")
_OCTAL: Final = re.compile(r"0[0-7]*")
_BYTE: Final = re.compile(r"0x[0-9A-Fa-f]{1,2}|\d{1,3}", re.IGNORECASE)
_BYTES_OF_NUMBER: Final = 2
_MIN_BYTES: Final = 8
# Settings that are no secrets: they would break what uses them.
_SETTINGS: Final = frozenset({"port", "ports", "timeout", "interval"})
_MOST_OF_SETTING: Final = 65_535
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "null", "~"})


def number(text: str) -> tuple[str, str, str] | None:
    """Return sign, prefix and digits of an integer; None for what YAML reads as something else."""
    match = _INTEGER.fullmatch(text)
    if match is None:
        return None
    sign, prefix, digits = match[1], match[2] or "", match[3].replace("_", "")
    is_it = prefix or (digits.isdecimal() and (digits[0] != "0" or _OCTAL.fullmatch(digits)))
    return (sign, prefix, digits) if is_it else None


def is_plain_number(node: Scalar) -> bool:
    """Return whether a value is read as a number."""
    text = node.text.strip()
    is_plain = not node.style and node.tag is None
    return is_plain and (number(text) is not None or _FLOAT.fullmatch(text) is not None)


def is_setting(key: str, node: Scalar) -> bool:
    """Return whether a plain value in a file of secrets is a setting."""
    if node.style or node.tag is not None:
        return False
    text = node.text.strip()
    if text.lower() in _WORDS or (text.isdecimal() and len(text) == 1):
        return True
    is_small = text.isdecimal() and len(text) < 6 and int(text) <= _MOST_OF_SETTING
    return is_small and not _SETTINGS.isdisjoint(words(key))


def byte_items(node: Sequence) -> list[Scalar]:
    """Return the items of a list of bytes; none if it is another list."""
    items = [item for item in node.items if isinstance(item, Scalar)]
    are_all = len(items) == len(node.items) and all(_BYTE.fullmatch(item.text) for item in items)
    return items if are_all else []


def may_be_bytes(node: Sequence) -> bool:
    """Return whether a list begins with what can be a byte."""
    first = node.items[0] if node.items else None
    return isinstance(first, Scalar) and first.text[:1].isdigit()


def number_of_bytes(items: list[Scalar]) -> int | None:
    """Return which stand-in a list of bytes is; None if it is none."""
    if len(items) < _MIN_BYTES:
        return None
    found = [int(item.text, 16 if "x" in item.text.lower() else 10) for item in items]
    if any(found[:-_BYTES_OF_NUMBER]):
        return None
    return found[-2] * 256 + found[-1]


class Numbers:
    """Stand-ins of numbers: 1001, 1002, ... for numbers of four digits."""

    def __init__(self) -> None:
        """Start empty."""
        self._given: dict[tuple[str, str], str] = {}
        self._used: set[tuple[str, str]] = set()
        self._next: dict[tuple[str, int], int] = {}
        self._lists: dict[tuple[str, ...], int] = {}
        self._kept: set[int] = set()

    def collect(self, values: Iterable[str]) -> None:
        """Give stand-ins to all numbers; where all of a length are stand-ins, they stay."""
        groups: dict[tuple[str, int], list[str]] = {}
        for value in dict.fromkeys(values):
            if parts := number(value):
                prefix, digits = parts[1].lower(), parts[2].lower()
                groups.setdefault((prefix, len(digits)), []).append(digits)
        for (prefix, length), group in groups.items():
            most = 2 * len(group)
            if all(_is_stand_in(digits, length, most) for digits in group):
                self._given.update({(prefix, digits): digits for digits in group})
            self._used.update((prefix, digits) for digits in group)
        for (prefix, _), group in groups.items():
            for digits in group:
                self._digits(prefix, digits)

    def of(self, text: str) -> str | None:
        """Return the stand-in of a number, of the same type; None if it is no number."""
        if _FLOAT.fullmatch(text):
            return "0.0"
        parts = number(text)
        if parts is None:
            return None
        return f"{parts[0]}{parts[1]}{self._digits(parts[1].lower(), parts[2].lower())}"

    def _digits(self, prefix: str, digits: str) -> str:
        known = self._given.get((prefix, digits))
        if known is None:
            known = self._given[prefix, digits] = self._new(prefix, max(len(digits), 2))
            # What was written stays.
            self._given.setdefault((prefix, known), known)
        return known

    def _new(self, prefix: str, length: int) -> str:
        while True:
            n = self._next[prefix, length] = self._next.get((prefix, length), 0) + 1
            if n >= 10 ** (length - 1):
                length += 1
                continue
            new = f"1{n:0{length - 1}}"
            if (prefix, new) not in self._used:
                self._used.add((prefix, new))
                return new

    def keep_bytes(self, node: Sequence) -> None:
        """Do not give a list that is a stand-in to anything else."""
        if len(node.items) >= _MIN_BYTES and (n := number_of_bytes(byte_items(node))):
            self._kept.add(n)

    def of_bytes(self, items: list[Scalar]) -> list[str]:
        """Return the stand-in of a list of bytes: zeros, and a number at its end."""
        key = tuple(item.text for item in items)
        if key not in self._lists:
            n = 1
            while n in self._kept:
                n += 1
            self._kept.add(n)
            self._lists[key] = n
        tail = divmod(self._lists[key] % 65_536, 256)
        values = [*([0] * (len(items) - _BYTES_OF_NUMBER)), *tail]
        return [
            f"0x{value:02X}" if "x" in item.text.lower() else str(value)
            for item, value in zip(items, values, strict=True)
        ]


def _is_stand_in(digits: str, length: int, most: int) -> bool:
    return (
        digits.isdecimal() and length > 1 and digits[0] == "1" and 0 < int(digits[1:] or 0) <= most
    )
