"""What checks say and what a report holds."""

from __future__ import annotations

from .check import Area, Check, Fix, Level, Severities, Severity
from .outcome import (
    Evidence,
    EvidenceKind,
    Inapplicable,
    Outcome,
    Param,
    Status,
    failed,
    not_applicable,
    passed,
    unknown,
)
from .report import (
    Cap,
    Counts,
    Exposure,
    ExposureEvidence,
    ExposureKind,
    Light,
    Lost,
    Report,
    Result,
    Score,
    State,
    Summary,
    Values,
)

__all__ = [
    "Area",
    "Cap",
    "Check",
    "Counts",
    "Evidence",
    "EvidenceKind",
    "Exposure",
    "ExposureEvidence",
    "ExposureKind",
    "Fix",
    "Inapplicable",
    "Level",
    "Light",
    "Lost",
    "Outcome",
    "Param",
    "Report",
    "Result",
    "Score",
    "Severities",
    "Severity",
    "State",
    "Status",
    "Summary",
    "Values",
    "failed",
    "not_applicable",
    "passed",
    "unknown",
]
