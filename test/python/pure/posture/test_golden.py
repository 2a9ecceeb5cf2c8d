"""Golden reports: the messages of the backend, which the card's tests also read.

A difference is either a defect or a change of the contract; `npm run golden` writes the second.
"""

from datetime import timedelta
from difflib import unified_diff
from ipaddress import ip_address
import json
import os
from pathlib import Path
from typing import Any

import pytest

from custom_components.security_posture.posture import RULESET
from custom_components.security_posture.posture.acceptance import user_key
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Ban, Facts, Reason, Trust, Unavailable
from custom_components.security_posture.posture.model import Acceptances, Report
from custom_components.security_posture.posture.projection import for_admin, for_viewer

from .acceptances import ALICE, SALT, accepted, consent
from .build import (
    DAY,
    HEALTHY,
    NOW,
    certificate,
    core_update,
    endpoint,
    facts,
    failed_source,
    schedule,
    tablet,
    trusted,
    user,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"
LATER = NOW + timedelta(minutes=4)

MIXED = facts(
    urls={"external_url": None},
    tls={"external": None, "own": None, "file": None},
    http={"serves_tls": False},
    auth={
        "users": (user(mfa=False), tablet()),
        "trusted_networks": (trusted("192.168.1.0/24", users={"192.168.1.0/24": ("tablet",)}),),
    },
    updates={"entities": (core_update("2026.12.0"),)},
)
AT_RISK = facts(
    tls={
        "external": endpoint(
            certificate=certificate(not_after=NOW - 5 * DAY, dns_names=("old.example.org",)),
            trust=Trust.SELF_SIGNED,
        )
    },
    auth={
        "providers": ("homeassistant", "trusted_networks", "command_line"),
        "users": (user(mfa=False), user(id="2", name="Bob", mfa=False), tablet()),
        "trusted_networks": (trusted("0.0.0.0/0"),),
    },
    bans={
        "threshold": -1,
        "banned": (Ban(address=ip_address("127.0.0.1"), banned_at=NOW - DAY),),
    },
    failed_sign_ins={"sources": (failed_source(count=15),)},
    updates={"core_version": "2026.6.1", "entities": ()},
    backups={"backups": (), "schedule": schedule(recurrence="never")},
)
BLIND = facts(
    tls=Unavailable(Reason.TIMEOUT),
    auth=Unavailable(Reason.API_CHANGED),
    backups=Unavailable(Reason.NOT_LOADED),
)


def _reports() -> dict[str, Report]:
    return {
        "good": evaluate(HEALTHY, NOW),
        "mixed": evaluate(MIXED, NOW),
        "at-risk": evaluate(AT_RISK, NOW),
        "unknown": evaluate(BLIND, NOW),
        "nothing-read": evaluate(Facts(), NOW),
        "out-of-sight": evaluate(BLIND, LATER, evaluate(AT_RISK, NOW), read_at={"http": NOW}),
        "accepted": _accepted(),
    }


def _accepted() -> Report:
    """Return a report with one finding accepted by the reader, and one by another user."""
    first = evaluate(AT_RISK, NOW)
    by_reader = accepted(first, ["certificate_expired"])
    other = consent("We type our passwords at home only", "the id of Bob")
    by_another = accepted(first, ["admin_without_mfa"], request=other)
    both = Acceptances(SALT, {**by_reader.active, **by_another.active})
    return evaluate(AT_RISK, NOW, first, accepted=both)


def _messages(report: Report) -> dict[str, Any]:
    head = {
        "schema": 1,
        "ruleset": RULESET,
        "card": "0123456789ab",
        "phase": "ready",
        "now": LATER.isoformat(),
        "stale": False,
        "stale_after": 43500,
    }
    return {
        "admin": head | {"audience": "admin"} | for_admin(report, user_key(SALT, ALICE)),
        "viewer": head | {"audience": "viewer"} | for_viewer(report.summary, "areas"),
    }


@pytest.mark.parametrize("name", sorted(_reports()))
def test_golden(name: str) -> None:
    path = FIXTURES / f"report-{name}.json"
    messages = _messages(_reports()[name])
    text = json.dumps(messages, indent=2) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    stored = path.read_text()
    if text != stored:
        rows = unified_diff(stored.splitlines(), text.splitlines(), path.name, "now", lineterm="")
        pytest.fail("\n".join([*rows, "Is it wanted? npm run golden"]), pytrace=False)


def test_no_golden_report_is_left_over() -> None:
    assert {path.name for path in FIXTURES.glob("report-*.json")} == {
        f"report-{name}.json" for name in _reports()
    }


def test_the_states_are_what_their_names_say() -> None:
    states = {name: report.summary.state.value for name, report in _reports().items()}
    assert states == {
        "good": "good",
        "mixed": "attention",
        "at-risk": "at_risk",
        "unknown": "unknown",
        "nothing-read": "unknown",
        "out-of-sight": "at_risk",
        "accepted": "at_risk",
    }
