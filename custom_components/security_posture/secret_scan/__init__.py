"""Find plain-text secrets in configurations: their places, never their values.

Pure: nothing of Home Assistant is imported, and nothing is executed. Values stay inside the
functions that examine them.
"""

from .cache import ScanCache
from .model import CONFIDENT, Finding, Kind, Scan
from .scan import has_secret, scan

__all__ = ["CONFIDENT", "Finding", "Kind", "Scan", "ScanCache", "has_secret", "scan"]
