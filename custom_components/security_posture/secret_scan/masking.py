"""Remove secrets from the names that a finding shows: keys and files."""

from collections.abc import Set as AbstractSet
from itertools import pairwise
import re
from typing import Final
import unicodedata

from .embedded import embedded_secrets
from .key_names import secret_name
from .model import MASK
from .random_values import looks_random
from .word_split import words

# A code, as it is typed or spoken.
_CODE: Final = re.compile(r"[\d#*+ -]{3,40}")
# Below these, the keys are names of people, or their passwords.
_LOGINS: Final = frozenset(
    {"account", "accounts", "credential", "credentials", "login", "logins", "user", "users"}
)
# The names of people and things: "front_door_2", "Anna Lee".
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:[_.-]?[^\W\d_]+)*(?: [^\W\d_]+)?(?:[_. -]\d{1,2})?")
_WORD: Final = re.compile(r"[a-z]{4,}")
_SEPARATOR: Final = re.compile(r"[\W_]+")
# Shorter generated names resemble those of products: "ESP32Cam", "iPhone15".
_JUMBLED: Final = 8
# Longer parts of names are rare.
_RANDOM: Final = 12
_CAMEL_CASE: Final = re.compile(r"[a-z][A-Z]")
# Longer keys are texts, which the line shows as well.
_MAX_KEY: Final = 80
# Characters that change the direction of text, or end a line.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def masked_keys(keys: tuple[str, ...], secrets: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """Return a path of keys without those that are, or hold, a secret.

    `secrets` are known secrets that may also be keys.
    """
    return tuple(
        MASK if key in secrets or _is_secret(key, above) else cleaned(key)
        for above, key in zip(("", *keys), keys, strict=False)
    )


def _is_secret(key: str, above: str) -> bool:
    plain = key.strip()
    if len(plain) > _MAX_KEY:
        return True
    digits = sum(each.isdigit() for each in plain)
    is_below_secret = secret_name(above) is not None or not _LOGINS.isdisjoint(words(above))
    if digits >= (3 if is_below_secret else 4) and _CODE.fullmatch(plain):
        return True
    if _is_random(plain) or any(True for _ in embedded_secrets(plain, lambda: True)):
        return True
    return is_below_secret and not _is_name(plain)


def _is_random(key: str) -> bool:
    """Return whether a key looks generated, and does not consist of names and numbers."""
    pieces = _SEPARATOR.split(key)
    if any(map(_is_jumbled, pieces)):
        return True
    return looks_random(key) and (
        max(map(len, pieces)) >= _RANDOM or not any(map(_WORD.fullmatch, pieces))
    )


def _is_jumbled(piece: str) -> bool:
    """Return whether small letters, capital letters and digits take turns: "Xk9vQ2mPz7"."""
    if len(piece) < _JUMBLED or piece.islower() or piece.isupper() or piece.isalpha():
        return False
    # A capital letter before small ones begins a word.
    turns = sum(
        (a.isdigit() != b.isdigit()) or (a.islower() and b.isupper()) for a, b in pairwise(piece)
    )
    return turns * 5 >= len(piece) * 2 and any(map(str.islower, piece))


def _is_name(key: str) -> bool:
    if secret_name(key) is not None:
        return True
    return _PLAIN.fullmatch(key) is not None and _CAMEL_CASE.search(key) is None


def masked_name(name: str) -> str:
    """Return the name of a file without the secrets in it."""
    shown, end = [], 0
    for span in embedded_secrets(name, lambda: False):
        shown += [name[end : span.begin], MASK]
        end = span.end
    return cleaned("".join((*shown, name[end:])))


def cleaned(text: str) -> str:
    """Return a text without characters that are not visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) in _HIDDEN else each
        for each in text
    )
