"""What is a secret, and what only looks like one: by kinds, in both directions."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, Finding, scan

# Concatenated, so that other scanners do not report them.
LONG = "Zr8" + "qT5mWx2" * 3
HEX = "9f3ac1d2" + "7be84410" + "a6c5d0e2" + "718b34f6"
UUID = "4f7a19d2-66b1-4c0e-9d3f-" + "0a1b2c3d4e5f"
PUSHBULLET = "o." + "q1W2e3R4t5Y6u7I8o9P0a1S2d3F4g5H6"
DIGEST = "sha512-" + "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ" * 2 + "=="


def found(folder: Path, text: str, name: str = "configuration.yaml") -> list[Finding]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return [each for each in scan(folder).findings if each.confidence >= CONFIDENT]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # Containers.
        ("environment:\n  - DB_PASSWORD=tulipgarden\n", "password"),
        ("environment:\n  - 'DB_PASSWORD=tulip garden'\n", "password"),
        ("environment:\n  DB_PASSWORD: tulipgarden\n", "password"),
        ("environment:\n  DB_PASSWORD: ${DB_PASSWORD:-tulipgarden}\n", "password"),
        ("environment:\n  - DB_PASSWORD=${DB_PASSWORD:-tulipgarden}\n", "password"),
        ("command: [redis-server, --requirepass, tulipgarden]\n", "password"),
        ("command: redis-server --requirepass tulipgarden\n", "password"),
        ("command: redis-server --requirepass tulipgarden --port 1\n", "password"),
        ("password: !env_var MQTT_PASSWORD tulipgarden\n", "password"),
        # Codes.
        ("type: custom:restriction-card\nrestrictions:\n  pin:\n    code: '4711'\n", "code"),
        ("type: custom:keypad-card\npeople:\n  anna: '4711'\n", "code"),
        ("type: alarm-panel\ncode: '4711'\n", "code"),
        ("action: zwave_js.set_value\ndata: {property: userCode, value: '4711'}\n", "code"),
        ("alarm_control_panel:\n  - code_template: \"{{ '1977' if x else '' }}\"\n", "code"),
        ("entity_id: sensor.x\nstate: '2580#'\n", "code"),
        ("x: \"{{ trigger.to_state.state == '35*17' }}\"\n", "code"),
        ("\u9580\u9396\u5bc6\u78bc: {name: x, initial: '417731'}\n", "password"),
        # Chosen by a person.
        ("password: haystack 3 needles!\n", "password"),
        ("frontend: {port: 8080, auth_token: tulip}\n", "token"),
        ("local_key: 9$Xq}7mL&t2VbKn4\n", "key"),
        ("""payload: '{"u": "me", "p": "Tulip@77"}'\n""", "password"),
        ("""payload: '<a authenticationkey="b41773309c0d4e2f"/>'\n""", "api_key"),
        (f"pushover_app: a4kz8v{LONG}\n", "token"),
        # Headers.
        (f"headers:\n  XSRF-TOKEN: n-{HEX}\n", "token"),
        (f"headers:\n  X-Auth: wp_{HEX}\n", "token"),
        (f"headers:\n  Authorization: KakaoAK {HEX}\n", "token"),
        (f"headers:\n  Cookie: 'JSESSIONID={HEX.upper()}'\n", "token"),
        (f"headers:\n  cookie: 'lang=de; session={HEX}'\n", "token"),
        (f"command: curl -H 'Cookie: a={HEX}' http://h\n", "token"),
        (f"command: curl -b 'sid={HEX}' http://h\n", "token"),
        (f"command: curl -H 'Access-Token: {PUSHBULLET}' http://h\n", "token"),
        (f"headers:\n  X-Auth-Token: {UUID}\n", "token"),
        (f'headers:\n  Authorization: Digest username="a", response="{HEX}"\n', "token"),
        # Addresses.
        (f"resource: http://h/stats?token={UUID}\n", "token"),
        ("resource: http://h/cm?user=a&password=tulipgarden&cmnd=x\n", "password"),
        (f"resource: https://hooks.nabu.casa/gAAAAABg{LONG}\n", "webhook"),
        (f"resource: https://h/api/webhook/{LONG}\n", "webhook"),
        ("stream: rtsp://me:tulipgarden@cam/1\n", "credential_url"),
        ("db: 'Server=h;User Id=me;Password=tulipgarden;'\n", "password"),
        ("db: 'host=h user=me password=tulipgarden dbname=x'\n", "password"),
        # Programs.
        ("platform: snmp\ncommunity: tulipgarden\n", "password"),
        ("command: snmpwalk -v2c -c tulipgarden h\n", "password"),
        ("payload: Backlog MqttUser me; MqttPassword tulipgarden\n", "password"),
        (f"note: {PUSHBULLET}\n", "token"),
        (f"note: {'GOCSPX-' + LONG}\n", "token"),
        ("resource: https://h/json.php?key=demo7f91b3c2&place=x\n", "token"),
        ("resource: https://h/w?q=x&appid=9b1f3c77\n", "token"),
        ("resource: http://h/say?name=x&key=kitchen-tulips-grow-well\n", "token"),
        (f"resource: https://api.h/sendMessage/{HEX}\n", "token"),
        # Options and logins.
        ("command: meter.py --pw A4417B330CXZ\n", "password"),
        (f"command: meter.py --id {HEX.upper()} -v\n", "token"),
        ("command: wget --http-password=blue-whale9 http://h\n", "password"),
        ("command: wget --header='X-HA-Access: tulips62' http://h\n", "password"),
        ("command: mount -t cifs //h/x /m -o username=me,password=Tulip-19\n", "password"),
        ("command: smbclient //h/x -U me%Tulip2019 -c ls\n", "password"),
        ("command: nmcli dev wifi connect Home password Tulip2019\n", "password"),
        ("command: wpa_passphrase 'My Home' Tulip2019\n", "password"),
        ("command: echo Tulip2019 | sudo -S reboot\n", "password"),
        ("command: sqlcmd -U sa -P Tulip2019\n", "password"),
        ("SMBPASS: tulips\n", "password"),
        ("ftppw: tulips\n", "password"),
        ("BASIC_AUTH: me:tulip-garden\n", "password"),
        ("credentials: me:tulip-garden\n", "password"),
        ("SESSION_SECRET: tulips-are-nice\n", "token"),
        # Names.
        (f"sp_dc: AQ{LONG}\n", "token"),
        (f"sp_key: {UUID}\n", "token"),
        (f"tclk_seed: {HEX}\n", "key"),
        (f"devicekey: {UUID}\n", "key"),
        ("pushover_user: u8fq2kzv7mwt3xnb6rjc1yphs9dgle\n", "api_key"),
        ("gizmo:\n  blob: Zr8qT5mWx2Kp9LbV3nD7sF4hJ6gQ1cYt\n", "token"),
        # Codes of three digits.
        ("alarm_code: 123\n", "code"),
        ("alarm_control_panel:\n  code: '123'\n", "code"),
        ("lock_codes:\n  anna: '345'\n", "code"),
        # Webhooks that others can call, or that cannot be guessed.
        ("webhook_id: kitchen_radio\nlocal_only: false\n", "webhook"),
        (f"webhook_id: {LONG}\nlocal_only: true\n", "webhook"),
        ("webhook_id: kitchen_radio_4711\n", "webhook"),
        # They begin like variables and placeholders.
        ("password: $ecretTulip1\n", "password"),
        ("password: some-tulips-42\n", "password"),
        ("password: KitchenPassword1\n", "password"),
    ],
)
def test_secrets(tmp_path: Path, text: str, kind: str) -> None:
    assert [row.kind.value for row in found(tmp_path, text)] == [kind]


CODE = """command: |-
  python3 <<EOF
  import yaml
  with open("/config/x.yaml") as file:
      secrets = yaml.safe_load(file)
  token = get_token()
  password = config.password
  api_key = line_text
  EOF
"""


@pytest.mark.parametrize(
    "text",
    [
        # What a program computes.
        CODE,
        'command: TOKEN=$(cat /run/token); curl -H "Authorization: Bearer $TOKEN" http://h\n',
        "command: TOKEN=`cat /run/token`\n",
        'run: echo "https://$INPUTS_TOKEN:x-oauth-basic@github.com"\n',
        "state: \"{% set first_token = text.split('://', 1)[0] | lower %}{{ first_token }}\"\n",
        "state: \"{% set token = value_json['access']['token_value_1'] %}{{ token }}\"\n",
        "state: '[[[ return states[entity.token].state ]]]'\n",
        "card: '${ this.password = config.password_1 }'\n",
        # Versions, packages and checksums.
        "packages:\n  '@cloud/vault-secrets': ^4.9.0\n",
        "dependencies:\n  js-tokens: 10.0.0\n  oauth-token: '>=1.2.0 <2'\n  x-token: npm:y@1.2.3\n",
        f"packages:\n  js-tokens@10.0.0:\n    resolution: {{integrity: {DIGEST}}}\n",
        f"token_image: sha256:{HEX}{HEX}\n",
        f"uses: actions/token@{HEX}12345678\n",
        # Mounts and files.
        "volumes:\n  - ./broker/passwd:/mosquitto/config/passwd\n",
        "volumes:\n  - ./secrets:/run/secrets:ro\n",
        "secrets:\n  - db_password\n  - source: db_password_v2\n",
        "password: /mnt/ssd/mosquitto/passwd\n",
        # Encrypted for another program.
        f"api_key:\n  secure: {LONG}{LONG}{LONG}==\n",
        f"password: ENC[AES256_GCM,data:{LONG},iv:{LONG},tag:{LONG},type:str]\n",
        f"password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  {HEX}\n",
        f"spec:\n  encryptedData:\n    password: AgB{LONG * 10}\n",
        f"key: age1{HEX}{HEX}\n",
        f"key: ssh-ed25519 AAAA{LONG}{LONG}\n",
        # Not generated, or public.
        "resource: http://h/x?key=living-room-2&k=sensor12&t=2023-01-02T10:00\n",
        f"resource: https://api.h/zones/{HEX}\n",
        f"source: https://raw.githubusercontent.com/a/b/{HEX}12345678/api/x\n",
        "auth: basic\nlogin: admin:users\nsecrets:\n  - db-root-password\n",
        "pushover_user: anna\nuser_secret: my_other_secret\n",
        "gizmo:\n  unique_id: Zr8qT5mWx2Kp9LbV3nD7sF4hJ6gQ1cYt\n",
        "account_sid: ACr8qT5mWx2Kp9LbV3nD7sF4hJ6gQ1cYt\n",
        "serial:\n  port: /dev/serial/by-id/usb-Silicon_Labs_CP2102N_a9C4e27F1b3D5068-if00\n",
        '"$": Zr8qT5mWx2Kp9LbV3nD7sF4hJ6gQ1cYt\n',
        "error_code: 404\nlight:\n  code: 123\n",
        "command: mqtt -P PASSWORD -h h\n",
        "command: docker run --id 4177 --device /dev/ttyUSB0 x\n",
        # Stand-ins.
        "password: n0t_the_r3al_one\n",
        "api_key: 00000000000000000000000000000000\n",
        "api_key: 00000000-0000-0000-0000-000000000000\n",
        "api_key: SoMeAp1KeY23456\n",
        "password: deinPasswort\n",
        "password: votre_mot_de_passe\n",
        "password: abcdefghijklmnopqrstuvwxyz0123456789\n",
        "network_key: 0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01,0x01\n",
        "key: MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=\n",
        f"token: eyJ0eXAiOiJK--------------------{LONG}\n",
        "token: __MAPBOX_TOKEN__\n",
        "token: LONG_LIVED_ACCESS_TOKEN\n",
        "url: https://h/apod?api_key=DEMO_KEY\n",
        # Types, labels and options.
        "schema:\n  password: password?\n  token: str?\n  api_key: match(^[a-z0-9]{32}$)\n",
        "password: {selector: {text: {type: password}}}\n",
        "password: 'Passwort:'\n",
        "token: API-Zugangs Token\n",
        "password_hash_algo: argon2id\n",
        "token_expiration: 86400\n",
        "max_tokens: 128000\n",
        "tokens: 4096\n",
        "community: public\nplatform: snmp\n",
        "snmp_community: public\n",
        # Webhooks for the local network, named by words.
        "webhook_id: kitchen_radio\nlocal_only: true\n",
        "webhook_id: kitchen_radio\n",
        "url: http://h/api/webhook/kitchen_radio\n",
        # Cards.
        "type: custom:keypad-card\ndelay: '3000'\nentity_id: '4711'\n",
        "type: custom:button-card\nanna: '4711'\n",
        "headers:\n  Cookie: 'lang=de; theme=dark'\n",
        "source_url: https://community.example/t/remote-wxkg01lm-for-zigbee2mqtt/258832\n",
        "note: 'Postman-Token: " + UUID + "'\n",
    ],
)
def test_no_secrets(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


STAND_INS = """# For the check of the configuration.
mqtt_password: tulip
weather_api_key: asdasd0asd0asd0asd0
maps_token: not-the-token
nas_password: "@fake123"
one_token: asdfasdf-1111
"""
GENERATED = "kq7Xm" + "Lt2VbKn94RsWyPdJcHfGaUe3"
REAL = f"""mqtt_password: Tul1p-Garden!
weather_api_key: {HEX}
maps_token: {LONG}
"""


@pytest.mark.parametrize(
    "name",
    [
        *("fake_secrets.yaml", "travis_secrets.yaml", "secrets_redacted.yaml", "secrets.fake.yaml"),
        *("secrets-dummy.yaml", "secrets.yaml.example.yaml", "ci/secrets_all.yaml"),
    ],
)
def test_files_made_for_checks(tmp_path: Path, name: str) -> None:
    """By their name and by what is in them: a copy of real secrets is still told."""
    assert found(tmp_path, STAND_INS, name) == []
    assert len(found(tmp_path, REAL, name)) == 3
    assert found(tmp_path, f"# All values are fake.\n{REAL}", name) == []
    # One that was forgotten.
    for real in (GENERATED, PUSHBULLET, "ghp_" + GENERATED + GENERATED[:7]):
        [row] = found(tmp_path, f"{STAND_INS}real_token: {real}\n", name)
        assert row.key == "real_token"


def test_another_file_with_the_same_values(tmp_path: Path) -> None:
    rows = found(tmp_path, STAND_INS, "packages/kitchen.yaml")
    assert {row.key for row in rows} >= {"mqtt_password", "one_token"}


def test_the_whole_of_a_long_text_is_searched(tmp_path: Path) -> None:
    """Also where pieces of it meet."""
    for before in (100, 8_980, 8_999, 9_000, 60_000, 500_000):
        text = "a: '" + "x " * (before // 2) + f" token={LONG * 90} y'\n"
        [row] = found(tmp_path, text)
        assert row.kind == "token"
