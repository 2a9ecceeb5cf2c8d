"""Check whether Home Assistant could load its certificate and key at the next start.

The files are loaded into a TLS context as Home Assistant's server does. The context, which then
holds the key, is discarded at once.
"""

from pathlib import Path
import ssl
from typing import Final

from ...posture.facts import FileTrouble, NextStart, Reason
from ..common.bounded_read import read_beginning
from ..common.errors import CollectorError
from .certificate_file import MAX_BYTES, read_certificate_file

_MISMATCH: Final = "KEY_VALUES_MISMATCH"


def load_as_at_start(certificate: str, key: str | None, peer: str | None) -> NextStart:
    """Return the problem with the files; `peer` is the client CA file. Blocking."""
    return NextStart(
        trouble=_find(
            certificate, FileTrouble.CERTIFICATE_MISSING, FileTrouble.CERTIFICATE_UNREADABLE
        )
        or _find_key(key)
        or _load(certificate, key)
        or _load_peer(peer)
    )


def _find_key(path: str | None) -> FileTrouble | None:
    if path is None:
        return None  # it is in the certificate's file
    return _find(path, FileTrouble.KEY_MISSING, FileTrouble.KEY_UNREADABLE)


def _find(path: str, missing: FileTrouble, unreadable: FileTrouble) -> FileTrouble | None:
    try:
        size = Path(path).stat().st_size
        read_beginning(path, 1)
    except PermissionError:
        return unreadable
    except CollectorError, OSError, ValueError:
        return missing  # also a FIFO or a device, from which loading could block forever
    if size > MAX_BYTES:
        raise CollectorError(Reason.TOO_LARGE)
    return None


def _load(certificate: str, key: str | None) -> FileTrouble | None:
    # The versions and ciphers of Home Assistant's profiles do not affect loading.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        # Without a password, an encrypted key would prompt on the terminal.
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


def _load_peer(path: str | None) -> FileTrouble | None:
    if path is None:
        return None
    if _find(path, FileTrouble.PEER_BROKEN, FileTrouble.PEER_BROKEN):
        return FileTrouble.PEER_BROKEN
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_verify_locations(path)
    except OSError, ValueError:
        return FileTrouble.PEER_BROKEN
    return None
