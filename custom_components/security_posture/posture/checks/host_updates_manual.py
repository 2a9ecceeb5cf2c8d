"""Does the host operating system install updates automatically?

Its kernel, SSH server and libraries are as exposed as Home Assistant, and few people log in
every week to update them.
"""

from datetime import datetime

from ..facts import AutomaticUpdates, Facts, HostFacts, HostUpdates, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..pending_updates import MONTH

CHECK = Check(
    area=Area.UPDATES,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("evidence_entities",),
    fix=Fix(path="/config/integrations/integration/security_posture"),
    repair=Repair.ELSEWHERE,
    params=frozenset({"n"}),
    variants=frozenset({"absent", "off", "waiting", "entity"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the outcome of the selected entity, or else of the host's automatic updates."""
    entity = require(facts.evidence_entities).host_updates
    if entity is not None:
        return _from_entity(entity, now)
    if isinstance(facts.host, Unavailable):
        return unknown(facts.host.reason)
    return _from_host(facts.host)


def _from_entity(entity: HostUpdates, now: datetime) -> Outcome:
    since = entity.waiting_since
    if isinstance(since, Unavailable):
        return unknown(since.reason)
    if since is None or now - since <= MONTH:
        return passed(variant="entity")
    row = Evidence(EvidenceKind.ENTITY, entity.entity_id, at=since)
    return failed(evidence=(row,), n=(now - since).days, variant="waiting")


def _from_host(host: HostFacts) -> Outcome:
    if host.home_assistant_os:
        return not_applicable(Inapplicable.MANAGED)
    if host.container:
        return not_applicable(Inapplicable.CONTAINER)
    match host.automatic_updates:
        case None:
            return not_applicable(Inapplicable.NOT_CONFIGURED)
        case Unavailable(reason):
            return unknown(reason)
        case AutomaticUpdates(installed=True, enabled=True):
            return passed()
        case updates:
            return failed(variant="off" if updates.installed else "absent")
