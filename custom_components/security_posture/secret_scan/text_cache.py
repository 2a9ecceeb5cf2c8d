"""Cache what is known about texts while they are read, not longer: they may be private."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

_FORGET: Final[list[Callable[[], None]]] = []
# Characters of a text that is worth a place in a cache; longer ones hardly occur twice.
SHORT: Final = 200


def cached_until_forgotten[**P, R](size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Cache what a function returns for `size` arguments until `forget_texts` is called."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(size)(function)
        _FORGET.append(cached.cache_clear)
        return cached  # type: ignore[return-value]

    return decorate


def forget_texts() -> None:
    """Forget all texts, at the end of a scan or a copy."""
    for forget in _FORGET:
        forget()
