"""Tell by its content whether a file with a telling name holds secrets.

Nothing of the content is kept.
"""

from pathlib import Path, PurePath
import re
from typing import Final

from ...secret_scan import has_secret
from ...secret_scan.tree import Scalar, parse
from .bounded_read import read_beginning
from .errors import CollectorError
from .sensitive_files import is_environment, is_secrets, original_path

# Enough for a file of secrets, and for the beginning of a key or a dump.
MAX_BYTES: Final = 128 * 1024
MAX_VALUES: Final = 20_000
MAX_READS: Final = 1_000
_ENCRYPTED: Final = (
    b"\0GITCRYPT\0",
    b"$ANSIBLE_VAULT;",
    b"age-encryption.org/",
    b"-----BEGIN AGE ENCRYPTED FILE-----",
    b"-----BEGIN PGP MESSAGE-----",
    b"Salted__",
    b"U2FsdGVkX1",  # the same in base64: transcrypt
)
_SOPS: Final = re.compile(rb"ENC\[AES256_GCM,.{1,2000}?\]", re.DOTALL)
_SOPS_METADATA: Final = re.compile(rb"(?m)^\"?\s{0,8}\"?sops\"?[:_]")
_DUMP: Final = re.compile(rb"\bINSERT\s+INTO\b|\bCOPY\s.{1,300}\sFROM\s+stdin", re.IGNORECASE)
_KEY: Final = re.compile(rb"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
# Names that say nothing: a certificate may be stored with its key, SQL may be a query or a dump.
_BY_CONTENT: Final = {"crt": (_KEY, "key"), "pem": (_KEY, "key"), "sql": (_DUMP, "backup")}
_INCLUDES: Final = ("!include", "!secret", "!env_var")


class FileKinds:
    """Judge the files of one look by name and content. Only so many are opened."""

    def __init__(self) -> None:
        """Start with nothing opened."""
        self._left = MAX_READS

    def corrected(self, path: Path, kind: str | None) -> str | None:
        """Return the kind of a file; `kind` is the one by its name. Blocking.

        If the content cannot be read, the name decides.
        """
        if (kind is None and not is_told_by_content(path.name)) or not self._left:
            return kind
        self._left -= 1
        try:
            content = read_beginning(path, MAX_BYTES, follow_symlinks=False)
        except CollectorError, OSError:
            return kind
        return kind_by_content(path.name, kind, content)


def is_told_by_content(name: str) -> bool:
    """Return whether only the content of a file with this name tells what it is."""
    return PurePath(name).suffix.lower().removeprefix(".") in _BY_CONTENT


def kind_by_content(name: str, kind: str | None, content: bytes) -> str | None:
    """Return the kind of a file by the beginning of its content; `kind` is the one by its name."""
    if kind is None:
        sign, kind = _BY_CONTENT[PurePath(name).suffix.lower().removeprefix(".")]
        return kind if sign.search(content) else None
    is_harmless = _is_encrypted(content) or _is_without_secret(name, content)
    return None if is_harmless else kind


def _is_encrypted(content: bytes) -> bool:
    return content.startswith(_ENCRYPTED) or (
        _SOPS.search(content) is not None and _SOPS_METADATA.search(content) is not None
    )


def _is_without_secret(name: str, content: bytes) -> bool:
    name = original_path(name)
    text = content.decode("utf-8", "replace")
    if is_environment(name):
        return _is_plain_environment(name, text)
    if is_secrets(name):
        return not _has_values(text)
    # A certificate, or the public half of a key.
    return content.startswith(b"-----BEGIN ") and _KEY.search(content) is None


def _is_plain_environment(name: str, text: str) -> bool:
    """Return whether there are only assignments, and none of a secret."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    # `mariadb.env` is named after what it is for; an empty one is not finished.
    return (
        (bool(lines) or name.startswith(".env"))
        and all("=" in line for line in lines)
        and not has_secret(text)
    )


def _has_values(text: str) -> bool:
    """Return whether anything is written in a file of secrets, besides includes."""
    tree = parse(text, MAX_VALUES)
    if tree.problem is not None:
        return True
    pending = list(tree.roots)
    while pending:
        node = pending.pop()
        if isinstance(node, Scalar):
            if node.text and not (node.tag or "").startswith(_INCLUDES):
                return True
        else:
            pending.extend(
                node.items if hasattr(node, "items") else [value for _, value in node.pairs]
            )
    return False
