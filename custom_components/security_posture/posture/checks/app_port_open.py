"""Does an app expose a shell, file shares, a database or a screen to the network?

Scanners try these ports first, and they bypass Home Assistant's login. An app in the host
network opens its ports itself: the port mapping shows what it is configured to open. Samba
apps have no mapping, so their port is assumed.
"""

from collections.abc import Iterator
from datetime import datetime

from ..facts import App, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown
from ..well_known_ports import service

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("supervisor",),
    fix=Fix(path="/config/apps"),
    repair=Repair.SETTING,
    params=frozenset({"n"}),
    variants=frozenset({"unmapped"}),
)

# Apps that serve Samba from the host's network, by the last part of their slug.
SAMBA_APPS = frozenset({"samba", "sambanas", "sambanas2"})
SAMBA_PORT = 445


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the running apps that expose a sensitive port."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    if isinstance(supervisor.apps, Unavailable):
        return unknown(supervisor.apps.reason)
    running = [app for app in supervisor.apps if app.running is True]
    found = [(app, rows) for app in running if (rows := tuple(_evidence(app)))]
    if found:
        evidence = tuple(row for _app, rows in found for row in rows)
        if any(_is_mapped(app) for app, _rows in found):
            return failed(evidence=evidence, n=len(found))
        return failed(evidence=evidence, n=len(found), variant="unmapped")
    for app in supervisor.apps:
        for part in (app.running, app.ports):
            if app.running is not False and isinstance(part, Unavailable):
                return unknown(part.reason)
    return passed()


def open_services(app: App) -> Iterator[tuple[int, str]]:
    """Yield the port and the name of each sensitive service that an app opens to the network."""
    for inside, outside in _open_ports(app):
        if name := service(inside):
            yield outside, name


def _evidence(app: App) -> Iterator[Evidence]:
    for port, name in open_services(app):
        yield Evidence(EvidenceKind.APP, app.name)
        yield Evidence(EvidenceKind.PORT, f"{port} ({name})")


def _is_mapped(app: App) -> bool:
    """Return whether the network configuration of the app has a sensitive port to clear."""
    return not isinstance(app.ports, Unavailable) and any(
        port.protocol == "tcp" and service(port.inside) for port in app.ports
    )


def _open_ports(app: App) -> Iterator[tuple[int, int]]:
    if app.host_network is not False and app.slug.rpartition("_")[2] in SAMBA_APPS:
        yield SAMBA_PORT, SAMBA_PORT
    if not isinstance(app.ports, Unavailable):
        for port in app.ports:
            if port.protocol == "tcp":
                yield port.inside, port.outside
