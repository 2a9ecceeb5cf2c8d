"""Score and state of constructed results."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from custom_components.security_posture.posture.facts import Reason
from custom_components.security_posture.posture.model import (
    Acceptance,
    Area,
    Cap,
    Check,
    Fix,
    Level,
    LostPoints,
    Repair,
    Result,
    Severities,
    Severity,
    State,
    Status,
)
from custom_components.security_posture.posture.score import gains, score, tally
from custom_components.security_posture.posture.summary import state

from .build import NOW

ACCEPTED = Acceptance(
    reason="It is known",
    until=NOW,
    accepted_at=NOW,
    by="",
    severity=Severity.CRITICAL,
    variant=None,
    rows={},
    n=0,
)


def result(
    check_id: str,
    status: str,
    severity: str = "high",
    cause: str | None = None,
    *,
    accepted: bool = False,
) -> Result:
    """Return a minimal result."""
    check = Check(
        area=Area.BANS,
        severity=Severities.always(Severity(severity)),
        needs=("bans",),
        fix=Fix(),
        repair=Repair.SETTING,
        cause=cause,
    )
    return Result(
        id=check_id,
        check=check,
        accepted=ACCEPTED if accepted else None,
        status=Status(status),
        severity=Severity(severity),
        reason=Reason.TIMEOUT if status == "unknown" else None,
        params=MappingProxyType({}),
        evidence=(),
    )


def test_all_pass() -> None:
    got = score([result("a", "pass"), result("b", "pass", "low")])
    assert (got.value, got.raw, got.provisional, got.cap, got.lost) == (100, 100, False, None, ())


@pytest.mark.parametrize(
    ("severity", "value"),
    [("critical", 39), ("high", 69), ("medium", 94), ("low", 99), ("info", 100)],
)
def test_caps(severity: str, value: int) -> None:
    many = [result(f"p{n}", "pass", "critical") for n in range(19)]
    got = score([*many, result("x", "fail", severity)])
    assert got.value == value
    assert got.raw is not None
    assert got.raw >= value
    assert (got.cap is not None) == (severity in {"critical", "high", "medium"})


def test_the_most_severe_finding_sets_the_cap() -> None:
    got = score(
        [
            result("m", "fail", "medium"),
            result("h", "fail", "high"),
            result("p", "pass", "critical"),
        ]
    )
    assert got.cap == Cap("h", 69)


def test_one_cause_counts_once_by_its_most_severe_finding() -> None:
    group = [
        result("a", "fail", "high", "c"),
        result("b", "fail", "medium", "c"),
        result("d", "pass", "critical", "c"),
    ]
    assert dict(tally(group).failing) == {"a": 7}
    got = score([*group, result("p", "pass", "high")])
    assert got.raw == 50
    assert got.lost == (LostPoints("a", 50),)


def test_not_applicable_counts_for_nothing() -> None:
    assert score([result("a", "pass"), result("b", "not_applicable", "critical")]).value == 100
    assert score([result("b", "not_applicable")]).value is None


def test_an_unknown_of_critical_severity_is_provisional() -> None:
    many = [result(f"p{n}", "pass", "critical") for n in range(10)]
    got = score([*many, result("u", "unknown", "critical")])
    assert (got.provisional, got.value, got.raw) == (True, 89, 100)


@pytest.mark.parametrize(("passing", "provisional"), [(3, True), (4, False)])
def test_a_fifth_of_the_weight_unknown_is_provisional(passing: int, provisional: bool) -> None:
    rows = [result(f"p{n}", "pass", "medium") for n in range(passing)]
    assert score([*rows, result("u", "unknown", "medium")]).provisional is provisional


def test_no_score_without_a_conclusive_result() -> None:
    got = score([result("u", "unknown")])
    assert (got.value, got.raw, got.provisional) == (None, None, True)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("pass", "high")], State.GOOD),
        ([("pass", "critical")] * 9 + [("unknown", "low")], State.GOOD),
        ([("fail", "info"), ("pass", "high")], State.GOOD),
        ([("fail", "low"), ("pass", "high")], State.GOOD),
        ([("fail", "medium"), ("pass", "high")], State.ATTENTION),
        ([("fail", "high"), ("pass", "high")], State.AT_RISK),
        ([("fail", "critical"), ("unknown", "critical")], State.AT_RISK),
        ([("pass", "critical")] * 9 + [("unknown", "high")], State.UNKNOWN),
        ([("pass", "critical")] * 9 + [("unknown", "high"), ("fail", "low")], State.UNKNOWN),
        ([("pass", "low"), ("unknown", "medium"), ("fail", "medium")], State.UNKNOWN),
        ([("not_applicable", "high")], State.UNKNOWN),
        ([], State.UNKNOWN),
    ],
)
def test_state(rows: list[tuple[str, str]], expected: State) -> None:
    results = tuple(result(f"c{n}", *row) for n, row in enumerate(rows))
    assert state(results) is expected


def test_the_same_results_give_the_same_score_in_any_order() -> None:
    rows = [result("a", "fail", "high"), result("b", "fail", "high"), result("c", "pass")]
    assert score(rows) == score(list(reversed(rows)))


def test_lost_points_add_up() -> None:
    rows = [result(f"f{n}", "fail", "low") for n in range(7)]
    got = score([*rows, result("h", "fail"), result("p", "pass", "medium")])
    assert got.raw == 22  # 4 of 18
    assert got.lost[0] == LostPoints("h", 39)
    assert sum(row.points for row in got.lost) == 100 - got.raw
    assert {row.points for row in got.lost[1:]} <= {5, 6}


def test_an_accepted_finding_sets_no_cap_and_gains_no_points() -> None:
    many = [result(f"p{n}", "pass", "critical") for n in range(9)]
    unaccepted = score([*many, result("x", "fail", "critical")])
    accepted = score([*many, result("x", "fail", "critical", accepted=True)])
    assert (unaccepted.value, unaccepted.cap) == (39, Cap("x", 39))
    assert (accepted.value, accepted.cap) == (90, None)
    assert (
        (accepted.raw, accepted.lost)
        == (unaccepted.raw, unaccepted.lost)
        == (90, (LostPoints("x", 10),))
    )


def test_an_accepted_finding_counts_within_its_cause() -> None:
    rows = [
        result("a", "fail", "high", "c", accepted=True),
        result("b", "fail", "medium", "c"),
        result("p", "pass", "high"),
    ]
    assert dict(tally(rows).failing) == {"a": 7}
    assert score(rows).cap == Cap("b", 94)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("fail", "critical", True), ("pass", "low", False)], State.GOOD),
        ([("fail", "critical", True)], State.GOOD),
        ([("fail", "critical", True), ("fail", "low", False)], State.GOOD),
        ([("fail", "critical", True), ("fail", "medium", False)], State.ATTENTION),
        ([("fail", "low", True), ("fail", "critical", False)], State.AT_RISK),
        ([("fail", "critical", True), ("unknown", "high", False)], State.UNKNOWN),
    ],
)
def test_state_with_accepted_findings(rows: list[tuple[str, str, bool]], expected: State) -> None:
    results = tuple(
        result(f"c{n}", status, severity, accepted=accepted)
        for n, (status, severity, accepted) in enumerate(rows)
    )
    assert state(results) is expected


def test_gains() -> None:
    many = [result(f"p{n}", "pass", "critical") for n in range(9)]
    one = result("x", "fail", "high")
    # 90 of 97 passes, capped at 69.
    assert gains([*many, one], Level.INTERNET) == {"x": 31}
    # Another finding of the same severity keeps the cap.
    assert gains([*many, one, result("y", "fail", "high")], Level.INTERNET) == {}
    accepted = result("y", "fail", "high", accepted=True)
    # 90 of 104 is 86, and 97 of 104 is 93; fixing the accepted one moves no cap.
    assert gains([*many, one, accepted], Level.INTERNET) == {"x": 93 - 69}
    assert gains([*many, accepted], Level.INTERNET) == {"y": 100 - 92}
    assert gains([*many, result("i", "fail", "info")], Level.INTERNET) == {}


def test_a_fixed_finding_has_the_weight_of_its_check() -> None:
    check = replace(result("x", "fail").check, severity=Severities.always(Severity.CRITICAL))
    mild = replace(result("x", "fail", "low"), check=check)
    rows = [result("p", "pass", "low"), mild]
    # 1 of 2 passes; when fixed, the check passes with its full weight.
    assert score(rows).value == 50
    assert gains(rows, Level.INTERNET) == {"x": 50}
    # 1 of 12 passes; when fixed, 11 of 21 would.
    rows.append(result("y", "fail", "critical", accepted=True))
    assert gains(rows, Level.INTERNET)["x"] == 52 - 8
