"""Does an app have full access to the machine?

Full access, the Docker API or the host's processes make an app root on the machine, and so
an attacker who takes over the app. The Supervisor grants them only while protection mode is
off. Without such a request, disabled protection is harmless until an update adds one.
"""

from datetime import datetime

from ..facts import App, Facts, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.HOST,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("supervisor",),
    fix=Fix(path="/config/apps"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"full_power", "unguarded"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the running apps without protection mode, first those with full access."""
    supervisor = require(facts.supervisor)
    if supervisor is None:
        return not_applicable(Inapplicable.NO_SUPERVISOR)
    if isinstance(supervisor.apps, Unavailable):
        return unknown(supervisor.apps.reason)
    apps = supervisor.apps
    for variant, is_so, severity in (
        ("full_power", _has_full_access, None),
        ("unguarded", _is_unguarded, Severity.LOW),
    ):
        verdicts = tuple(map(is_so, apps))
        found = [app for app, verdict in zip(apps, verdicts, strict=True) if verdict is True]
        if found:
            return failed(severity=severity, evidence=_rows(found), n=len(found), variant=variant)
        if gap := _gap(verdicts):
            return unknown(gap.reason)
    return passed()


def _rows(apps: list[App]) -> tuple[Evidence, ...]:
    return tuple(Evidence(EvidenceKind.APP, app.name) for app in apps)


def _has_full_access(app: App) -> bool | Unavailable:
    """Return whether it runs without protection and has at least one kind of full access."""
    return _all(_is_unguarded(app), _any(app.full_access, app.docker_api, app.host_pid))


def _is_unguarded(app: App) -> bool | Unavailable:
    """Return whether it runs with protection mode off."""
    unprotected = app.protected if isinstance(app.protected, Unavailable) else not app.protected
    return _all(app.running, unprotected)


def _any(*parts: bool | Unavailable) -> bool | Unavailable:
    return True if True in parts else _gap(parts) or False


def _all(*parts: bool | Unavailable) -> bool | Unavailable:
    return False if False in parts else _gap(parts) or True


def _gap(parts: tuple[bool | Unavailable, ...]) -> Unavailable | None:
    return next((part for part in parts if isinstance(part, Unavailable)), None)
