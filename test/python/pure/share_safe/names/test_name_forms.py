"""Names in every spelling are found, and no part of another word."""

# ruff: noqa: RUF001 - names in many scripts

import unicodedata

import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.names.transliteration import in_latin
from custom_components.security_posture.share_safe.uses.model import Use
from homeassistant.util import slugify

from .forms import index, replaced

FOUND = {
    "Anna Müller": [
        ("Anna is home", "person_1 is home"),
        ("ANNA IS HOME", "person_1 IS HOME"),
        ("Anna's phone", "person_1's phone"),
        ("Anna\u2019s phone", "person_1\u2019s phone"),
        ("Annas Handy", "person_1s Handy"),
        ("Annas iPhone 12", "person_1s iPhone 12"),
        ("SM-A515F Anna", "SM-A515F person_1"),
        ("anna_s_phone", "person_1_s_phone"),
        ("annas_phone", "person_1s_phone"),
        ("d'Anna, l\u2019Anna", "d'person_1, l\u2019person_1"),
        ("Anna Müller", "person_1"),
        ("anna.muller, anna-mueller, anna_mueller", "person_1, person_1, person_1"),
        ("annamueller", "person_1"),
        ("ANNA MÜLLER", "person_1"),
        ("Familie Mueller", "Familie family_1"),
        ("Mullers door", "family_1s door"),
        ("AnnaBedroom", "person_1_Bedroom"),
        ("annaHome", "person_1_Home"),
        ("homeOfAnna", "homeOf_person_1"),
        ("anna2", "person_1_2"),
        ("annaphone", "person_1_phone"),
        ("annasiphone", "person_1_siphone"),
        ("AnnasiPhone", "person_1_siPhone"),
        ("iphonevonanna", "iphonevon_person_1"),
        ("iphone_de_anna", "iphone_de_person_1"),
        ("annazimmer annaszimmer", "person_1_zimmer person_1_szimmer"),
        ("Telefon Anny", "Telefon person_1"),
        ("telefon_anny", "telefon_person_1"),
        ("Zadzwoń do Anny i Annę", "Zadzwoń do person_1 i person_1"),
        ("Annan puhelin", "person_1 puhelin"),
        ("Say hello to Anna!", "Say hello to person_1!"),
        (
            "anna\u00adm\u00fcller Mu\u0308ller",
            "person_1 family_1",
        ),
    ],
    "Jean-Luc Picard": [
        ("Jean-Luc, Jean Luc, JeanLuc", "person_1, person_1, person_1"),
        ("jean_luc jeanluc JEAN-LUC", "person_1 person_1 person_1"),
        ("Picard's office", "family_1's office"),
    ],
    "Tomasz Nowicki": [
        ("Tomaszowi", "person_1"),
        ("Telefon Tomasza, telefon_tomasza", "Telefon person_1, telefon_person_1"),
    ],
    "Dr. Anna van der Zwackel": [
        ("Anna, van der Zwackel", "person_1, family_1"),
        ("anna@van.der.zwackel", "person_1@family_1"),
        ("Zwackel", "family_2"),
    ],
    "Zwackel, Ottilie": [("Ottilie Zwackel", "person_1 family_1")],
    'Ottilie "Tilly" Zwackel': [("Tilly's phone", "person_1's phone")],
    "Herr Zwackel": [("Familie Zwackel", "Familie family_1")],
    "John Brown": [
        ("Mr Brown, brown lamp, Brown lamp", "Mr family_1, brown lamp, Brown lamp"),
        ("john.brown", "person_1"),
    ],
    "Anna Phone": [("Anna's phone, Phone", "person_1's phone, Phone")],
    "佐藤 美咲": [("佐藤さん、美咲", "family_1さん、person_1")],
    "Geni": [("GeniPhone is home, GeniHome", "person_1_Phone is home, person_1_Home")],
    "Björn": [("bjoern bjorn BJÖRN", "person_1 person_1 person_1")],
    "Juergen": [("Jürgen", "person_1")],
    "Ayşe Kılıç": [
        ("Ayşe'nin odası", "person_1'nin odası"),
        ("Ayşenin odası", "person_1 odası"),
        ("ayse_nin_odasi", "person_1_nin_odasi"),
        ("KILIÇ kılıç kilic", "family_1 family_1 family_1"),
    ],
    "Иван": [
        ("Иван дома, нет Ивана, дай Ивану", "person_1 дома, нет person_1, дай person_1"),
        ("телефон_ивана ИВАН", "телефон_person_1 person_1"),
        ("ivan_phone", "person_1_phone"),
    ],
    "Юлия": [
        ("Юлии нет", "person_1 нет"),
        ("iuliia_phone yulia_phone", "person_1_phone person_1_phone"),
    ],
    "Ελένη": [("Ελένη, της Ελένης", "person_1, της person_1"), ("ΕΛΕΝΗ", "person_1")],
    "Γιώργος": [("του Γιώργου, τον Γιώργο", "του person_1, τον person_1")],
    "美咲": [
        ("美咲の部屋", "person_1の部屋"),
        ("母と美咲さんのiPhone", "母とperson_1さんのiPhone"),
        ("mei_xiao", "person_1"),
    ],
    "さくら": [("さくらの部屋、さくらちゃん", "person_1の部屋、person_1ちゃん")],
    "アンナ": [("アンナのiPhone", "person_1のiPhone")],
    "李小明": [("李小明回家", "person_1回家"), ("小明的手机", "person_1的手机")],
    "김지민": [
        ("지민이의 방", "person_1이의 방"),
        ("지민은 김지민에게", "person_1은 person_1에게"),
    ],
    "समीर": [("समीर का फ़ोन", "person_1 का फ़ोन"), ("समीरजी", "person_1जी")],
    "สมชาย": [("ห้องของสมชาย", "ห้องของperson_1"), ("สมชายกลับบ้าน", "person_1กลับบ้าน")],
    "דוד כהן": [("לדוד ודוד", "לperson_1 וperson_1"), ("דָּוִד כהן", "person_1")],
    "محمد": [("لمحمد ومحمد", "لperson_1 وperson_1"), ("مُحَمَّد مـحـمد", "person_1 person_1")],
    "علی": [("علي", "person_1")],
}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [(name, *each) for name, texts in FOUND.items() for each in texts],
)
def test_form_of_a_name_is_found(name: str, text: str, expected: str) -> None:
    assert replaced(index(name), text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, texts in FOUND.items() for text, _ in texts],
)
def test_composed_and_decomposed_texts_are_equal(name: str, text: str) -> None:
    composed = replaced(
        index(unicodedata.normalize("NFD", name)), unicodedata.normalize("NFC", text)
    )
    decomposed = replaced(
        index(unicodedata.normalize("NFC", name)), unicodedata.normalize("NFD", text)
    )

    assert unicodedata.normalize("NFC", decomposed) == composed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna", "annapolis joanna savannah annals Annalena hannah banana"),
        ("Anna", "anno annual anne"),
        ("Anna", "bannana_phone"),
        ("Max", "maximum Maximal climax maxcube"),
        ("Mark", "Markise market Markdown"),
        ("Will", "willkommen Willow goodwill"),
        ("Rose", "rosetta Roseville prose"),
        ("Ada", "lampada adapter Canada"),
        ("Vera", "very several average"),
        ("Tina", "tiny"),
        ("Cara", "care card"),
        ("Alex", "Alexa alexandria"),
        ("Eva", "evaluate evaporation"),
        ("Tim", "time timer bedtime estimate"),
        ("Иван", "диван иванчай Иваново"),
        ("さくら", "さくらんぼ"),
        ("あい", "あいさつ"),
        ("지민", "지민족"),
        ("समीर", "समीरा"),
        ("สมชาย", "สมชายะ"),
        ("דוד", "דודה דודות"),
        ("محمد", "محمدية"),
        ("Ελένη", "Ελευθερία"),
        ("Samuel", "samul"),
        ("Bas", "bass extension, bass_extension"),
        ("Mina", "Mini Switch, mini_switch, Mini TV"),
        ("Alla", "alle Fenster, Alle Fenster"),
        ("Stan", "standalone standby"),
        ("Moni", "monitored"),
        ("Marc", "march"),
    ],
)
def test_part_of_another_word_is_not_a_name(name: str, text: str) -> None:
    assert replaced(index(name), text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anna%20gr%C3%BCnwaldt", "person_1"),
        ("?who=anna+gr%c3%bcnwaldt&x=1", "?who=person_1&x=1"),
        ("Gr\\u00fcnwaldt", "family_1"),
        ("Gr\\xfcnwaldt, Gr\\u{fc}nwaldt, Gr\\U000000fcnwaldt", "family_1, family_1, family_1"),
        ("Gr&uuml;nwaldt Gr&#252;nwaldt Gr&#xFC;nwaldt", "family_1 family_1 family_1"),
        ("&quot;Anna&quot; &amp; co", "&quot;person_1&quot; &amp; co"),
        ("Hello\\nanna", "Hello\\nperson_1"),
        ("%41%6e%6E%61", "person_1"),
        ("100%anna", "100%person_1"),
        ("gru%CC%88nwaldt", "family_1"),
        ("gr%FCnwaldt", "family_1"),
    ],
)
def test_encoded_name_is_found(text: str, expected: str) -> None:
    assert replaced(index("Anna Grünwaldt"), text, Use.VALUE) == expected


def test_slug_of_the_instance_belongs_to_the_name() -> None:
    names = index()
    names.add(Name(Private.PERSON, "美咲"), slug="misaki")

    assert replaced(names, "misaki_phone", Use.OBJECT_ID) == "person_1_phone"


@pytest.mark.parametrize(
    "text", ["Anna's iPad", "annas_ipad", "anna_s_ipad", "Annas iPad", "annasipad"]
)
def test_device_is_found_in_each_form_of_its_name(text: str) -> None:
    for name in ("Anna's iPad", "annas_ipad", "anna_s_ipad", "Annas iPad"):
        assert replaced(index(Name(Private.DEVICE, name)), text) == "device_1"


def test_login_name_with_a_domain_is_found() -> None:
    names = index(Name(Private.USER, "anna.zwackel@example.org"))

    assert replaced(names, "for anna.zwackel@example.org", Use.VALUE) == "for user_1"


def test_two_people_and_things_in_one_word() -> None:
    names = index("Anna", "Ben")

    assert replaced(names, "annaben annaundben") == "person_1_person_2 person_1_und_person_2"


def test_device_with_the_name_of_a_person_does_not_hide_the_person() -> None:
    names = index("Ottilie", Name(Private.DEVICE, "ottilies iphone"))

    assert replaced(names, "Ottilies room is warm") == "person_1s room is warm"
    assert replaced(names, "ottilies_room_window", Use.OBJECT_ID) == "person_1s_room_window"
    assert replaced(names, "ottilies_iphone", Use.OBJECT_ID) == "person_1s_iphone"


def test_equal_names_have_equal_placeholders() -> None:
    names = index("Anna Müller", "Anna", Name(Private.USER, "anna"), Name(Private.USER, "amueller"))

    assert names.exact_match("ANNA") == (Private.PERSON, "person_1")
    assert names.exact_match("Müller, Anna") is None
    assert names.exact_match("anna_mueller") == (Private.PERSON, "person_1")
    assert names.exact_match("amueller") == (Private.USER, "user_1")
    assert names.exact_match("somebody") is None


def test_name_in_a_long_text_without_spaces() -> None:
    names = index("美咲", "สมชาย", "Anna")

    for name in ("美咲", "สมชาย"):
        text = "漢" * 300 + name + "กา" * 300
        assert replaced(names, text).count("person_") == 1
    data = "aB3" * 1000 + "Anna" + "xY" * 1000
    assert replaced(names, f"{data} Anna") == f"{data} person_3"


def test_object_ids_are_written_as_home_assistant_does() -> None:
    written = (
        "Иван Юлия Щербаков Андрей Алёна Жанна Хасан Цветан Ђорђе Ґалаґан Ελένη Γιώργος"
        " Χρήστος Ψαρά Ξένια 지민 서연 현우 영희 さくら ゆうた アンナ しんじ つばさ ちひろ"
        " דוד משה שרה אורי צבי محمد أحمد فاطمة يوسف عمر"
    )
    for name in written.split():
        assert in_latin(name) == slugify(name)
