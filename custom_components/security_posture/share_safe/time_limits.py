"""Stop the work on request, and end a file that takes too long."""

from collections.abc import Callable
import math
import time
from typing import Final

# Seconds of work between two calls of `stop`.
_INTERVAL: Final = 0.1
# Steps between two looks at the clock.
_STEPS: Final = 8
# Seconds of computing time for a file and a pass; a usual file takes some milliseconds.
MAX_FILE_SECONDS: Final = 20.0


class TooSlowError(Exception):
    """A file has used up its time."""


class Work:
    """The running work; called once for each step of every loop."""

    def __init__(self, stop: Callable[[], None]) -> None:
        """Start; `stop` raises to end the work."""
        self._stop = stop
        self._ask_at = 0.0
        self._end = 0.0
        self._left = 1  # steps until the next look at the clock
        self.begin_file()

    def begin_file(self) -> None:
        """Call `stop`, and start the time of the next file."""
        self._stop()
        self._ask_at = time.monotonic() + _INTERVAL
        self._end = time.thread_time() + MAX_FILE_SECONDS

    def end_file(self) -> None:
        """Ask; what follows belongs to no file and has no time of its own."""
        self.begin_file()
        self._end = math.inf

    def __call__(self) -> None:
        """Count a step."""
        self._left -= 1
        if self._left:
            return
        self._left = _STEPS
        if time.monotonic() >= self._ask_at:
            self._ask_at = time.monotonic() + _INTERVAL
            self._stop()
            if time.thread_time() > self._end:
                raise TooSlowError
