"""Recognize files that hold secrets by their names."""

from pathlib import PurePosixPath
import re
from typing import Final

_SECRETS: Final = frozenset(
    {
        *(".env", ".git-credentials", ".htpasswd", ".my.cnf", ".netrc"),
        *(".pgpass", "auth.json", "core.config_entries", "passwd", "pwfile"),
        *("rclone.conf", "service_account.json"),
        "wpa_supplicant.conf",
    }
)
# Pairing files that integrations leave in the configuration folder: the keys of one device.
_PAIRED: Final = re.compile(
    r"\.?(?:abode|alexa|android_?tv|bravia|ecobee|fitbit|google|harmony|home_?connect|hue|icloud|nest"
    r"|netatmo|phue|plex|ring|smartthings|sonos|spotify|tado|tradfri|vizio|webos_?tv|wink)\w*"
    r"\.(?:conf|pickle|token)"
)
# Copies of a Zigbee network with its key, and OAuth clients.
_WITH_KEY: Final = re.compile(
    r"(?:coordinator|network|zigbee|zha|znp)\w*[_-]?backup\w*\.json|nvm_?backup.*|client_secret.*\.json"
)
# A word at the end of the name that says what is in it: `spotify_token.json`.
_NAMED: Final = re.compile(
    r"(?:.*[._-])?(?:cookies?|credentials?|(?:flows_)?cred|passwords?|psk|secrets?|tokens?)"
    r"\.(?:cache|conf|ini|json|pickle|txt)|.*\.(?:cookies?|token)"
)
_FOLDERS: Final = frozenset({".storage", ".cloud"})
# Dashboards; people share them on purpose.
_DASHBOARDS: Final = "lovelace"
# Includes copies with any ending: "secrets.yaml.unused".
_SECRETS_PREFIXES: Final = ("secrets.yaml", "secrets.yml", "secret.yaml", "secret.yml")
_EXAMPLES: Final = (".default", ".defaults", ".dist", ".example", ".sample", ".template")
_ENCRYPTED: Final = (".age", ".asc", ".enc", ".gpg", ".pgp", ".secret", ".vault")
_KEYS: Final = (".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".p8", ".ovpn", ".kdbx")
_KEY_NAMES: Final = re.compile(
    r"acme\.json|wg\d+\.conf|id_(?:dsa|ecdsa|ed25519|rsa)(?:[_-][\w-]{1,50})?"
)
_DATABASES: Final = (".db", ".db3", ".sqlite", ".sqlite3", ".db-wal", ".db-shm")
# Windows' own list of previews.
_NO_DATABASE: Final = "thumbs.db"
# Part of the name Home Assistant gives to a corrupt database.
_CORRUPT_DATABASE: Final = ".db.corrupt."
_BACKUPS: Final = (
    ".7z",
    ".sql.gz",
    ".tar",
    ".tar.bz2",
    ".tar.gz",
    ".tar.xz",
    ".tar.zst",
    ".tgz",
)
# An archive of these is no backup of a home.
_ASSETS: Final = re.compile(r"card|floor_?plan|font|icon|image|sprite|theme|wallpaper")
# Of a whole database or installation, unlike a copy of a single file or a pack of icons.
_WHOLE: Final = re.compile(
    r"[^.]*(?:backup|dump)[^.]*\.(?:bak|sql)"
    r"|(?:.*[._ -])?(?:config|full|ha|hass|home[._ -]?assistant)[._ -]?(?:backup.*)?\.zip"
    r"|[\d._ t:-]*backup[\d._ t:-]*\.zip"
)
# What editors and people append to the name of a copy, or put before its extension.
_APPENDED: Final = re.compile(
    r"(?:~|\.(?:bz2|gz|xz|zip|zst)|[._-](?:bak|backup|copy|old|orig|org|original|prev|previous|save|saved|swo|swp|tmp)[-_]?\d*"
    r"|\.\d{1,3}|[._-]\d{4}-?\d{2}-?\d{2}(?:[t_-]?\d{2}[:-]?\d{2}(?:[:-]?\d{2})?)?)$"
)
_INSERTED: Final = re.compile(
    r"[ ._-]+(?:bak|backup|copy|old|orig|save|\(\d{1,3}\)|\d{4}-?\d{2}-?\d{2})(?=\.[a-z0-9]+$)"
)


def original_path(path: str) -> str:
    """Return the lower-case path of the file that a file is a copy of: without `.bak`, `~`."""
    folder, slash, name = path.lower().rpartition("/")
    if name.startswith("#") and name.endswith("#"):
        name = name.strip("#")
    if name.endswith((".swp", ".swo")) and not name.startswith((".env", ".htpasswd")):
        name = name.removeprefix(".")
    while (shorter := _INSERTED.sub("", _APPENDED.sub("", name))) not in ("", name):
        name = shorter
    return f"{folder}{slash}{name}"


def sensitive_kind(path: str) -> str | None:
    """Return "secrets", "key", "database", "backup" or "bans"; None for another file."""
    name = PurePosixPath(path.lower()).name
    if name.endswith((*_ENCRYPTED, *_EXAMPLES)):
        return None
    if _WHOLE.fullmatch(name):
        return "backup"
    lower, original = path.lower(), original_path(path)
    return _kind(lower) or (_kind(original) if original != lower else None)


def _kind(path: str) -> str | None:
    parts = PurePosixPath(path).parts
    name = parts[-1] if parts else ""
    if _is_stored(parts) or _holds_secrets(name):
        return "secrets"
    if _is_key(name):
        return "key"
    if (name.endswith(_DATABASES) or _CORRUPT_DATABASE in name) and name != _NO_DATABASE:
        return "database"
    if name.endswith(_BACKUPS) and not _ASSETS.search(name):
        return "backup"
    return "bans" if name == "ip_bans.yaml" else None


def _holds_secrets(name: str) -> bool:
    is_known = name in _SECRETS or is_environment(name) or is_secrets(name)
    return is_known or any(shape.fullmatch(name) for shape in (_NAMED, _PAIRED, _WITH_KEY))


def _is_key(name: str) -> bool:
    if name.endswith(_KEYS) or _KEY_NAMES.fullmatch(name):
        return True
    # Certificate files are public, so a .pem counts only where its name says that it is a key.
    return name.endswith(".pem") and ("key" in name or "priv" in name) and "pub" not in name


def is_log(path: str) -> bool:
    """Return whether a file is a log or a rotated log."""
    return original_path(path.removesuffix(".gz").removesuffix(".fault")).endswith(".log")


def is_secrets(name: str) -> bool:
    """Return whether a file is a secrets.yaml, or one of its copies."""
    name = name.lower()
    return name.startswith(_SECRETS_PREFIXES) or name in ("secrets", "secret")


def is_environment(name: str) -> bool:
    """Return whether a file defines environment variables, as docker compose reads them."""
    name = name.lower()
    return name.endswith(".env") or name.startswith(".env.")


def _is_stored(parts: tuple[str, ...]) -> bool:
    return bool(_FOLDERS & set(parts[:-1])) and not parts[-1].startswith(_DASHBOARDS)
