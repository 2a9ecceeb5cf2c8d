"""Properties of every report: unavailable facts never improve it."""

from datetime import datetime, timedelta
import json
from string import Formatter

from hypothesis import given, strategies as st

from custom_components.security_posture.posture.acceptance import check_key
from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate, missing
from custom_components.security_posture.posture.facts import Facts, Unavailable
from custom_components.security_posture.posture.model import (
    Acceptances,
    AreaStatus,
    EndReason,
    EvidenceKind,
    Report,
    Result,
    Severity,
    State,
    Status,
)
from custom_components.security_posture.posture.projection import for_admin, for_viewer
from custom_components.security_posture.posture.score import CAPS, score
from custom_components.security_posture.posture.summary import state

from .acceptances import accepted
from .build import NOW
from .strategies import homes, losses, unavailable, with_gaps, without_sources
from .test_contract import WORDS
from .test_score import result

# From best to worst.
# Attention and unknown are neither better than the other: a finding may be open besides both.
RANKS = {State.GOOD: 0, State.ATTENTION: 1, State.UNKNOWN: 1, State.AT_RISK: 2}
AREA_STATUSES = [AreaStatus.PASS, AreaStatus.UNKNOWN, AreaStatus.WARN, AreaStatus.FAIL]

severities = st.sampled_from([severity.value for severity in Severity])
results = st.lists(
    st.tuples(
        st.sampled_from([status.value for status in Status]),
        severities,
        st.sampled_from([None, "a", "b"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
).map(
    lambda rows: tuple(
        result(f"c{n}", status, severity, cause, accepted=is_accepted and status == "fail")
        for n, (status, severity, cause, is_accepted) in enumerate(rows)
    )
)


def _changes(before: Report, after: Report) -> list[str]:
    """Return the checks with another result."""
    return [
        f"{then.id}: {then.status} {then.severity} -> {now.status} {now.severity}"
        for then, now in zip(before.results, after.results, strict=True)
        if (then.status, then.severity) != (now.status, now.severity)
    ]


def _assert_not_better(before: Report, after: Report) -> None:
    assert RANKS[after.summary.state] >= RANKS[before.summary.state]
    if before.summary.score is not None and after.summary.score is not None:
        assert after.summary.score <= before.summary.score, _changes(before, after)
    for area, area_status in before.summary.area_statuses.items():
        now = after.summary.area_statuses[area]
        if AreaStatus.NOT_APPLICABLE in (area_status, now):
            assert area_status is AreaStatus.NOT_APPLICABLE
            assert now is not AreaStatus.PASS
        else:
            assert AREA_STATUSES.index(now) >= AREA_STATUSES.index(area_status)
    found = {row.id: row.severity.weight for row in after.results if row.is_open}
    for row in before.results:
        if row.is_open:
            assert found[row.id] >= row.severity.weight


@given(homes(), losses, unavailable)
def test_losing_facts_never_improves(home: Facts, lost: set[str], gap: Unavailable) -> None:
    before = evaluate(home, NOW)
    after = evaluate(without_sources(home, lost, gap), NOW + timedelta(minutes=1), before)
    _assert_not_better(before, after)


@given(st.data())
def test_losing_a_part_never_improves(data: st.DataObject) -> None:
    home = data.draw(homes())
    before = evaluate(home, NOW)
    after = evaluate(data.draw(with_gaps(home)), NOW + timedelta(minutes=1), before)
    _assert_not_better(before, after)


@st.composite
def accepted_homes(draw: st.DrawFn) -> tuple[Facts, Report, Acceptances]:
    """Return a home, its report, and active acceptances of some findings."""
    home = draw(homes())
    first = evaluate(home, NOW)
    findings = [row.id for row in first.results if row.is_open]
    chosen = draw(st.sets(st.sampled_from(findings))) if findings else set()
    acceptances = accepted(first, chosen)
    report = evaluate(home, NOW, first, accepted=acceptances)
    assert report.ended == {}
    assert {row.id for row in report.results if row.accepted} == chosen
    return home, report, acceptances


@given(accepted_homes(), losses, unavailable)
def test_losing_facts_never_improves_what_is_accepted(
    accepted_home: tuple[Facts, Report, Acceptances], lost: set[str], gap: Unavailable
) -> None:
    home, before, active = accepted_home
    later = NOW + timedelta(minutes=1)
    partial = without_sources(home, lost, gap)
    _assert_not_better(before, evaluate(partial, later, before, accepted=active))
    # After a restart there is no previous report: no open finding may become accepted.
    unaccepted = evaluate(partial, later)
    restarted = evaluate(partial, later, accepted=active)
    covered = {row.id for row in before.results if row.accepted}
    assert {row.id for row in restarted.results if row.accepted} <= covered
    assert [row.status for row in restarted.results] == [row.status for row in unaccepted.results]


@given(st.data())
def test_losing_a_part_never_improves_what_is_accepted(data: st.DataObject) -> None:
    home, before, active = data.draw(accepted_homes())
    after = data.draw(with_gaps(home))
    later = NOW + timedelta(minutes=1)
    _assert_not_better(before, evaluate(after, later, before, accepted=active))


@given(accepted_homes())
def test_accepting_is_not_open_and_gains_no_points(
    accepted_home: tuple[Facts, Report, Acceptances],
) -> None:
    home, report, _active = accepted_home
    unaccepted = evaluate(home, NOW)
    assert report.score.raw == unaccepted.score.raw
    assert report.score.lost == unaccepted.score.lost
    assert RANKS[report.summary.state] <= RANKS[unaccepted.summary.state]
    counts, open_before = report.summary.counts, unaccepted.summary.counts
    found = counts.critical + counts.high + counts.medium + counts.low + counts.accepted
    assert found == (open_before.critical + open_before.high + open_before.medium + open_before.low)
    assert counts.passed == open_before.passed


# Checks about elapsed time, which find more as time passes.
ABOUT_TIME = {
    "aged_access_token",
    "apps_outdated",
    "backup_only_here",
    "backup_unscheduled",
    "certificate_expired",
    "certificate_served_stale",
    "community_outdated",
    "devices_outdated",
    "dormant_account",
    "system_outdated",
}


@given(accepted_homes(), st.integers(min_value=1, max_value=80))
def test_time_alone_does_not_reopen(
    accepted_home: tuple[Facts, Report, Acceptances], days: int
) -> None:
    home, before, active = accepted_home
    after = evaluate(home, NOW + timedelta(days=days), before, accepted=active)
    reopened = {key for key, why in after.ended.items() if why is EndReason.EVIDENCE}
    found = {each for each in CHECKS if check_key(active.salt, each) in reopened}
    assert found <= ABOUT_TIME


@given(homes())
def test_evidence_is_compared_without_lines(home: Facts) -> None:
    for row in evaluate(home, NOW).results:
        for evidence in row.evidence:
            if evidence.kind is EvidenceKind.PLACE:
                assert evidence.key is not None


@given(homes())
def test_no_check_raises(home: Facts) -> None:
    for check_id, registered in CHECKS.items():
        if not any(missing(home, need) for need in registered.check.needs):
            assert registered.evaluate(home, NOW).status in Status, check_id


@given(homes())
def test_every_result_has_a_text(home: Facts) -> None:
    for row in evaluate(home, NOW).results:
        words, params = WORDS["checks"][row.id], row.params
        assert set(params) <= row.check.params | {"variant"}
        # A report without names shows them: they are numbers and times.
        assert {type(params[name]) for name in row.check.params & set(params)} <= {int, datetime}
        if row.status not in (Status.PASS, Status.FAIL):
            assert row.reason in WORDS["reasons"] | WORDS["inapplicable"]
            continue
        variant = params.get("variant")
        stem = f"{row.status.value}_{variant}" if variant else row.status.value
        for ending in ("_one", "_other") if "n" in params else ("",):
            text = words.get(stem + ending) or words.get(stem) or words[row.status.value + ending]
            named = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert named <= set(params), (row.id, text)


@given(results, st.data())
def test_a_check_that_turns_unknown_never_improves(
    rows: tuple[Result, ...], data: st.DataObject
) -> None:
    passing = [row.id for row in rows if row.status is Status.PASS]
    flipped = data.draw(st.sets(st.sampled_from(passing))) if passing else set()
    after = tuple(
        result(row.id, "unknown", row.severity.value, row.check.cause) if row.id in flipped else row
        for row in rows
    )
    assert RANKS[state(after)] >= RANKS[state(rows)]
    one, other = score(rows), score(after)
    if one.value is not None and other.value is not None:
        assert other.value <= one.value


@given(results)
def test_scores_are_in_range_and_under_their_cap(rows: tuple[Result, ...]) -> None:
    got = score(rows)
    if got.value is None:
        assert state(rows) in {State.UNKNOWN, State.AT_RISK, State.ATTENTION}
        return
    assert 0 <= got.value <= 100
    for row in rows:
        if row.is_open and row.severity in CAPS:
            assert got.value <= CAPS[row.severity]
    if got.provisional:
        assert got.value <= 89


@given(homes())
def test_evaluation_is_deterministic_and_serializable(home: Facts) -> None:
    one, other = evaluate(home, NOW), evaluate(home, NOW)
    assert one == other
    assert len(json.dumps(for_admin(one))) < 64 * 1024
    for detail in ("areas", "overall", "nothing"):
        assert len(json.dumps(for_viewer(one.summary, detail))) < 4 * 1024


@given(homes())
def test_good_needs_enough_passing_checks(home: Facts) -> None:
    report = evaluate(home, NOW)
    for area, area_status in report.summary.area_statuses.items():
        inside = [row for row in report.results if row.check.area is area]
        if area_status is AreaStatus.PASS:
            assert not any(row.status is Status.UNKNOWN for row in inside)
            assert any(row.status is Status.PASS or not row.is_open for row in inside)
    if report.summary.state is State.GOOD:
        serious = {row.severity for row in report.results if row.is_open} - {Severity.LOW}
        assert not serious
