"""The certificate file Home Assistant serves from. A key in it is never parsed."""

from __future__ import annotations

import os
import stat
from typing import Final

from cryptography import x509

from ..posture.facts import Certificate, Reason
from .certificate import facts_of
from .unreadable import Unreadable

MAX_BYTES: Final = 1024 * 1024


def read_certificate_file(path: str) -> Certificate:
    """Return the leaf of a PEM file: the first certificate in it. Blocking."""
    try:
        # Not blocking on a pipe in the file's place; following links, as ACME clients use them.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError as err:
        raise Unreadable(Reason.PERMISSION) from err
    except OSError as err:
        raise Unreadable(Reason.PARSE) from err
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(Reason.PARSE)
        if status.st_size > MAX_BYTES:
            raise Unreadable(Reason.TOO_LARGE)
        text = file.read(MAX_BYTES)
    try:
        return facts_of(x509.load_pem_x509_certificates(text)[0])
    except (ValueError, IndexError) as err:
        raise Unreadable(Reason.PARSE) from err
