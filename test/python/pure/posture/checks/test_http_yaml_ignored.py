"""An http block in YAML that is ignored."""

from custom_components.security_posture.posture.facts import YamlPlace

from ..build import facts, run_check, settings
from ..expect import assert_failed, assert_passed

ID = "http_yaml_ignored"
PLACE = YamlPlace(file="configuration.yaml", line=12, name="http")
FAILING = facts(yaml={"http": (PLACE,)})


def test_left_over() -> None:
    assert_failed(run_check(ID, FAILING), evidence=("configuration.yaml:12",))


def test_not_imported_yet() -> None:
    http = {"settings": settings(yaml_migrated=False)}
    assert_passed(run_check(ID, facts(yaml={"http": (PLACE,)}, http=http)))


def test_none() -> None:
    assert_passed(run_check(ID, facts()))
