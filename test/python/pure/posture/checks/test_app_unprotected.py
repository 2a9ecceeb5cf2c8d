"""Apps that run without protection mode."""

import pytest

from custom_components.security_posture.posture.facts import App, Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import Inapplicable, Severity

from ..build import app, facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed, assert_unknown

ID = "app_unprotected"
GAP = Unavailable(Reason.TIMEOUT)


def _installed(*apps: App) -> Facts:
    return facts(supervisor={"apps": apps})


PORTAINER = app(name="Portainer", protected=False, docker_api=True, host_pid=True)
FAILING = _installed(app(), PORTAINER)


def test_without_a_supervisor() -> None:
    assert_inapplicable(run_check(ID, facts(supervisor=None)), Inapplicable.NO_SUPERVISOR)


@pytest.mark.parametrize("apps", [(), (app(),), (app(), app(slug="core_ssh"))])
def test_protected(apps: tuple[App, ...]) -> None:
    assert_passed(run_check(ID, _installed(*apps)))


@pytest.mark.parametrize("power", ["full_access", "docker_api", "host_pid"])
def test_each_privilege(power: str) -> None:
    outcome = run_check(ID, _installed(app(protected=False, **{power: True})))
    assert_failed(outcome, variant="full_power", n=1, evidence=("Mosquitto broker",))


def test_evidence_names_the_apps() -> None:
    glances = app(name="Glances", protected=False, full_access=True)
    outcome = run_check(ID, _installed(PORTAINER, app(), glances))
    assert_failed(outcome, n=2, evidence=("Portainer", "Glances"))


def test_requested_but_protected() -> None:
    """With protection mode on, the Supervisor grants none of the privileges."""
    assert_passed(run_check(ID, _installed(app(full_access=True, docker_api=True, host_pid=True))))


def test_unprotected_without_requested_privileges() -> None:
    """It gains no privileges now, but its next update can request some."""
    outcome = run_check(ID, _installed(app(), app(name="Vim", protected=False)))
    assert_failed(outcome, severity=Severity.LOW, variant="unguarded", n=1, evidence=("Vim",))
    assert_passed(run_check(ID, _installed(app(protected=False, running=False))))


def test_most_privileged_app_comes_first() -> None:
    idle = app(protected=False)
    outcome = run_check(ID, _installed(idle, PORTAINER))
    assert_failed(outcome, variant="full_power", evidence=("Portainer",))
    lost = app(protected=False, docker_api=GAP)
    assert_unknown(run_check(ID, _installed(idle, lost)), Reason.TIMEOUT)


def test_an_app_that_is_not_running() -> None:
    stopped = app(protected=False, docker_api=True, running=False)
    assert_passed(run_check(ID, _installed(stopped)))


@pytest.mark.parametrize("field", ["running", "protected", "docker_api"])
def test_missing_fields(field: str) -> None:
    lost = app(**{"protected": False, "docker_api": True, field: GAP})
    assert_unknown(run_check(ID, _installed(app(), lost)), Reason.TIMEOUT)
    assert_failed(run_check(ID, _installed(lost, PORTAINER)), n=1, evidence=("Portainer",))


@pytest.mark.parametrize("field", ["running", "docker_api", "full_access", "host_pid"])
def test_missing_fields_that_do_not_matter(field: str) -> None:
    assert_passed(run_check(ID, _installed(app(**{field: GAP}))))
    assert_passed(run_check(ID, _installed(app(running=False, protected=GAP, docker_api=GAP))))


def test_one_privilege_is_enough() -> None:
    assert_failed(
        run_check(ID, _installed(app(protected=False, docker_api=True, host_pid=GAP))), n=1
    )


def test_no_list_of_apps() -> None:
    assert_unknown(run_check(ID, facts(supervisor={"apps": GAP})), Reason.TIMEOUT)


@pytest.mark.parametrize("part", ["protected", "running"])
def test_unknown_whether_an_app_is_protected(part: str) -> None:
    unseen = app(**({"protected": False} | {part: GAP}))
    assert_unknown(run_check(ID, _installed(unseen)), Reason.TIMEOUT)
