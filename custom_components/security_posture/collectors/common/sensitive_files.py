"""Files that hold secrets, by the names they go by in a configuration directory."""

from pathlib import PurePosixPath
from typing import Final

_SECRETS: Final = frozenset(
    {".env", ".htpasswd", ".netrc", "core.config_entries", "service_account.json"}
)
_FOLDERS: Final = frozenset({".storage", ".cloud"})
# What editors and people leave beside it: "secrets.yaml~", "secrets.yaml.old".
_SECRETS_BEGIN: Final = ("secrets.yaml", "secrets.yml")
_EXAMPLES: Final = (".dist", ".example", ".sample", ".template")
_KEYS: Final = (*(".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".p8", ".ovpn", ".kdbx"),)
_KEY_NAMES: Final = frozenset({"id_dsa", "id_ecdsa", "id_ed25519", "id_rsa"})
_DATABASES: Final = (".db", ".db3", ".sqlite", ".sqlite3", ".db-wal", ".db-shm")
# As Home Assistant names a database that broke.
_BROKEN_DATABASE: Final = ".db.corrupt."
_BACKUPS: Final = (
    *(".tar", ".tar.gz", ".tgz", ".bak", ".tar.xz", ".tar.zst", ".tar.bz2", ".7z", ".sql"),
    ".sql.gz",
)


def sensitive_kind(path: str) -> str | None:
    """Return what a file holds: "secrets", "key", "database", "backup" or "bans"; None: neither.

    A certificate file is public; one is taken for a key only where its name says so.
    """
    parts = PurePosixPath(path.lower()).parts
    name = parts[-1] if parts else ""
    if name in _SECRETS or _is_secrets(name) or _FOLDERS & set(parts[:-1]):
        return "secrets"
    if name.endswith(_KEYS) or name in _KEY_NAMES:
        return "key"
    if name.endswith(".pem") and ("key" in name or "priv" in name):
        return "key"
    if name.endswith(_DATABASES) or _BROKEN_DATABASE in name:
        return "database"
    if name.endswith(_BACKUPS):
        return "backup"
    return "bans" if name == "ip_bans.yaml" else None


def _is_secrets(name: str) -> bool:
    return name.startswith(_SECRETS_BEGIN) and not name.endswith(_EXAMPLES)


def is_log(path: str) -> bool:
    """Return whether a file is a log, or an older part of one."""
    name = PurePosixPath(path.lower()).name
    return name.endswith(".log") or ".log." in name
