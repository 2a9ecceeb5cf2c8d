"""Keyed hashes: compare things in stored data without naming them."""

import hashlib
import hmac
from typing import Final

SALT_BYTES: Final = 32


def keyed_hash(salt: bytes, value: bytes | str) -> str:
    """Return the HMAC-SHA256 of a value, in hexadecimal."""
    message = value.encode("utf-8", "replace") if isinstance(value, str) else value
    return hmac.new(salt, message, hashlib.sha256).hexdigest()
