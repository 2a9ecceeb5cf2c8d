"""The value of a fact that could not be read."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something could not be read; exceptions leave the collectors only as one of these."""

    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    PLAIN_HTTP = "plain_http"  # HTTP without TLS at an https address
    ANOTHER_DEVICE = "another_device"  # the answer may be of another device, usually the router
    PERMISSION = "permission"
    PARSE = "parse"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"  # a text that takes too long to look through
    MISSING = "missing"  # an entity or file named in the options or settings does not exist
    OUTDATED = "outdated"  # the data is too old
    NOT_LOADED = "not_loaded"
    API_CHANGED = "api_changed"
    STARTING = "starting"
    LEARNING = "learning"  # what is usual is not known yet
    CLOCK = "clock"
    SWITCHED_OFF = "switched_off"  # disabled in the options
    EXTERNAL = "external"  # controlled by another system that Home Assistant cannot see
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A fact that could not be read."""

    reason: Reason


NOT_YET_READ = Unavailable(Reason.STARTING)


def require[T](fact: T | Unavailable) -> T:
    """Return a fact that the check declares in `needs`, so that it is available."""
    if isinstance(fact, Unavailable):
        raise TypeError(fact.reason)
    return fact
