"""Coordinates in a git repository."""

from custom_components.security_posture.posture.facts import Facts, YamlPlace
from custom_components.security_posture.posture.model import Inapplicable

from ..build import facts, run_check
from ..expect import assert_failed, assert_inapplicable, assert_passed

ID = "location_in_shared_config"
PLACE = YamlPlace(file="configuration.yaml", line=3, name="latitude")


def _home(*places: YamlPlace, **git: object) -> Facts:
    return facts(yaml={"locations": places}, git=git)


FAILING = _home(PLACE)


def test_shared() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("configuration.yaml:3 latitude",))


def test_not_shared() -> None:
    assert_passed(run_check(ID, _home()))
    assert_passed(run_check(ID, _home(PLACE, has_remote=False)))
    assert_passed(run_check(ID, _home(PLACE, yaml=frozenset({"other.yaml"}))))


def test_without_git() -> None:
    outcome = run_check(ID, facts(yaml={"locations": (PLACE,)}, git=None))
    assert_inapplicable(outcome, Inapplicable.NOT_CONFIGURED)
