"""Say whether somebody was noticed: signs of an attack, or of an attacker who is inside."""

from collections.abc import Iterable
from typing import Final

from ..model import Result, Status
from ..model.ways import Signs
from .steps import OPENS_NOTHING, OpensNothing

SIGNS: Final = tuple(check for check, why in OPENS_NOTHING.items() if why is OpensNothing.SIGN)


def signs(results: Iterable[Result]) -> Signs:
    """Return the signs that nobody has accepted, and the checks for them that could not run."""
    rows = [result for result in results if result.id in SIGNS]
    return Signs(
        found=tuple(row.id for row in rows if row.is_open),
        untold=tuple(row.id for row in rows if row.status is Status.UNKNOWN),
    )
