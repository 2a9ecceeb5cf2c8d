"""Decide which TLS endpoint the certificate checks are about.

The external URL is read from inside. Behind a router without NAT loopback, nothing answers there,
or the router itself does, with its own certificate.
"""

from .certificates import covers, is_renewal, names_only_local
from .exposure import is_public_host
from .facts import Certificate, Place, Reason, TlsEndpoint, TlsFacts, Unavailable

# How a connection to the own external address fails behind a router without NAT loopback.
_NO_NAT_LOOPBACK = (Reason.DNS, Reason.REFUSED, Reason.TIMEOUT)
# Here another device may answer than the one that visitors reach.
_NOT_AS_VISITORS = (Place.ROUTER, Place.LOOPBACK)


def client_endpoint(tls: TlsFacts) -> TlsEndpoint | Unavailable | None:
    """Return the endpoint that clients use: the external URL, else Home Assistant's own port.

    The own port counts if what answers at the external URL is not the home's, and its certificate
    is issued for the external host: then clients get that certificate.
    """
    external = tls.external
    if external is None:
        return tls.own
    if _is_the_homes(external, tls):
        return external
    if gap := _gap(external, tls):
        return gap
    if tls.own_names_external and tls.own:
        return tls.own
    return external if isinstance(external, Unavailable) else Unavailable(Reason.ANOTHER_DEVICE)


def _is_the_homes(external: TlsEndpoint | Unavailable, tls: TlsFacts) -> bool:
    """Return whether clients reach what answered at the external URL."""
    if isinstance(external, Unavailable):
        is_answer = external.reason not in _NO_NAT_LOOPBACK
        return is_answer and tls.external_place not in _NOT_AS_VISITORS
    certificate = external.certificate
    if covers(certificate, external.host) or tls.external_place is Place.HERE:
        return True
    if any(_are_one(certificate, known) for known in _known(tls)):
        return True
    if is_public_host(external.host) and certificate.self_signed and names_only_local(certificate):
        return False  # the page of a router or another device
    return tls.external_place not in _NOT_AS_VISITORS and not tls.own_names_external


def _gap(external: TlsEndpoint | Unavailable, tls: TlsFacts) -> Unavailable | None:
    """Return why it cannot be told whether the home answers at the external URL."""
    if isinstance(external, Unavailable):
        return external if tls.external_answered else None
    # The certificate that answered may be one of those that could not be read.
    is_unread = isinstance(tls.file, Unavailable) or isinstance(tls.on_disk, Unavailable)
    return Unavailable(Reason.ANOTHER_DEVICE) if is_unread else None


def _known(tls: TlsFacts) -> list[Certificate]:
    """Return the certificates that are certainly the home's."""
    found = [] if isinstance(tls.on_disk, Unavailable) else [*tls.on_disk]
    if isinstance(tls.own, TlsEndpoint):
        found.append(tls.own.certificate)
    if isinstance(tls.file, Certificate):
        found.append(tls.file)
    return found


def _are_one(one: Certificate, other: Certificate) -> bool:
    return one == other or is_renewal(one, other)
