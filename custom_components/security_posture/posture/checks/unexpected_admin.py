"""Did somebody become an administrator whom nobody expects?

Whoever breaks in makes an account, or a token, to come back with. What was there when this
was first looked at, or last confirmed, is expected; what came since is shown until an
administrator confirms it.
"""

from datetime import datetime

from ..facts import Facts, require
from ..model import (
    Area,
    Check,
    Evidence,
    EvidenceKind,
    Fix,
    Outcome,
    Severities,
    Severity,
    failed,
    passed,
)

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities(internet=Severity.HIGH, local=Severity.MEDIUM),
    needs=("accounts.new_admins", "accounts.new_tokens", "auth"),
    fix=Fix(path="/config/integrations/integration/security_posture"),
    params=frozenset({"n"}),
    variants=frozenset({"administrator", "token"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the administrators, and their tokens, that came since the last confirmation."""
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
