"""What Home Assistant would meet if it loaded its certificate and its key now.

The files are given to a TLS context exactly as Home Assistant's server does at its start;
the context, which then holds the key, is dropped at once.
"""

from pathlib import Path
import ssl
import stat
from typing import Final

from ...posture.facts import FileTrouble, NextStart, Reason
from ..common.errors import CollectorError
from .certificate_file import MAX_BYTES, read_certificate_file

_MISMATCH: Final = "KEY_VALUES_MISMATCH"


def load_as_at_start(certificate: str, key: str | None, peer: str | None) -> NextStart:
    """Return what is wrong with the files. `peer`: authorities of client certificates. Blocking."""
    return NextStart(
        trouble=_found(
            certificate, FileTrouble.CERTIFICATE_MISSING, FileTrouble.CERTIFICATE_UNREADABLE
        )
        or _key_found(key)
        or _loaded(certificate, key)
        or _peer(peer)
    )


def _key_found(path: str | None) -> FileTrouble | None:
    if path is None:
        return None  # it stands in the certificate's file
    return _found(path, FileTrouble.KEY_MISSING, FileTrouble.KEY_UNREADABLE)


def _found(path: str, missing: FileTrouble, unreadable: FileTrouble) -> FileTrouble | None:
    try:
        # Loading what is not a file could wait for ever: a pipe, a device.
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            return missing
        if status.st_size > MAX_BYTES:
            raise CollectorError(Reason.TOO_LARGE)
        with Path(path).open("rb"):
            return None
    except PermissionError:
        return unreadable
    except OSError, ValueError:
        return missing


def _loaded(certificate: str, key: str | None) -> FileTrouble | None:
    # What Home Assistant's own profiles add, versions and ciphers, has no say in loading.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # Without an answer for it, a key with a password would ask on the terminal.
        context.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as err:
        if err.reason == _MISMATCH:
            return FileTrouble.MISMATCH
    except OSError, ValueError:
        pass
    else:
        return None
    try:
        read_certificate_file(certificate)
    except CollectorError:
        return FileTrouble.CERTIFICATE_BROKEN
    return FileTrouble.KEY_BROKEN


def _peer(path: str | None) -> FileTrouble | None:
    if path is None:
        return None
    if _found(path, FileTrouble.PEER_BROKEN, FileTrouble.PEER_BROKEN):
        return FileTrouble.PEER_BROKEN
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_verify_locations(path)
    except OSError, ValueError:
        return FileTrouble.PEER_BROKEN
    return None
