"""Decide which TLS endpoint the certificate checks are about."""

from .facts import Reason, TlsEndpoint, TlsFacts, Unavailable

# How a connection to the own external address fails behind a router without NAT loopback.
_NO_NAT_LOOPBACK = (Reason.DNS, Reason.REFUSED, Reason.TIMEOUT)


def client_endpoint(tls: TlsFacts) -> TlsEndpoint | Unavailable | None:
    """Return the endpoint that clients use: the external URL, else Home Assistant's own port."""
    if tls.external is None:
        return tls.own
    # If the external URL cannot be reached from inside, and the own port serves a certificate
    # for its host, then clients get that certificate.
    if isinstance(tls.external, Unavailable) and tls.external.reason in _NO_NAT_LOOPBACK:
        return tls.own if tls.own_names_external and tls.own else tls.external
    return tls.external
