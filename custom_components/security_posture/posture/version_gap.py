"""Compare an installed version with the latest one: how many releases lie between?

Only ordinary numbers are compared: "16.2", "v1.4.0" or the calendar's "2026.11.1", with or without
the revision of an app: "2.6.3-1". Hashes, dates, betas and other build names tell nothing about
releases.
"""

import re

_REVISION = r"(?:-\d{1,2})?"
_CALENDAR = re.compile(rf"v?(20\d\d)\.(0?[1-9]|1[0-2])(?:\.\d{{1,4}}){{0,2}}{_REVISION}")
# A minor version of more digits counts builds or commits.
_NUMBERS = re.compile(rf"v?(\d{{1,3}})\.(\d{{1,3}})(?:\.\d{{1,4}}){{0,2}}{_REVISION}")

# A monthly release may be left out, and the next one may have come out yesterday.
SEVERAL = 3


def is_several_releases_behind(installed: str | None, latest: str | None) -> bool:
    """Return whether at least `SEVERAL` releases came out since the installed version.

    Patch releases do not count: some projects publish them every few days.
    """
    gap = _gap(installed or "", latest or "")
    return gap is not None and gap >= SEVERAL


def _gap(installed: str, latest: str) -> int | None:
    """Return how many releases there were at least; None if the numbers do not tell."""
    for scheme, count in ((_CALENDAR, _months), (_NUMBERS, _minor_releases)):
        old, new = scheme.fullmatch(installed), scheme.fullmatch(latest)
        if old and new:
            return count(int(old[1]), int(old[2]), int(new[1]), int(new[2]))
    return None


def _months(old_year: int, old_month: int, new_year: int, new_month: int) -> int:
    return 12 * (new_year - old_year) + new_month - old_month


def _minor_releases(old_major: int, old_minor: int, new_major: int, new_minor: int) -> int:
    """Return the releases with these numbers; each major version in between had some of its own."""
    majors = new_major - old_major
    if majors <= 0:
        return majors or new_minor - old_minor
    return SEVERAL if majors > 1 else majors + new_minor
