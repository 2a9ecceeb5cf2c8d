"""Resolve host names, one at a time."""

import asyncio
from ipaddress import ip_address
import socket
from typing import Final

from ...posture.facts import Reason
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor

# Seconds; a working resolver is faster.
LOOKUP_TIMEOUT: Final = 5.0
# Two of each address family, about as many as a browser tries.
MAX_ADDRESSES: Final = 4

type Addresses = tuple[str, ...]


class Resolver:
    """Resolver with at most one hanging lookup, because each blocks a thread."""

    def __init__(self) -> None:
        """Initialize without a pending lookup."""
        self._pending = False

    async def resolve(self, executor: LimitedExecutor, host: str, port: int) -> Addresses:
        """Return the addresses of a host name; a literal address is returned as is."""
        try:
            return (str(ip_address(host)),)
        except ValueError:
            pass  # a host name
        if self._pending:
            raise CollectorError(Reason.DNS)
        try:
            async with asyncio.timeout(LOOKUP_TIMEOUT):
                return await executor.run(self._look_up, host, port)
        except TimeoutError as err:
            raise CollectorError(Reason.DNS) from err

    def _look_up(self, host: str, port: int) -> Addresses:
        self._pending = True
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as err:
            raise CollectorError(Reason.DNS) from err
        finally:
            self._pending = False
        return tuple(dict.fromkeys(str(row[4][0]) for row in found))[:MAX_ADDRESSES]
