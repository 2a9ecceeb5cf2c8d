"""Recognize files that hold secrets by their names."""

from pathlib import PurePosixPath
from typing import Final

_SECRETS: Final = frozenset(
    {".env", ".htpasswd", ".netrc", "core.config_entries", "service_account.json"}
)
_FOLDERS: Final = frozenset({".storage", ".cloud"})
# Includes copies that editors and people leave behind: "secrets.yaml~", "secrets.yaml.old".
_SECRETS_PREFIXES: Final = ("secrets.yaml", "secrets.yml")
_EXAMPLES: Final = (".dist", ".example", ".sample", ".template")
_KEYS: Final = (".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".p8", ".ovpn", ".kdbx")
_KEY_NAMES: Final = frozenset({"id_dsa", "id_ecdsa", "id_ed25519", "id_rsa"})
_DATABASES: Final = (".db", ".db3", ".sqlite", ".sqlite3", ".db-wal", ".db-shm")
# Part of the name Home Assistant gives to a corrupt database.
_CORRUPT_DATABASE: Final = ".db.corrupt."
_BACKUPS: Final = (
    ".7z",
    ".bak",
    ".sql",
    ".sql.gz",
    ".tar",
    ".tar.bz2",
    ".tar.gz",
    ".tar.xz",
    ".tar.zst",
    ".tgz",
)


def sensitive_kind(path: str) -> str | None:
    """Return "secrets", "key", "database", "backup" or "bans"; None for another file."""
    parts = PurePosixPath(path.lower()).parts
    name = parts[-1] if parts else ""
    if name in _SECRETS or _is_secrets(name) or _FOLDERS & set(parts[:-1]):
        return "secrets"
    if name.endswith(_KEYS) or name in _KEY_NAMES:
        return "key"
    # Certificate files are public, so a .pem counts only where its name says that it is a key.
    if name.endswith(".pem") and ("key" in name or "priv" in name):
        return "key"
    if name.endswith(_DATABASES) or _CORRUPT_DATABASE in name:
        return "database"
    if name.endswith(_BACKUPS):
        return "backup"
    return "bans" if name == "ip_bans.yaml" else None


def is_log(path: str) -> bool:
    """Return whether a file is a log or a rotated log."""
    name = PurePosixPath(path.lower()).name
    return name.endswith(".log") or ".log." in name


def _is_secrets(name: str) -> bool:
    return name.startswith(_SECRETS_PREFIXES) and not name.endswith(_EXAMPLES)
