"""Recognize the ids of entities and services."""

import re
from typing import Final

# The domains of Home Assistant's entities and services.
_ENTITY: Final = re.compile(
    r"(?:ai_task|alarm_control_panel|assist_satellite|automation|binary_sensor|button|calendar|"
    r"camera|climate|conversation|counter|cover|date|datetime|device_tracker|esphome|event|fan|"
    r"geo_location|group|hassio|homeassistant|humidifier|image|input_\w{1,10}|lawn_mower|light|"
    r"lock|media_player|notify|number|person|plant|proximity|python_script|remote|rest_command|"
    r"scene|schedule|script|select|sensor|shell_command|siren|stt|sun|switch|tag|text|time|timer|"
    r"todo|tts|update|vacuum|valve|wake_word|water_heater|weather|zone|states|trigger|secrets)"
    r"\.[\w.]{1,120}"
)


def is_entity(text: str) -> bool:
    """Return whether a value is the id of an entity or a service."""
    return _ENTITY.fullmatch(text.strip()) is not None
