"""Limit the time that one file takes, also within one of its values."""

from collections.abc import Callable
import time
from typing import Final

# Steps between two readings of the clock, which take longer than most values.
_INTERVAL: Final = 50


class TooSlowError(Exception):
    """A file takes longer than it may."""


class StoppedError(Exception):
    """A limit of the whole scan is reached."""


class Clock:
    """The processor time of one file. A busy computer does not make a file slow."""

    def __init__(self, seconds: float, is_over: Callable[[], bool]) -> None:
        """Start; `is_over` returns whether the whole scan has to end."""
        self._end = time.thread_time() + seconds
        self._is_over = is_over
        self._n = 0

    def tick(self) -> None:
        """Count a step. Raise TooSlowError or StoppedError if there is no time left."""
        self._n += 1
        if self._n % _INTERVAL == 0:
            if self._is_over():
                raise StoppedError
            if time.thread_time() > self._end:
                raise TooSlowError
