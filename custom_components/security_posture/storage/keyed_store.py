"""A file of this integration in Home Assistant's private storage.

Backups contain these files, so what they are about is stored as keyed hashes. A file that
cannot be read or written never raises anything but the two errors below: losing what was
remembered must not stop what does not depend on it.
"""

from collections.abc import Callable
from datetime import datetime
from logging import getLogger
import secrets
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..const import DOMAIN
from ..posture.keyed_hash import SALT_BYTES

_LOGGER = getLogger(__name__)

_VERSION: Final = 1
# What parsing raises for data in another form. OSError and OverflowError: from
# datetime.fromtimestamp, for dates the platform cannot represent.
_INVALID: Final = (
    AttributeError,
    LookupError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)
# What Store raises for a file that it cannot read or write, or of another version.
_UNAVAILABLE: Final = (HomeAssistantError, NotImplementedError, OSError)


class InvalidDataError(Exception):
    """The stored data is not in the form that this integration writes."""


class StoreUnavailableError(Exception):
    """The file cannot be read, or is of another version. It is left as it is."""


class KeyedStore:
    """One stored file. Until it could be read it is not written."""

    def __init__(self, hass: HomeAssistant, name: str, *, atomic_writes: bool = False) -> None:
        """Initialize the file `name`."""
        self._store = Store[dict[str, Any]](
            hass, _VERSION, f"{DOMAIN}.{name}", private=True, atomic_writes=atomic_writes
        )
        self._is_readable = True

    async def async_load[T](self, parse: Callable[[Any], T]) -> T | None:
        """Return the parsed data; None if there is no file.

        Raise InvalidDataError or StoreUnavailableError.
        """
        try:
            data = await self._store.async_load()
        except _UNAVAILABLE as err:
            if self._is_readable:
                _LOGGER.warning("Cannot read %s (%s)", self._store.key, type(err).__name__)
            self._is_readable = False
            raise StoreUnavailableError from err
        except _INVALID as err:
            # JSON, but not the frame that Home Assistant puts around the data.
            raise InvalidDataError from err
        self._is_readable = True
        if data is None:
            return None
        try:
            return parse(data)
        except _INVALID as err:
            raise InvalidDataError from err

    async def async_load_or_reset[T](self, parse: Callable[[Any], T], new: Callable[[], T]) -> T:
        """Return the parsed data; what `new` returns if there is none to be had."""
        try:
            loaded = await self.async_load(parse)
        except InvalidDataError, StoreUnavailableError:
            loaded = None
        return new() if loaded is None else loaded

    async def async_save(self, data: dict[str, Any]) -> bool:
        """Write the data; return False if that failed. Store itself logs a failed write."""
        if not self._is_readable:
            return False
        try:
            await self._store.async_save(data)
        except _UNAVAILABLE as err:
            _LOGGER.warning("Cannot write %s (%s)", self._store.key, type(err).__name__)
            return False
        return True

    @callback
    def async_delay_save(self, data_func: Callable[[], dict[str, Any]], delay: float) -> None:
        """Write what `data_func` returns in `delay` seconds, or when Home Assistant stops."""
        if self._is_readable:
            self._store.async_delay_save(data_func, delay)

    async def async_remove(self) -> None:
        """Delete the file."""
        try:
            await self._store.async_remove()
        except OSError as err:
            _LOGGER.warning("Cannot delete %s (%s)", self._store.key, type(err).__name__)


def new_salt() -> bytes:
    """Return a random key for keyed hashes."""
    return secrets.token_bytes(SALT_BYTES)


def parse_salt(text: str) -> bytes:
    """Return a stored salt. Raise TypeError or ValueError if it is none."""
    salt = bytes.fromhex(text)
    if len(salt) != SALT_BYTES:
        raise ValueError("The salt has another length")
    return salt


def parse_date(text: str) -> datetime:
    """Return a stored date. Raise TypeError or ValueError if it is none, or has no time zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("The date has no time zone")
    return at
