"""Classify names of keys, variables, headers and command options.

The word lists cover Home Assistant's integrations, related programs and many languages.
"""

from dataclasses import dataclass
import re
from typing import Final

from .model import Kind
from .text_cache import cached_until_forgotten
from .word_lists import read_words
from .word_split import fold, words


@dataclass(frozen=True, slots=True)
class SecretName:
    """The kind of secret that a name means; an uncertain one needs a matching context."""

    kind: Kind
    is_certain: bool
    is_pin: bool = False  # a PIN, or a pin of a circuit board


PASSWORDS: Final = frozenset(map(fold, read_words("passwords")))
# In texts for people.
TOLD_PASSWORDS: Final = frozenset(map(fold, read_words("told_passwords")))
# Names of two or three words.
PHRASES: Final[dict[tuple[str, ...], Kind]] = {
    **dict.fromkeys(
        (("mot", "de", "passe"), ("mots", "de", "passe"), ("palavra", "passe")), Kind.PASSWORD
    ),
    **dict.fromkeys(
        (
            ("api", "schluessel"),
            ("api", "schlussel"),
            ("api", "sleutel"),
            ("cle", "api"),
            ("clave", "api"),
            ("chave", "api"),
            ("chiave", "api"),
            ("api", "nyckel"),
            ("klucz", "api"),
            ("app", "code"),
            ("cle", "d", "api"),
            ("chave", "de", "api"),
        ),
        Kind.API_KEY,
    ),
    **dict.fromkeys(
        (("webhook", "id"), ("webhook", "secret"), ("webhook", "key"), ("webhook", "token")),
        Kind.WEBHOOK,
    ),
    **dict.fromkeys(
        (
            ("install", "code"),
            ("noise", "psk"),
            ("s", "key"),
            ("bind", "key"),
            ("cle", "wifi"),
            ("clave", "privada"),
            ("clave", "secreta"),
        ),
        Kind.KEY,
    ),
    **dict.fromkeys(
        (("tclk", "seed"), ("totp", "seed"), ("otp", "seed"), ("seed", "phrase"), ("key", "seed")),
        Kind.KEY,
    ),
    # Cookies with a name of two words.
    **dict.fromkeys(
        (
            ("sp", "dc"),
            ("sp", "key"),
            ("li", "at"),
            ("at", "main"),
            ("sess", "at"),
            ("ubid", "main"),
        ),
        Kind.TOKEN,
    ),
    ("ha", "access"): Kind.PASSWORD,
    ("mat", "khau"): Kind.PASSWORD,
    ("snmp", "community"): Kind.PASSWORD,
    ("community", "string"): Kind.PASSWORD,
    ("session", "cookie"): Kind.TOKEN,
    ("auth", "cookie"): Kind.TOKEN,
    ("connection", "string"): Kind.TOKEN,
    ("auth", "code"): Kind.TOKEN,
    ("x", "auth"): Kind.TOKEN,
    ("user", "credentials"): Kind.PASSWORD,
}
TOKENS: Final = frozenset(read_words("tokens"))
API_KEYS: Final = frozenset(read_words("api_keys"))
KEYS: Final = frozenset(read_words("keys"))
# Words before "key": "api_key" is a secret, "event_key" is none.
_API: Final = frozenset(read_words("api_key_qualifiers"))
_CRYPTO: Final = frozenset(read_words("key_qualifiers"))
# Alarms, locks and doors: any of these words makes "code" and "pin" certain.
ACCESS: Final = frozenset(read_words("access"))
# Beside "code": remote controls, errors, countries. Never a secret.
OTHER_CODES: Final = frozenset(read_words("other_codes"))
_CODES: Final = frozenset(read_words("codes"))
CODES: Final = frozenset(read_words("compound_codes"))
# After a word for a secret: the value describes it ("password_length").
ATTRIBUTES: Final = frozenset(read_words("attributes"))
# In names of passwords, these words say what the password is for.
_PASSWORD_NAME_PARTS: Final = frozenset(
    {"user", "username", "host", "server", "lock", "arm", "sensor", "service", "storage"}
)
# Before a word for a secret: it means something else ("ski pass", "public key").
_OTHER_BEFORE: Final = frozenset(
    {
        "all",
        "band",
        "boarding",
        "bus",
        "by",
        "fly",
        "high",
        "low",
        "no",
        "public",
        "pub",
        "season",
        "ski",
        "sort",
        "without",
        "mountain",
        "over",
        "under",
        *(
            "max",
            "min",
            "num",
            "total",
            "completion",
            "special",
            "eos",
            "bos",
            "design",
            "css",
            "js",
        ),
        *(
            "postman",
            "count",
            "non",
            "forgot",
            "forgotten",
            "reset",
            "generate",
            "show",
            "hide",
        ),
    }
)
# Endings of compound words: "mqttpassword".
_JOINED: Final[tuple[tuple[str, Kind], ...]] = (
    *((ending, Kind.PASSWORD) for ending in ("password", "passwort", "passwd", "passphrase")),
    *((ending, Kind.PASSWORD) for ending in ("kennwort", "wachtwoord", "passwrd")),
    *((ending, Kind.API_KEY) for ending in ("apikey", "appkey", "apitoken", "authenticationkey")),
    *((ending, Kind.TOKEN) for ending in ("token", "secret")),
    *((ending, Kind.KEY) for ending in ("encryptionkey", "privatekey", "sharedkey")),
)
# "smbpass", "ftppw": a service and a short word for a password.
_SHORT: Final = ("pass", "passw", "pwd", "pw", "psk", "passwort", "senha", "mdp", "clave")
_SERVICE: Final = re.compile(
    rf"(?:{'|'.join(read_words('services'))}|user|my|sys|app|login|proxy|backup|key|cert|store|api|auth)"
    rf"(?:{'|'.join(_SHORT)})"
)
_IN_OTHER_SCRIPTS: Final = tuple(
    word
    for word in (*PASSWORDS, *TOLD_PASSWORDS)
    if (not word.isascii() and not word[0].isalpha()) or "\u3040" <= word[0] <= "\u9fff"
)
_KEY_WORDS: Final = frozenset(
    {"key", "keys", "schlussel", "schluessel", "sleutel", "nyckel", "cle", "chave", "chiave"}
)


_PACKAGE: Final = re.compile(r"[A-Za-z-]@[\^~]?\d")


# The same few hundred keys occur in all files.
@cached_until_forgotten(4096)
def secret_name(name: str) -> SecretName | None:
    """Return the kind of secret that a name means; None: no secret."""
    # "@scope/name", "name@1.2.3": a package.
    if name.startswith("@") or _PACKAGE.search(name[:200]):
        return None
    found = words(name)
    while len(found) > 1 and found[-1].isdigit():
        found.pop()
    if not found or len(found) > 12:
        return None
    return _phrase(found) or _by_words(found)


def _phrase(found: list[str]) -> SecretName | None:
    for size in (2, 3):
        for begin in range(len(found) - size + 1):
            kind = PHRASES.get(tuple(found[begin : begin + size]))
            if kind and not _is_attribute(found[begin + size :], kind):
                return SecretName(kind, is_certain=True)
    return None


def _by_words(found: list[str]) -> SecretName | None:
    for n in range(len(found) - 1, -1, -1):
        before, word, after = found[:n], found[n], found[n + 1 :]
        kind = _kind(word)
        if kind and not _is_attribute(after, kind) and not _OTHER_BEFORE.intersection(before[-1:]):
            return SecretName(kind, is_certain=True)
        if word == "appid" and not after:
            return SecretName(Kind.API_KEY, is_certain=False)
        if word in _KEY_WORDS and not after:
            return _key(before)
        if word in _CODES and (code := _code(before, word, after)):
            return code
    return None


def _kind(word: str) -> Kind | None:
    for kind, known in (
        (Kind.PASSWORD, PASSWORDS),
        (Kind.TOKEN, TOKENS),
        (Kind.API_KEY, API_KEYS),
        (Kind.KEY, KEYS),
        (Kind.CODE, CODES),
    ):
        if word in known:
            return kind
    if word.endswith(_SHORT) and _SERVICE.fullmatch(word):
        return Kind.PASSWORD
    # Written without spaces: "門鎖密碼", the password of a lock.
    if not word.isascii() and word.endswith(_IN_OTHER_SCRIPTS):
        return Kind.PASSWORD
    return next((kind for ending, kind in _JOINED if word.endswith(ending)), None)


def _is_attribute(after: list[str], kind: Kind) -> bool:
    if not after:
        return False
    if len(after) > 3:
        return True
    if kind is Kind.PASSWORD:
        return bool(ATTRIBUTES.difference(_PASSWORD_NAME_PARTS).intersection(after))
    if kind is Kind.CODE:
        return bool(
            ATTRIBUTES.difference(("lock", "arm", "user", "protection")).intersection(after)
        )
    return bool(ATTRIBUTES.intersection(after))


def _key(before: list[str]) -> SecretName | None:
    if before and before[-1] in _OTHER_BEFORE:
        return None
    if _CRYPTO.intersection(before[-2:]):
        return SecretName(Kind.KEY, is_certain=True)
    if _API.intersection(before[-2:]):
        return SecretName(Kind.API_KEY, is_certain=True)
    return SecretName(Kind.KEY, is_certain=False)


def _code(before: list[str], word: str, after: list[str]) -> SecretName | None:
    other = OTHER_CODES.intersection((*before[-1:], *after[:1]))
    if _is_attribute(after, Kind.CODE) or other:
        # Zigbee2MQTT's name for a code that was typed on a keypad.
        return SecretName(Kind.CODE, is_certain=True) if before[-1:] == ["action"] else None
    ancestors = {*before, *after}
    is_certain = bool(ACCESS.intersection(ancestors)) or "pin" in before
    return SecretName(Kind.CODE, is_certain, is_pin="pin" in (word, *ancestors))
