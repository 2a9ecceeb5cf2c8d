"""An attached debugger, and logging at debug level."""

from ..build import facts, run_check
from ..expect import assert_failed, assert_passed

ID = "debugger_open"
FAILING = facts(core={"debugger": True})


def test_debugger() -> None:
    assert_failed(
        run_check(ID, facts(core={"debugger": True, "debug_loggers": ("x",)})),
        variant="debugger",
    )


def test_debug_level() -> None:
    outcome = run_check(ID, facts(core={"debug_loggers": ("homeassistant.auth",)}))
    assert_failed(outcome, variant="log", evidence=("homeassistant.auth",))


def test_closed() -> None:
    assert_passed(run_check(ID, facts()))
