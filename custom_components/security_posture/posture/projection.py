"""Select what is sent to whom. Allow-lists only: a field that is not named here is not sent."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from .history import Change
from .model import (
    Acceptance,
    Area,
    Counts,
    Level,
    Metrics,
    Param,
    Report,
    Result,
    State,
    Summary,
    Ways,
)
from .model.ways import Position, Step, Sureness
from .score import gains

type Wire = dict[str, Any]

VIEWER_DETAILS: Final = ("areas", "overall", "nothing")
# The ways that are listed, within 8 KiB; all are counted. More would not be read.
MAX_WAYS: Final = 24


def for_viewer(summary: Summary, detail: str) -> Wire:
    """Return what every user may see, limited by the visibility option."""
    if detail == "areas":
        return _summary(summary)
    shown = _summary(summary)
    hidden: Wire = {"counts": _counts(Counts()), "areas": [], "score": None, "provisional": False}
    if detail != "overall":
        hidden |= {"state": "unknown", "checked_at": None}
    return shown | hidden


def for_admin(report: Report, reader: str | None = None, *, with_reasons: bool = True) -> Wire:
    """Return what an administrator sees without requesting evidence: no names, no addresses.

    `reader` is the keyed hash of the administrator's user id, as acceptances store it.
    `with_reasons`: include the reasons of acceptances. They are free text, and may name people.
    """
    score, gained = report.score, gains(report.results, report.exposure.level)
    return _summary(report.summary) | {
        "exposure": {
            "level": report.exposure.level.value,
            "evidence": [
                {"kind": row.kind.value} | ({} if row.n is None else {"n": row.n})
                for row in report.exposure.evidence
            ],
        },
        "score_detail": {
            "raw": score.raw,
            "cap": score.cap and {"by": score.cap.by, "at": score.cap.at},
            "lost": [{"by": row.check_id, "points": row.points} for row in score.lost],
        },
        "checks": [
            _check(row, gained.get(row.id), _accepted(row.accepted, reader, with_reasons))
            for row in report.results
        ],
        "ways": _ways(report.ways),
    }


def without_report(*, is_admin: bool) -> Wire:
    """Return the same fields while there is no report yet."""
    empty: Wire = {
        "checked_at": None,
        "state": State.UNKNOWN.value,
        "score": None,
        "provisional": False,
        "counts": _counts(Counts()),
        "areas": [],
    }
    if not is_admin:
        return empty
    return empty | {
        "exposure": {"level": Level.INTERNET.value, "evidence": []},
        "score_detail": {"raw": None, "cap": None, "lost": []},
        "checks": [],
        "ways": None,
    }


def evidence(result: Result) -> list[Wire]:
    """Return the evidence of a finding: names and addresses, on request only."""
    return [
        {"kind": row.kind.value, "text": _encodable(row.text)}
        | ({} if row.at is None else {"at": row.at.isoformat()})
        | ({} if row.n is None else {"n": row.n})
        for row in result.evidence
    ]


def _encodable(text: str) -> str:
    """Return the text without lone surrogates: a file name may be of bytes that are no UTF-8.

    Home Assistant refuses to send them, and logs the text.
    """
    return text.encode("utf-8", "replace").decode()


def changes(rows: Iterable[Change], names: Mapping[str, str | None] | None = None) -> list[Wire]:
    """Return the changes of findings: administrators only, no addresses.

    `names` of users by key are for administrators who logged in with a password.
    """
    return [
        {
            "at": row.at.isoformat(),
            "kind": row.kind.value,
            "check_id": row.check_id,
            "severity": row.severity.value,
        }
        | ({} if names is None or row.by is None else {"by": names.get(row.by)})
        for row in rows
    ]


def _summary(summary: Summary) -> Wire:
    return {
        "checked_at": summary.checked_at.isoformat(),
        "state": summary.state.value,
        "score": summary.score,
        "provisional": summary.provisional,
        "counts": _counts(summary.counts),
        "areas": [
            {"id": area.value, "state": status.value, "value": _value(area, summary.metrics)}
            for area, status in summary.area_statuses.items()
        ],
    }


def _counts(counts: Counts) -> Wire:
    return {
        "critical": counts.critical,
        "high": counts.high,
        "medium": counts.medium,
        "low": counts.low,
        "unknown": counts.unknown,
        "accepted": counts.accepted,
        "passed": counts.passed,
        "not_applicable": counts.not_applicable,
    }


def _value(area: Area, metrics: Metrics) -> Wire | None:
    match area:
        case Area.ENCRYPTION if metrics.certificate_end:
            return {"kind": "expires", "at": metrics.certificate_end.isoformat()}
        case Area.BACKUPS if metrics.last_backup:
            return {"kind": "age", "at": metrics.last_backup.isoformat()}
        case Area.UPDATES if metrics.releases_behind is not None:
            return {"kind": "lag", "releases": metrics.releases_behind}
        case Area.BANS if metrics.banned is not None:
            return {"kind": "count", "n": metrics.banned}
        case _:
            return None


def _check(result: Result, gain: int | None, accepted: Wire | None) -> Wire:
    more: Wire = {
        "reason": result.reason and result.reason.value,
        "accepted": accepted,
        "gain": gain,
    }
    fix = {"path": result.better_path or result.check.fix.path, "docs": result.check.fix.docs}
    return {
        "id": result.id,
        "area": result.check.area.value,
        "severity": result.severity.value,
        "status": result.status.value,
        "params": {name: _param(value) for name, value in result.params.items()},
        "since": result.since.isoformat() if result.since else None,
        "evidence": len(result.evidence),
        "fix": {name: target for name, target in fix.items() if target},
    } | {name: value for name, value in more.items() if value is not None}


def _accepted(acceptance: Acceptance | None, reader: str | None, with_reason: bool) -> Wire | None:
    if acceptance is None:
        return None
    return {
        # Always text: an older card does not show an acceptance without it.
        "reason": acceptance.reason if with_reason else "",
        "until": acceptance.until.isoformat(),
        "by_you": acceptance.by == reader,
    }


def _ways(found: Ways) -> Wire:
    """Return the ways in as ids and numbers: no names, no addresses."""
    listed = found.ways[:MAX_WAYS]
    steps = {step.id: step for way in listed for step in way.steps}
    steps |= {step.id: step for step in found.how_far.steps}
    back = found.way_back
    return {
        **{start.value: _line(found, start) for start in found.first},
        "first": list(found.first[Position.INTERNET]),
        "signs": {"found": list(found.signs.found), "untold": list(found.signs.untold)},
        "how_far": {
            "to": found.how_far.end.value,
            "sureness": found.how_far.sureness.value,
            "by_design": found.how_far.by_design,
            "steps": [step.id for step in found.how_far.steps],
        },
        "way_back": {
            "place": back.place.value,
            "at": back.at and back.at.isoformat(),
            "encrypted": back.encrypted,
            "deletable": back.deletable,
        },
        "list": [
            {"steps": [step.id for step in way.steps], "sureness": way.sureness.value}
            | ({"accepted": sorted(way.accepted)} if way.accepted else {})
            for way in listed
        ],
        "steps": {step.id: _step(step, found) for step in steps.values()},
    }


def _line(found: Ways, start: Position) -> Wire:
    ways = [way for way in found.ways if way.start is start]
    counts = Counter(way.sureness for way in ways)
    return {
        **{sureness.value: counts[sureness] for sureness in reversed(Sureness)},
        "accepted": sum(way.is_accepted for way in ways),
        "first": list(found.first[start]),
    }


def _step(step: Step, found: Ways) -> Wire:
    more = {
        "facts": [fact.value for fact in step.facts],
        "untold": [fact.value for fact in step.facts if found.known.get(fact) is None],
    }
    return {
        "from": step.start.value,
        "to": step.end.value,
        "sureness": step.sureness.value,
        "checks": [need.check for need in step.needs],
    } | {name: facts for name, facts in more.items() if facts}


def _param(value: Param) -> int | str:
    return value.isoformat() if isinstance(value, datetime) else value
