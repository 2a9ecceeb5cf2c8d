"""Exceptions that users see are translated."""

import ast
import json
from pathlib import Path

import custom_components.security_posture as integration_package
from homeassistant import exceptions

PACKAGE = Path(integration_package.__file__).parent
# Home Assistant translates the first itself; the second has only a log message.
OF_HOME_ASSISTANT = {"Unauthorized", "ConditionErrorMessage"}
SHOWN = {
    name
    for name, kind in vars(exceptions).items()
    if isinstance(kind, type) and issubclass(kind, exceptions.HomeAssistantError)
} | {"UpdateFailed"}


def _raised() -> list[tuple[str, ast.Call]]:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Raise) or node.exc is None:
                continue
            call = node.exc if isinstance(node.exc, ast.Call) else ast.Call(node.exc, [], [])
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in SHOWN - OF_HOME_ASSISTANT:
                found.append((f"{path.name}: {name}", call))
    return found


def test_every_exception_is_translated() -> None:
    words = json.loads((PACKAGE / "translations" / "en.json").read_text())["exceptions"]
    raised = _raised()
    assert raised
    used = set()
    for place, call in raised:
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert not call.args, f"{place} has an untranslated message"
        key = given.get("translation_key")
        assert isinstance(key, ast.Constant), place
        assert "translation_domain" in given, place
        used.add(key.value)
    assert used == set(words)
