"""Codes that people are told in cards, messages and notes, and numbers that are none."""

import pytest

from custom_components.security_posture.secret_scan.embedded import embedded_secrets


def found(text: str) -> list[str]:
    return [text[span.begin : span.end] for span in embedded_secrets(text, lambda: False)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The gate code for guests is 2207#", "2207#"),
        ("Hoftorcode f\u00fcr G\u00e4ste lautet 4813", "4813"),
        ("- Key safe C1849Y, please scramble the dials", "C1849Y"),
        ("Schl\u00fcsselsafe an der Garage: 3714", "3714"),
        ("Bo\u00eete \u00e0 cl\u00e9s sous le porche : 5582", "5582"),
        ("M\u00e3 c\u1eeda c\u1ed5ng l\u00e0 4417", "4417"),
        ("- Alarm: press 778899 then OK", "778899"),
        ("Lockbox code is 90417", "90417"),
    ],
)
def test_a_code_that_is_told(text: str, code: str) -> None:
    assert found(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The gate was open 2207 times",
        "The error code for the pump is 4711",
        "Alarm at 1830 W",
        "The alarm was off since 2023",
        "Key safe: see the message",
        "postcode of the village is 31999",
        "Set the gate code in `input_text.code`",
    ],
)
def test_numbers_that_are_no_codes(text: str) -> None:
    assert found(text) == []
