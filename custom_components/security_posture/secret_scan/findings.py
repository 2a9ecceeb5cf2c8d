"""Build findings from secrets: file, lines and key, never the value."""

from collections.abc import Iterator
from typing import Final

from .detector import CONTEXT_CONFIDENCE, Secret, find_secrets, is_code_key
from .files import Role, SourceFile
from .model import Finding, Kind
from .tree import Scalar, Sequence
from .value_patterns import is_default, is_placeholder
from .yaml_values import YamlValue

# For placeholders: below the reported confidence.
PLACEHOLDER_CONFIDENCE: Final = 0.4
# The unused example in every new secrets.yaml.
HOME_ASSISTANT_EXAMPLE: Final = (("some_password",), "welcome")
# Zigbee2MQTT's former default key.
PUBLISHED_NETWORK_KEY: Final = [str(n) for n in (*range(1, 16, 2), *range(0, 13, 2), 13)]


def findings(source: SourceFile, text: str, role: Role, place: YamlValue) -> Iterator[Finding]:
    """Yield the secrets in a value and in its key."""
    if is_code_key(place) and place.key_node is not None:
        whole = Secret(0, len(place.key_node.text), Kind.CODE, CONTEXT_CONFIDENCE)
        yield _finding(source, text, place, place.key_node, whole)
    for secret in find_secrets(place, role):
        yield _finding(source, text, place, place.node, secret)


def well_known(source: SourceFile, place: YamlValue) -> Iterator[Finding]:
    """Yield the value if it is a published default."""
    node = place.node
    if (
        isinstance(node, Scalar)
        and is_default(node.text)
        and (place.keys, node.text) != HOME_ASSISTANT_EXAMPLE
    ):
        whole = Secret(0, len(node.text), Kind.PASSWORD, 1.0)
        yield _finding(source, "", place, node, whole)


def _finding(
    source: SourceFile, text: str, place: YamlValue, node: Scalar | Sequence, secret: Secret
) -> Finding:
    if isinstance(node, Sequence):
        numbers = [item.text for item in node.items if isinstance(item, Scalar)]
        is_known, is_place_holder = numbers == PUBLISHED_NETWORK_KEY, False
        last = node.items[-1]
        lines = node.line, last.end_line if isinstance(last, Scalar) else node.line
    else:
        value = node.text[secret.begin : secret.end]
        is_known, is_place_holder = is_default(value), is_placeholder(value)
        lines = _lines(text, node, secret)
    return Finding(
        file=source.name,
        line=lines[0],
        end_line=lines[1],
        key=".".join(place.keys),
        kind=secret.kind,
        confidence=min(secret.confidence, PLACEHOLDER_CONFIDENCE)
        if is_place_holder
        else secret.confidence,
        is_default=is_known,
    )


def _lines(text: str, node: Scalar, secret: Secret) -> tuple[int, int]:
    """Return the first and the last line of a secret in the file."""
    if node.end_line == node.line:
        return node.line, node.line
    source = text[node.start : node.end].rstrip()
    if secret.end - secret.begin == len(node.text):
        return node.line, node.line + source.count("\n")
    # Folded lines: search for the secret as it is written in the source.
    wanted = node.text[secret.begin : secret.end].split("\n", 1)[0].strip()
    before = node.text.count(wanted, 0, secret.begin)
    at = -1
    for _ in range(before + 1):
        at = source.find(wanted, at + 1)
        if at < 0:
            return node.line, node.line + source.count("\n")
    line = node.line + source.count("\n", 0, at)
    return line, line + node.text.count("\n", secret.begin, secret.end)
