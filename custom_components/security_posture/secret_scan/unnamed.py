"""Find generated values below a key that tells nothing about them."""

import re
from typing import Final

from .key_names import ATTRIBUTES
from .random_values import looks_random
from .tree import Scalar
from .word_lists import read_words
from .word_split import words
from .yaml_values import YamlValue

# The tokens of this service, of an application, a user or a group.
_PUSHOVER: Final = re.compile(r"(?=[A-Za-z]*\d)[agu][A-Za-z0-9]{29}")
_GENERATED: Final = re.compile(r"[A-Za-z0-9_+/=-]{32,400}", re.ASCII)
_PUBLIC: Final = frozenset(read_words("public_values"))
# Between the parts of a name or a path.
_PARTS: Final = re.compile(r"[_/+=-]")
_LEAST_PART: Final = 12
_LEAST_DIGITS: Final = 3
# Codes of remote controls, pictures and compressed data, in base64.
_DATA: Final = (
    "JgA",
    "JgB",
    "JgC",
    "JgD",
    "sgA",
    "sgB",
    "sgC",
    "Jg",
    "iVBOR",
    "/9j/",
    "R0lG",
    "H4sI",
    "AAAA",
    "UklG",
    "PHN2",
)


def is_unnamed(place: YamlValue, node: Scalar) -> bool:
    """Return whether a value was generated with capital and small letters and digits."""
    text = node.text.strip()
    if _PUSHOVER.fullmatch(text) and "pushover" in words(place.key):
        return True
    if place.in_list or place.in_comment or not words(place.key) or not _GENERATED.fullmatch(text):
        return False
    if text.startswith(("/", *_DATA)) or not looks_random(text, 32):
        return False
    kinds = (str.isupper, str.islower, str.isdigit)
    if (
        not all(any(map(kind, text)) for kind in kinds)
        or sum(map(str.isdigit, text)) < _LEAST_DIGITS
    ):
        return False
    if max(map(len, _PARTS.split(text))) < _LEAST_PART:
        return False
    return not (_PUBLIC | ATTRIBUTES).intersection(words(place.key)) and not (
        place.context_words & _REMOTE
    )


_REMOTE: Final = frozenset(read_words("remote_control"))
