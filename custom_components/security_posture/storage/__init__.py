"""The files of this integration in Home Assistant's private storage."""
