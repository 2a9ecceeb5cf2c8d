"""The certificate file Home Assistant serves from. A key in it is never parsed."""

import os
import ssl
import stat
from typing import Final

from ...posture.facts import Certificate, Reason
from ..common.errors import CollectorError
from .certificate import parse_certificate

# A chain takes some ten kilobytes.
MAX_BYTES: Final = 1024 * 1024
_BEGIN: Final = b"-----BEGIN CERTIFICATE-----"
_END: Final = b"-----END CERTIFICATE-----"


def read_certificate_file(path: str) -> Certificate:
    """Return the leaf of a PEM file: the first certificate in it. Blocking."""
    try:
        # Not waiting for a pipe in the file's place; following links, as ACME clients use them.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError as err:
        raise CollectorError(Reason.PERMISSION) from err
    except (OSError, ValueError) as err:
        raise CollectorError(Reason.PARSE) from err
    try:
        return parse_certificate(_first_certificate(_content(descriptor)))
    finally:
        os.close(descriptor)


def _content(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise CollectorError(Reason.PARSE)
    if status.st_size > MAX_BYTES:
        raise CollectorError(Reason.TOO_LARGE)
    return os.read(descriptor, MAX_BYTES)


def _first_certificate(pem: bytes) -> bytes:
    """Return the first certificate as DER. The file may hold the private key as well."""
    begin = pem.find(_BEGIN)
    end = pem.find(_END, begin)
    if begin < 0 or end < 0:
        raise CollectorError(Reason.PARSE)
    try:
        return ssl.PEM_cert_to_DER_cert(pem[begin : end + len(_END)].decode("ascii"))
    except ValueError as err:  # neither ASCII nor base64
        raise CollectorError(Reason.PARSE) from err
