"""Parse versions of Home Assistant, the Supervisor and the operating system."""

import re

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:\.?(?:dev|a|b|rc)\d*)?")


def release(version: str) -> tuple[int, int, int] | None:
    """Return the release of a version: 2026.11.0 for "2026.11.0b3". None: not a version.

    Development builds and betas count as their release, because they contain its fixes.
    """
    match = _VERSION.fullmatch(version.strip())
    if match is None:
        return None
    return int(match[1]), int(match[2]), int(match[3] or 0)
