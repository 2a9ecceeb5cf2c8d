"""Versions of Home Assistant, of the Supervisor and of the operating system, in their order."""

import re

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:\.?(?:dev|a|b|rc)\d*)?")


def release(version: str) -> tuple[int, int, int] | None:
    """Return the release a version is, or leads to: "2026.11.0b3" to 2026.11.0. None: no version.

    Development builds and betas stand for the release they lead to: what is mended in it was
    mended in them first.
    """
    match = _VERSION.fullmatch(version.strip())
    if match is None:
        return None
    return int(match[1]), int(match[2]), int(match[3] or 0)
