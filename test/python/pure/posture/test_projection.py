"""Messages to the card: exact keys, and planted names only in evidence."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
import json

import pytest

from custom_components.security_posture.posture.acceptance import user_key
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import BackupCopy, BackupLocation, Ban, Facts
from custom_components.security_posture.posture.history import Change, ChangeKind
from custom_components.security_posture.posture.model import Report, Severity
from custom_components.security_posture.posture.model.ways import Circumstance, Sureness
from custom_components.security_posture.posture.projection import (
    MAX_WAYS,
    changes,
    evidence,
    for_admin,
    for_viewer,
    without_report,
)
from custom_components.security_posture.posture.ways.how_far import how_far
from custom_components.security_posture.posture.ways.paths import STARTS, find_ways
from custom_components.security_posture.posture.ways.steps import STEPS

from .acceptances import ALICE, SALT, UNTIL, accepted, consent
from .build import (
    NOW,
    backup,
    certificate,
    core_update,
    endpoint,
    facts,
    failed_source,
    schedule,
    session,
    trusted,
    user,
)

SUMMARY = {"checked_at", "state", "score", "provisional", "counts", "areas"}
DETAIL = {"exposure", "score_detail", "checks", "ways"}
WAYS = {
    *("internet", "home_network", "website", "publisher"),
    *("first", "signs", "how_far", "way_back", "list", "steps"),
}
CHECK = {"id", "area", "severity", "status", "params", "since", "evidence", "fix"}

PLANTED = (
    "canary-user",
    "canary-host",
    "canary-subject",
    "canary-issuer",
    "canary-name",
    "canary.location",
    "canary-token",
    "203.0.113.66",
    "203.0.113.67",
    "198.51.100.0/24",
    "canary-path",
)
# The names that findings of this home have as evidence.
IN_EVIDENCE = (
    "canary-user",
    "canary-subject",
    "canary.location",
    "203.0.113.66",
    "203.0.113.67",
)


def _home() -> Facts:
    leaf = certificate(
        subject="CN=canary-subject",
        issuer="CN=canary-issuer",
        dns_names=("canary-name",),
        not_after=NOW - timedelta(days=1),
    )
    served = endpoint(host="canary-host.example.org", certificate=leaf)
    ban = Ban(address=ip_address("203.0.113.66"), banned_at=NOW)
    return facts(
        urls={"external_url": "https://canary-host.example.org"},
        tls={"external": served, "own": served, "file": leaf},
        auth={
            "users": (user(name="canary-user", mfa=False),),
            "trusted_networks": (trusted("198.51.100.0/24"),),
            "sessions": (session(name="canary-token", last_used_ip=ip_address("203.0.113.66")),),
        },
        bans={"threshold": -1, "banned": (ban,)},
        failed_sign_ins={"sources": (failed_source("203.0.113.67", count=50),)},
        updates={"entities": (core_update("2027.3.0"),)},
        backups={
            "schedule": schedule(locations=("canary.location",), recurrence="never"),
            "locations": (BackupLocation(id="canary.location", outside=True, encrypted=False),),
            "backups": (
                backup(
                    copies=(BackupCopy(location="canary.location", encrypted=False),),
                    failed_locations=("canary.location",),
                ),
            ),
        },
    )


@pytest.fixture(name="report")
def _report() -> Report:
    return evaluate(_home(), NOW)


def test_evidence_contains_planted_names(report: Report) -> None:
    """The evidence contains planted names, so their absence elsewhere is significant."""
    text = json.dumps([evidence(row) for row in report.results])
    for name in IN_EVIDENCE:
        assert name in text


def test_messages_contain_no_names(report: Report) -> None:
    sent = [
        for_admin(report),
        *(for_viewer(report.summary, d) for d in ("areas", "overall", "nothing")),
    ]
    for text in map(json.dumps, sent):
        for name in PLANTED:
            assert name not in text


def test_administrators(report: Report) -> None:
    sent = for_admin(report)
    assert set(sent) == SUMMARY | DETAIL
    assert set(sent["score_detail"]) == {"raw", "cap", "lost"}
    assert set(sent["exposure"]) == {"level", "evidence"}
    for check in sent["checks"]:
        assert set(check) - {"reason", "gain"} == CHECK
        assert set(check["fix"]) <= {"path", "docs"}
    failing = {row["id"] for row in sent["checks"] if row["status"] == "fail"}
    assert failing >= {"certificate_expired", "admin_without_mfa", "backup_unencrypted"}
    assert sent["score_detail"]["cap"] == {"by": "certificate_expired", "at": 39}


def test_the_arithmetic_of_the_score_adds_up(report: Report) -> None:
    """The report that the card saves shows it as a sum."""
    sent = for_admin(report)
    detail = sent["score_detail"]
    lost = {row["by"]: row["points"] for row in detail["lost"]}
    assert 100 - sum(lost.values()) == detail["raw"]
    assert sent["score"] == min(detail["raw"], detail["cap"]["at"])
    assert lost.keys() <= {row["id"] for row in sent["checks"] if row["status"] == "fail"}
    assert list(lost.values()) == [row.points for row in report.score.lost]


def test_findings_of_the_same_cause_cost_once(report: Report) -> None:
    listed = [row["by"] for row in for_admin(report)["score_detail"]["lost"]]
    causes = {row.id: row.cause for row in report.results}
    assert len({causes[check_id] for check_id in listed}) == len(listed)


def test_an_accepted_finding_has_reason_and_expiry() -> None:
    first = evaluate(_home(), NOW)
    acceptances = accepted(first, ["bans_disabled"])
    report = evaluate(_home(), NOW, first, accepted=acceptances)
    for reader, by_you in ((ALICE, True), ("the id of Bob", False)):
        sent = for_admin(report, user_key(SALT, reader))
        found = {check["id"]: check["accepted"] for check in sent["checks"] if "accepted" in check}
        expected = {"reason": consent().reason, "until": UNTIL.isoformat(), "by_you": by_you}
        assert found == {"bans_disabled": expected}
        assert sent["counts"]["accepted"] == 1
        assert next(row["status"] for row in sent["checks"] if row["id"] in found) == "fail"
    text = json.dumps(for_viewer(report.summary, "areas"))
    assert '"accepted": 1' in text
    for hidden in (consent().reason, UNTIL.isoformat(), "bans_disabled"):
        assert hidden not in text


def test_a_reason_is_left_out() -> None:
    first = evaluate(_home(), NOW)
    acceptances = accepted(first, ["bans_disabled"])
    report = evaluate(_home(), NOW, first, accepted=acceptances)
    sent = for_admin(report, user_key(SALT, ALICE), with_reasons=False)
    assert consent().reason not in json.dumps(sent)
    found = next(check["accepted"] for check in sent["checks"] if "accepted" in check)
    assert found == {"reason": "", "until": UNTIL.isoformat(), "by_you": True}


def test_names_in_changes() -> None:
    rows = [
        Change(NOW, ChangeKind.CONFIRMED, "unexpected_admin", Severity.HIGH, by)
        for by in ("key of Ada", "key of a removed user", None)
    ]
    assert ["by" in row for row in changes(rows)] == [False] * 3
    named = changes(rows, {"key of Ada": "Ada"})
    assert [row.get("by", "nobody") for row in named] == ["Ada", None, "nobody"]


def test_gain_of_each_finding() -> None:
    report = evaluate(facts(bans={"threshold": -1}), NOW)
    rises = {check["id"]: check.get("gain") for check in for_admin(report)["checks"]}
    assert rises.pop("bans_disabled") == 100 - 69
    assert set(rises.values()) == {None}


def test_exposure_is_sent_without_addresses() -> None:
    far = {"sessions": (session(last_used_ip=ip_address("9.9.9.9")),)}
    sent = for_admin(evaluate(facts(auth=far), NOW))
    assert sent["exposure"] == {
        "level": "internet",
        "evidence": [{"kind": "external_url"}, {"kind": "global_session", "n": 1}],
    }


def test_viewers(report: Report) -> None:
    sent = for_viewer(report.summary, "areas")
    assert set(sent) == SUMMARY
    assert "certificate_expired" not in json.dumps(sent)
    assert {area["id"]: area["value"] for area in sent["areas"]} == {
        "encryption": {"kind": "expires", "at": (NOW - timedelta(days=1)).isoformat()},
        "sign_in": None,
        "bans": {"kind": "count", "n": 1},
        "network": None,
        "updates": {"kind": "lag", "releases": 4},
        "backups": {"kind": "age", "at": (NOW - timedelta(hours=9)).isoformat()},
        "secrets": None,
        "host": None,
    }


@pytest.mark.parametrize("detail", ["overall", "nothing", "a word from a newer version"])
def test_viewers_who_see_less(report: Report, detail: str) -> None:
    sent = for_viewer(report.summary, detail)
    assert set(sent) == SUMMARY
    assert (sent["areas"], sent["score"], set(sent["counts"].values())) == ([], None, {0})
    assert sent["provisional"] is False
    assert sent["state"] == ("at_risk" if detail == "overall" else "unknown")


def test_ways_are_ids_and_numbers(report: Report) -> None:
    sent = for_admin(report)["ways"]
    assert set(sent) == WAYS
    for start in ("internet", "home_network", "website", "publisher"):
        assert set(sent[start]) == {"open", "effort", "untold", "accepted", "first"}
        found = [way for way in report.ways.ways if way.start == start]
        told = [way for way in found if way.is_told]
        assert sent[start]["open"] + sent[start]["effort"] == len(told)
        assert sent[start]["untold"] == len(found) - len(told)
    assert sent["home_network"]["open"]
    assert sent["first"] == sent["internet"]["first"] != []
    assert set(sent["signs"]) == {"found", "untold"}
    assert set(sent["how_far"]) == {"to", "sureness", "by_design", "steps"}
    assert set(sent["way_back"]) == {"place", "at", "encrypted", "deletable"}
    assert [row["steps"] for row in sent["list"]] == [
        [step.id for step in way.steps] for way in report.ways.ways
    ]
    for row in sent["list"]:
        assert set(row) == {"steps", "sureness"}
        assert set(row["steps"]) <= set(sent["steps"])
    for step in sent["steps"].values():
        assert set(step) - {"facts", "untold"} == {"from", "to", "sureness", "checks"}
    assert "ways" not in for_viewer(report.summary, "areas")


def test_accepted_ways_are_marked(report: Report) -> None:
    by_owner = accepted(report, ["passwordless_network"])
    sent = for_admin(evaluate(_home(), NOW, report, accepted=by_owner))["ways"]
    assert [row["accepted"] for row in sent["list"] if "accepted" in row] == [
        ["passwordless_network"]
    ]
    assert sent["home_network"]["accepted"] == 1


@pytest.mark.parametrize("is_told", [True, False])
def test_all_ways_are_within_eight_kilobytes(report: Report, is_told: bool) -> None:
    steps = {step: step.sureness if is_told else Sureness.UNTOLD for step in STEPS}
    needed = {need.check for step in STEPS for need in step.needs}
    ways = find_ways(steps, frozenset(needed if is_told else ()))
    known = dict.fromkeys(Circumstance, True if is_told else None)
    every = replace(report.ways, ways=ways, how_far=how_far(steps), known=known)
    sent = for_admin(replace(report, ways=every))["ways"]
    assert len(ways) > len(sent["list"]) == MAX_WAYS
    counted = [sent[start][word] for start in STARTS for word in ("open", "effort", "untold")]
    assert sum(counted) == len(ways)
    assert len(json.dumps(sent, separators=(",", ":"))) < 8 * 1024


@pytest.mark.parametrize("is_admin", [True, False])
def test_without_a_report_the_shape_is_the_same(report: Report, is_admin: bool) -> None:
    empty = without_report(is_admin=is_admin)
    assert set(empty) == (SUMMARY | DETAIL if is_admin else SUMMARY)
    assert (empty["state"], empty["provisional"]) == ("unknown", False)


def test_unread_values_are_absent() -> None:
    sent = for_viewer(evaluate(Facts(), NOW).summary, "areas")
    assert {area["value"] for area in sent["areas"]} == {None}
    assert {area["state"] for area in sent["areas"]} == {"unknown"}


def test_evidence_rows(report: Report) -> None:
    attack = next(row for row in report.results if row.id == "sign_in_attack")
    assert evidence(attack) == [
        {
            "kind": "address",
            "text": "203.0.113.67",
            "at": (NOW - timedelta(hours=1)).isoformat(),
            "n": 50,
        }
    ]
