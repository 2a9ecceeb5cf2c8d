"""How often all checks run, and when a report is outdated."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from ..const import CONF_SCAN_INTERVAL

# Hours. Certificates, backups and releases age by the day, so four times a day is enough.
DEFAULT_INTERVAL: Final = 6
MIN_INTERVAL: Final = 1
MAX_INTERVAL: Final = 24
# For the duration of a run, and a timer that fires late.
GRACE: Final = timedelta(minutes=5)


def scan_interval(options: Mapping[str, Any]) -> timedelta:
    """Return the time between two full checks."""
    return timedelta(hours=options.get(CONF_SCAN_INTERVAL, DEFAULT_INTERVAL))


def max_report_age(options: Mapping[str, Any]) -> timedelta:
    """Return the age at which a report is outdated: two full checks were missed."""
    return 2 * scan_interval(options) + GRACE
