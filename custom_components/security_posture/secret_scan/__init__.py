"""Literal secrets in the YAML of a home: where they stand, and never what they are.

Pure: nothing of Home Assistant is imported, and nothing is run or loaded. A value is seen by
the function that judges it, and leaves it for nowhere.
"""

from .model import CONFIDENT, Finding, Kind, Scan
from .scan import scan

__all__ = ["CONFIDENT", "Finding", "Kind", "Scan", "scan"]
