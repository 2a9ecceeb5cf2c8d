"""The clock alone neither opens nor worsens a finding."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import (
    EndReason,
    Report,
    Result,
    Severity,
    Status,
)

from .acceptances import accepted
from .build import (
    DAY,
    HEALTHY,
    NOW,
    backup,
    certificate,
    endpoint,
    facts,
    run_check,
    schedule,
    session,
    tablet,
    user,
)
from .expect import assert_failed, assert_passed, assert_unknown

HOUR = timedelta(hours=1)
LATER = NOW + 6 * HOUR
SHORT = certificate(not_before=NOW - 7 * HOUR, not_after=NOW + 5 * HOUR)
SHORT_LIVED = facts(
    tls={"external": endpoint(certificate=SHORT), "own": None, "file": None, "on_disk": ()}
)
NIGHTLY = facts(
    backups={
        "backups": (backup(at=NOW - 47 * HOUR),),
        "schedule": schedule(last_completed=NOW - 47 * HOUR),
    }
)


def _of(report: Report, check_id: str) -> Result:
    return next(row for row in report.results if row.id == check_id)


def _read(at: datetime, **others: datetime) -> dict[str, datetime]:
    return dict.fromkeys(Facts.__dataclass_fields__, at) | others


@pytest.mark.parametrize(
    ("check_id", "home", "later"),
    [
        ("certificate_expired", SHORT_LIVED, LATER),
        ("backup_overdue", NIGHTLY, LATER),
        (
            "lasting_session",
            facts(auth={"sessions": (session(expires_at=NOW + 200 * DAY),)}),
            NOW + 95 * DAY,
        ),
        ("core_outdated", facts(updates={"entities": ()}), NOW + 60 * DAY),
    ],
)
def test_what_only_the_clock_makes_fail(check_id: str, home: Facts, later: datetime) -> None:
    assert run_check(check_id, home).status is Status.PASS
    assert_unknown(run_check(check_id, home, later), Reason.OUTDATED)
    assert run_check(check_id, home, later, read_at=later).status is Status.FAIL


def test_what_the_facts_show_fails_however_old_they_are() -> None:
    for home, check_id in (
        (facts(bans={"threshold": -1}), "bans_disabled"),
        (facts(tls={"external": endpoint(certificate=certificate(not_after=NOW - DAY))}),
         "certificate_expired"),
    ):  # fmt: skip
        assert_failed(run_check(check_id, home, LATER), **dict(run_check(check_id, home).params))


def test_the_previous_result_is_kept_and_the_sources_are_named() -> None:
    before = evaluate(SHORT_LIVED, NOW, read_at=_read(NOW))
    report = evaluate(SHORT_LIVED, LATER, before, read_at=_read(NOW))
    assert _of(report, "certificate_expired") == _of(before, "certificate_expired")
    assert report.summary.state == before.summary.state
    assert report.outdated == {"tls"}
    again = evaluate(SHORT_LIVED, LATER, report, read_at=_read(NOW, tls=LATER))
    assert _of(again, "certificate_expired").status is Status.FAIL
    assert again.outdated == set()


def test_without_a_previous_report_it_is_unknown() -> None:
    report = evaluate(SHORT_LIVED, LATER, read_at=_read(NOW))
    result = _of(report, "certificate_expired")
    assert (result.status, result.reason) == (Status.UNKNOWN, Reason.OUTDATED)
    assert report.outdated == {"tls"}


def test_a_source_that_the_check_does_not_declare_counts() -> None:
    """Whether an account is used is also said by the Supervisor's apps."""
    home = facts(
        auth={"users": (user(), tablet()), "sessions": ()},
        accounts={
            "histories": {
                "tablet": replace(
                    HEALTHY.accounts.histories["tablet"],  # type: ignore[union-attr, index]
                    last_used=NOW - 180 * DAY,
                )
            }
        },
        supervisor=None,
    )
    report = evaluate(home, NOW + DAY, read_at=_read(NOW))
    assert report.outdated == {"accounts", "auth", "supervisor"}
    assert evaluate(home, NOW + DAY, read_at=_read(NOW + DAY)).outdated == set()


def test_a_finding_is_not_worsened() -> None:
    soon = certificate(not_before=NOW - 82 * DAY, not_after=NOW + 8 * DAY)
    home = facts(tls={"external": endpoint(certificate=soon)})
    before = evaluate(home, NOW, read_at=_read(NOW))
    expiring = _of(before, "certificate_expiring")
    assert (expiring.status, expiring.severity) == (Status.FAIL, Severity.MEDIUM)
    later = NOW + 7 * DAY
    report = evaluate(home, later, before, read_at=_read(NOW))
    assert _of(report, "certificate_expiring") == expiring
    assert "tls" in report.outdated
    again = evaluate(home, later, report, read_at=_read(later))
    assert _of(again, "certificate_expiring").severity is Severity.HIGH


def test_new_rows_by_the_clock_do_not_end_an_acceptance() -> None:
    sessions = tuple(
        session(expires_at=NOW + 200 * DAY, last_used_at=NOW - days * DAY) for days in (91, 89)
    )
    home = facts(auth={"sessions": sessions})
    before = evaluate(home, NOW, read_at=_read(NOW))
    assert len(_of(before, "lasting_session").evidence) == 1
    acceptances = accepted(before, ["lasting_session"])
    later = NOW + 2 * DAY
    report = evaluate(home, later, before, read_at=_read(NOW), accepted=acceptances)
    assert "auth" in report.outdated
    assert report.ended == {}
    assert _of(report, "lasting_session").accepted
    again = evaluate(home, later, report, read_at=_read(later), accepted=acceptances)
    assert list(again.ended.values()) == [EndReason.EVIDENCE]


def test_a_clock_that_was_set_back() -> None:
    expired = facts(tls={"external": endpoint(certificate=certificate(not_after=NOW - DAY))})
    report = evaluate(expired, NOW, read_at=_read(NOW + DAY))
    assert _of(report, "certificate_expired").status is Status.FAIL
    assert report.outdated == set()


def test_a_finding_that_is_kept_hides_no_expired_certificate() -> None:
    first = evaluate(facts(bans={"threshold": -1}), NOW, read_at=_read(NOW))
    blind = replace(SHORT_LIVED, bans=Unavailable(Reason.TIMEOUT))
    report = evaluate(blind, LATER, first, read_at=_read(LATER))
    assert _of(report, "bans_disabled").since
    assert _of(report, "certificate_expired").status is Status.FAIL


def test_a_pass_stays_a_pass() -> None:
    assert_passed(run_check("certificate_expired", HEALTHY, LATER))
    assert evaluate(HEALTHY, LATER, read_at=_read(NOW)).outdated == set()
