"""Let the test library, made for Home Assistant 2026.10, run on 2026.11: `pytest -p` this module.

It must be loaded before the library: Home Assistant replaces `httpx` by `httpx2`, which must
happen before the first import of `httpx`.
"""

import homeassistant  # noqa: F401
from homeassistant.components import logger
from homeassistant.components.logger import helpers

if not hasattr(logger, "_clear_logger_overwrites"):
    logger._clear_logger_overwrites = helpers._clear_logger_overwrites
