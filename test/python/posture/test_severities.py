"""The catalogue: each check and how much it weighs, reachable from the Internet and at home.

Judged on facts that make the check fail as badly as it can: `FAILING` of its test.
"""

from __future__ import annotations

from importlib import import_module

import pytest

from custom_components.security_posture.posture.checks import QUESTIONS
from custom_components.security_posture.posture.evaluate import evaluate
from custom_components.security_posture.posture.facts import Facts
from custom_components.security_posture.posture.model import Severities, Severity, Status

from .build import NOW, judge

CRITICAL, HIGH, MEDIUM, LOW, INFO = Severity

# By check: at worst, reachable from the Internet; at worst, at home only.
CATALOGUE = {
    # encryption
    "plain_http_external": (CRITICAL, LOW),
    "plain_http_local": (LOW, LOW),
    "certificate_expired": (CRITICAL, MEDIUM),
    "certificate_expiring": (HIGH, HIGH),
    "certificate_untrusted": (MEDIUM, INFO),
    "certificate_wrong_host": (HIGH, LOW),
    "certificate_served_stale": (HIGH, HIGH),
    "weak_tls": (HIGH, LOW),
    "certificate_file_broken": (HIGH, HIGH),
    "private_key_readable": (HIGH, MEDIUM),
    # sign_in
    "passwordless_network": (CRITICAL, CRITICAL),
    "insecure_provider": (CRITICAL, HIGH),
    "admin_without_mfa": (HIGH, LOW),
    "mfa_unavailable": (MEDIUM, LOW),
    "everyone_admin": (LOW, LOW),
    "aged_access_token": (MEDIUM, LOW),
    "lasting_session": (LOW, INFO),
    "dormant_account": (MEDIUM, LOW),
    "unexpected_admin": (HIGH, MEDIUM),
    # bans
    "bans_disabled": (HIGH, LOW),
    "ban_threshold_lax": (LOW, INFO),
    "ban_hits_everyone": (HIGH, HIGH),
    "clients_indistinguishable": (HIGH, MEDIUM),
    "sign_in_attack": (HIGH, MEDIUM),
    "ban_list_broken": (MEDIUM, LOW),
    "ban_log_silenced": (LOW, LOW),
    # network
    "trusted_proxy_too_broad": (CRITICAL, MEDIUM),
    "proxy_setting_unconfirmed": (LOW, LOW),
    "http_yaml_ignored": (LOW, LOW),
    "cors_too_broad": (HIGH, MEDIUM),
    "framing_allowed": (MEDIUM, LOW),
    "guessable_webhook": (HIGH, INFO),
    "default_port_exposed": (INFO, INFO),
    "allowlist_too_broad": (LOW, LOW),
    # updates
    "core_outdated": (HIGH, HIGH),
    "known_vulnerability": (CRITICAL, HIGH),
    "system_outdated": (MEDIUM, LOW),
    "update_skipped": (MEDIUM, LOW),
    "apps_outdated": (LOW, LOW),
    "community_outdated": (LOW, LOW),
    "devices_outdated": (MEDIUM, LOW),
    "community_removed": (CRITICAL, HIGH),
    "installation_unsupported": (MEDIUM, LOW),
    "host_updates_manual": (MEDIUM, LOW),
    # backups
    "backup_missing": (HIGH, HIGH),
    "backup_unscheduled": (HIGH, HIGH),
    "backup_overdue": (HIGH, HIGH),
    "backup_failing": (MEDIUM, MEDIUM),
    "backup_only_here": (HIGH, HIGH),
    "backup_unencrypted": (HIGH, MEDIUM),
    # secrets
    "inline_secret": (HIGH, HIGH),
    "secret_in_public_folder": (CRITICAL, MEDIUM),
    "secrets_in_git": (CRITICAL, CRITICAL),
    "secrets_file_exposed": (HIGH, MEDIUM),
    "location_in_shared_config": (MEDIUM, MEDIUM),
    "git_remote_credential": (HIGH, HIGH),
    "default_secret": (MEDIUM, MEDIUM),
    # host
    "runs_as_root": (HIGH, HIGH),
    "passwordless_sudo": (HIGH, HIGH),
    "privileged_group": (HIGH, MEDIUM),
    "everyday_account": (LOW, LOW),
    "container_privileged": (MEDIUM, MEDIUM),
    "container_socket": (HIGH, HIGH),
    "configuration_writable": (HIGH, HIGH),
    "app_unprotected": (HIGH, MEDIUM),
    "app_port_open": (MEDIUM, LOW),
    "supervisor_unhealthy": (HIGH, MEDIUM),
    "templated_command": (HIGH, MEDIUM),
    "debugger_open": (MEDIUM, MEDIUM),
}


def failing(check_id: str) -> Facts:
    """Return the facts that make a check fail, from its own test."""
    facts: Facts = import_module(f".checks.test_{check_id}", __package__).FAILING
    return facts


def test_the_catalogue_is_complete() -> None:
    assert set(QUESTIONS) == set(CATALOGUE)


@pytest.mark.parametrize("check_id", sorted(CATALOGUE))
def test_severities(check_id: str) -> None:
    outcome = judge(check_id, failing(check_id))
    assert outcome.status is Status.FAIL
    severity = outcome.severity or QUESTIONS[check_id].check.severity
    if isinstance(severity, Severity):
        severity = Severities.always(severity)
    assert (severity.internet, severity.local) == CATALOGUE[check_id]


@pytest.mark.parametrize("check_id", sorted(CATALOGUE))
def test_a_failing_check_fails_in_the_report(check_id: str) -> None:
    results = {row.id: row for row in evaluate(failing(check_id), NOW).results}
    assert results[check_id].status is Status.FAIL
