"""Templates in commands that run a program."""

from custom_components.security_posture.posture.facts import YamlPlace
from custom_components.security_posture.posture.model import Severities, Severity

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "templated_command"
PLACE = YamlPlace(file="configuration.yaml", line=9, name="shell_command.any")
FAILING = facts(yaml={"templated_commands": (PLACE,)})


def test_found() -> None:
    rows = ("configuration.yaml:9 shell_command.any",)
    assert_failed(run_check(ID, FAILING), variant="program", n=1, evidence=rows)


def test_found_in_shell_arguments() -> None:
    yaml = {"templated_commands": (), "templated_arguments": (PLACE, PLACE)}
    rows = ("configuration.yaml:9 shell_command.any",) * 2
    weight = Severities(internet=Severity.MEDIUM, local=Severity.LOW)
    outcome = run_check(ID, facts(yaml=yaml))
    assert_failed(outcome, severity=weight, variant="argument", n=2, evidence=rows)


def test_none() -> None:
    assert_passed(run_check(ID, facts()))
