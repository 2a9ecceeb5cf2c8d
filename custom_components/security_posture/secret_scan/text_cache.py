"""Cache what is known about texts while they are read, not longer: they may be private."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

_FORGET: Final[list[Callable[[], None]]] = []


def cached_until_forgotten[R](size: int) -> Callable[[Callable[[str], R]], Callable[[str], R]]:
    """Cache what a function returns for `size` texts until `forget_texts` is called."""

    def decorate(function: Callable[[str], R]) -> Callable[[str], R]:
        cached = lru_cache(size)(function)
        _FORGET.append(cached.cache_clear)
        return cached

    return decorate


def forget_texts() -> None:
    """Forget all texts, at the end of a scan or a copy."""
    for forget in _FORGET:
        forget()
