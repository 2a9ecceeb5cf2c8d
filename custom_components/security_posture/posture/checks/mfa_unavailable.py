"""Is multi-factor authentication available?

Home Assistant offers one-time codes unless its modules were removed. Without a module, a password
is the only protection.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, failed, not_applicable, passed
from .admin_without_mfa import PASSWORD_PROVIDERS

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.MEDIUM, local=Severity.LOW),
    needs=("auth",),
    fix=Fix(docs="https://www.home-assistant.io/docs/authentication/multi-factor-auth/"),
    repair=Repair.SETTING,
    cause="mfa",
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether users with a password can set up a second factor."""
    auth = require(facts.auth)
    if not any(PASSWORD_PROVIDERS & set(user.providers) for user in auth.users if user.is_active):
        return not_applicable(Inapplicable.NOT_CONFIGURED)
    return passed() if auth.mfa_modules else failed()
