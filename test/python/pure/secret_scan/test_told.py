"""Passwords that people are told in cards, messages and notes, in many languages."""

import pytest

from custom_components.security_posture.secret_scan.embedded import embedded_secrets


def found(text: str) -> list[str]:
    return [text[span.begin : span.end] for span in embedded_secrets(text, lambda: False)]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("WLAN G\u00e4ste: `Tulpe` / `sch\u00f6n-hier-27`", "sch\u00f6n-hier-27"),
        ("Wi-Fi visitas: **CASA-12** senha **ficaavontade62**", "ficaavontade62"),
        ("SSID `ap-77ab` / \u30d1\u30b9\u30ef\u30fc\u30c9 `sakura-2023`", "sakura-2023"),
        ("\u30d1\u30b9\u30ef\u30fc\u30c9\u306f\u300csakura-2023\u300d\u3067\u3059", "sakura-2023"),
        ("Wifi invit\u00e9s : X / tulipes-et-roses", "tulipes-et-roses"),
        ("Wifi invit\u00e9s : Box-77 / tulipes2023", "tulipes2023"),
        ("Le mot de passe du wifi est \u00ab tulipes-2024 \u00bb", "tulipes-2024"),
        ("The guest password is **Tulips2Us** today", "Tulips2Us"),
        ("Das Passwort lautet \u201eTulpen99\u201c.", "Tulpen99"),
        (
            "Wi-Fi: A \u043f\u0430\u0440\u043e\u043b\u044c dacha2024ok",
            "dacha2024ok",
        ),
        ("\uc640\uc774\ud30c\uc774 \ube44\ubc00\ubc88\ud638: `tulip-1234`", "tulip-1234"),
        ("\u05e1\u05d9\u05e1\u05de\u05d4: **tulip2023**", "tulip2023"),
        ("Wifi: Casa, clave tulipanes77", "tulipanes77"),
        ("Wifi-kod: <b>tulpan-2023</b>", "tulpan-2023"),
        ("Has\u0142o do WiFi: <code>zielony-dom7</code>", "zielony-dom7"),
        ('Parola: "lale-2022"', "lale-2022"),
        ("Gjestenett: Hytta, passord \u00abtulipan-22\u00bb", "tulipan-22"),
        ("Wifi: Net\nWachtwoord: tulpen-thuis9", "tulpen-thuis9"),
        ("| Wifi | Tulip | garden-77 |", "garden-77"),
        ("Guest wifi **Tulip77** / **y'all-come-in-77**", "y'all-come-in-77"),
        ("Wi-Fi: Tulip-Guest, **s'mores&cocoa**", "s'mores&cocoa"),
        ("Has\u0142o do wifi to \u201etulipan zielony\u201d", "tulipan zielony"),
        ("Wi-Fi: **Tulipa** a senha \u00e9 **pastel.de.nata**", "pastel.de.nata"),
        (
            "Wi-Fi: Tulip, \u043f\u0430\u0440\u043e\u043b\u044c zahodi-ne-boysya",
            "zahodi-ne-boysya",
        ),
        ("\u8a2a\u5ba2Wi-Fi\uff1aTulip\uff0c\u5bc6\u78bc\u662f welcome417", "welcome417"),
        ("EVN, m\u1eadt kh\u1ea9u DienLuc@77 (2024)", "DienLuc@77"),
    ],
)
def test_a_password_that_is_told(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "WLAN: an / aus",
        "Wifi: 2.4GHz / 5GHz-radio",
        "Wifi: {{ states('sensor.a') }} / {{ states('sensor.b') }}",
        "Wi-Fi / Bluetooth-LE chip",
        "Wireless N300 / Gigabit-Router",
        "Set `mqtt_password` in secrets.yaml",
        "The password field `input_text.guest_pw` is hidden",
        "Use the password from `secrets.yaml`",
        "Set `Password1` to the Wi-Fi password",
        "The password must be **at-least-8** characters",
        "Wi-Fi password: see the fridge",
        "Deliberately pass `delete=False` here, pass `8123`",
        "https://www.example.com/en/wi-fi/instruction-noah2",
        "The token is **never committed**",
        "password `${x}` and password `!secret x`",
        "The fixture passes `HASS_PORT` (18000)",
        'Add the column pass-throughs after `output["distance_km"]`',
        "Wi-Fi password reset by self-service",
    ],
)
def test_texts_about_passwords(text: str) -> None:
    assert found(text) == []
