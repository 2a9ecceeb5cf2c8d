"""Requirements on each file in checks/, its texts and its tests."""

import ast
from dataclasses import replace
import json
from pathlib import Path
import re
import string
import subprocess
import sys
from typing import Any

import pytest

from custom_components.security_posture.posture.checks import CHECKS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts, Reason, Unavailable
from custom_components.security_posture.posture.model import (
    Area,
    EvidenceKind,
    ExposureKind,
    Inapplicable,
    Status,
)

from .build import HEALTHY, NOW

PACKAGE = Path(__file__).parents[4] / "custom_components" / "security_posture"
POSTURE = PACKAGE / "posture"
WORDS: dict[str, Any] = json.loads((PACKAGE / "translations" / "en.json").read_text())[
    "config_panel"
]
TESTS = Path(__file__).parent / "checks"

FIRST_CATALOGUE = {
    "plain_http_external",
    "plain_http_local",
    "certificate_expired",
    "certificate_expiring",
    "certificate_untrusted",
    "certificate_wrong_host",
    "passwordless_network",
    "insecure_provider",
    "admin_without_mfa",
    "bans_disabled",
    "ban_hits_everyone",
    "sign_in_attack",
    "core_outdated",
    "backup_missing",
    "backup_unscheduled",
    "backup_overdue",
    "backup_failing",
    "backup_only_here",
    "backup_unencrypted",
}
PLURAL = "_(?:zero|one|two|few|many|other)"
each_check = pytest.mark.parametrize("check_id", sorted(CHECKS))


def test_all_are_found() -> None:
    files = {path.stem for path in (POSTURE / "checks").glob("*.py")} - {"__init__"}
    assert set(CHECKS) == files
    assert files >= FIRST_CATALOGUE


@each_check
def test_ids_name_the_failing_state(check_id: str) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", check_id)
    assert not re.match(r"(no|is|has|check|verify|detect|ensure)_", check_id)


@each_check
def test_a_check_has_a_test(check_id: str) -> None:
    assert (TESTS / f"test_{check_id}.py").exists()


@each_check
def test_needs_are_facts(check_id: str) -> None:
    needs = CHECKS[check_id].check.needs
    assert needs
    for need in needs:
        found: object = HEALTHY
        for step in need.split("."):
            found = getattr(found, step)


@each_check
@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.API_CHANGED])
def test_a_missing_need_is_unknown(check_id: str, reason: Reason) -> None:
    for need in CHECKS[check_id].check.needs:
        gap = Unavailable(reason)
        source, _, part = need.partition(".")
        changed = replace(getattr(HEALTHY, source), **{part: gap}) if part else gap
        report = evaluate(replace(HEALTHY, **{source: changed}), NOW)
        result = next(row for row in report.results if row.id == check_id)
        assert (result.status, result.reason) == (Status.UNKNOWN, reason)


def test_nothing_read_is_all_unknown() -> None:
    report = evaluate(Facts(), NOW)
    assert {result.status for result in report.results} == {Status.UNKNOWN}
    assert {result.reason for result in report.results} == {Reason.STARTING}
    assert report.summary.state == "unknown"
    assert report.summary.score is None


@each_check
def test_texts(check_id: str) -> None:
    """Each part of a check has a text for each variant, which uses only its parameters."""
    check = CHECKS[check_id].check
    words = WORDS["checks"][check_id]
    parts = {re.sub(f"{PLURAL}$", "", key) for key in words}
    assert {"title", "why", "fix"} <= parts
    for variant in check.variants:
        assert {f"fail_{variant}", f"pass_{variant}"} & parts, (
            f"{check_id} has no text fail_{variant} or pass_{variant} in en.json"
        )
    for outcome in ("pass", "fail"):
        assert any(part == outcome or part.startswith(f"{outcome}_") for part in parts)
    allowed = {"title", "why", "fix", "pass", "fail"} | {
        f"{part}_{variant}" for part in ("pass", "why", "fix", "fail") for variant in check.variants
    }
    assert parts <= allowed, (
        f"declare the variants of these texts in CHECK.variants of {check_id}: "
        f"{sorted(parts - allowed)}"
    )
    for key, text in words.items():
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        assert names <= check.params, (
            f"declare the placeholders of {key} in CHECK.params of {check_id}: "
            f"{sorted(names - check.params)}"
        )
        is_plural = bool(re.search(f"{PLURAL}$", key))
        assert is_plural or "n" not in names, key
        assert not is_plural or "n" in check.params, key


def test_no_texts_without_a_check() -> None:
    assert set(WORDS["checks"]) == set(CHECKS)


@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("reasons", Reason),
        ("inapplicable", Inapplicable),
        ("evidence", EvidenceKind),
        ("areas", Area),
    ],
)
def test_every_member_has_a_text(section: str, members: Any) -> None:
    assert set(WORDS[section]) == {member.value for member in members}


def test_exposure_has_texts() -> None:
    keys = {re.sub(f"{PLURAL}$", "", key) for key in WORDS["exposure"]}
    assert keys >= {kind.value for kind in ExposureKind} | {"internet", "local"}


def _texts(node: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(node, str):
        return [(path, node)]
    return [row for key, child in node.items() for row in _texts(child, f"{path}.{key}")]


def test_texts_are_valid_for_hassfest() -> None:
    for path, text in _texts(WORDS):
        assert text == text.strip() != "", path
        assert not re.search(r"<[a-z/]|https?://|'\{\w+\}'", text), path
        assert "!" not in text.replace("!secret", ""), path
        for key in path.strip(".").split("."):
            assert re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", key), path


def test_the_core_does_not_import_home_assistant() -> None:
    found = 0
    for path in POSTURE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            modules = []
            if isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                depth = len(path.relative_to(POSTURE).parts)
                assert node.level <= depth, f"{path.name} reaches out of posture/"
                modules = [] if node.level else [node.module or ""]
            for module in modules:
                found += 1
                assert module.partition(".")[0] in sys.stdlib_module_names, (path.name, module)
    assert found > 50


def test_the_core_runs_without_home_assistant() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from posture.evaluate import evaluate; from posture.facts import Facts;"
        "from datetime import datetime, UTC;"
        "print(len(evaluate(Facts(), datetime.now(UTC)).results));"
        "assert not any(name.startswith('homeassistant') for name in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-I", "-c", program, str(PACKAGE)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == len(CHECKS)
