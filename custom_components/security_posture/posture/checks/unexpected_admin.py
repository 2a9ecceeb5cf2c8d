"""Is there a new administrator or administrator token?

Attackers often create an account or a token to keep access. What existed at the first check or
the last confirmation is expected; later ones are shown until an administrator confirms them.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("accounts.new_admins", "accounts.new_tokens", "auth"),
    fix=Fix(path="/config/integrations/integration/security_posture"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
    variants=frozenset({"administrator", "token"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the administrators and tokens that are new since the last confirmation."""
    accounts = require(facts.accounts)
    names = {user.id: user.name for user in require(facts.auth).users}
    admins = tuple(
        Evidence(EvidenceKind.USER, names.get(row.user_id, ""), at=row.seen_at)
        for row in require(accounts.new_admins)
    )
    tokens = tuple(
        Evidence(
            EvidenceKind.TOKEN, f"{names.get(row.user_id, '')}: {row.name or ''}", at=row.seen_at
        )
        for row in require(accounts.new_tokens)
    )
    if admins:
        return failed(evidence=admins + tokens, n=len(admins), variant="administrator")
    if tokens:
        return failed(evidence=tokens, n=len(tokens), variant="token")
    return passed()
