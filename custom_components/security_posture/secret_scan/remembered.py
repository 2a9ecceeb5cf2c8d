"""Remember what pure functions return for texts that occur often, until it is forgotten."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

_FORGET: Final[list[Callable[[], None]]] = []
# Characters of a text that is remembered; longer ones hardly occur twice.
SHORT: Final = 200


def remembered[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function returns for its latest arguments. They can be private: see `forget`."""
    kept = lru_cache(maxsize=16_384)(function)
    _FORGET.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def forget() -> None:
    """Forget everything."""
    for clear in _FORGET:
        clear()
