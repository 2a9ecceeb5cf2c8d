"""Names that describe something, in many languages, are replaced only where somebody is meant."""

import pytest

from custom_components.security_posture.share_safe.model import Name, Private
from custom_components.security_posture.share_safe.uses.model import Use

from .forms import index, replaced


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Storm", "code rood bij storm vannacht"),
        ("Chiara", "Notte chiara, Luce Chiara"),
        ("Bianca", "Luci bianche, luce bianca, Bianca fredda"),
        ("Clara", "Hoy hay noche clara"),
        ("Luz", "Luz da cozinha acesa, conta de luz"),
        ("Aurora", "aurora boreale"),
        ("Sol", "Sol och regn"),
        ("Tuuli", "kova tuuli ulkona"),
        ("Deniz", "Deniz suyu 20 derece"),
        ("Amber", "Amber light, amber alert"),
        ("Summer", "Summer Sky, summer mode"),
        ("June", "Runs from June to September"),
        ("Ernst", "Das ist im Ernst so"),
        ("שיר", "שיר השירים בסלון"),
        ("Ilma", "Ilma on viileää"),
    ],
)
def test_word_of_a_language_is_nobody(name: str, text: str) -> None:
    assert replaced(index(name), text) == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Storm", "Kamer Storm, als Storm slaapt", "Kamer person_1, als person_1 slaapt"),
        ("Storm", "Storm slaapt nog", "person_1 slaapt nog"),
        ("Chiara", "Chiara torna a casa", "person_1 torna a casa"),
        ("Bianca", "Buonanotte Bianca", "Buonanotte person_1"),
        ("Luz", "Luz chegou", "person_1 chegou"),
        ("Luz", "quarto da Luz", "quarto da person_1"),
        ("Sol", "Sol's phone", "person_1's phone"),
        ("Rose", "Rose, dinner is ready", "person_1, dinner is ready"),
        ("Rose", "Ella and Rose", "Ella and person_1"),
        ("Rose", "Grandma Rose", "Grandma person_1"),
        ("שיר", "שיר הגיעה", "person_1 הגיעה"),
        ("Mia", "Mias Nachtlicht", "person_1s Nachtlicht"),
        ("Ernst", "Ernst hat gerufen", "person_1 hat gerufen"),
    ],
)
def test_somebody_is_meant(name: str, text: str, expected: str) -> None:
    assert replaced(index(name), text) == expected


@pytest.mark.parametrize(
    ("name", "slug", "expected"),
    [
        ("Rose", "rose_arch", "rose_arch"),
        ("Rose", "rose", "person_1"),
        ("Rose", "rose_phone", "person_1_phone"),
        ("Storm", "storm_verwachting", "storm_verwachting"),
        ("Storm", "kamer_storm", "kamer_person_1"),
        ("Bianca", "luce_bianca", "luce_bianca"),
        ("Bianca", "lampada_bianca", "lampada_person_1"),
        ("Luz", "luz_sala", "luz_sala"),
        ("Luz", "quarto_da_luz", "quarto_da_person_1"),
        ("Luz", "luz_celular", "person_1_celular"),
        ("Summer", "summers_sonos", "person_1s_sonos"),
        ("Or", "or_bed", "person_1_bed"),
        ("Or", "on_or_off", "on_or_off"),
        ("Haru", "spring_haru_ichiban", "spring_haru_ichiban"),
        ("Mia", "mias_nachtlicht", "person_1s_nachtlicht"),
    ],
)
def test_object_id(name: str, slug: str, expected: str) -> None:
    assert replaced(index(name), slug, Use.OBJECT_ID) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Marguerite", "Marguerite dort, Trajet Marguerite", "person_1 dort, Trajet person_1"),
        ("Saga", "Saga kommer, en saga", "person_1 kommer, en saga"),
        ("Priya", "Priya aayi", "person_1 aayi"),
        ("Pierre", "Pierre : ", "person_1 : "),
        ("Daisy", "Daisy petals, a daisy", "Daisy petals, a daisy"),
        ("Chiara", "Luce Chiara, luce chiara", "Luce Chiara, luce chiara"),
        ("ज्योति", "ज्योति स्कूल में", "person_1 स्कूल में"),
        ("אורי", "אורי בחצר", "person_1 בחצר"),
        ("שלום", "שלום לכולם", "שלום לכולם"),
        ("Sol", "Sol hela dagen", "Sol hela dagen"),
    ],
)
def test_name_that_a_person_of_this_home_has(name: str, text: str, expected: str) -> None:
    assert replaced(index(name), text) == expected


def test_such_a_name_in_a_value_and_in_ids() -> None:
    names = index("ज्योति", "Pierre", "Bianca")

    assert replaced(names, "{'a': 'ज्योति'}", Use.VALUE) == "{'a': 'person_1'}"
    assert replaced(names, "pierre", Use.VALUE) == "pierre"
    for slug, expected in (
        ("chambre_pierre_temperature", "chambre_person_2_temperature"),
        ("pierre_ponce", "pierre_ponce"),
        ("bianca_bulb", "person_3_bulb"),
        ("parete_bianca", "parete_bianca"),
    ):
        assert replaced(names, slug, Use.OBJECT_ID) == expected


def test_glued_names_and_a_link() -> None:
    assert replaced(index("Luca", "Chiara"), "lucaEchiara", Use.OBJECT_ID) in (
        "person_1Eperson_2",
        "person_1_E_person_2",
    )


@pytest.mark.parametrize(
    "home", ["Casa", "Maison", "Thuis", "Zuhause", "Dom", "Дом", "家", "집", "בית", "घर", "Home"]
)
@pytest.mark.parametrize("kind", [Private.PLACE, Private.ZONE])
def test_home_is_nobodys_name(home: str, kind: Private) -> None:
    names = index(Name(kind, home))

    assert replaced(names, home) == home
    assert replaced(names, home.lower(), Use.OBJECT_ID) == home.lower()


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("Hartwick House", "hartwick/oil/level", "family_1/oil/level"),
        ("Familie Zwackel", "title: Zwackels", "title: family_1s"),
        ("Gezin de Wijs", "Huis de Wijs", "Huis family_1"),
        ("葉月家", "葉月のWi-Fi", "family_1のWi-Fi"),
        ("Beach House", "Beach towels", "Beach towels"),
        ("Casa Nova", "nova/level", "nova/level"),
    ],
)
def test_family_in_the_name_of_its_home(place: str, text: str, expected: str) -> None:
    assert replaced(index(Name(Private.PLACE, place)), text) == expected


@pytest.mark.parametrize(
    ("device", "expected"),
    [
        ("pixel_6", "pixel_6"),
        ("drucker", "drucker"),
        ("Brother HL-L2350DW", "Brother HL-L2350DW"),
        ("vodafone_station", "vodafone_station"),
        ("LG webOS TV", "LG webOS TV"),
        ("Nest Hub リビング", "Nest Hub リビング"),
        ("ottilie_pixel_8", "person_1_pixel_8"),
        ("iphone_von_ottilie", "iphone_von_person_1"),
        ("ottilies_altes_handy", "person_1s_altes_handy"),
        ("ottilie_iphone6", "person_1_iphone6"),
        ("blechbuechse", "device_1"),
    ],
)
def test_device(device: str, expected: str) -> None:
    names = index("Ottilie", Name(Private.DEVICE, device))

    assert replaced(names, device, Use.OBJECT_ID) == expected


def test_japanese_syllables_of_a_name() -> None:
    names = index("kenta", Name(Private.WORD, "もち"))

    assert replaced(names, "けんたが帰ってきた。ケンタくん") == "person_1が帰ってきた。person_1くん"
    assert replaced(names, "もちカメラ") == "word_1カメラ"
    assert replaced(names, "mochi_feeder", Use.OBJECT_ID) == "word_1_feeder"


def test_hebrew_name_of_several_words_has_prefixes() -> None:
    names = index(Name(Private.ZONE, "בית ספר אלומות"))

    assert replaced(names, "יצאה מבית ספר אלומות") == "יצאה zone_1"


def test_word_of_the_user_in_another_case() -> None:
    names = index(Name(Private.WORD, "Rossi"), Name(Private.WORD, "De Regenboog"))

    assert replaced(names, "Semafori rossi, casa Rossi") == "Semafori rossi, casa word_1"
    assert replaced(names, "led_rossi", Use.OBJECT_ID) == "led_rossi"
    assert replaced(names, "rossi/oil", Use.VALUE) == "word_1/oil"
    assert replaced(names, "kleuren van de regenboog") == "kleuren van de regenboog"
    assert replaced(names, "naar De Regenboog") == "naar word_2"
    assert replaced(names, "de_regenboog", Use.OBJECT_ID) == "word_2"


def test_whole_name_of_a_person() -> None:
    names = index("Luz", "Mia")

    assert replaced(names, "Luz", Use.NAME) == "person_1"
    assert replaced(names, "mia", Use.NAME) == "person_2"
    assert replaced(names, "luz acesa", Use.NAME) == "luz acesa"
    assert replaced(names, "Luz") == "Luz"
