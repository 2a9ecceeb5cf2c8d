"""Which keys hold secrets, in the words of the integrations that read them."""

from __future__ import annotations

from .files import Role
from .model import Kind

# What a key is called when its value is a secret; the longest ending that fits counts.
ENDINGS: dict[str, Kind] = {
    **dict.fromkeys(
        ("password", "passwd", "passphrase", "passcode", "pwd", "psk", "wpa_psk", "userpass"),
        Kind.PASSWORD,
    ),
    **dict.fromkeys(
        (
            *("token", "access_token", "accesstoken", "api_token", "auth_token", "authtoken"),
            *("bearer", "bot_token", "client_secret", "clientsecret", "refresh_token", "secret"),
            *("app_secret", "appsecret", "shared_secret", "secret_token", "user_key"),
            *("access_key", "secret_access_key", "authorization", "id_token", "session_token"),
        ),
        Kind.TOKEN,
    ),
    **dict.fromkeys(
        ("api_key", "apikey", "app_key", "appkey", "license_key", "integration_key", "x-api-key"),
        Kind.API_KEY,
    ),
    **dict.fromkeys(
        (
            *("secret_key", "private_key", "encryption_key", "network_key", "aes_key", "bindkey"),
            *("bind_key", "link_key", "local_key", "localkey", "master_key", "preshared_key"),
            *("s0_legacy_key", "install_code"),
        ),
        Kind.KEY,
    ),
    **dict.fromkeys(
        (
            *("access_code", "alarm_code", "arm_code", "disarm_code", "door_code", "lock_code"),
            *("master_code", "pin_code", "pincode", "secure_devices_pin", "user_code", "usercode"),
            *("alarm_pin", "lock_pin", "keypad_code", "code_arm", "code_disarm"),
        ),
        Kind.CODE,
    ),
    "webhook_id": Kind.WEBHOOK,
}
# Whole keys only: as an ending they would mean something else.
WHOLE: dict[str, Kind] = {
    "pass": Kind.PASSWORD,
    "key": Kind.KEY,
    "code": Kind.CODE,
    "pin": Kind.CODE,
}
# Keys that talk about a secret, and are none.
ABOUT = (
    *("_entity", "_expiration", "_expiry", "_field", "_file", "_format", "_id", "_length"),
    *("_name", "_path", "_required", "_source", "_template", "_topic", "_type", "_url"),
)
# Below these, "code" and "pin" are what somebody types to get in.
_GUARDED = ("alarm", "lock", "keypad", "manual", "garage", "door", "security")
_ENCRYPTED = frozenset({"encryption"})


def secret_kind(path: tuple[str, ...], role: Role) -> Kind | None:
    """Return what kind of secret the value at a path of keys is, or None."""
    if not path:
        return None
    key = path[-1].strip().lower().replace("-", "_").replace(" ", "_")
    if key == "initial" and len(path) > 1:
        # The first value of a text helper, which is called what it is for.
        return secret_kind((*path[:-2], path[-2]), role)
    if key in WHOLE:
        return _whole(key, path, role)
    if key.endswith(ABOUT) and key != "webhook_id":
        return None
    for ending in sorted(ENDINGS, key=len, reverse=True):
        plain = ending.replace("-", "_")
        if key == plain or key.endswith(f"_{plain}"):
            return ENDINGS[ending]
    return None


def _whole(key: str, path: tuple[str, ...], role: Role) -> Kind | None:
    above = [part.lower() for part in path[:-1]]
    if key == "key":
        return Kind.KEY if above and above[-1] in _ENCRYPTED else None
    if key == "pass":
        return Kind.PASSWORD
    if role is Role.ESPHOME:
        return None  # a pin of the chip, a code of a remote control
    if any(word in part for part in above for word in _GUARDED):
        return Kind.CODE
    return None
