"""Names of accounts, hosts and services that identify no home."""

from typing import Final

from .vocabulary import word_set

# User names that exist on many systems.
COMMON_USERS: Final = word_set("common_users")
# Host names of services and of documentation.
PUBLIC_HOSTS: Final = word_set("public_hosts")
# In a container network, and of this machine.
SOFTWARE_HOSTS: Final = word_set("software_hosts")
# Labels of host names.
OWN_SERVICES: Final = word_set("own_services")
SERVICE_LABELS: Final = word_set("service_labels")
# Every name below these suffixes belongs to a home.
HOME_SUFFIXES: Final = word_set("home_suffixes")
TOP_LEVEL_DOMAINS: Final = word_set("top_level_domains")
