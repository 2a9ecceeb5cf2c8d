"""Services that should not be open to a whole network, by the port they listen on."""

from collections.abc import Mapping
from types import MappingProxyType

# TCP; databases are those that people run beside Home Assistant, or that scanners look for.
_SERVICES: Mapping[int, str] = MappingProxyType(
    {
        22: "SSH",
        139: "Samba",
        445: "Samba",
        1433: "SQL Server",
        3306: "MariaDB",
        5432: "PostgreSQL",
        5984: "CouchDB",
        6379: "Redis",
        8086: "InfluxDB",
        9200: "Elasticsearch",
        11211: "memcached",
        27017: "MongoDB",
    }
)
# One port per screen, counted from 5900.
_SCREENS = range(5900, 5910)


def service(port: int) -> str | None:
    """Return what listens on the port; None: nothing of the kind."""
    return "VNC" if port in _SCREENS else _SERVICES.get(port)
