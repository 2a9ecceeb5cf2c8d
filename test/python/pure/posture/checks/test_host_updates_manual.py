"""Automatic updates of the host."""

from datetime import datetime

import pytest

from custom_components.security_posture.posture.facts import (
    AutomaticUpdates,
    Facts,
    HostUpdates,
    Reason,
    Unavailable,
)
from custom_components.security_posture.posture.model import Inapplicable

from ..build import DAY, NOW, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "host_updates_manual"
GAP = Unavailable(Reason.PERMISSION)


def _host(**changes: object) -> Facts:
    return facts(host=changes)


def _from_entity(since: datetime | Unavailable | None, **changes: object) -> Facts:
    entity = HostUpdates(entity_id="sensor.host_updates", waiting_since=since)
    return facts(evidence_entities={"host_updates": entity}, **changes)


ABSENT = AutomaticUpdates(installed=False, enabled=False)
FAILING = _host(automatic_updates=ABSENT)


def test_automatic() -> None:
    assert_passed(run_check(ID, facts()))


@pytest.mark.parametrize(
    ("installed", "enabled", "variant"),
    [(False, False, "absent"), (False, True, "absent"), (True, False, "off")],
)
def test_manual(installed: bool, enabled: bool, variant: str) -> None:
    updates = AutomaticUpdates(installed=installed, enabled=enabled)
    assert_failed(run_check(ID, _host(automatic_updates=updates)), variant=variant)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"container": True, "automatic_updates": None}, Inapplicable.CONTAINER),
        ({"container": True, "home_assistant_os": True}, Inapplicable.MANAGED),
        ({"automatic_updates": None}, Inapplicable.NOT_CONFIGURED),
    ],
)
def test_not_applicable(changes: dict[str, object], reason: Inapplicable) -> None:
    assert_inapplicable(run_check(ID, _host(**changes)), reason)


def test_unreadable() -> None:
    assert_unknown(run_check(ID, _host(automatic_updates=GAP)), Reason.PERMISSION)
    assert_unknown(run_check(ID, facts(host=GAP)), Reason.PERMISSION)


@pytest.mark.parametrize("changes", [{}, {"host": GAP}, {"host": {"automatic_updates": ABSENT}}])
def test_the_selected_entity_takes_precedence(changes: dict[str, object]) -> None:
    assert_passed(run_check(ID, _from_entity(None, **changes)), variant="entity")
    assert_passed(run_check(ID, _from_entity(NOW - 30 * DAY, **changes)), variant="entity")
    late = run_check(ID, _from_entity(NOW - 31 * DAY, **changes))
    assert_failed(late, variant="waiting", n=31, evidence=("sensor.host_updates",))


def test_the_selected_entity_is_missing() -> None:
    assert_unknown(run_check(ID, _from_entity(Unavailable(Reason.MISSING))), Reason.MISSING)
