"""Default values of variables: `${DB_PASSWORD:-...}`."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import scan
from custom_components.security_posture.secret_scan.embedded.variables import (
    variable_default,
    variable_defaults,
)

# Concatenated, so that other scanners do not report them.
LONG = "Zr8" + "qT5mWx2" * 3


@pytest.mark.parametrize("operator", [":-", "-", ":=", "="])
@pytest.mark.parametrize(
    ("name", "kind"), [("DB_PASSWORD", "password"), ("api_token", "token"), ("API_KEY", "api_key")]
)
def test_the_name_tells(name: str, kind: str, operator: str) -> None:
    text = f"run ${{{name}{operator}{LONG}}} now"
    (span,) = variable_defaults(text)
    assert (text[span.begin : span.end], span.kind.value) == (LONG, kind)


@pytest.mark.parametrize(
    "text",
    [
        f"${{DB_HOST:-{LONG}}}",
        f"${{KEY:-{LONG}}}",  # of what?
        "${ALARM_CODE:-8361}",
        "${DB_PASSWORD:-$OTHER}",
        "${DB_PASSWORD:-<password>}",
        "${DB_PASSWORD:-true}",
        "${DB_PASSWORD}",
        "${DB_PASSWORD:-}",
        f"${{DB_PASSWORD:?{LONG}}}",  # a message
        f"${{DB_PASSWORD:+{LONG}}}",  # another value if it is set
    ],
)
def test_other_variables(text: str) -> None:
    assert list(variable_defaults(text)) == []


def test_several_variables() -> None:
    text = f"${{DB_USER:-anna}}:${{DB_PASSWORD:-{LONG}}}@${{DB_HOST:-db}} ${{API_TOKEN:-{LONG}x}}"
    assert [text[each.begin : each.end] for each in variable_defaults(text)] == [LONG, f"{LONG}x"]


@pytest.mark.parametrize("text", ["${A:-value}", "  ${A-value}\n", "\t${A:=value}"])
def test_a_text_that_is_one_variable(text: str) -> None:
    place = variable_default(text)
    assert place is not None
    assert text[slice(*place)] == "value"


@pytest.mark.parametrize("text", ["", "value", "${A}", "x ${A:-value}", "${A:-value} ${B:-value}"])
def test_a_text_that_is_more_or_less(text: str) -> None:
    assert variable_default(text) is None


def test_a_default_value_in_a_command(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        f"command: run ${{DB_PASSWORD:-{LONG}}} ${{DB_HOST:-{LONG}}}\n"
    )
    (found,) = scan(tmp_path).findings
    assert (found.line, found.kind.value) == (1, "password")
