"""Host names into addresses, one question at a time."""

import asyncio
from ipaddress import ip_address
import socket
from typing import Final

from ...posture.facts import Reason
from ..common.errors import CollectorError
from ..common.executor import LimitedExecutor

# Longer than a resolver that has an answer ever takes; seconds.
LOOKUP_TIMEOUT: Final = 5.0
# Two families, two of each: as many as a browser would try before it gives up.
MAX_ADDRESSES: Final = 4

type Addresses = tuple[str, ...]


class Resolver:
    """Look up a name. A lookup that hangs keeps its thread; no other is sent after it."""

    def __init__(self) -> None:
        """Start with no lookup under way."""
        self._hanging = False

    async def resolve(self, executor: LimitedExecutor, host: str, port: int) -> Addresses:
        """Return the addresses of a host name, or a literal address itself."""
        try:
            return (str(ip_address(host)),)
        except ValueError:
            pass  # a name
        if self._hanging:
            raise CollectorError(Reason.DNS)
        try:
            async with asyncio.timeout(LOOKUP_TIMEOUT):
                return await executor.run(self._look_up, host, port)
        except TimeoutError as err:
            raise CollectorError(Reason.DNS) from err

    def _look_up(self, host: str, port: int) -> Addresses:
        self._hanging = True
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as err:
            raise CollectorError(Reason.DNS) from err
        finally:
            self._hanging = False
        return tuple(dict.fromkeys(str(row[4][0]) for row in found))[:MAX_ADDRESSES]
