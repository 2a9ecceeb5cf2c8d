"""Find codes in the cards of keypads, below any key."""

import re
from typing import Final

from .key_names import ATTRIBUTES, secret_name
from .tree import Scalar
from .word_split import words
from .yaml_values import YamlValue

_KEYPADS: Final = frozenset(
    {"restriction", "restrictions", "keypad", "numpad", "pinpad", "alarm", "lock", "alarmo"}
)
_QUOTED_CODE: Final = re.compile(r"\d{4,8}")
# Keys of such cards whose numbers are not codes.
_NUMBERS: Final = ATTRIBUTES.union(
    ("delay", "port", "zone", "node", "year", "height", "width", "phone", "device", "brightness"),
    ("kelvin", "row", "rows", "column", "columns", "account", "hold", "wait", "x", "y", "for"),
    ("margin", "padding", "weight", "order", "message", "date", "area", "volume"),
)
_MAX_LEVELS: Final = 5


def is_on_keypad(place: YamlValue, node: Scalar) -> bool:
    """Return whether a value is a number in quotes, in the card of a keypad."""
    if node.style not in ("'", '"') or not _QUOTED_CODE.fullmatch(node.text):
        return False
    if secret_name(place.key) is not None or _NUMBERS.intersection(words(place.key)):
        return False
    for n, level in enumerate(place.ancestors.levels()):
        if n == _MAX_LEVELS:
            break
        kind = level.sibling("type") or ""
        if kind.startswith("custom:") and _KEYPADS.intersection(words(kind)):
            return True
    return False
