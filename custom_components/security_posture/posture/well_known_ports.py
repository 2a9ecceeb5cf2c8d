"""Ports of services that should not be exposed to a whole network."""

from collections.abc import Mapping
from types import MappingProxyType

# TCP ports: databases that are common beside Home Assistant or that scanners try.
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
# One port for each display.
_VNC = range(5900, 5910)


def service(port: int) -> str | None:
    """Return the service of the port; None: not a listed one."""
    return "VNC" if port in _VNC else _SERVICES.get(port)
