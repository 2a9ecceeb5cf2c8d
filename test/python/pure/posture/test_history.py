"""Changes between reports, and their direction."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Reason
from custom_components.security_posture.posture.history import (
    RETENTION,
    Change,
    ChangeKind,
    Direction,
    OpenFindings,
    ReportDiff,
    compare,
    newest_first,
    pruned,
)
from custom_components.security_posture.posture.model import Report, Result, Severity, State, Status
from custom_components.security_posture.posture.model.ways import (
    Need,
    Position,
    Step,
    Sureness,
    Way,
)
from custom_components.security_posture.posture.summary import state

from .build import DAY, HEALTHY, NOW
from .test_score import result

EMPTY = evaluate(HEALTHY, NOW)


def report(*results: Result) -> Report:
    """Return a report of these results and of one check that passes."""
    rows = (*results, result("passing", "pass", "low"))
    return replace(EMPTY, results=rows, summary=replace(EMPTY.summary, state=state(rows)))


def accepted(check_id: str, severity: str = "high") -> Result:
    return replace(result(check_id, "fail", severity), accepted=object())


def after(*reports: Report, in_startup_grace: bool = False) -> ReportDiff:
    """Return the changes of the last of several reports."""
    open_findings: OpenFindings | None = None
    for n, each in enumerate(reports):
        is_last = n == len(reports) - 1
        found = compare(
            open_findings, each, NOW + n * DAY, in_startup_grace=in_startup_grace and is_last
        )
        open_findings = found.open_findings
    return found


def exposed(*checks: str, sureness: Sureness = Sureness.OPEN) -> Report:
    """Return a report with one way in from the internet for each check."""
    ways = tuple(
        Way(
            steps=(
                Step(
                    id=check,
                    start=Position.INTERNET,
                    end=Position.ADMINISTRATOR,
                    needs=(Need(check=check),),
                ),
            ),
            sureness=sureness,
        )
        for check in checks
    )
    return replace(report(), ways=replace(EMPTY.ways, ways=ways))


def test_a_way_in_opens_once() -> None:
    assert not after(exposed("a")).way_in_opened
    assert after(report(), exposed("a")).way_in_opened
    assert not after(exposed("a"), exposed("a")).way_in_opened
    assert after(exposed("a"), exposed("a", "b")).way_in_opened
    assert not after(exposed("a", "b"), exposed("a")).way_in_opened
    assert after(exposed("a"), report(), exposed("a")).way_in_opened


def test_a_way_in_that_cannot_be_told_is_no_news() -> None:
    untold = exposed("a", sureness=Sureness.UNTOLD)
    assert not after(report(), untold).way_in_opened
    assert not after(exposed("a"), untold, exposed("a")).way_in_opened
    assert after(report(), untold, exposed("a")).way_in_opened


def test_a_way_in_that_returns_after_a_start_is_no_news() -> None:
    found = compare(after(exposed("a")).open_findings, report(), NOW, in_startup_grace=True)
    assert found.open_findings.ways
    assert not compare(found.open_findings, exposed("a"), NOW).way_in_opened


def test_an_earlier_version_stored_no_ways() -> None:
    before = replace(after(report()).open_findings, ways=None)
    assert not compare(before, exposed("a"), NOW).way_in_opened


def kinds(found: ReportDiff) -> list[str]:
    return [change.kind.value for change in found.changes]


def test_the_first_findings_are_opened_without_a_direction() -> None:
    found = after(report(result("a", "fail"), accepted("b"), result("c", "fail", "info")))
    assert found.changes == (
        Change(NOW, ChangeKind.OPENED, "a", Severity.HIGH),
        Change(NOW, ChangeKind.ACCEPTED, "b", Severity.HIGH),
    )
    assert found.direction is None


FAIL, MEDIUM, PASS = result("a", "fail"), result("a", "fail", "medium"), result("a", "pass")
INFO, NOT_APPLICABLE = result("a", "fail", "info"), result("a", "not_applicable")
UNKNOWN, ACCEPTED = result("a", "unknown"), accepted("a")


@pytest.mark.parametrize(
    ("before", "now", "kind", "direction"),
    [
        (PASS, FAIL, "opened", Direction.WORSENED),
        (NOT_APPLICABLE, MEDIUM, "opened", Direction.WORSENED),
        (FAIL, FAIL, None, None),
        (FAIL, PASS, "resolved", Direction.IMPROVED),
        (FAIL, NOT_APPLICABLE, "resolved", Direction.IMPROVED),
        (FAIL, INFO, "resolved", Direction.IMPROVED),
        (FAIL, ACCEPTED, "accepted", Direction.IMPROVED),
        (ACCEPTED, FAIL, "reopened", Direction.WORSENED),
        (ACCEPTED, PASS, "resolved", Direction.IMPROVED),
        (ACCEPTED, ACCEPTED, None, None),
        (PASS, ACCEPTED, "accepted", None),
        (MEDIUM, FAIL, None, Direction.WORSENED),
        (FAIL, MEDIUM, None, Direction.IMPROVED),  # at risk before, attention now
        (FAIL, UNKNOWN, None, None),
        (ACCEPTED, UNKNOWN, None, Direction.WORSENED),  # good before, unknown now
        (PASS, PASS, None, None),
        (PASS, INFO, None, None),
    ],
)
def test_one_finding(
    before: Result, now: Result, kind: str | None, direction: Direction | None
) -> None:
    found = after(report(before), report(now))
    assert kinds(found) == ([kind] if kind else [])
    assert found.direction is direction


def test_a_higher_severity_worsens_even_below_a_more_severe_finding() -> None:
    worse = result("b", "fail", "critical")
    assert after(report(MEDIUM, worse), report(FAIL, worse)).direction is Direction.WORSENED
    assert after(report(FAIL, worse), report(MEDIUM, worse)).direction is None
    risen = replace(ACCEPTED, severity=Severity.CRITICAL)
    assert after(report(ACCEPTED, worse), report(risen, worse)).direction is None


def test_accepting_improves_even_with_a_more_severe_finding() -> None:
    worse = result("b", "fail", "critical")
    assert after(report(FAIL, worse), report(ACCEPTED, worse)).direction is Direction.IMPROVED
    assert after(report(PASS, worse), report(ACCEPTED, worse)).direction is None


def test_opened_outweighs_resolved() -> None:
    found = after(report(FAIL, result("b", "pass")), report(PASS, result("b", "fail", "medium")))
    assert sorted(kinds(found)) == ["opened", "resolved"]
    assert found.direction is Direction.WORSENED
    assert found.open_findings.state is State.ATTENTION


def test_losing_facts_is_worse_than_good_but_not_in_the_startup_grace() -> None:
    good, lost = report(PASS), report(UNKNOWN)
    assert lost.summary.state is State.UNKNOWN
    found = after(good, lost)
    assert (found.direction, found.changes) == (Direction.WORSENED, ())
    assert after(good, lost, good).direction is Direction.IMPROVED
    in_startup_grace = after(good, lost, in_startup_grace=True)
    assert in_startup_grace.direction is None
    assert compare(in_startup_grace.open_findings, lost, NOW).direction is Direction.WORSENED


def test_unavailable_after_a_restart_is_still_open() -> None:
    """After a restart there is no previous report to carry findings from."""
    found = after(report(FAIL), report(UNKNOWN, result("b", "fail", "medium")))
    assert kinds(found) == ["opened"]
    assert found.open_findings.state is State.AT_RISK
    lost = after(report(FAIL), report(UNKNOWN))
    assert (lost.direction, lost.open_findings.state) == (None, State.AT_RISK)
    assert compare(lost.open_findings, report(PASS), NOW).direction is Direction.IMPROVED
    assert compare(lost.open_findings, report(FAIL), NOW).changes == ()


def test_an_assumed_pass_after_a_restart_resolves_nothing() -> None:
    """The source could not be read, so an assumed pass resolves nothing."""
    assumed_pass = replace(PASS, reason=Reason.PERMISSION)
    found = after(report(FAIL), report(assumed_pass))
    assert (found.changes, found.direction, found.open_findings.state) == ((), None, State.AT_RISK)
    assert kinds(after(report(FAIL), report(assumed_pass), report(PASS))) == ["resolved"]
    assert after(report(assumed_pass)).open_findings.findings == {}


def test_findings_that_may_return_after_a_start_are_not_resolved() -> None:
    before = after(report(FAIL, result("b", "fail"))).open_findings
    found = compare(before, report(PASS, result("b", "pass")), NOW, pending_after_start={"a"})
    assert [(each.kind.value, each.check_id) for each in found.changes] == [("resolved", "b")]
    assert found.open_findings.state is State.AT_RISK
    remark = compare(before, report(INFO, result("b", "fail")), NOW, pending_after_start={"a"})
    assert kinds(remark) == ["resolved"]
    diff = compare(
        before, report(NOT_APPLICABLE, result("b", "fail")), NOW, pending_after_start={"a"}
    )
    assert (diff.changes, diff.direction) == ((), None)
    assert compare(diff.open_findings, report(FAIL, result("b", "fail")), NOW).changes == ()
    assert kinds(compare(diff.open_findings, report(NOT_APPLICABLE, result("b", "fail")), NOW)) == [
        "resolved"
    ]


def test_a_carried_finding_stays_open() -> None:
    carried = replace(FAIL, since=NOW)
    assert after(report(FAIL), report(carried)).changes == ()


def test_a_removed_check_is_dropped() -> None:
    found = after(report(FAIL), report())
    assert (found.changes, found.open_findings.findings) == ((), {})


outcomes = st.sampled_from([FAIL, MEDIUM, PASS, INFO, NOT_APPLICABLE, UNKNOWN, ACCEPTED])
reports = st.lists(st.tuples(outcomes, outcomes, outcomes), min_size=1, max_size=6)


def _report(row: tuple[Result, ...]) -> Report:
    return report(*(replace(each, id=f"c{n}") for n, each in enumerate(row)))


@given(reports)
def test_the_changes_add_up_to_what_is_open(rows: list[tuple[Result, ...]]) -> None:
    open_findings, opened, accepted_ids = None, set(), set()
    for row in rows:
        found = compare(open_findings, _report(row), NOW)
        for change in found.changes:
            opened.discard(change.check_id)
            accepted_ids.discard(change.check_id)
            if change.kind in (ChangeKind.OPENED, ChangeKind.REOPENED):
                opened.add(change.check_id)
            elif change.kind is ChangeKind.ACCEPTED:
                accepted_ids.add(change.check_id)
        open_findings = found.open_findings
        findings = open_findings.findings.items()
        assert opened == {check_id for check_id, each in findings if not each.accepted}
        assert accepted_ids == {check_id for check_id, each in findings if each.accepted}
        assert compare(open_findings, _report(row), NOW).changes == ()
        assert compare(open_findings, _report(row), NOW).direction is None


@given(reports, st.data())
def test_losing_facts_never_improves(rows: list[tuple[Result, ...]], data: st.DataObject) -> None:
    open_findings = None
    for row in rows:
        open_findings = compare(open_findings, _report(row), NOW).open_findings
    last = _report(rows[-1])
    lost = data.draw(st.sets(st.sampled_from([each.id for each in last.results]), min_size=1))
    blind = [
        replace(each, status=Status.UNKNOWN, accepted=None) if each.id in lost else each
        for each in last.results
    ]
    rows_ = tuple(blind)
    seen = replace(last, results=rows_, summary=replace(last.summary, state=state(rows_)))
    found = compare(open_findings, seen, NOW)
    assert found.changes == ()
    assert found.direction is not Direction.IMPROVED


# --- times


def change(at: timedelta) -> Change:
    return Change(NOW + at, ChangeKind.OPENED, "a", Severity.LOW)


def test_old_changes_are_dropped() -> None:
    rows = [change(-RETENTION), change(-RETENTION + DAY), change(-DAY)]
    assert pruned(rows, NOW) == rows[1:]
    assert newest_first(rows, NOW) == rows[:0:-1]


def test_the_number_is_capped() -> None:
    rows = [change(timedelta(minutes=n - 10_000)) for n in range(2_005)]
    assert pruned(rows, NOW) == rows[5:]
    assert newest_first(rows, NOW) == rows[:-201:-1]


def test_a_clock_that_ran_ahead() -> None:
    rows = [change(-2 * DAY), change(900 * DAY), change(-DAY), change(DAY)]
    assert [row.at - NOW for row in newest_first(rows, NOW)] == [0 * DAY, -DAY, -DAY, -2 * DAY]
    assert [row.at - NOW for row in pruned(rows, NOW)] == [-2 * DAY, 0 * DAY, -DAY, 0 * DAY]
