"""Recognize values that look generated, and words that look like passwords."""

from itertools import pairwise
import re
from typing import Final

from .entity_ids import is_entity

RANDOM_CHARACTERS: Final = re.compile(r"[\w+/=.:~!-]{12,4096}", re.ASCII)
_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_MAC: Final = re.compile(r"(?i)(?:[0-9a-f]{2}[:-]){5,7}[0-9a-f]{2}|0x[0-9a-f]{16}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,4}(?:[.:]\d{1,4}){1,4}(?:[/-].*)?")


def looks_random(text: str, least: int = 16) -> bool:
    """Return whether a value looks randomly generated."""
    plain = text.strip()
    if len(plain) < least or not RANDOM_CHARACTERS.fullmatch(plain):
        return False
    if _DATE.fullmatch(plain) or _MAC.fullmatch(plain) or "://" in plain or is_entity(plain):
        return False
    digits = sum(char.isdigit() for char in plain)
    if digits == len(plain):
        return len(plain) >= max(least, 20)
    pieces = [piece for piece in re.split(r"[_./:-]+", plain) if piece]
    # "living_room_lamp_2", "zha.thermostat-v2": names consist of words.
    longest = max(map(len, pieces))
    if longest < 8 and not _UUID.fullmatch(plain):
        return False
    return digits >= 2 or (case_changes(plain) >= 4 and len(plain) >= 20)


def case_changes(text: str) -> int:
    """Return how often a lower-case letter is followed by an upper-case one."""
    return sum(before.islower() and after.isupper() for before, after in pairwise(text))


def looks_like_password(text: str) -> bool:
    """Return whether a word in a text can be a password and is no word of a language."""
    plain = text.strip().rstrip(".,;")
    if len(plain) < 4:
        return False
    has_digit = any(char.isdigit() for char in plain)
    has_sign = any(not char.isalnum() for char in plain.strip("\"'()"))
    return has_digit or has_sign or case_changes(plain) > 0
