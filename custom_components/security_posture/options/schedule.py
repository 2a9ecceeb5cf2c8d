"""How often everything is looked at, and when a report is no longer current."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from ..const import CONF_SCAN_INTERVAL

# Hours. Certificates, backups and releases age by the day: four looks a day are plenty.
DEFAULT_INTERVAL: Final = 6
# More often than every hour shows nothing new; more rarely than daily is no watch.
SHORTEST_INTERVAL: Final = 1
LONGEST_INTERVAL: Final = 24
# A run takes its time, and its timer may be late.
GRACE: Final = timedelta(minutes=5)


def scan_interval(options: Mapping[str, Any]) -> timedelta:
    """Return the time between two looks at everything."""
    return timedelta(hours=options.get(CONF_SCAN_INTERVAL, DEFAULT_INTERVAL))


def max_report_age(options: Mapping[str, Any]) -> timedelta:
    """Return the age at which two sweeps were missed: beyond it a report is not current."""
    return 2 * scan_interval(options) + GRACE
