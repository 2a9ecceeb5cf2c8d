"""Keyed hashes: how things are told apart in what is kept, without naming them."""

import hashlib
import hmac
import secrets
from typing import Final

SALT_BYTES: Final = 32


def new_salt() -> bytes:
    """Return a key for fingerprints nobody else can make."""
    return secrets.token_bytes(SALT_BYTES)


def keyed_hash(salt: bytes, thing: str) -> str:
    """Return the keyed hash of a thing, in hexadecimal."""
    return hmac.new(salt, thing.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
