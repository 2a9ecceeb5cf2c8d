"""Is the local connection encrypted?

Over plain HTTP, every device in the network can read the traffic. This is a small risk, and a
proxy in front of Home Assistant may add TLS.
"""

from datetime import datetime

from ..facts import Facts, Reason, Unavailable, require
from ..model.check import Area, Check, Fix, Repair, Severities, Severity
from ..model.outcome import Inapplicable, Outcome, Status, failed, not_applicable, passed, unknown
from ..own_port import is_own_port

CHECK = Check(
    area=Area.ENCRYPTION,
    severity=Severities.always(Severity.LOW),
    needs=("http",),
    fix=Fix(path="/config/network"),
    repair=Repair.SETTING,
    variants=frozenset({"mismatch"}),
)


def evaluate(facts: Facts, now: datetime) -> Outcome:
    """Return whether the local connection is encrypted."""
    if require(facts.http).serves_tls:
        return passed()
    proxy = _has_tls_proxy(facts)
    if proxy is not False and _is_of_own_port(facts):
        answer = _at_own_port(facts)
        if proxy is True or answer.status is Status.FAIL:
            return answer
    if isinstance(proxy, Unavailable):
        return unknown(proxy.reason)
    return not_applicable(Inapplicable.BEHIND_PROXY) if proxy else failed()


def _is_of_own_port(facts: Facts) -> bool:
    """Return whether the internal URL is https with the port that serves plain HTTP."""
    url = None if isinstance(facts.urls, Unavailable) else facts.urls.internal_url
    return (url or "").startswith("https://") and is_own_port(facts.http, url or "") is True


def _at_own_port(facts: Facts) -> Outcome:
    """Return what answers at the internal URL: a proxy on another address may have the port."""
    answer = facts.tls if isinstance(facts.tls, Unavailable) else facts.tls.internal_tls
    if isinstance(answer, Unavailable):
        return unknown(answer.reason)
    if answer is None:  # the facts were read before the URL was changed
        return unknown(Reason.OUTDATED)
    return not_applicable(Inapplicable.BEHIND_PROXY) if answer else failed(variant="mismatch")


def _has_tls_proxy(facts: Facts) -> bool | Unavailable:
    """Return whether a trusted proxy serves an HTTPS address."""
    http, urls = require(facts.http), facts.urls
    if not http.trusted_proxies:
        return False
    # The internal URL says how local clients connect.
    if not isinstance(urls, Unavailable) and (urls.internal_url or "").startswith("http://"):
        return False
    if not isinstance(urls, Unavailable) and not any(
        (url or "").startswith("https://") for url in (urls.external_url, urls.internal_url)
    ):
        return False
    if isinstance(http.settings, Unavailable):
        return http.settings
    if not http.settings.use_x_forwarded_for:
        return False
    return urls if isinstance(urls, Unavailable) else True
