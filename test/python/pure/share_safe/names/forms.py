"""Replace known names in a text, for the tests."""

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.names import NameIndex
from custom_components.security_posture.share_safe.placeholders import Placeholders
from custom_components.security_posture.share_safe.uses.model import Use


def index(*names: Name | str) -> NameIndex:
    """Return an index of names; texts are names of people."""
    made = NameIndex(Placeholders())
    for name in names:
        made.add(Name(Private.PERSON, name) if isinstance(name, str) else name)
    return made


def replaced(names: NameIndex, text: str, use: Use = Use.TEXT) -> str:
    """Return a text with all names replaced."""
    pieces: list[str] = []
    done = 0
    for match in names.find(text, use):
        assert done <= match.begin < match.end <= len(text)
        pieces += [text[done : match.begin], match.new]
        done = match.end
    return "".join([*pieces, text[done:]])
