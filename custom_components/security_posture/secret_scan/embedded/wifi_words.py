"""Words for a wireless network, in texts for people."""

import re
from typing import Final

# In scripts without spaces, other letters can stand beside them.
WIFI: Final = re.compile(
    r"(?i)(?<![A-Za-z\u00c0-\u024f])(?:wi-?fi|wlan|ssid|hotspot|wireless|w-lan)(?![A-Za-z\u00c0-\u024f])"
    r"|\u7121\u7dda|\u65e0\u7ebf|\uc640\uc774\ud30c\uc774"
    r"|\u05d5\u05d5?\u05d9\u05d9?-?\u05e4\u05d9\u05d9?|\u0648\u0627\u064a[ -]?\u0641\u0627\u064a"
    r"|\u0432\u0430\u0439-?\u0444\u0430\u0439|\u0e44\u0e27\u0e44\u0e1f"
)
_ASCII: Final = ("wi-fi", "wifi", "wlan", "ssid", "hotspot", "wireless", "w-lan")


def has_wifi(text: str) -> bool:
    """Return whether a text has a word for a wireless network."""
    if text.isascii():
        lower = text.lower()
        if not any(word in lower for word in _ASCII):
            return False
    return WIFI.search(text) is not None
