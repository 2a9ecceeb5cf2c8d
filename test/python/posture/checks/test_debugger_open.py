"""A debugger, and a log that tells too much."""

from ..build import facts, judge
from ..expect import assert_failed, assert_passed

ID = "debugger_open"
FAILING = facts(core={"debugger": True})


def test_debugger() -> None:
    assert_failed(
        judge(ID, facts(core={"debugger": True, "debug_loggers": ("x",)})), variant="debugger"
    )


def test_log() -> None:
    outcome = judge(ID, facts(core={"debug_loggers": ("homeassistant.auth",)}))
    assert_failed(outcome, variant="log", evidence=("homeassistant.auth",))


def test_closed() -> None:
    assert_passed(judge(ID, facts()))
