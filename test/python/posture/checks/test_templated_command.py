"""Templates where a program is read."""

from __future__ import annotations

from custom_components.security_posture.posture.facts import YamlPlace

from ..build import facts, judge
from ..expect import assert_failed, assert_passed

ID = "templated_command"
PLACE = YamlPlace(file="configuration.yaml", line=9, name="shell_command.any")
FAILING = facts(yaml={"templated_commands": (PLACE,)})


def test_found() -> None:
    assert_failed(judge(ID, FAILING), n=1, evidence=("configuration.yaml:9 shell_command.any",))


def test_none() -> None:
    assert_passed(judge(ID, facts()))
