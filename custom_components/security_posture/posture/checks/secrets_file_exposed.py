"""Can other system accounts access the secrets?

secrets.yaml and the authentication files give access to everything Home Assistant is connected
to.
"""

from datetime import datetime

from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from .configuration_writable import mode_evidence

CHECK = Check(
    area=Area.SECRETS,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("files", "host"),
    fix=Fix(docs="https://www.home-assistant.io/installation/"),
    repair=Repair.ELSEWHERE,
    variants=frozenset({"writable", "readable"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the files that every account can write, or that other people can read."""
    host, files = require(facts.host), require(facts.files)
    secrets = files.secrets
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    if rows := mode_evidence(tuple(file for file in secrets if file.others_write)):
        return failed(evidence=rows, variant="writable")
    rows = mode_evidence(tuple(file for file in secrets if file.others_read))
    if not rows:
        return passed() if files.complete else unknown(Reason.TOO_LARGE)
    if isinstance(host.people, Unavailable):
        return unknown(host.people.reason)
    # Without other people on the machine, read access does not matter.
    if host.people:
        return failed(severity=Severity.MEDIUM, evidence=rows, variant="readable")
    return passed() if files.complete else unknown(Reason.TOO_LARGE)
