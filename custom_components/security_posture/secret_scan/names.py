"""What a name says of the value behind it: a key, a variable, a header, an option of a command.

The words are those of Home Assistant's integrations and of the programs beside it, and those
that people use in their own languages.
"""

from dataclasses import dataclass
from typing import Final

from .model import Kind
from .words import words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What kind of secret a name stands for, and whether its surroundings have to agree."""

    kind: Kind
    is_certain: bool
    is_pin: bool = False  # of somebody or of a part on a circuit board


PASSWORDS: Final = frozenset(
    {
        *("passwd", "password", "passwords", "passphrase", "passcode", "passwort", "passwoerter"),
        *("pass", "passw", "passwrd", "pasword", "passkey", "pswd", "psw", "pwd", "pw", "psk"),
        *("passworter", "kennwort", "kennworter", "passord", "losenord", "adgangskode", "haslo"),
        *("wachtwoord", "wachtwoorden", "motdepasse", "motsdepasse", "mdp", "contrasena"),
        *("contrasenya", "senha", "senhas", "palavrapasse", "parola", "clave", "salasana", "heslo"),
        *("jelszo", "lozinka", "sifre", "parool", "slaptazodis", "geslo", "userpass", "userpwd"),
        *("loginpas", "loginpass", "mqttpass", "dbpass", "wifipass", "ftppass", "smtppass"),
        *("requirepass", "masterauth", "rootpw", "adminpw"),
        *("пароль", "密码", "密碼", "パスワード", "비밀번호", "κωδικος", "סיסמה"),
    }
)
# Two or three words that are one.
PHRASES: Final[dict[tuple[str, ...], Kind]] = {
    **dict.fromkeys(
        (("mot", "de", "passe"), ("mots", "de", "passe"), ("palavra", "passe")), Kind.PASSWORD
    ),
    **dict.fromkeys(
        (
            *(("api", "schluessel"), ("api", "schlussel"), ("api", "sleutel"), ("cle", "api")),
            *(("clave", "api"), ("chave", "api"), ("chiave", "api"), ("api", "nyckel")),
            *(("klucz", "api"), ("app", "code"), ("cle", "d", "api"), ("chave", "de", "api")),
        ),
        Kind.API_KEY,
    ),
    **dict.fromkeys(
        (("webhook", "id"), ("webhook", "secret"), ("webhook", "key"), ("webhook", "token")),
        Kind.WEBHOOK,
    ),
    **dict.fromkeys(
        (
            *(("install", "code"), ("noise", "psk"), ("s", "key"), ("bind", "key")),
            *(("cle", "wifi"), ("clave", "privada"), ("clave", "secreta")),
        ),
        Kind.KEY,
    ),
    ("session", "cookie"): Kind.TOKEN,
    ("auth", "cookie"): Kind.TOKEN,
    ("connection", "string"): Kind.TOKEN,
    ("auth", "code"): Kind.TOKEN,
    ("user", "credentials"): Kind.PASSWORD,
}
TOKENS: Final = frozenset(
    {
        *("token", "tokens", "jeton", "bearer", "secret", "secrets", "geheimnis", "geheim"),
        *("segredo", "secreto", "segreto", "authorization", "sessionid", "sessid", "phpsessid"),
        *("jwt", "pat", "authkey", "authcode", "seckey", "geheimniss", "sharedaccesskey"),
    }
)
API_KEYS: Final = frozenset(
    {
        *("apikey", "apikeys", "appkey", "appcode", "accesskey", "apischluessel", "apischlussel"),
        *("licensekey", "licencekey", "subscriptionkey", "accountkey", "userkey", "writekey"),
    }
)
KEYS: Final = frozenset(
    {
        *("bindkey", "localkey", "networkkey", "linkkey", "privatekey", "secretkey", "masterkey"),
        *("presharedkey", "encryptionkey", "aeskey", "decryptionkey", "nwkskey", "appskey"),
        *("wlanschluessel", "wlanschlussel", "wpakey", "wifikey", "wlankey", "netzwerkschlussel"),
        *("netzwerkschluessel", "sharedkey", "privkey", "signingkey", "hakey"),
    }
)
# What is before "key": "api_key" is a key of its own kind; "event_key" is none at all.
_API: Final = frozenset(
    {
        *("api", "app", "application", "access", "license", "licence", "integration", "account"),
        *("subscription", "service", "user", "developer", "dev", "client", "consumer", "write"),
        *("read", "channel", "feed", "maps", "plex", "x", "weather", "hub", "gateway", "cloud"),
        *("push", "pushover", "ifttt", "maker", "webhook", "hook", "server", "site", "google"),
        *("auth", "ha", "sas", "rest", "tibber", "owm", "tmdb", "tvdb", "ingest", "ingestion"),
    }
)
_CRYPTO: Final = frozenset(
    {
        *("private", "priv", "encryption", "encrypt", "decryption", "network", "net", "link"),
        *("local", "master", "aes", "shared", "preshared", "psk", "wpa", "wifi", "wlan", "wep"),
        *("signing", "session", "secret", "ssh", "bind", "legacy", "unauthenticated"),
        *("authenticated", "control", "backbone", "root", "nwk", "prv", "security", "crypto"),
        *("cipher", "hmac", "vapid", "peer", "device", "tuya", "zigbee", "zwave", "thread"),
        *("guest", "block", "noise", "identity", "tls", "ssl", "server", "storage", "router"),
    }
)
# Words of a code that opens something; each of them makes "code" and "pin" certain.
GUARDED: Final = frozenset(
    {
        *("alarm", "alarms", "alarme", "alarma", "allarme", "alarmanlage", "alarmo", "alarmpanel"),
        *("alarmu", "larm", "halytys", "intruder", "burglar", "siren", "panic", "duress"),
        *("disarm", "disarmed", "disarming", "unarm", "arm", "arming", "unscharf", "scharf"),
        *("entscharfen", "desarmar", "disattiva", "desactiver", "inschakelen", "uitschakelen"),
        *("lock", "locks", "unlock", "deadbolt", "schloss", "turschloss", "tuerschloss", "slot"),
        *("serrure", "cerradura", "serratura", "fechadura", "zamek", "nuki", "yale", "ttlock"),
        *("schlage", "kwikset", "august", "danalock", "keymaster", "keypad", "keypads", "tastatur"),
        *("tastenfeld", "clavier", "teclado", "tastiera", "klawiatura", "codeschloss", "wiegand"),
        *(
            "security",
            "sicherheit",
            "securite",
            "seguridad",
            "sicurezza",
            "beveiliging",
            "seguranca",
        ),
        *("door", "doors", "doorcode", "tur", "tuer", "haustur", "haustuer", "deur", "voordeur"),
        *("porte", "puerta", "porta", "drzwi", "dor", "dorr", "entry", "entrance", "eingang"),
        *("gate", "gates", "tor", "portail", "poort", "cancello", "porton", "portao", "brama"),
        *("garage", "garagentor", "safe", "tresor", "vault", "coffre", "access", "zugang"),
        *("zugangs", "zutritt", "toegang", "toegangs", "acces", "acceso", "accesso", "acesso"),
        *(
            "guard",
            "secure",
            "protection",
            "envisalink",
            "paradox",
            "dsc",
            "satel",
            "elkm",
            "risco",
        ),
        *("ajax", "abode", "simplisafe", "verisure", "adt", "totalconnect", "concord", "ness"),
        *("usercode", "pincode", "pinpad", "visitor", "cleaner", "master", "user", "installer"),
        *("desarmement", "desarmer", "desactivation", "visiteur", "visiteurs", "invite", "invites"),
        *("guest", "guests", "gast", "gaste", "gaeste", "besucher", "putzfrau", "menage", "nanny"),
        *("babysitter", "neighbor", "neighbour", "nachbar", "handwerker", "familie", "family"),
    }
)
# A code of a remote control, of an error, of the post: no secret, whatever stands around it.
OTHER_CODES: Final = frozenset(
    {
        *("error", "err", "fault", "fehler", "erreur", "status", "state", "weather", "condition"),
        *("country", "land", "pays", "postal", "post", "postcode", "zip", "plz", "area", "region"),
        *("location", "language", "lang", "locale", "currency", "color", "colour", "response"),
        *("http", "return", "exit", "result", "reason", "event", "product", "model", "device"),
        *("key", "scan", "bar", "qr", "source", "ir", "rf", "raw", "learn", "learned", "remote"),
        *("command", "button", "action", "function", "operation", "station", "stop", "airport"),
        *("icon", "wmo", "metar", "stock", "vehicle", "train", "line", "iso", "house", "unit"),
        *("g", "m", "morse", "hash", "type", "category", "message", "alert", "phone", "dial"),
        *("protocol", "pulse", "length", "system", "group", "channel", "client", "host", "opcode"),
        *("source", "byte", "char", "ascii", "build", "version", "tariff", "meter", "obis", "eic"),
    }
)
_CODES: Final = frozenset(
    {
        *("code", "codes", "kode", "koder", "kodes", "codigo", "codigos", "codice", "codici"),
        *("kod", "kody", "kodu", "koodi", "koodit", "kood", "cod", "codi"),
        *("pin", "pins", "pinnummer", "pinkode"),
    }
)
CODES: Final = frozenset(
    {
        *("pincode", "pincodes", "pinnumber", "usercode", "usercodes", "accesscode", "alarmcode"),
        *(
            "alarmkode",
            "alarmcodes",
            "doorcode",
            "doorcodes",
            "lockcode",
            "mastercode",
            "keypadcode",
        ),
        *("disarmcode", "armcode", "gatecode", "entrycode", "turcode", "tuercode", "haustuercode"),
        *("zugangscode", "toegangscode", "deurcode", "alarmpin", "lockpin", "doorpin", "userpin"),
        *("sicherheitscode", "securitycode", "codealarme", "zutrittscode", "alarmkod", "larmkod"),
        *("turpin", "tuerpin", "garagecode", "garagenpin", "tresorcode", "safecode", "guestcode"),
    }
)
# After a word for a secret, these say that the value is something about it.
ABOUT: Final = frozenset(
    {
        *("age", "alg", "algorithm", "attribute", "attempt", "attempts", "audience", "balance"),
        *(
            "ban",
            "button",
            "change",
            "changed",
            "char",
            "chars",
            "check",
            "class",
            "color",
            "count",
        ),
        *("counter", "created", "date", "days", "delay", "description", "dialog", "digits", "dir"),
        *("directory", "disabled", "display", "domain", "duration", "enabled", "encoding"),
        *("endpoint", "entities", "entity", "env", "error", "event", "expiration", "expire"),
        *("expired", "expires", "expiry", "exp", "field", "file", "filename", "files", "folder"),
        *("form", "format", "generator", "group", "header", "help", "hidden", "hint", "host"),
        *("icon", "id", "ids", "in", "index", "input", "interval", "invalid", "issuer", "label"),
        *("last", "left", "len", "length", "lifetime", "limit", "link", "list", "location"),
        *(
            "manager",
            "max",
            "message",
            "method",
            "min",
            "missing",
            "mode",
            "model",
            "name",
            "names",
        ),
        *("needed", "number", "ok", "page", "param", "parameter", "path", "pattern", "placeholder"),
        *(
            "policies",
            "policy",
            "position",
            "prefix",
            "price",
            "prompt",
            "protected",
            "protection",
            "query",
        ),
        *("quality", "received", "ref", "refresh", "regex", "remaining", "required", "requires"),
        *("reset", "result", "role", "rotation", "scope", "scopes", "score", "script", "sensor"),
        *("sensors", "server", "service", "show", "size", "slot", "slots", "source", "state"),
        *("status", "store", "storage", "strength", "suffix", "supply", "template", "through"),
        *(
            "time",
            "timeout",
            "timestamp",
            "title",
            "topic",
            "ttl",
            "type",
            "types",
            "updated",
            "uri",
        ),
        *("url", "urls", "usage", "user", "username", "valid", "validity", "version", "visible"),
        *("visibility", "warning", "wrong", "hash", "manager", "notification", "alert", "selector"),
        *("expected", "arm", "text", "lock", "sync", "thru", "rate", "percent", "thread", "counts"),
    }
)
# "user", "arm" and "text" are about a token or a key, but part of the name of a password.
_NOT_ABOUT_PASSWORDS: Final = frozenset(
    {"user", "username", "host", "server", "lock", "arm", "sensor", "service", "storage"}
)
# Before a word for a secret, these make it another word.
_OTHER_BEFORE: Final = frozenset(
    {
        *("all", "band", "boarding", "bus", "by", "fly", "high", "low", "no", "public", "pub"),
        *("season", "ski", "sort", "without", "mountain", "over", "under"),
    }
)
# Endings that are a whole word together with what is before them: "mqttpassword".
_JOINED: Final[tuple[tuple[str, Kind], ...]] = (
    *((ending, Kind.PASSWORD) for ending in ("password", "passwort", "passwd", "passphrase")),
    *((ending, Kind.PASSWORD) for ending in ("kennwort", "wachtwoord", "passwd", "passwrd")),
    *((ending, Kind.API_KEY) for ending in ("apikey", "appkey", "apitoken")),
    *((ending, Kind.TOKEN) for ending in ("token", "secret")),
    *((ending, Kind.KEY) for ending in ("encryptionkey", "privatekey", "sharedkey")),
)
_KEY_WORDS: Final = frozenset(
    {"key", "keys", "schlussel", "schluessel", "sleutel", "nyckel", "cle", "chave", "chiave"}
)


def meaning(name: str) -> Meaning | None:
    """Return what a name says of its value; None where it speaks of no secret."""
    found = words(name)
    while len(found) > 1 and found[-1].isdigit():
        found.pop()
    if not found or len(found) > 12:
        return None
    return _phrase(found) or _by_words(found)


def _phrase(found: list[str]) -> Meaning | None:
    for size in (2, 3):
        for begin in range(len(found) - size + 1):
            kind = PHRASES.get(tuple(found[begin : begin + size]))
            if kind and not _is_about(found[begin + size :], kind):
                return Meaning(kind, is_certain=True)
    return None


def _by_words(found: list[str]) -> Meaning | None:
    for n in range(len(found) - 1, -1, -1):
        before, word, after = found[:n], found[n], found[n + 1 :]
        kind = _kind(word)
        if kind and not _is_about(after, kind) and not _OTHER_BEFORE.intersection(before[-1:]):
            return Meaning(kind, is_certain=True)
        if word == "appid" and not after:
            return Meaning(Kind.API_KEY, is_certain=False)
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


def _is_about(after: list[str], kind: Kind) -> bool:
    if not after:
        return False
    if len(after) > 3:
        return True
    if kind is Kind.PASSWORD:
        return bool(ABOUT.difference(_NOT_ABOUT_PASSWORDS).intersection(after))
    if kind is Kind.CODE:
        return bool(ABOUT.difference(("lock", "arm", "user", "protection")).intersection(after))
    return bool(ABOUT.intersection(after))


def _key(before: list[str]) -> Meaning | None:
    if before and before[-1] in _OTHER_BEFORE:
        return None
    if _CRYPTO.intersection(before[-2:]):
        return Meaning(Kind.KEY, is_certain=True)
    if _API.intersection(before[-2:]):
        return Meaning(Kind.API_KEY, is_certain=True)
    return Meaning(Kind.KEY, is_certain=False)


def _code(before: list[str], word: str, after: list[str]) -> Meaning | None:
    other = OTHER_CODES.intersection((*before[-1:], *after[:1]))
    if _is_about(after, Kind.CODE) or other:
        # "action_code" is what Zigbee2MQTT calls the code that somebody typed.
        return Meaning(Kind.CODE, is_certain=True) if before[-1:] == ["action"] else None
    around = {*before, *after}
    is_certain = bool(GUARDED.intersection(around)) or "pin" in before
    return Meaning(Kind.CODE, is_certain, is_pin="pin" in (word, *around))
