"""Limit what one run reads of a repository's history."""

from dataclasses import dataclass
from time import monotonic
from typing import Final

# Seconds; the next run continues where this one ended.
MAX_SECONDS: Final = 12.0
MAX_OBJECTS: Final = 400_000
# After decompression.
MAX_BYTES: Final = 512 * 1024 * 1024


class LimitReachedError(Exception):
    """A limit of this run is reached."""


@dataclass(slots=True)
class Budget:
    """What one run may still read."""

    end: float
    objects: int = MAX_OBJECTS
    size: int = MAX_BYTES

    @classmethod
    def of_one_run(cls) -> Budget:
        """Return the budget of a run that begins now."""
        return cls(monotonic() + MAX_SECONDS)

    def spend(self, size: int) -> None:
        """Count one object. Raises LimitReachedError."""
        self.objects -= 1
        self.size -= size
        if self.objects < 0 or self.size < 0 or monotonic() > self.end:
            raise LimitReachedError
