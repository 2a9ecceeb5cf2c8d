"""Was an administrator's session used from a network in the internet that is not usual?

What is usual is learned in two weeks, as keyed hashes. A holiday or a new provider looks the same
as a stolen session, so this is a question and no alarm: accept it, or log that session out.
"""

from datetime import datetime

from ..facts import Facts, Reason, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.evidence import Evidence, EvidenceKind
from ..model.outcome import Outcome, failed, passed, unknown
from ..networks import home_networks, is_public

CHECK = Check(
    area=Area.SIGN_IN,
    severity=Severities.always(Severity.LOW),
    needs=("accounts.unfamiliar", "auth", "network"),
    fix=Fix(path="/profile/security"),
    repair=Repair.CLICK,
    params=frozenset({"n"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return the networks from which an administrator's session was used unusually."""
    accounts, auth = require(facts.accounts), require(facts.auth)
    home = home_networks(require(facts.network))
    names = {user.id: user.name for user in auth.users if user.is_admin and user.is_active}
    if accounts.learning:
        used = (row.last_used_ip for row in auth.sessions if row.user_id in names)
        if any(address and is_public(address) and address not in home for address in used):
            return unknown(Reason.LEARNING)
        return passed()
    rows = tuple(
        Evidence(EvidenceKind.NETWORK, f"{names[row.user_id]}: {row.network}", at=row.first_used)
        for row in require(accounts.unfamiliar)
        if row.user_id in names and not home.overlaps(row.network)
    )
    return failed(evidence=rows, n=len(rows)) if rows else passed()
