"""Can Home Assistant become root without a password?

A NOPASSWD rule in sudoers turns every command of Home Assistant into a command of root.
"""

from datetime import datetime

from ..facts import Facts, Reason, SudoRule, Unavailable, require
from ..model import (
    Area,
    Check,
    Evidence,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    assumed_pass,
    failed,
    not_applicable,
    passed,
    unknown,
)

CHECK = Check(
    area=Area.HOST,
    severity=Severities.always(Severity.HIGH),
    needs=("host.account", "host.sudo"),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    cause="account",
    variants=frozenset({"anything", "some"}),
)

# Distributions let members of these groups use sudo.
SUDO_GROUPS = frozenset({"admin", "sudo", "wheel"})
ROOT = 0


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return what sudoers allows, as far as it can be read."""
    host = require(facts.host)
    account, sudo = require(host.account), require(host.sudo)
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    if account.uid == ROOT:
        return not_applicable(Inapplicable.COVERED)
    if not sudo.installed:
        return passed()
    if isinstance(sudo.rules, Unavailable):
        # Only root may read sudoers. Without the group, somebody would have had to add a rule.
        reason = sudo.rules.reason
        suspect = reason is not Reason.PERMISSION or SUDO_GROUPS & set(account.groups)
        return unknown(reason) if suspect else assumed_pass(reason)
    return _finding(sudo.rules) if sudo.rules else passed()


def _finding(rules: tuple[SudoRule, ...]) -> Outcome:
    rows = tuple(Evidence.at_place(rule.path, rule.line) for rule in rules)
    if any(rule.unlimited for rule in rules):
        return failed(evidence=rows, variant="anything")
    return failed(severity=Severity.MEDIUM, evidence=rows, variant="some")
