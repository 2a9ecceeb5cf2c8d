"""Secrets in scripts and settings, and code that only names them."""

from pathlib import Path

import pytest

from custom_components.security_posture.secret_scan import CONFIDENT, scan
from custom_components.security_posture.secret_scan.code_values import code_values
from custom_components.security_posture.secret_scan.tree import Scalar

SECRET = "Tul1p-Garden-" + "42"

SECRETS: dict[str, list[str]] = {
    "a.py": [
        f'CLIENT_SECRET = "{SECRET}"',
        f"self.token: str = '{SECRET}'",
        f'x = {{"user": "me", "password": "{SECRET}"}}',
        f'connect(host="h", password="{SECRET}", port=1)',
        f'os.environ["API_TOKEN"] = "{SECRET}"',
        f'os.environ.get("API_TOKEN", "{SECRET}")',
        'client.username_pw_set("me", "tulipgarden")',
        'requests.get(url, auth=("me", "tulipgarden"))',
        'requests.get("http://me:tulipgarden@h/")',
        'ALARM_CODES = ["4711"]',
        'p.add_argument("--password", default="tulip garden 7")',
        '\u5bc6\u78bc = "tulip0520"',
        "if alarm_code == 4711: pass",
        f'def f(token="{SECRET}"): pass',
        f'a = password = ("{SECRET}")',
        f'# password = "{SECRET}"',
        f'""" To log in: password: "{SECRET}" """',
        f'x = "it\\"s"; token = "{SECRET}"',
    ],
    "a.js": [
        f'const TOKEN = "{SECRET}";',
        f"const c = {{ token: '{SECRET}' }};",
        f'const c = {{ "apiKey": `{SECRET}` }}',
        f'localStorage.setItem("token", "{SECRET}")',
        f'function f() {{\n const a = b\n const token = "{SECRET}"\n}}',
        f"// token: '{SECRET}'",
        f"/* token: '{SECRET}' */",
    ],
    "a.sh": [
        f'export TOKEN="{SECRET}"',
        "PASSWORD=tulipgarden",
        "PASSWORD='tulip garden' ./run",
        "curl -u me:tulipgarden http://h",
        "curl -su me:tulipgarden http://h",
        f"curl -H 'X-Auth-Token: {SECRET}' http://h",
        f"# TOKEN={SECRET}",
    ],
    "a.conf": [
        "password = tulipgarden",
        "remote_password tulipgarden",
        "[mqtt]\npassword: tulipgarden",
        f"; secret = {SECRET}",
        'psk="tulip garden 9"',
    ],
}
NONE: dict[str, list[str]] = {
    "a.py": [
        'CONF_TOKEN = "access_token"',
        'token = self.args["token"]',
        'password = config.get("password")',
        'token = f"{prefix}{number}"',
        'headers = {"Authorization": f"Bearer {token}"}',
        'password = getpass("Enter the password")',
        'if key == "left": token = name.split("://", 1)[0]',
        'schema = {vol.Required("password"): cv.string}',
        "# the password is in the safe",
        'create_token = lambda subject="test@example.com": subject',
        'SSH_COMMAND_KEY = "core.sshCommand"',
        "status_code = 4711",
    ],
    "a.js": [
        "const token = await fetchToken('kitchen_1');",
        "const token = `${prefix}`;",
        'const token = (subject = "test@example.com") => subject;',
        'type="web_rtc" === this.token ? "web_rtc" : ""',
        "const labels = { password: 'Passwort', token: 'API Token' };",
    ],
    "a.sh": [
        "TOKEN=$(cat /run/token)",
        "TOKEN=`cat /run/token`",
        'TOKEN="$1"',
        'curl -H "Authorization: Bearer $accessToken" http://h',
        "wget http://h/driver.zip -P ~/",
        "export PASSWORD_FILE=/run/secrets/x",
    ],
    "a.conf": ["password_file /mosquitto/config/passwd", "listener 1883", "token_ttl = 86400"],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in SECRETS.items() for text in texts]
)
def test_secrets(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text + "\n")
    rows = [row for row in scan(tmp_path).findings if row.confidence >= CONFIDENT]
    assert len(rows) == 1
    assert rows[0].in_comment == text.startswith(("#", "//", "/*", ";"))


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in NONE.items() for text in texts]
)
def test_no_secrets(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text + "\n")
    assert [row for row in scan(tmp_path).findings if row.confidence >= CONFIDENT] == []


@pytest.mark.parametrize("language", ["python", "javascript", "shell", "ini"])
@pytest.mark.parametrize(
    "text",
    [
        *(
            'a = "b"\nc = "d',
            "x = '''y",
            "a = [((({",
            ")]}",
            "#",
            "//",
            "/*",
            "`",
            '"',
            "\\",
            "é='ü'",
        ),
        *("", "\0", "a=b\r\nc=d\r\n", "[s]\na=b"),
    ],
)
def test_offsets(language: str, text: str) -> None:
    """Any text can be read; what is read is where it is said to be."""
    for place in code_values(text, language):
        node = place.node
        assert isinstance(node, Scalar)
        assert node.text in text
        assert text[node.start : node.end].strip("\"'`;") == node.text.strip("\"'`;")
        assert node.line == text.count("\n", 0, node.start) + 1
