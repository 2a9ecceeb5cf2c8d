"""Is Home Assistant reachable from the internet on its default port?

Another port is not safer. It only reduces log noise from automated scans.
"""

from datetime import datetime
from urllib.parse import urlsplit

from ..exposure import external_is_public, host_of
from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.NETWORK,
    # Obscurity is no security: severity info changes neither state nor score.
    severity=Severities.always(Severity.INFO),
    needs=("urls",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
)

DEFAULT_PORT = 8123


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the external URL uses the default port."""
    url = require(facts.urls).external_url
    if not url:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    host = host_of(url)
    try:
        port = urlsplit(url).port
    except ValueError:
        return unknown(Reason.PARSE)
    if host is None:
        return unknown(Reason.PARSE)
    public = external_is_public(facts)
    if isinstance(public, Unavailable) and isinstance(facts.tls, Unavailable):
        return unknown(public.reason)
    # Funnel does not offer this port.
    if public is not True:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return _judge(port)


def _judge(port: int | None) -> Outcome:
    if port == DEFAULT_PORT:
        return failed(evidence=(Evidence(EvidenceKind.PORT, str(port)),))
    return passed()
