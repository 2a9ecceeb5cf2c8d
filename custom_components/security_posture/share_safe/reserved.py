"""Words that stand for no home: names of accounts, hosts and services."""

from pathlib import Path
from typing import Final

from .scanner import read_words

_WORDS: Final = Path(__file__).parent / "words"

RESERVED: Final = frozenset(read_words("reserved", _WORDS))
# User names that exist on many systems.
COMMON_USERS: Final = frozenset(read_words("common_users", _WORDS))
# Host names of services and of documentation.
PUBLIC_HOSTS: Final = frozenset(read_words("public_hosts", _WORDS))
# In a container network, and of this machine.
SOFTWARE_HOSTS: Final = frozenset(read_words("software_hosts", _WORDS))
# Labels of host names.
OWN_SERVICES: Final = frozenset(read_words("own_services", _WORDS))
SERVICE_LABELS: Final = frozenset(read_words("service_labels", _WORDS))
# Every name below these suffixes belongs to a home.
HOME_SUFFIXES: Final = frozenset(read_words("home_suffixes", _WORDS))
TOP_LEVEL_DOMAINS: Final = frozenset(read_words("top_level_domains", _WORDS))
