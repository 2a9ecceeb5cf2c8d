"""Find a name and a password in one value: `BASIC_AUTH: "me:secret"`."""

import re
from typing import Final, NamedTuple

from .model import Kind
from .random_values import looks_random
from .references import is_path
from .value_patterns import is_literal
from .word_split import words

# The last word of a name, and the words before it that leave no doubt.
_NAMES: Final = frozenset(
    {"auth", "authentication", "credential", "credentials", "login", "logins", "creds", "userpwd"}
)
_SURE: Final = frozenset({"basic", "basicauth", "htpasswd", "htaccess", "http", "web", "proxy"})
_LOGIN: Final = re.compile(r"[\w.@+-]{1,64}:(?![/\s])([^\s{}]{4,120})")
# A setting of one of them: "auth: basic:digest", "auth: user:group".
_OTHER: Final = re.compile(r"\d{1,8}|[a-z]{1,8}")
# "pushover_user": the name of a user, or its key.
_USERS: Final = frozenset({("pushover", "user"), ("user", "pushover"), ("prowl", "user")})
_LEAST: Final = 24


class Login(NamedTuple):
    """Where the secret is, and what it is."""

    begin: int
    end: int
    kind: Kind


def login(key: str, text: str) -> Login | None:
    """Return the secret in a value that is a login."""
    name = words(key)
    if tuple(name[-2:]) in _USERS and looks_random(text, _LEAST):
        return Login(0, len(text), Kind.API_KEY)
    if not name or (name[-1] not in _NAMES and not (_SURE - {"http", "web", "proxy"}) & {name[-1]}):
        return None
    match = _LOGIN.fullmatch(text.strip())
    if match is None or not is_literal(match[1]) or is_path(match[1]):
        return None
    is_sure = bool(_SURE.intersection(name))
    if _OTHER.fullmatch(match[1]) and not (is_sure and len(match[1]) > _SHORT):
        return None
    offset = len(text) - len(text.lstrip())
    return Login(offset + match.start(1), offset + match.end(1), Kind.PASSWORD)


_SHORT: Final = 4
