"""The templates of `npm run new-check` work with the current code."""

from pathlib import Path
import subprocess
import sys
from types import ModuleType

import pytest

from custom_components.security_posture.posture import checks
from custom_components.security_posture.posture.checks import RegisteredCheck
from custom_components.security_posture.posture.model import Area, Status

from .build import HEALTHY, NOW, facts

ROOT = Path(checks.__file__).parents[4]
TEMPLATES = ROOT / "scripts" / "new-check"


def filled(template: str) -> str:
    text = (TEMPLATES / template).read_text()
    return text.replace("@AREA@", "SIGN_IN").replace("@ID@", "made_up")


def loaded(template: str, package: str) -> ModuleType:
    """Execute a filled template as a module of a package."""
    module = ModuleType(f"{package}.{template.partition('.')[0]}")
    module.__package__ = package
    exec(compile(filled(template), template, "exec"), vars(module))  # noqa: S102 - our own file
    return module


def test_the_check_evaluates() -> None:
    made = loaded("check.py.txt", checks.__name__)
    assert made.CHECK.area is Area.SIGN_IN
    assert made.evaluate(HEALTHY, NOW).status is Status.PASS
    assert made.evaluate(facts(auth={"users": ()}), NOW).status is Status.NOT_APPLICABLE


def test_the_test_passes_except_the_reminder(monkeypatch: pytest.MonkeyPatch) -> None:
    made = loaded("check.py.txt", checks.__name__)
    registered = RegisteredCheck(made.CHECK, made.evaluate)
    monkeypatch.setattr(f"{__package__}.build.CHECKS", {"made_up": registered})
    test = loaded("test.py.txt", f"{__package__}.checks")
    cases = [case for name, case in vars(test).items() if name.startswith("test_")]
    assert cases.pop().__name__ == "test_is_finished"
    assert len(cases) == 3
    for case in cases:
        case()


@pytest.mark.parametrize("template", ["check.py.txt", "test.py.txt"])
def test_formatted(template: str) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    if not ruff.exists():
        pytest.skip("ruff is in the environment of the oldest Home Assistant only")
    done = subprocess.run(  # noqa: S603 - our own program
        [ruff, "format", "--check", "--stdin-filename", "made_up.py", "-"],
        input=filled(template),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
