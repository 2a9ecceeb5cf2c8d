"""Words that Home Assistant and its files use themselves.

Somebody called "Art" or a zone called "Work" must not turn every key of that name into a
placeholder: such a name is replaced only where it is a whole value or names an entity.
"""

from pathlib import Path
from typing import Final

from .scanner import read_words

_WORDS: Final = Path(__file__).parent / "words"

RESERVED: Final = frozenset(read_words("reserved", _WORDS))
# User names that exist on many systems.
COMMON_USERS: Final = frozenset(read_words("common_users", _WORDS))
# Host names of services and of documentation.
PUBLIC_HOSTS: Final = read_words("public_hosts", _WORDS)
LOCAL_HOSTS: Final = frozenset(
    {
        "localhost",
        "homeassistant",
        "homeassistant.local",
        "hassio",
        "supervisor",
        "host.docker",
        "core-mosquitto",
        "core-mariadb",
        "host.docker.internal",
        "fritz.box",
        "hassio.local",
    }
)
# Every name below these suffixes belongs to a home.
HOME_SUFFIXES: Final = read_words("home_suffixes", _WORDS)
