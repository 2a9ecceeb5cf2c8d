"""Why something could not be read: a value in the place of the fact."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something could not be read. A closed list: exception text never passes it."""

    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    PERMISSION = "permission"
    PARSE = "parse"
    TOO_LARGE = "too_large"
    MISSING = "missing"  # what was named in the options is not there
    OUTDATED = "outdated"  # what is known is too old to go by
    NOT_LOADED = "not_loaded"
    API_CHANGED = "api_changed"
    STARTING = "starting"
    CLOCK = "clock"
    SWITCHED_OFF = "switched_off"  # the administrator does not want it to be looked at
    EXTERNAL = "external"  # another system decides it, out of Home Assistant's sight
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The place of a fact that could not be read."""

    reason: Reason


NOT_YET_READ = Unavailable(Reason.STARTING)


def require[T](fact: T | Unavailable) -> T:
    """Return a fact that was declared as needed, so that the runner made sure of it."""
    if isinstance(fact, Unavailable):
        raise TypeError(fact.reason)
    return fact
