"""What is private by its form or its key, and what only looks like it."""

import base64
import re

import pytest

from custom_components.security_posture.share_safe import Name, Private
from custom_components.security_posture.share_safe.model import Knowledge

from .test_homes import copied

HOME = Knowledge(
    names=(Name(Private.PERSON, "Ottilie"),),
    hosts=frozenset({"quillmere.example-family.net", "abcdef.ui.nabu.casa"}),
    coordinates=((50.123456, -4.654321),),
)


def line(text: str, knowledge: Knowledge = HOME) -> str:
    """Return a file in its copy."""
    copy = copied({"configuration.yaml": text}, knowledge)
    assert copy.left_out == {}
    return copy.files["configuration.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "resource: https://api.example-weather.org/v1\n",
        "resource: https://www.somebody.org/page\n",
        "server: smtp.gmail.com\n",
        "server: imap.mail.example-provider.net\n",
        "url: http://stream.example-radio.de:8000/live.mp3\n",
        "url: mqtt://core-mosquitto:1883\n",
        "url: http://a0d7b954-influxdb:8086\n",
        "url: http://homeassistant.local:8123\n",
        "host: localhost\n",
        "host: 192.168.1.4\n",
        "host: glances\n",
        "dns: [1.1.1.1, 8.8.8.8]\n",
        "trusted_proxies: [103.21.244.0/22, 172.30.33.0/24]\n",
        "sw_version: 4.0.1.2\n",
        "url: media-source://tts/cloud?message=Tea\n",
        "file: gfonts://Roboto\n",
        "uses: someone/checker@v3.95\n",
        "url: https://unpkg.com/lamp-card@1.4/lamp-card.js\n",
        "command: ssh root@10.20.30.40 beep\n",
        "# 2001 lines, v1.2.3.4 of x@1.2.3\na: 1\n",
        "allow_bypass_login: true\n",
        "xy_color: [0.7006, 0.2993]\n",
        "xy: '0.7006,0.2993'\n",
        'path: "M12.123456,3.654321L4.123456,5.5Z"\n',
        "value: 50.1\n",
        "elevation: 43\n",
        "range: 50.1, -4.7\n",
        "username: esp\n",
        "users: [{user: 6d2a91c07be344f0a2c85d17e0b9f634}]\n",
        "network_key: GENERATE\n",
        "wifi_password: ENC[AES256_GCM,data:Qm9ndXM=,iv:dGV4dA==,tag:aW52ZW50ZWQ=,type:str]\n",
        "vapid_pub_key: BN4GvZtuBQ9sXkDq0m7vHxLw3TfYpRzKc8JgUeNaSiOdEhMbWyVl2P5rC1I6oXAQ\n",
        "address: 0x1c0000031edd2a28\n",
        "# address: 0x1c0000031edd2a28\n",
        "port: /dev/serial/by-id/usb-Quill_Zigbee_3.0_USB_Dongle_Plus-if00-port0\n",
        "devices: [/dev/serial/by-id/usb-0658_0200-if00:/dev/zwave]\n",
        "host: yourdomain.duckdns.org\n",
        "to: user@example.com\n",
        "ip: 192.0.2.4\n",
        "ip: 2001:db8::1\n",
        "message: Gehweg 2, Parkplatz 3, Kanal 7, Programm 40 Grad\n",
        "message: Garage TV-OG 55, car 2 charging with 11 kW\n",
        "message: call 404 at 2024-05-06 07:08\n",
        "content: 'Wi-Fi 5GHz: `online`'\n",
        "url: https://x.example.com/data/juyo_cepco003.csv\n",
        "url: https://x.example.com/stop/900100003?page=2&code=de&key=abc\n",
        "substitutions: {name: quill-lamp-02, project: quill.panel-esp8266}\n",
        "threshold: 12.345678\n",
        "icon: mdi:home-map-marker\n",
        "target: light.porch\n",
        "origin: zone.home\n",
        "ssid: '********'\n",
        "username: mqtt\n",
        "user: '{{ user }}'\n",
        "mac: ff:ff:ff:ff:ff:ff\n",
        "address: 0x76\n",
        "time: '12:34:56'\n",
        "entity_id: sensor.lan\n",
        "value_template: '{{ self.local }}'\n",
        "max_tokens: 100\n",
        "password_length: 12\n",
        "auth: basic\n",
        "password: !secret mqtt_password\n",
        "password: '{{ states(''input_text.pw'') }}'\n",
        "x: {password: null, token: ''}\n",
        "condition: zone.in_zone\n",
        "event_type: mobile_app_notification_action\n",
    ],
)
def test_what_stays(text: str) -> None:
    assert line(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password: changeme\n", "password: password_1\n"),
        ("mqtt_password: some-password\n", "mqtt_password: password_1\n"),
        ("url: https://quillmere.example-family.net/x\n", "url: https://host_1/x\n"),
        ("url: https://nas.example-family.net/x\n", "url: https://host_1/x\n"),
        ("url: https://nextcloud.oddment.org/x\n", "url: https://host_1/x\n"),
        ("url: https://oddment.org:8443/x\n", "url: https://host_1:8443/x\n"),
        ("url: https://bracken.duckdns.org/x\n", "url: https://host_1/x\n"),
        ("url: http://basement:8080/x\n", "url: http://host_1:8080/x\n"),
        ("url: abcdef.ui.nabu.casa\n", "url: host_1\n"),
        ("host: quillnas\n", "host: host_1\n"),
        ("host: quill.nas.lan\n", "host: host_1\n"),
        ("duckdns: {domain: quillmere}\n", "duckdns: {domain: host_1}\n"),
        ("command: ping quillnas.local\n", "command: ping host_1\n"),
        ("command: scp a tiller@quillnas.lan:/b\n", "command: scp a user_1@host_1:/b\n"),
        ("to: quill.feather@brackenpost.net\n", "to: email_1\n"),
        ("message: call +49 152 99988777\n", "message: call phone_1\n"),
        ("ip: 93.184.216.34\n", "ip: ip_1\n"),
        ("mac: A4:C1:38:11:22:33\n", "mac: mac_1\n"),
        ("mac: a4c138112233\n", "mac: mac_1\n"),
        ("entity_id: light.0x00158d0001a2b3c4\n", "entity_id: light.mac_1\n"),
        (
            "port: /dev/serial/by-id/usb-Quill_Stick_3.0_QX8877441-if00\n",
            "port: /dev/serial/by-id/usb-Quill_Stick_3.0_serial_1-if00\n",
        ),
        ("mac: BLE_A4:C1:38:11:22:33\n", "mac: BLE_mac_1\n"),
        ("bluetooth: {address: A4C138112233}\n", "bluetooth: {address: mac_1}\n"),
        ("mac: a4:c1:38:11:22:33\nx: lamp_a4c138112233\n", "mac: mac_1\nx: lamp_mac_1\n"),
        (
            "state_topic: shellies/shellyplug-s-A4C138112233/a\n",
            "state_topic: shellies/shellyplug-s-mac_1/a\n",
        ),
        ("state_topic: dsmr/E0047003981244178/gas\n", "state_topic: dsmr/serial_1/gas\n"),
        ("url: https://q4177x.mydns.jp\n", "url: https://host_1\n"),
        ("labels: ['r.rule=Host(`pix.oddment.org`)']\n", "labels: ['r.rule=Host(`host_1`)']\n"),
        (
            "url: 'https://x.example.com/?postcode=QX994ZX&house=14'\n",
            "url: 'https://x.example.com/?postcode=address_1&house=address_2'\n",
        ),
        (
            "url: https://x.example.com/meter/17733041/last\n",
            "url: https://x.example.com/meter/serial_1/last\n",
        ),
        (
            "url: https://x.example.com/?q=Via+dei+Quilli+22&z=1\n",
            "url: https://x.example.com/?q=address_1&z=1\n",
        ),
        (
            "command: 'x --user qbracken --contract QX-0041773'\n",
            "command: 'x --user user_1 --contract serial_1'\n",
        ),
        ("x: 'mount -o username=qbracken7,vers=3'\n", "x: 'mount -o username=user_1,vers=3'\n"),
        ("environment: [SMTP_USER=qbracken]\n", "environment: [SMTP_USER=user_1]\n"),
        (
            "username: qbracken\nstate_topic: own/qbracken/x\n",
            "username: user_1\nstate_topic: own/user_1/x\n",
        ),
        (
            "url: https://c.example.com/ical/quill%40brackenpost.net/x\n",
            "url: https://c.example.com/ical/email_1/x\n",
        ),
        ("clickAction: tel:3390041773\n", "clickAction: tel:phone_1\n"),
        ("message: Geen beweging, bel 0612994170\n", "message: Geen beweging, bel phone_1\n"),
        ("message: 'Dzwoń: 601 234 567'\n", "message: 'Dzwoń: phone_1'\n"),
        ("message: Car (QX19 WZD) is plugged in\n", "message: Car (serial_1) is plugged in\n"),
        (
            "x: \"{{ plate == 'QX 417 KW' }}\"\nmessage: QX417KW left\n",
            "x: \"{{ plate == 'serial_1' }}\"\nmessage: serial_1 left\n",
        ),
        ("message: 'Power is out (Ahornweg 27b)'\n", "message: 'Power is out (address_1)'\n"),
        ("message: Rua das Quillas 417, apto 62 is dark\n", "message: address_1 is dark\n"),
        ("content: 'SSID `quill-4177ab` here'\n", "content: 'SSID `wifi_1` here'\n"),
        ("content: 'WLAN: `Quill` / `x`'\n", "content: 'WLAN: `wifi_1` / `x`'\n"),
        ("plus: at 8FVC9G8F+6W\n", "plus: at address_1\n"),
        ("geohash: u0qj8d2\n", "geohash: address_1\n"),
        ("serial_number: QX12345678\n", "serial_number: serial_1\n"),
        ("license_plate: QX-AB 123\n", "license_plate: serial_1\n"),
        ("iban: GB82 WEST 1234 5698 7654 32\n", "iban: serial_1\n"),
        ("chat_id: -1001234567\n", "chat_id: -1000000001\n"),
        ("allowed_chat_ids: [123456789]\n", "allowed_chat_ids: [100000001]\n"),
        ("address: Quillstreet 12, 12345 Bracken\n", "address: address_1\n"),
        ("username: tiller77\n", "username: user_1\n"),
    ],
)
def test_what_is_replaced(text: str, left: str) -> None:
    # The hosts of the instance have the first numbers.
    assert re.sub(r"host_\d", "host_1", line(text)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("latitude: 48.1\n", "latitude: 0.0\n"),
        ("latitude: '48.1'\n", "latitude: '0.0'\n"),
        ("elevation: 43.217\n", "elevation: 0.0\n"),
        (
            "url: https://x.example.com/?bbox=-4.71%2C50.08%2C-4.6%2C50.2\n",
            "url: https://x.example.com/?bbox=0.0%2C0.0%2C0.0%2C0.0\n",
        ),
        (
            "url: https://x.example.com/?lamin=50.05&lomin=-4.7\n",
            "url: https://x.example.com/?lamin=0.0&lomin=0.0\n",
        ),
        (
            "url: https://x.example.com/#map=12/50.12/-4.65\n",
            "url: https://x.example.com/#map=12/0.0/0.0\n",
        ),
        ("url: http://x.example.com/50.1235/-4.6543\n", "url: http://x.example.com/0.0/0.0\n"),
        ("url: http://x.example.com?lat=51.5\n", "url: http://x.example.com?lat=0.0\n"),
        ('payload: \'{"lat": 48.25, "x": 48.25}\'\n', 'payload: \'{"lat": 0.0, "x": 48.25}\'\n'),
        ("state: '{{ distance(50.123, -4.654) }}'\n", "state: '{{ distance(0.0, 0.0) }}'\n"),
        ("# we are at 50.12346 N\na: 1\n", "# we are at 0.0 N\na: 1\n"),
        ("message: at 50°07'24\"\n", "message: at 0°0\u20320\u2033\n"),
        ("center: [48.25, 11.58]\n", "center: [0.0, 0.0]\n"),
        ("origin: 48.2512, 11.5123\n", "origin: 0.0, 0.0\n"),
    ],
)
def test_positions(text: str, left: str) -> None:
    assert line(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password: correct horse battery\n", "password: password_1\n"),
        ("password: $quill$\n", "password: password_1\n"),
        ("password: '!Quill9'\n", "password: 'password_1'\n"),
        (
            "x: https://x.example.com/?key=demo7f91b3c2&l=1\n",
            "x: https://x.example.com/?key=token_1&l=1\n",
        ),
        ("BASIC_AUTH: 'quill:terebi-x'\n", "BASIC_AUTH: 'user_1:password_1'\n"),
        ("command: run --pw A4177B330CXZ\n", "command: run --pw password_1\n"),
        ("sp_dc: AQBt9LmZt2VnKb7RqXw\n", "sp_dc: token_1\n"),
        ("devicekey: c41773f0-9b3e-4c77\n", "devicekey: key_1\n"),
        ("x: $2b$12$abcdefghijklmnopqrstuvABCDEFGHIJ\n", "x: password_1\n"),
        ("substitutions: {ota: 8b1f77aa90c2e3d4}\n", "substitutions: {ota: key_1}\n"),
        ("x: 'MT:Y.K9042C00KA0648G00'\n", "x: 'MT:code_1'\n"),
        ("x: rtsps://10.0.0.1:7441/kQ7pLx2VbN9sWd3f\n", "x: rtsps://10.0.0.1:7441/token_1\n"),
        ("token: some-token-i-have\n", "token: token_1\n"),
        ("alarm_control_panel: {code: 123}\n", "alarm_control_panel: {code: 101}\n"),
        ("alarm_control_panel: {code: abc}\n", "alarm_control_panel: {code: code_1}\n"),
        ("password: !env_var MQTT_PW quillx\n", "password: !env_var MQTT_PW password_1\n"),
        ("x: ${DB_PASSWORD:-quillx}\n", "x: ${DB_PASSWORD:-password_1}\n"),
        ("passwords: [quill, my dog]\n", "passwords: [password_1, password_2]\n"),
        ("passwords: {a1: quill, b1: dog}\n", "passwords: {a1: password_1, b1: password_2}\n"),
        ("tokens: {a8f7e6d5c4b3a2f1e0: phone}\n", "tokens: {token_1: phone}\n"),
        ("user_codes: {'471193': x}\n", "user_codes: {'code_1': x}\n"),
        ("password: \"{{ 'quill77' }}\"\n", "password: \"{{ 'password_1' }}\"\n"),
        (
            "password: >-\n  quill horse\n  staple battery\nx: 1\n",
            "password: >-\n  password_1\nx: 1\n",
        ),
        ("# password: quillx77\na: 1\n", "# password: password_1\na: 1\n"),
        (
            "# alarm_control_panel:\n#   - platform: manual\n#     code: 471182\na: 1\n",
            "# alarm_control_panel:\n#   - platform: manual\n#     code: code_1\na: 1\n",
        ),
    ],
)
def test_secrets_by_place(text: str, left: str) -> None:
    assert line(text) == left


def test_a_network_and_its_password_are_told() -> None:
    text = line("content: |\n  WLAN: `Quill-Net` / `herzlich-willkommen-27`\n")
    assert text == "content: |\n  WLAN: `wifi_1` / `password_1`\n"
    assert line(text) == text


def test_a_password_with_an_at_sign() -> None:
    text = line("x: rtsp://admin:Quill@2021@192.168.1.61:554/cam\n")
    assert text == "x: rtsp://admin:password_1@192.168.1.61:554/cam\n"


def test_a_zone_with_a_sign_in_its_name() -> None:
    text = line(
        "zone: [{name: 'Quill & Bracken', latitude: 50.5, longitude: 4.25}]\n"
        "alias: Left Quill & Bracken\nx: quill%20%26%20bracken\n"
    )
    assert text == (
        "zone: [{name: 'zone_1', latitude: 0.0, longitude: 0.0}]\nalias: Left zone_1\nx: zone_1\n"
    )


def test_a_map_around_a_position_in_a_file() -> None:
    text = line(
        "homeassistant: {latitude: 46.53, longitude: 4.81}\n"
        "url: https://x.example.com/?ll=46.5,4.8&z=7\n",
        Knowledge(),
    )
    assert text == (
        "homeassistant: {latitude: 0.0, longitude: 0.0}\n"
        "url: https://x.example.com/?ll=0.0,0.0&z=7\n"
    )


def test_a_secret_in_every_encoding() -> None:
    secret = "Xk29fLm!q"
    encoded = base64.b64encode(f"tiller:{secret}".encode()).decode()
    text = line(
        f"password: '{secret}'\nurl: https://x.example.com/a?b=Xk29fLm%21q\n"
        f'h: {encoded}\nj: \'{{"k": "\\u0058k29fLm!q"}}\'\nd: "\\x58k29fLm!q"\n# {secret} here\n'
        f"e: {secret}\n{secret}: 1\n"
    )
    assert text == (
        "password: 'password_1'\nurl: https://x.example.com/a?b=password_1\n"
        'h: password_1\nj: \'{"k": "password_1"}\'\nd: "password_1"\n# password_1 here\n'
        "e: password_1\npassword_1: 1\n"
    )


def test_an_ordinary_word_as_a_secret_is_not_told() -> None:
    text = line(
        "mqtt: {username: homeassistant, password: homeassistant}\n"
        "script: {a: {sequence: [{service: homeassistant.restart}]}}\nx: homeassistant\n"
    )
    assert text == (
        "mqtt: {username: homeassistant, password: password_1}\n"
        "script: {a: {sequence: [{service: homeassistant.restart}]}}\nx: homeassistant\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        "secrets.yaml",
        "secrets_old.yaml",
        "secrets.backup.yaml",
        "secrets (1).yaml",
        "my_secrets.yaml",
        "secrets-2024.yaml",
        "passwords.yaml",
    ],
)
def test_files_of_secrets(name: str) -> None:
    text = (
        "# a remark about it\r\nword: ordinary\r\nlist:\r\n  - one\r\nblock: |\r\n  -- A\r\n  B\r\n"
        "anchor: &a two\r\nalias: *a\r\nlatitude: 50.5\r\nn: 57\r\n#old: four five\r\n"
    )
    copy = copied({name: text}, Knowledge())
    assert copy.files[name] == (
        "# a remark about it\r\nword: secret_1\r\nlist:\r\n  - secret_2\r\nblock: |\r\n"
        "  secret_3\r\nanchor: &a secret_4\r\nalias: *a\r\nlatitude: 0.0\r\nn: 11\r\n"
        "#old: secret_6\r\n"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a: 'Ottilie''s \"x\"'\n", "a: 'person_1''s \"x\"'\n"),
        ('a: "Otti\\u006cie \\\n   x"\n', 'a: "person_1 \\\n   x"\n'),
        ("a: >\n  hello\n  Ottilie and\n\n  you\n", "a: >\n  hello\n  person_1 and\n\n  you\n"),
        ("a: hello\n  Ottilie and\n  you\n", "a: hello\n  person_1 and\n  you\n"),
        ("a: |2\n    Ottilie\n  x\n", "a: |2\n    person_1\n  x\n"),
        ("a: !tag Ottilie\n", "a: !tag person_1\n"),
        ("a: &ottilie [Ottilie]\nb: *ottilie\n", "a: &person_1 [person_1]\nb: *person_1\n"),
        ("{a: Ottilie, 'Ottilie': [x]}\n", "{a: person_1, 'person_1': [x]}\n"),
        ("a: x # Ottilie\r\nb: Ottilie\r\n", "a: x # person_1\r\nb: person_1\r\n"),
        ("\ufeffa: Ottilie\n", "\ufeffa: person_1\n"),
    ],
)
def test_styles_stay(text: str, left: str) -> None:
    assert line(text.replace("a:", "name:")) == left.replace("a:", "name:")


@pytest.mark.parametrize(
    "private",
    [
        "\u4fe1\u7fa9\u8def\u4e09\u6bb5417\u5df77\u865f",
        "Mimar Sinan Mah. 1417. Sok. No:5 35220",
    ],
)
def test_an_address_of_another_country(private: str) -> None:
    assert private not in line(f"content: 'x {private}'\n")


@pytest.mark.parametrize(
    "text",
    [
        "content: 'tel. +48 601 447 731'\n",
        "content: '\u6709\u4e8b\u62530912-417-731'\n",
        "content: 'g\u1ecdi 090 441 7731'\n",
        "url: https://api.example-chat.com/send?phone=+905324417731&x=1\n",
    ],
)
def test_a_phone_is_replaced_whole(text: str) -> None:
    assert re.search(r"\d{2}", line(text)) is None


def test_ids_of_an_account() -> None:
    """They are generated; names that a person chose stay."""
    sid = "AC" + "9f31b07c" * 4
    text = line(f"twilio: {{account_sid: {sid}}}\nspotify: {{client_id: {sid[2:]}}}\n")
    assert sid[2:] not in text
    stays = "mqtt: {client_id: homeassistant, app_id: lamp}\n"
    assert line(stays) == stays


def test_a_variable_in_a_list_of_a_container() -> None:
    text = line("environment:\n  - SESSION_SECRET=mysupersecretkey-tulip\n  - TZ=Europe/London\n")
    assert "tulip" not in text
    assert "TZ=Europe/London" in text


def test_the_id_of_a_radio_network() -> None:
    text = line("advanced: {ext_pan_id: [221, 17, 34, 77, 41, 9, 200, 3], channel: 11}\n")
    assert "221" not in text
    assert "channel: 11" in text
