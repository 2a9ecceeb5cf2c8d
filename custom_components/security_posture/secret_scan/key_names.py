"""What a name says of the value behind it: a key, a variable, a header, an option of a command.

The words are those of Home Assistant's integrations and of the programs beside it, and those
that people use in their own languages.
"""

from dataclasses import dataclass
from typing import Final

from .model import Kind
from .word_lists import read_words
from .word_split import words


@dataclass(frozen=True, slots=True)
class SecretName:
    """What kind of secret a name stands for, and whether its surroundings have to agree."""

    kind: Kind
    is_certain: bool
    is_pin: bool = False  # of somebody or of a part on a circuit board


PASSWORDS: Final = frozenset(read_words("passwords"))
# Two or three words that are one.
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
    ("session", "cookie"): Kind.TOKEN,
    ("auth", "cookie"): Kind.TOKEN,
    ("connection", "string"): Kind.TOKEN,
    ("auth", "code"): Kind.TOKEN,
    ("user", "credentials"): Kind.PASSWORD,
}
TOKENS: Final = frozenset(read_words("tokens"))
API_KEYS: Final = frozenset(read_words("api_keys"))
KEYS: Final = frozenset(read_words("keys"))
# What is before "key": "api_key" is a key of its own kind; "event_key" is none at all.
_API: Final = frozenset(read_words("api_key_qualifiers"))
_CRYPTO: Final = frozenset(read_words("key_qualifiers"))
# Words of a code that opens something; each of them makes "code" and "pin" certain.
ACCESS: Final = frozenset(read_words("access"))
# A code of a remote control, of an error, of the post: no secret, whatever stands around it.
OTHER_CODES: Final = frozenset(read_words("other_codes"))
_CODES: Final = frozenset(read_words("codes"))
CODES: Final = frozenset(read_words("compound_codes"))
# After a word for a secret, these say that the value is something about it.
ATTRIBUTES: Final = frozenset(read_words("attributes"))
# "user", "arm" and "text" are about a token or a key, but part of the name of a password.
_PASSWORD_NAME_PARTS: Final = frozenset(
    {"user", "username", "host", "server", "lock", "arm", "sensor", "service", "storage"}
)
# Before a word for a secret, these make it another word.
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
    }
)
# Endings that are a whole word together with what is before them: "mqttpassword".
_JOINED: Final[tuple[tuple[str, Kind], ...]] = (
    *((ending, Kind.PASSWORD) for ending in ("password", "passwort", "passwd", "passphrase")),
    *((ending, Kind.PASSWORD) for ending in ("kennwort", "wachtwoord", "passwrd")),
    *((ending, Kind.API_KEY) for ending in ("apikey", "appkey", "apitoken")),
    *((ending, Kind.TOKEN) for ending in ("token", "secret")),
    *((ending, Kind.KEY) for ending in ("encryptionkey", "privatekey", "sharedkey")),
)
_KEY_WORDS: Final = frozenset(
    {"key", "keys", "schlussel", "schluessel", "sleutel", "nyckel", "cle", "chave", "chiave"}
)


def secret_name(name: str) -> SecretName | None:
    """Return what a name says of its value; None where it speaks of no secret."""
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
        # "action_code" is what Zigbee2MQTT calls the code that somebody typed.
        return SecretName(Kind.CODE, is_certain=True) if before[-1:] == ["action"] else None
    ancestors = {*before, *after}
    is_certain = bool(ACCESS.intersection(ancestors)) or "pin" in before
    return SecretName(Kind.CODE, is_certain, is_pin="pin" in (word, *ancestors))
