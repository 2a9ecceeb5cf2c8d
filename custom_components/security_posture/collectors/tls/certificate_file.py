"""Read a certificate file. A private key in it is never parsed."""

import ssl
from typing import Final

from ...posture.facts import Certificate, Reason
from ..common.bounded_read import read_limited
from ..common.errors import CollectorError
from .certificate import parse_certificate

# A chain takes about ten kilobytes.
MAX_BYTES: Final = 1024 * 1024
_BEGIN: Final = b"-----BEGIN CERTIFICATE-----"
_END: Final = b"-----END CERTIFICATE-----"


def read_certificate_file(path: str) -> Certificate:
    """Return the leaf of a PEM file: the first certificate in it. Blocking."""
    try:
        pem = read_limited(path, MAX_BYTES)
    except PermissionError as err:
        raise CollectorError(Reason.PERMISSION) from err
    except (OSError, ValueError) as err:
        raise CollectorError(Reason.PARSE) from err
    return parse_certificate(_first_certificate(pem))


def _first_certificate(pem: bytes) -> bytes:
    """Return the first certificate as DER."""
    begin = pem.find(_BEGIN)
    end = pem.find(_END, begin)
    if begin < 0 or end < 0:
        raise CollectorError(Reason.PARSE)
    try:
        return ssl.PEM_cert_to_DER_cert(pem[begin : end + len(_END)].decode("ascii"))
    except ValueError as err:  # not ASCII or not base64
        raise CollectorError(Reason.PARSE) from err
