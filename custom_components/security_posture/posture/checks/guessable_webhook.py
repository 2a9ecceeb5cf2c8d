"""Can the id of a webhook be guessed?

A webhook needs no login: its id is the secret. A descriptive id that is reachable from the
internet can be found with a word list.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.NETWORK,
    severity=Severities(internet=Severity.HIGH, local=Severity.INFO),
    needs=("webhooks",),
    fix=Fix(path="/config/automation"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the webhooks with a guessable id that are not limited to the local network."""
    rows = tuple(
        Evidence(EvidenceKind.WEBHOOK, f"{webhook.component}: {webhook.name}")
        for webhook in require(facts.webhooks).webhooks
        if webhook.guessable and not webhook.local_only
    )
    return failed(evidence=rows, n=len(rows)) if rows else passed()
