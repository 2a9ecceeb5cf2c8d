"""Do all administrators use multi-factor authentication?

A password can be guessed, reused or phished; a second factor makes that useless. Home
Assistant asks for one only after a password. It cannot see what an external login system
asks for.
"""

from datetime import datetime

from ..facts import Facts, Reason, Unavailable, User, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed, unknown

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.HIGH, local=Severity.LOW),
    needs=("auth",),
    fix=Fix(path="/profile/security"),
    repair=Repair.SETTING,
    cause="mfa",
    params=frozenset({"n"}),
    variants=frozenset({"remote", "local_only"}),
)

# Providers that ask for a password, and then for the second factor if one is set up.
PASSWORD_PROVIDERS = frozenset(
    {"command_line", "homeassistant", "insecure_example", "legacy_api_password"}
)
# Asks for no password: see passwordless_network.
PASSWORDLESS = "trusted_networks"


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the administrators who log in with a password alone."""
    admins = [user for user in require(facts.auth).users if _is_admin(user)]
    with_password = [user for user in admins if PASSWORD_PROVIDERS & set(user.providers)]
    without = [user for user in with_password if user.mfa is False]
    if without:
        return _finding(without)
    for user in with_password:
        if isinstance(user.mfa, Unavailable):
            return unknown(user.mfa.reason)
    if any(set(user.providers) - PASSWORD_PROVIDERS - {PASSWORDLESS} for user in admins):
        return unknown(Reason.EXTERNAL)
    if not with_password:
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed(n=len(with_password))


def _is_admin(user: User) -> bool:
    return user.is_admin and user.is_active and not user.system_generated


def _finding(without: list[User]) -> Outcome:
    rows = tuple(Evidence(EvidenceKind.USER, user.name) for user in without)
    if all(user.local_only for user in without):
        return failed(severity=Severity.LOW, evidence=rows, n=len(without), variant="local_only")
    return failed(evidence=rows, n=len(without), variant="remote")
