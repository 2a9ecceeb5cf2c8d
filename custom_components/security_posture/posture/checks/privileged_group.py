"""Is the system account in a group that is equivalent to root?

Members of some groups can take over the machine: with a container that sees the whole disk, with
the disk itself, or with sudo.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed
from . import passwordless_sudo

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("host.account", "host.sudo"),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
    cause="account",
    params=frozenset({"n"}),
)

PRIVILEGED = frozenset({"admin", "disk", "docker", "incus-admin", "lxd", "sudo", "wheel"})


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the groups with which the account can become root."""
    host = require(facts.host)
    account = require(host.account)
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    if account.uid == passwordless_sudo.ROOT:
        return not_applicable(Inapplicable.COVERED)
    groups = sorted(PRIVILEGED & set(account.groups))
    if not groups:
        return passed()
    by_sudo = set(groups) <= passwordless_sudo.SUDO_GROUPS
    if by_sudo and passwordless_sudo.evaluate(facts, now).status is Status.FAIL:
        return not_applicable(Inapplicable.COVERED)
    rows = tuple(Evidence(EvidenceKind.GROUP, group) for group in groups)
    return failed(evidence=rows, n=len(rows))
