"""Can Home Assistant become root without a password?

A NOPASSWD rule in sudoers turns every command of Home Assistant into a command of root.
"""

from datetime import datetime

from ..facts import Facts, Reason, SudoRule, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence
from ..model.outcome import (
    Inapplicable,
    Outcome,
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
    repair=Repair.ELSEWHERE,
    cause="account",
    variants=frozenset({"anything", "some"}),
)

# Distributions allow sudo for members of these groups.
SUDO_GROUPS = frozenset({"admin", "sudo", "wheel"})
ROOT = 0


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the NOPASSWD rules, as far as sudoers is readable."""
    host = require(facts.host)
    account, sudo = require(host.account), require(host.sudo)
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    if account.uid == ROOT:
        return not_applicable(Inapplicable.COVERED)
    if not sudo.installed:
        return passed()
    if isinstance(sudo.rules, Unavailable):
        # Only root can read sudoers. Outside these groups, an explicit rule would be needed.
        reason = sudo.rules.reason
        suspect = reason is not Reason.PERMISSION or SUDO_GROUPS & set(account.groups)
        return unknown(reason) if suspect else assumed_pass(reason)
    return _finding(sudo.rules) if sudo.rules else passed()


def _finding(rules: tuple[SudoRule, ...]) -> Outcome:
    rows = tuple(Evidence.at_place(rule.path, rule.line) for rule in rules)
    if any(rule.unlimited for rule in rules):
        return failed(evidence=rows, variant="anything")
    return failed(severity=Severity.MEDIUM, evidence=rows, variant="some")
