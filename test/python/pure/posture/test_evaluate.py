"""Evaluation: isolation of checks, severity by exposure, findings that become unknown."""

from dataclasses import replace
from datetime import datetime, timedelta
import logging
from unittest.mock import patch

import pytest

from custom_components.security_posture.posture import evaluate as module
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable, require
from custom_components.security_posture.posture.model import (
    Level,
    Outcome,
    Report,
    Result,
    Severity,
    State,
    Status,
)

from .build import DAY, HEALTHY, NOW, facts, failed_source

MINUTE = timedelta(minutes=1)


def _result(report: Report, check_id: str) -> Result:
    return next(row for row in report.results if row.id == check_id)


def test_a_healthy_home_is_good() -> None:
    report = evaluate(HEALTHY, NOW)
    startup_grace_over = (Status.PASS, Status.NOT_APPLICABLE)
    assert {
        row.id: row.status for row in report.results if row.status not in startup_grace_over
    } == {}
    assert report.summary.state is State.GOOD
    assert report.summary.score == 100
    assert report.summary.checked_at == NOW


def test_severity_follows_exposure() -> None:
    bad = {"bans": {"threshold": -1}}
    far = evaluate(facts(**bad), NOW)
    near = evaluate(facts(**bad, urls={"external_url": None}, tls={"external": None}), NOW)
    assert (far.exposure.level, _result(far, "bans_disabled").severity) == (
        Level.INTERNET,
        Severity.HIGH,
    )
    assert (near.exposure.level, _result(near, "bans_disabled").severity) == (
        Level.LOCAL,
        Severity.LOW,
    )


def test_a_check_that_breaks_is_unknown_and_hides_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(_facts: Facts, _now: datetime) -> Outcome:
        raise ValueError("the secret text")

    broken = {**CHECKS, "bans_disabled": replace(CHECKS["bans_disabled"], evaluate=breaks)}
    with patch.object(module, "CHECKS", broken), caplog.at_level(logging.DEBUG):
        report = evaluate(HEALTHY, NOW)
    result = _result(report, "bans_disabled")
    assert (result.status, result.reason) == (Status.UNKNOWN, Reason.INTERNAL)
    assert [row.id for row in report.results if row.status is Status.UNKNOWN] == ["bans_disabled"]
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_evidence_is_capped() -> None:
    sources = tuple(failed_source(f"203.0.113.{n % 250}", count=5) for n in range(300))
    report = evaluate(facts(failed_sign_ins={"sources": sources}), NOW)
    assert len(_result(report, "sign_in_attack").evidence) == 100


def test_an_unavailable_finding_is_kept_until_it_can_be_read() -> None:
    first = evaluate(facts(bans={"threshold": -1}), NOW)
    blind = facts(bans=Unavailable(Reason.API_CHANGED))
    second = evaluate(blind, NOW + MINUTE, first)
    third = evaluate(blind, NOW + 2 * MINUTE, second)
    for report in (second, third):
        found = _result(report, "bans_disabled")
        assert (found.status, found.reason, found.since) == (Status.FAIL, Reason.API_CHANGED, NOW)
        assert report.summary.counts.high == first.summary.counts.high == 1
        assert [row.id for row in report.results] == list(CHECKS)
    fourth = evaluate(HEALTHY, NOW + 3 * MINUTE, third)
    seen = _result(fourth, "bans_disabled")
    assert (seen.status, seen.reason, seen.since) == (Status.PASS, None, None)


def test_a_pass_becomes_unknown_when_unavailable() -> None:
    report = evaluate(facts(bans=Unavailable(Reason.TIMEOUT)), NOW, evaluate(HEALTHY, NOW))
    assert _result(report, "bans_disabled").status is Status.UNKNOWN


def test_checked_at_is_the_oldest_facts_time() -> None:
    read_at = {"bans": NOW - MINUTE, "http": NOW - DAY, "tls": NOW}
    assert evaluate(HEALTHY, NOW, read_at=read_at).summary.checked_at == NOW - DAY


def test_unknown_check_id_raises() -> None:
    assert require(HEALTHY.bans) is HEALTHY.bans
    with pytest.raises(TypeError):
        require(Unavailable(Reason.TIMEOUT))


def test_a_check_that_an_earlier_report_does_not_have() -> None:
    lost = facts(bans=Unavailable(Reason.API_CHANGED))
    report = evaluate(HEALTHY, NOW)
    earlier = replace(
        report, results=tuple(row for row in report.results if row.id != "bans_disabled")
    )
    found = _result(evaluate(lost, NOW + MINUTE, earlier), "bans_disabled")
    assert (found.status, found.reason) == (Status.UNKNOWN, Reason.API_CHANGED)
