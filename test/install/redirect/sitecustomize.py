"""Send what a Python process requests from the code host to the stand-in on this machine.

Python imports a module of this name when it starts. Home Assistant and HACS stay as they are: they
request their real addresses. The stand-in answers 404 to what it does not know.
"""

import os
from typing import Any

from aiohttp import ClientSession
from yarl import URL

BASE = os.environ["CODE_HOST"]
HOSTS = frozenset(os.environ["CODE_HOST_NAMES"].split())

# Every request of aiohttp goes through it.
_request = ClientSession._request


async def _redirected(self: ClientSession, method: str, url: Any, **options: Any) -> Any:
    asked = URL(url)
    if asked.host in HOSTS:
        url = URL(f"{BASE}/{asked.host}{asked.raw_path_qs}", encoded=True)
    return await _request(self, method, url, **options)


ClientSession._request = _redirected
