"""Counts and area statuses of a report."""

import pytest

from custom_components.security_posture.posture.model import (
    Area,
    AreaStatus,
    Counts,
    Metrics,
    WaysIn,
)
from custom_components.security_posture.posture.score import score
from custom_components.security_posture.posture.summary import summarize

from .build import DAY, NOW
from .test_score import result

METRICS = Metrics()


def test_counts() -> None:
    rows = (
        result("a", "fail", "critical"),
        result("b", "fail", "high"),
        result("c", "fail", "medium"),
        result("d", "fail", "low"),
        result("e", "fail", "low"),
        result("remark", "fail", "info"),
        result("i", "fail", "critical", accepted=True),
        result("j", "fail", "low", accepted=True),
        result("f", "pass", "low"),
        result("g", "unknown", "critical"),
        result("h", "not_applicable"),
    )
    summary = summarize(rows, score(rows), METRICS, WaysIn.SOME, NOW - DAY)
    assert summary.counts == Counts(
        critical=1, high=1, medium=1, low=2, unknown=1, accepted=2, passed=2, not_applicable=1
    )
    assert summary.checked_at == NOW - DAY
    assert summary.ways_in is WaysIn.SOME


@pytest.mark.parametrize(
    ("rows", "area_status"),
    [
        ([], AreaStatus.NOT_APPLICABLE),
        ([("not_applicable", "high")], AreaStatus.NOT_APPLICABLE),
        ([("pass", "high"), ("not_applicable", "high")], AreaStatus.PASS),
        ([("fail", "info")], AreaStatus.PASS),
        ([("pass", "high"), ("unknown", "low")], AreaStatus.UNKNOWN),
        ([("fail", "low"), ("pass", "high")], AreaStatus.PASS),
        ([("fail", "low"), ("unknown", "critical")], AreaStatus.UNKNOWN),
        ([("fail", "medium"), ("pass", "high")], AreaStatus.WARN),
        ([("fail", "high"), ("pass", "high")], AreaStatus.FAIL),
        ([("fail", "critical"), ("fail", "low")], AreaStatus.FAIL),
    ],
)
def test_area_statuses(rows: list[tuple[str, str]], area_status: AreaStatus) -> None:
    results = tuple(result(f"c{n}", *row) for n, row in enumerate(rows))
    area_statuses = summarize(results, score(results), METRICS, WaysIn.SOME, NOW).area_statuses
    assert area_statuses[Area.BANS] is area_status
    assert list(area_statuses) == list(Area)
    assert {area_statuses[area] for area in Area if area is not Area.BANS} == {
        AreaStatus.NOT_APPLICABLE
    }


@pytest.mark.parametrize(
    ("rows", "area_status"),
    [
        ([("fail", "critical", True)], AreaStatus.PASS),
        ([("fail", "critical", True), ("not_applicable", "low", False)], AreaStatus.PASS),
        ([("fail", "critical", True), ("unknown", "low", False)], AreaStatus.UNKNOWN),
        ([("fail", "critical", True), ("fail", "low", False)], AreaStatus.PASS),
        ([("fail", "critical", True), ("fail", "medium", False)], AreaStatus.WARN),
    ],
)
def test_area_statuses_with_accepted_findings(
    rows: list[tuple[str, str, bool]], area_status: AreaStatus
) -> None:
    results = tuple(
        result(f"c{n}", status, severity, accepted=accepted)
        for n, (status, severity, accepted) in enumerate(rows)
    )
    assert (
        summarize(results, score(results), METRICS, WaysIn.SOME, NOW).area_statuses[Area.BANS]
        is area_status
    )
