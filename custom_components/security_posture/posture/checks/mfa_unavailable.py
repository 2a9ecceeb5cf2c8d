"""Can anybody here set up a second factor?

Home Assistant offers one-time codes unless somebody turned them off. Without any module,
a password is all that stands between a stranger and the home.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Fix,
    Inapplicable,
    Outcome,
    Severities,
    Severity,
    failed,
    not_applicable,
    passed,
)
from .admin_without_mfa import PASSWORD

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("auth",),
    fix=Fix(docs="https://www.home-assistant.io/docs/authentication/multi-factor-auth/"),
    cause="mfa",
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether a module for a second factor is there for those who use a password."""
    auth = require(facts.auth)
    if not any(PASSWORD & set(user.providers) for user in auth.users if user.is_active):
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed() if auth.mfa_modules else failed()
